import contextlib
import io
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.collect.draft_mail import draft_from_mail
from wellspent.collect.mailbox_file import messages_of
from wellspent.errors import InputError, TooLarge
from wellspent.records.draft import DraftChannel
from wellspent.records.finding import DraftField


def message(text: str = "Hi Ada,\n\nthe dryer.\n", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    named = {"From": "Kim Roe <kim@aster.example>", "To": "Ada <ada@acme.example>"} | headers
    for name, value in named.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def test_heads_become_what_is_known_of_the_draft() -> None:
    mail = message(
        Subject="Grüße aus Leeds",
        Date="Tue, 03 Mar 2026 09:00:00 +0100",
        Cc="bo@acme.example",
        In_Reply_To="<1@acme.example>",
        List_Unsubscribe="<mailto:no@aster.example>",
    )
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Preise.pdf")
    draft = draft_from_mail(bytes(mail), source="a.eml").draft
    assert (draft.channel, draft.sender, draft.recipient, draft.recipients) == (
        DraftChannel.EMAIL,
        "kim@aster.example",
        "ada@acme.example",
        2,
    )
    assert (draft.subject, draft.in_reply_to, draft.attachments) == (
        "Grüße aus Leeds",
        "<1@acme.example>",
        ("Preise.pdf",),
    )
    assert draft.send_at is not None
    assert draft.send_at.isoformat() == "2026-03-03T09:00:00+01:00"
    assert draft.headers["list-unsubscribe"] == "<mailto:no@aster.example>"
    assert draft.headers["from"] == "Kim Roe <kim@aster.example>"
    assert draft.body == "Hi Ada,\n\nthe dryer.\n"


def test_mail_that_answers_none_and_brings_no_file_says_so() -> None:
    draft = draft_from_mail(bytes(message())).draft
    assert (draft.in_reply_to, draft.attachments) == ("", ())


def test_html_is_read_where_there_is_no_plain_text() -> None:
    both = message()
    both.add_alternative("<p>Hi</p>", subtype="html")
    alone = message(" \n")
    alone.add_alternative("<p>Hi</p>", subtype="html")
    assert [draft_from_mail(bytes(one)).draft.is_html for one in (both, alone)] == [False, True]


def test_places_are_lines_of_the_file_where_the_body_stands_as_it_is() -> None:
    found = draft_from_mail(bytes(message(Subject="x")), line=11)
    assert found.region(DraftField.SUBJECT, 0, 1).line == 13
    region = found.region(DraftField.BODY, 9, 12)
    assert (region.line, region.column) == (20, 1)


def test_body_that_is_encoded_has_the_line_where_it_begins() -> None:
    mail = message(Subject="x")
    mail.set_content("Grüße\n" * 20, cte="base64")
    found = draft_from_mail(bytes(mail))
    region = found.region(DraftField.BODY, 100, 102)
    assert (region.column, region.line) == (0, 8)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"no head at all", b"\xff\xfe\x00"])
def test_what_is_no_mail_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="isn't a mail message"):
        draft_from_mail(content)


def test_mail_that_is_too_large_is_refused() -> None:
    with pytest.raises(TooLarge):
        draft_from_mail(b"From: a@b.example\n\n" + b"x" * 26 * 1024 * 1024)


@given(st.binary(max_size=300))
def test_broken_mail_is_a_draft_or_an_error(content: bytes) -> None:
    with contextlib.suppress(InputError):
        draft_from_mail(b"From: a@b.example\nContent-Type: " + content)


@pytest.mark.parametrize("year", ["1899", "9999"])
def test_date_beyond_all_calendars_is_none(year: str) -> None:
    mail = f"From: a@b.example\nDate: Fri, 31 Dec {year} 23:59:00 +0000\n\nHi".encode()
    assert draft_from_mail(mail).draft.send_at is None


def test_mailbox_is_cut_into_its_messages() -> None:
    box = (
        b"From kim Tue Mar  3 09:00:00 2026\nSubject: 1\n\none\n>From here on\n\n"
        b"From kim Tue Mar  3 09:00:00 2026\r\nSubject: 2\r\n\r\ntwo\nFrom the middle\n"
    )
    found = list(messages_of(io.BytesIO(box)))
    assert [(one.content, one.line) for one in found] == [
        (b"Subject: 1\n\none\nFrom here on\n\n", 2),
        (b"Subject: 2\r\n\r\ntwo\nFrom the middle\n", 8),
    ]


def test_mailbox_of_one_endless_line_needs_no_memory_for_it() -> None:
    box = b"From x\nSubject: 1\n\n" + b"y" * 40_000_000 + b"\n\nFrom x\nSubject: 2\n\nz\n"
    first, second = messages_of(io.BytesIO(box))
    assert len(first.content) < 28_000_000
    assert second.content == b"Subject: 2\n\nz\n"
