from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.collect.html_text import text_of_html
from wellspent.collect.mail_item import ReturnedMail
from wellspent.collect.mail_message import read_mail_message
from wellspent.collect.mail_words import mail_words_from_toml
from wellspent.collect.quoted_reply import newly_written
from wellspent.errors import InputError, SettingsError, TooLarge


def mail(text: str, subtype: str = "plain", **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Zoë Example <Zoe@Acme.example>"
    message["Subject"] = "Ovens für Gent"
    message["Date"] = "Mon, 2 Mar 2026 12:00:00 +0100"
    for name, value in headers.items():
        del message[name]
        message[name.replace("_", "-")] = value
    message.set_content(text, subtype=subtype)
    return message.as_bytes()


def test_message_is_read() -> None:
    read = read_mail_message(mail("Do you deliver?\n", Message_ID="<1@acme.example>"))
    assert (read.sender_name, read.sender) == ("Zoë Example", "zoe@acme.example")
    assert (read.subject, read.text) == ("Ovens für Gent", "Do you deliver?")
    assert read.sent_at == datetime(2026, 3, 2, 11, tzinfo=UTC)
    assert read.message_id == "<1@acme.example>"
    assert not read.automatic


def test_html_is_read_as_text_where_there_is_nothing_else() -> None:
    html = "<style>p {}</style><p>Dear all,<p>do you&nbsp;deliver?<script>alert(1)</script>"
    assert read_mail_message(mail(html, "html")).text == "Dear all,\ndo you deliver?"
    both = EmailMessage()
    both["From"] = "a@b.example"
    both.set_content("plain")
    both.add_alternative("<p>html", subtype="html")
    both.add_attachment("attached", filename="a.txt")
    assert read_mail_message(both.as_bytes()).text == "plain"


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Auto_Submitted", "auto-replied"),
        ("Subject", "Out of Office: Ovens"),
        ("Subject", "Automatische Antwort: Ovens"),
        ("Subject", "Réponse automatique : Ovens"),
        ("Precedence", "bulk"),
        ("From", "MAILER-DAEMON@mx.example"),
        ("X_Autoreply", "yes"),
    ],
)
def test_what_a_program_wrote_is_known(header: str, value: str) -> None:
    assert read_mail_message(mail("I am away", **{header: value})).automatic


def test_person_who_says_no_program_wrote_it_is_believed() -> None:
    assert not read_mail_message(mail("Hello", Auto_Submitted="no")).automatic


REPORT = b"""From: MAILER-DAEMON@mx.example
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

It could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; Gone@Acme.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such
 user here

Final-Recipient: rfc822; slow@acme.example
Action: delayed
Status: 4.2.2

--b--
"""


def test_returned_mail_names_the_addresses_that_failed_for_good() -> None:
    read = read_mail_message(REPORT)
    said = "smtp; 550 5.1.1 no such user here"
    assert read.returned == (ReturnedMail(email="gone@acme.example", status="5.1.1", said=said),)
    assert read.automatic


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("In spring.\n\nOn Mon, 2 Mar 2026, Mia <mia@example.com> wrote:\n> When?\n", "In spring."),
        ("Im Mai.\n\nAm 02.03.26 um 11:00 schrieb Mia Muster:\n> Wann?\n", "Im Mai."),
        ("En mai.\n\nLe lun. 2 mars 2026, Mia a écrit :\n> Quand ?\n", "En mai."),
        ("En mayo.\n\nEl lun, 2 mar 2026, Mia escribió:\n> ¿Cuándo?\n", "En mayo."),
        ("May.\n\n-----Original Message-----\nFrom: Mia\nSent: today\n\nWhen?", "May."),
        ("May.\n\nFrom: Mia\nSent: Monday\nTo: Ada\nSubject: When\n\nWhen?", "May."),
        ("Mai.\n\n*Von:* Mia\n*Gesendet:* Montag\n*An:* Ada\n\nWann?", "Mai."),
        ("> When?\n\nIn spring.\n\n> How many?\n\nForty.", "In spring.\n\n\nForty."),
        ("She wrote:\nplease call me,\nand I do.", "She wrote:\nplease call me,\nand I do."),
        ("> only a quote", "> only a quote"),
        ("From: here to there is far", "From: here to there is far"),
        ("", ""),
    ],
)
def test_quoted_message_is_left_out(text: str, own: str) -> None:
    assert newly_written(text).replace("\n\n\n", "\n\n") == own.replace("\n\n\n", "\n\n")


def test_words_below_a_very_long_quote_are_kept() -> None:
    quote = "> a line of theirs\n" * 3000
    assert newly_written(f"On Monday Ada wrote:\n{quote}Yes, gladly.") == "Yes, gladly."


@pytest.mark.parametrize("content", [b"", b"hello", b"Subject: x\n\nno sender", b"\x00" * 50])
def test_what_is_no_message_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        read_mail_message(content)


def test_message_over_the_limit_is_too_large() -> None:
    with pytest.raises(TooLarge):
        read_mail_message(b"From: a@b.example\n\n" + b"x" * 26 * 1024 * 1024)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        read_mail_message(b"From: a@b.example\n" + content)
    except InputError:
        return


@given(st.text("<>/ab!-&;\"' =", max_size=200))
def test_any_html_has_some_text(html: str) -> None:
    assert isinstance(text_of_html(html), str)


def test_unknown_list_of_mail_words_is_an_error() -> None:
    with pytest.raises(SettingsError, match="auto_replies"):
        mail_words_from_toml("auto_replies = []")
