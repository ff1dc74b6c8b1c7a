import smtplib
from datetime import UTC, datetime

import pytest

from tests.deliver.loopback import mail_server
from wellspent.deliver.mail import Letter, MailServer, make_message, read_mail_server, send_letter
from wellspent.errors import SettingsError

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LETTER = Letter(
    sender="Wojciech Sample <sales@pumps.example>",
    to="Zoë Nguyễn <zoe@foods.example>",
    subject="Your question about\nthe filling line",
    body="Bonjour Zoë,\n\nvielen Dank: 25 °C is fine.\n",
    by_itself=True,
)


def test_letter_arrives_as_it_was_written():
    with mail_server() as mailbox:
        sent = send_letter(read_mail_server(mailbox.address), LETTER, now=NOW)
    message = mailbox.messages[0]
    assert message["subject"] == "Your question about the filling line"
    assert message.get_content().replace("\r\n", "\n") == LETTER.body
    assert message["to"].addresses[0].display_name == "Zoë Nguyễn"
    assert message["message-id"] == sent
    assert message["auto-submitted"] == "auto-generated"


def test_letter_is_plain_text_and_tracks_nobody():
    message = make_message(LETTER, now=NOW)
    assert message.get_content_type() == "text/plain"
    assert "disposition-notification-to" not in message
    assert "return-receipt-to" not in message


def test_answer_belongs_to_its_thread():
    message = make_message(
        Letter(
            sender="a@b.example",
            to="c@d.example",
            subject="x",
            body="y",
            in_reply_to="<1@d.example>",
        ),
        now=NOW,
    )
    assert message["in-reply-to"] == message["references"] == "<1@d.example>"


@pytest.mark.parametrize(
    "to", ["", "nobody", "@b.example", "a@b.example\r\nBcc: all@b.example", "a@"]
)
def test_address_that_is_none_is_refused(to):
    with pytest.raises(ValueError, match=r"address|one line"):
        make_message(Letter(sender="a@b.example", to=to, subject="x", body="y"), now=NOW)


def test_refused_letter_raises():
    with mail_server() as mailbox:
        mailbox.refuse = True
        with pytest.raises(smtplib.SMTPException):
            send_letter(read_mail_server(mailbox.address), LETTER, now=NOW)


@pytest.mark.parametrize(
    ("written", "server"),
    [
        (
            "smtps://me:a%40b@mail.example",
            MailServer(host="mail.example", port=465, secure="tls", user="me", password="a@b"),
        ),
        (
            "smtp+starttls://me:x@mail.example",
            MailServer(host="mail.example", port=587, secure="starttls", user="me", password="x"),
        ),
        ("smtp://localhost:2525", MailServer(host="localhost", port=2525, secure="none")),
    ],
)
def test_server_is_read_from_its_address(written, server):
    assert read_mail_server(written) == server


@pytest.mark.parametrize(
    "written", ["", "mail.example", "https://mail.example", "smtp://", "smtp://a:b@mail.example",
                "smtps://mail.example:x"],
)  # fmt: skip
def test_wrong_server_is_refused_without_its_password(written):
    with pytest.raises(SettingsError) as refusal:
        read_mail_server(written)
    assert ":b@" not in str(refusal.value)
