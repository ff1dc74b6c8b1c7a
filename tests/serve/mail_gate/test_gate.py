import base64
import smtplib
import threading
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

import pytest

from tests.serve.mail_gate.gate_on_loopback import (
    PASSWORD,
    USER,
    MailServer,
    certificate,
    mail_server_behind,
    running,
    trusting,
)
from wellspent.records.finding import (
    Claim,
    ClaimKind,
    ClaimVerdict,
    DraftField,
    Finding,
    Review,
    Severity,
    Unchecked,
)
from wellspent.serve.mail_gate.gate import MOST_AT_ONCE, Gate, Judge, WhenUnable
from wellspent.serve.mail_gate.upstream import Upstream

SENDER, READER = "sales@example.com", "ada@customer.example"


def judge_by_words(content: bytes, sender: str, recipients: list[str], deadline: float) -> Review:
    """An error for whoever writes of a booth, a warning for whoever checks in."""
    weights = {b"your visit to our booth": Severity.ERROR, b"checking in": Severity.WARNING}
    findings = [
        Finding(
            code=f"TRU00{number}",
            name="a-rule",
            severity=weight,
            field=DraftField.BODY,
            start=0,
            end=1,
            message="Our records have her there as a speaker “14 March”.",
            advice="Thank her for the talk.",
            certainty=0.99,
        )
        for number, (words, weight) in enumerate(weights.items())
        if words in content
    ]
    return Review(draft_id="", findings=tuple(findings), reading_seconds=12.3)


def failing(content: bytes, sender: str, recipients: list[str], deadline: float) -> Review:
    raise RuntimeError("the store is gone")


@pytest.fixture
def behind() -> Iterator[MailServer]:
    with mail_server_behind() as server:
        yield server


def gate_to(server: MailServer, judge: Judge = judge_by_words, **more: object) -> Gate:
    upstream = Upstream("smtp", "127.0.0.1", server.port)
    return Gate(upstream=upstream, judge=judge, **more)  # type: ignore[arg-type]


def message(text: str, *, to: str = READER) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = SENDER, to, "Following up"
    mail.set_content(text)
    return mail


def send(port: int, text: str) -> dict[str, tuple[int, bytes]]:
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
        return client.send_message(message(text))


def test_good_message_passes_with_a_header(behind: MailServer) -> None:
    with running(gate_to(behind)) as port:
        send(port, "You asked whether it runs at 90 degrees: it does.")
    assert behind.received[0].startswith(
        b"X-Wellspent-Review: passed; no findings; about 12 seconds to read\r\n"
    )
    assert behind.senders == [SENDER]
    assert behind.recipients == [[READER]]


def test_message_with_a_warning_passes_and_says_so(behind: MailServer) -> None:
    with running(gate_to(behind)) as port:
        send(port, "Just checking in.")
    assert b"passed; 1 warning (TRU001)" in behind.received[0].splitlines()[0]


def test_message_with_an_error_is_held_and_answered_with_the_finding(behind: MailServer) -> None:
    with running(gate_to(behind)) as port, pytest.raises(smtplib.SMTPDataError) as refused:
        send(port, "I follow up on your visit to our booth.")
    assert refused.value.smtp_code == 550
    assert b'TRU000: Our records have her there as a speaker "14 March"' in refused.value.smtp_error
    assert b"Instead: Thank her for the talk." in refused.value.smtp_error
    assert behind.received == []


def test_next_message_on_the_same_connection_passes_after_one_was_held(behind: MailServer) -> None:
    with running(gate_to(behind)) as port, smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
        with pytest.raises(smtplib.SMTPDataError):
            client.send_message(message("your visit to our booth"))
        client.send_message(message("Here is the drawing that you asked for."))
    assert len(behind.received) == 1


def test_signed_body_arrives_byte_for_byte(behind: MailServer) -> None:
    signed = (
        b"From: sales@example.com\r\nTo: ada@customer.example\r\nSubject: Signed\r\n"
        b'Content-Type: multipart/signed; boundary="b"; protocol="application/pgp-signature"\r\n'
        b"\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        b".. a line with points\r\n.\tand one\r\ntrailing blanks  \r\n\t\r\nGr\xc3\xbc\xc3\x9fe\r\n"
        b"--b\r\nContent-Type: application/pgp-signature\r\n\r\nnot-a-real-signature\r\n--b--\r\n"
    )
    with running(gate_to(behind)) as port, smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
        client.sendmail(SENDER, [READER], signed, mail_options=["BODY=8BITMIME"])
    header, _, rest = behind.received[0].partition(b"\r\n")
    assert header.startswith(b"X-Wellspent-Review: ")
    assert rest == signed
    assert behind.options == [["BODY=8BITMIME"]]


def test_recipient_that_the_server_refuses_is_refused(behind: MailServer) -> None:
    with running(gate_to(behind)) as port, smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
        refused = client.sendmail(SENDER, ["nobody@x.example", READER], message("x").as_bytes())
    assert refused == {"nobody@x.example": (550, b"5.1.1 no such mailbox")}
    assert behind.recipients == [[READER]]


@pytest.mark.parametrize("encrypted", [False, True])
def test_authentication_goes_through(encrypted: bool) -> None:
    with mail_server_behind(encrypted=encrypted, asks=True) as behind:
        scheme = "smtp+starttls" if encrypted else "smtp"
        upstream = Upstream(scheme, "127.0.0.1", behind.port, trusting())
        gate = Gate(upstream=upstream, judge=judge_by_words, certificate=certificate())
        with running(gate) as port, smtplib.SMTP("localhost", port, timeout=20) as client:
            client.starttls(context=trusting())
            client.login(USER.decode(), PASSWORD.decode())
            client.send_message(message("The drawing is attached."))
    assert behind.logged_in == [USER]
    assert len(behind.received) == 1


def test_wrong_password_is_told_by_the_server_behind() -> None:
    with (
        mail_server_behind(asks=True) as behind,
        running(gate_to(behind)) as port,
        smtplib.SMTP("127.0.0.1", port, timeout=20) as client,
    ):
        with pytest.raises(smtplib.SMTPAuthenticationError):
            client.login(USER.decode(), "wrong")
        with pytest.raises(smtplib.SMTPSenderRefused):
            client.send_message(message("The drawing is attached."))
    assert behind.received == []


def test_secrets_are_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    with (
        mail_server_behind(asks=True) as behind,
        running(gate_to(behind)) as port,
        smtplib.SMTP("127.0.0.1", port, timeout=20) as client,
    ):
        client.login(USER.decode(), PASSWORD.decode())
        client.send_message(message("The drawing that you asked for."))
    secrets = [PASSWORD.decode(), base64.b64encode(PASSWORD).decode(), "drawing that you"]
    plain = base64.b64encode(b"\0" + USER + b"\0" + PASSWORD).decode()
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert not any(secret in logged for secret in [*secrets, plain])


def test_gate_set_to_open_passes_what_it_cannot_review(behind: MailServer) -> None:
    with running(gate_to(behind, failing)) as port:
        send(port, "Whatever.")
    assert b"not checked; the review failed (RuntimeError)" in behind.received[0]


def test_gate_set_to_shut_keeps_what_it_cannot_review(behind: MailServer) -> None:
    gate = gate_to(behind, failing, when_unable=WhenUnable.SHUT)
    with running(gate) as port, pytest.raises(smtplib.SMTPDataError) as refused:
        send(port, "Whatever.")
    assert refused.value.smtp_code == 451
    assert behind.received == []


def test_review_that_takes_too_long_counts_as_failed(behind: MailServer) -> None:
    enough = threading.Event()

    def slow(content: bytes, sender: str, recipients: list[str], deadline: float) -> Review:
        enough.wait(20)
        return Review(draft_id="", findings=())

    gate = gate_to(behind, slow, patience=0.2, grace=0.0)
    with running(gate) as port:
        send(port, "Whatever.")
        enough.set()
    assert b"not checked; the review failed (TimeoutError)" in behind.received[0]


def judge_in_part(why: str) -> Judge:
    """Return what reads a message, but not all that is to be read in it."""
    unread = Unchecked(code="TRU010", why=why, failed=True)
    return lambda *_: Review(draft_id="", findings=(), unchecked=(unread,))


def test_message_that_is_not_checked_in_full_is_not_said_to_have_passed(
    behind: MailServer,
) -> None:
    with running(gate_to(behind, judge_in_part("a text of at most 20,000 characters"))) as port:
        send(port, "Whatever.")
    first = behind.received[0].splitlines()[0]
    assert first.startswith(b"X-Wellspent-Review: not checked in full (TRU010); no findings")
    assert b"passed" not in first


@pytest.mark.parametrize(
    ("why", "code"),
    [
        ("a text of at most 20,000 characters", 550),
        ("the time that the review may take was up", 451),
    ],
)
def test_gate_set_to_shut_keeps_what_is_not_checked_in_full(
    behind: MailServer, why: str, code: int
) -> None:
    gate = gate_to(behind, judge_in_part(why), when_unable=WhenUnable.SHUT)
    with running(gate) as port, pytest.raises(smtplib.SMTPDataError) as refused:
        send(port, "Whatever.")
    assert refused.value.smtp_code == code
    assert why.encode() in refused.value.smtp_error
    assert behind.received == []


def test_what_our_records_contradict_is_held_though_its_rule_is_unsure(behind: MailServer) -> None:
    found = judge_by_words(b"checking in", "", [], 0.0).findings[0]
    claim = Claim(
        kind=ClaimKind.EVENT,
        field=found.field,
        start=found.start,
        end=found.end,
        quote="c",
        says="visited",
        verdict=ClaimVerdict.CONTRADICTED,
        reason="spoke",
        certainty=0.8,
    )

    def judge(*_: object) -> Review:
        hint = replace(found, severity=Severity.HINT)
        return Review(draft_id="", findings=(hint,), claims=(claim,))

    with running(gate_to(behind, judge)) as port, pytest.raises(smtplib.SMTPDataError) as refused:
        send(port, "Whatever.")
    assert b"Not sent: 1 error found by Wellspent." in refused.value.smtp_error
    assert behind.received == []


def test_reviews_that_never_end_take_no_more_than_a_few_threads(behind: MailServer) -> None:
    enough, begun = threading.Event(), list[float]()

    def stuck(_content: bytes, _sender: str, _to: list[str], deadline: float) -> Review:
        begun.append(deadline)
        enough.wait(20)
        return Review(draft_id="", findings=())

    gate = gate_to(behind, stuck, patience=0.05, grace=0.0)
    with running(gate) as port:
        for _ in range(MOST_AT_ONCE + 3):
            send(port, "Whatever.")
        assert len(behind.received) == MOST_AT_ONCE + 3
        assert len(begun) == MOST_AT_ONCE
        enough.set()
        gate.reviewers.shutdown()
    assert len(begun) == MOST_AT_ONCE, "what nobody waits for any more doesn't begin"


def test_nothing_is_acknowledged_that_the_server_behind_did_not_take(behind: MailServer) -> None:
    behind.answer = "452 4.3.1 the disk is full"
    with running(gate_to(behind)) as port, pytest.raises(smtplib.SMTPDataError) as refused:
        send(port, "The drawing.")
    assert (refused.value.smtp_code, refused.value.smtp_error) == (452, b"4.3.1 the disk is full")


def test_server_behind_that_is_away_is_said_and_may_be_tried_again() -> None:
    with mail_server_behind() as behind:
        gate = gate_to(behind)
    with running(gate) as port, pytest.raises(smtplib.SMTPException) as refused:
        send(port, "The drawing.")
    assert "421" in str(refused.value) or "4.4.1" in str(refused.value)


def test_password_is_not_asked_for_over_an_open_way() -> None:
    upstream = Upstream("smtp", "mail.example.com", 25)
    assert not upstream.is_private
    assert Upstream("smtps", "mail.example.com", 465).is_private


def test_receipts_from_nobody_pass(behind: MailServer) -> None:
    with running(gate_to(behind)) as port, smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
        client.sendmail("", [READER], "Subject: Read\r\n\r\nIt was read.\r\n")
    assert behind.senders == ["<>"]
    assert len(behind.received) == 1


def test_line_end_within_a_command_is_refused_and_the_next_one_goes_on(behind: MailServer) -> None:
    with running(gate_to(behind)) as port, smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
        client.ehlo()
        client.send(b'MAIL FROM:<"a\rRSET"@example.com>\r\n')
        assert client.getreply()[0] == 501
        client.send(b"AUTH\r\n")
        assert client.getreply()[0] in (501, 503)
        client.send_message(message("The drawing that you asked for."))
    assert len(behind.received) == 1


def test_authentication_that_makes_no_sense_is_called_off_on_both_sides() -> None:
    with (
        mail_server_behind(asks=True) as behind,
        running(gate_to(behind)) as port,
        smtplib.SMTP("127.0.0.1", port, timeout=20) as client,
    ):
        client.ehlo()
        assert client.docmd("AUTH LOGIN")[0] == 334
        client.send(b"YQ\rRSET\r\n")
        assert client.getreply()[0] == 500
        client.login(USER.decode(), PASSWORD.decode())
    assert behind.logged_in == [USER]


def data_as_it_is(client: smtplib.SMTP, content: bytes) -> int:
    """Send a message without the client's own mending, and return the reply's code."""
    client.ehlo()
    client.mail(SENDER)
    client.rcpt(READER)
    client.putcmd("data")
    client.getreply()
    client.send(content + b".\r\n")
    return client.getreply()[0]


def test_bare_line_feeds_smuggle_no_second_message(behind: MailServer) -> None:
    hidden = b"Subject: x\r\n\r\none\n.\nMAIL FROM:<evil@example.com>\nRCPT TO:<x@example.com>\r\n"
    with running(gate_to(behind)) as port, smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
        assert data_as_it_is(client, hidden) == 250
    assert behind.senders == [SENDER]
    assert b"\r\n.\r\nMAIL FROM:<evil@example.com>" in behind.received[0]


@pytest.mark.parametrize("end", [b"\n", b"\r"])
def test_bare_line_ends_in_a_signed_message_are_refused(behind: MailServer, end: bytes) -> None:
    signed = b'Content-Type: multipart/signed; boundary="b"\r\n\r\none' + end + b"two\r\n"
    with running(gate_to(behind)) as port, smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
        assert data_as_it_is(client, signed) == 550
    assert behind.received == []
