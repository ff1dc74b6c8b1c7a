"""Messages out of files, mailboxes, Maildirs and folders, however malformed."""

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.collect.mail_item import MailAddress, MailItem, RefusedMail
from wellspent.collect.mail_items import mail_item, read_mail_items
from wellspent.errors import InputError, TooLarge

HEAD = "From: Bo Bond <Bo@B.example>\nTo: Ada <ada@acme.example>, cy@acme.example\nSubject: Ovens\n"
WHOLE = f"""{HEAD}Cc: "Dee, D." <dee@acme.example>
Message-ID: <2@b.example>
In-Reply-To: <1@acme.example>
References: <0@acme.example>
 <1@acme.example>
Date: Mon, 2 Mar 2026 12:00:00 +0100

Do you deliver?

Kind regards,
Bo Bond

This e-mail is confidential. If you are not the intended recipient, please delete it.

On Mon, 2 Mar 2026 at 11:00, Ada <ada@acme.example> wrote:
> Which one?
"""


def read(text: str) -> MailItem:
    return mail_item(text.encode())


def ids(path: Path) -> list[str]:
    return [item.message_id for item in read_mail_items(path) if isinstance(item, MailItem)]


def numbered(number: int, more: str = "") -> bytes:
    return f"{HEAD}Message-ID: <{number}@b.example>\n{more}\nNumber {number}\n".encode()


def test_all_of_a_message_is_read() -> None:
    item = read(WHOLE)
    assert item.sender == MailAddress(name="Bo Bond", email="bo@b.example")
    assert [each.email for each in item.to] == ["ada@acme.example", "cy@acme.example"]
    assert item.cc == (MailAddress(name="Dee, D.", email="dee@acme.example"),)
    assert (item.message_id, item.in_reply_to) == ("<2@b.example>", "<1@acme.example>")
    assert item.references == ("<0@acme.example>", "<1@acme.example>")
    assert item.sent_at == datetime(2026, 3, 2, 11, tzinfo=UTC)
    assert item.text == "Do you deliver?"
    assert item.signature == "Kind regards,\nBo Bond"
    assert item.disclaimer.startswith("This e-mail is confidential.")
    assert item.quoted.endswith("> Which one?")
    assert not item.automatic


def test_message_without_an_id_has_always_the_same() -> None:
    first, second = read(f"{HEAD}\nHi\n"), read(f"{HEAD}\nHi\n")
    assert first.message_id == second.message_id != read(f"{HEAD}\nHo\n").message_id


def test_folder_gives_messages_mailboxes_and_maildirs(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(numbered(1))
    (tmp_path / "b.mbox").write_bytes(
        b"From x\n" + numbered(2) + b"\nFrom x\n" + numbered(3) + b">From here on\n"
    )
    for part in ("cur", "new", "tmp"):
        (tmp_path / "mail" / part).mkdir(parents=True)
    (tmp_path / "mail/cur/4:2,S").write_bytes(numbered(4))
    (tmp_path / "mail/cur/5:2,ST").write_bytes(numbered(5))
    (tmp_path / "mail/cur/6:2,D").write_bytes(numbered(6))
    (tmp_path / "mail/new/7").write_bytes(numbered(7))
    (tmp_path / "mail/tmp/8").write_bytes(numbered(8))
    (tmp_path / "notes.txt").write_text("not mail")
    assert ids(tmp_path) == [f"<{number}@b.example>" for number in (1, 2, 3, 4, 7)]
    assert ids(tmp_path / "mail") == ["<4@b.example>", "<7@b.example>"]
    last = list(read_mail_items(tmp_path / "b.mbox"))[-1]
    assert isinstance(last, MailItem)
    assert last.text.endswith("From here on")
    assert last.source.endswith("b.mbox#2")


def test_what_was_deleted_within_a_mailbox_is_left_out(tmp_path: Path) -> None:
    box = tmp_path / "Inbox.mbox"
    box.write_bytes(
        b"From x\n" + numbered(1, "X-Mozilla-Status: 0009\n")
        + b"\nFrom x\n" + numbered(2, "X-Mozilla-Status: 0001\n")
        + b"\nFrom x\n" + numbered(3, "X-Gmail-Labels: Unread,Spam\n")
        + b"\nFrom x\n" + numbered(4, "X-Gmail-Labels: Inbox\n")
    )  # fmt: skip
    assert ids(box) == ["<2@b.example>", "<4@b.example>"]


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"no head\n")
    (tmp_path / "b.msg").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "c.eml").write_bytes(numbered(3))
    first, second, third = read_mail_items(tmp_path)
    assert isinstance(first, RefusedMail)
    assert first.error.where.endswith("a.eml")
    assert isinstance(second, RefusedMail)
    assert "Outlook" in second.error.what
    assert isinstance(third, MailItem)


def test_file_of_apple_mail_is_read(tmp_path: Path) -> None:
    content = numbered(1)
    notes = b'<?xml version="1.0"?><plist></plist>'
    (tmp_path / "1.emlx").write_bytes(f"{len(content)}     \n".encode() + content + notes)
    (item,) = read_mail_items(tmp_path)
    assert isinstance(item, MailItem)
    assert item.text == "Number 1"


def test_returned_mail_is_known_by_its_head() -> None:
    item = read(
        "From: mailer-daemon@mx.example\nX-Failed-Recipients: gone@b.example\n\nNo such user"
    )
    assert [each.email for each in item.returned] == ["gone@b.example"]
    assert item.automatic


def test_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    (refused,) = read_mail_items(tmp_path / "none")
    assert isinstance(refused, RefusedMail)


def test_invitations_and_names_of_files_are_found() -> None:
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content("Please come.")
    message.add_attachment(
        b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", params={"method": "request"}
    )
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="Plan ü.pdf")
    item = mail_item(message.as_bytes())
    assert [(each.method, each.content) for each in item.calendars] == [
        ("REQUEST", b"BEGIN:VCALENDAR")
    ]
    assert item.attachments == ("Plan ü.pdf",)
    assert item.text == "Please come."


@pytest.mark.parametrize(
    ("head", "is_automatic", "through_list"),
    [
        ("List-Id: <bakers.example>\nList-Post: <mailto:bakers@lists.example>\n", False, True),
        ("List-Id: <news.example>\nList-Unsubscribe: <https://news.example>\n", True, True),
        ("List-Id: <bakers.example>\nReferences: <1@b.example>\nPrecedence: list\n", False, True),
        ("Precedence: bulk\n", True, False),
        ("Auto-Submitted: auto-replied\n", True, False),
    ],
)
def test_people_on_lists_and_programs(head: str, is_automatic: bool, through_list: bool) -> None:
    item = read(f"{HEAD}{head}\nHello\n")
    assert (item.automatic, bool(item.mailing_list)) == (is_automatic, through_list)


@pytest.mark.parametrize("mark", ["Fwd", "WG", "TR", "RV"])
def test_what_is_passed_on_says_so(mark: str) -> None:
    assert read(HEAD.replace("Ovens", f"{mark}: Ovens") + "\nSee below.\n").forwarded


LETTERS = {
    "said wrongly": ("Content-Type: text/plain; charset=utf-8", "Grüße".encode("cp1252")),
    "said to be ASCII": ("Content-Type: text/plain; charset=us-ascii", "Grüße".encode()),
    "of no charset that is known": ("Content-Type: text/plain; charset=nope", "Grüße".encode()),
    "nothing said": ("X: y", "Grüße".encode("latin-1")),
    "Latin 9": ("Content-Type: text/plain; charset=iso-8859-15", "Grüße".encode("iso-8859-15")),
    "a codec that is no charset": ("Content-Type: text/plain; charset=idna", "Grüße".encode()),
    "UTF-7": ("Content-Type: text/plain; charset=utf-7", "Grüße".encode("utf-7")),
}  # fmt: skip


@pytest.mark.parametrize(("header", "content"), LETTERS.values(), ids=LETTERS)
def test_letters_are_read_whatever_is_said_of_them(header: str, content: bytes) -> None:
    assert mail_item(f"{HEAD}{header}\n\n".encode() + content).text == "Grüße"


def test_flowed_text_is_joined() -> None:
    head = f"{HEAD}Content-Type: text/plain; format=flowed\n\n"
    assert read(f"{head}a long \nline \nends\n>> deep \n>> er\n> less\n-- \nBo\n").text == (
        "a long line ends"
    )
    delsp = f"{HEAD}Content-Type: text/plain; format=flowed; delsp=yes\n\n"
    assert read(f"{delsp}Donau \ndampf\n").text == "Donaudampf"


HOSTILE = {
    "nested parts": "".join(
        f"Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n" for depth in range(2000)
    ),
    "very many parts": "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 100_000,
    "many parameters": "Content-Type: text/plain; " + "a=b; " * 100_000 + "\n\nx",
    "a line of a million letters": "\n" + "x" * 1_000_000,
    "a million lines": "\n" * 1_000_000,
    "open tags": "Content-Type: text/html\n\n" + "<div class=gmail_signature>" * 40_000,
    "open comments": "Content-Type: text/html\n\n" + "<!--" * 250_000,
    "lines that may be heads": "\n" + "From: a\n b\n" * 90_000,
    "parentheses": "To: " + "(" * 100_000 + "\n\nx",
    "a slow codec": "Content-Type: text/plain; charset=punycode\n\n" + "a" * 1_000_000,
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("rest", HOSTILE.values(), ids=HOSTILE)
def test_hostile_messages_are_read_or_refused_soon(rest: str) -> None:
    try:
        item = read(HEAD + rest)
    except InputError:
        return
    assert len(item.text) <= 50_000


def test_message_over_the_limit_is_refused() -> None:
    with pytest.raises(TooLarge):
        mail_item(HEAD.encode() + b"\n" + b"x" * 26 * 1024 * 1024)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        mail_item(HEAD.encode() + content)
    except InputError:
        return
