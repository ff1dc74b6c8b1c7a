"""Mailboxes read from a real IMAP server on this machine."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.conftest import missing_part
from tests.mail_server import PASSWORD, USER, MailServer, has_dovecot, mail_server
from wellspent.collect.imap_mailbox import folders_of, read_imap
from wellspent.collect.imap_source import ImapCursor, ImapMail, ImapSource, Security
from wellspent.collect.mail_item import MailItem, RefusedMail
from wellspent.errors import NotFound, ServerUnavailable, SettingsError


@pytest.fixture(scope="module")
def running() -> Iterator[MailServer]:
    if not has_dovecot():
        missing_part("Dovecot is not installed (Debian: apt-get install dovecot-imapd)")
    with mail_server() as server:
        for number in range(1, 6):
            server.deliver(message(number))
        server.deliver(message(6), folder="Sent", flags="S")
        server.deliver(message(7), folder="Drafts", flags="D")
        server.deliver(message(8), folder="Junk")
        server.deliver(message(9), folder="Kunden &APw-ber 50")
        yield server


@pytest.fixture
def source(running: MailServer) -> ImapSource:
    return ImapSource(
        host="localhost",
        user=USER,
        password=PASSWORD,
        port=running.port,
        certificates=running.certificates,
    )


def message(number: int) -> bytes:
    head = f"From: Bo <bo@b.example>\nTo: {USER}\nSubject: Oven {number}\nMessage-ID: <{number}@b>"
    return f"{head}\n\nDo you deliver {number} of them?\n".encode()


def ids(mails: Iterator[ImapMail]) -> list[str]:
    return [mail.item.message_id for mail in mails if isinstance(mail.item, MailItem)]


def test_mailbox_is_read_without_drafts_and_junk(source: ImapSource) -> None:
    assert ids(read_imap(source)) == [f"<{number}@b>" for number in (1, 2, 3, 4, 5, 9, 6)]


def test_nothing_is_marked_as_read(source: ImapSource, running: MailServer) -> None:
    before = running.flags()
    assert len(list(read_imap(source))) == 7
    assert running.flags() == before == ["D", "S"]
    assert len(list((running.mail / "new").iterdir())) == 5


def test_reading_goes_on_after_the_last_one_taken_in(source: ImapSource) -> None:
    cursor = ImapCursor()
    for mail in read_imap(source):
        cursor = cursor.after(mail)
        if isinstance(mail.item, MailItem) and mail.item.message_id == "<3@b>":
            break  # killed here; what is kept is the cursor
    kept = ImapCursor.from_kept(cursor.kept())
    assert ids(read_imap(source, kept)) == ["<4@b>", "<5@b>", "<9@b>", "<6@b>"]


def test_reading_to_the_end_leaves_nothing(source: ImapSource) -> None:
    cursor = ImapCursor()
    for mail in read_imap(source):
        cursor = cursor.after(mail)
    assert list(read_imap(source, cursor)) == []


def test_folder_whose_numbers_were_given_anew_is_read_again(source: ImapSource) -> None:
    inbox = replace(source, folders=("INBOX",))
    last = list(read_imap(inbox))[-1]
    other = replace(last, place=replace(last.place, validity=last.place.validity + 1))
    assert len(ids(read_imap(inbox, ImapCursor().after(other)))) == 5


def test_folders_can_be_chosen(source: ImapSource) -> None:
    assert ids(read_imap(replace(source, folders=("Junk",)))) == ["<8@b>"]
    assert "Kunden über 50" in folders_of(source)
    assert ids(read_imap(replace(source, folders=("Kunden über 50",)))) == ["<9@b>"]


def test_folder_that_is_not_there_is_named(source: ImapSource) -> None:
    with pytest.raises(NotFound, match="Archive"):
        list(read_imap(replace(source, folders=("Archive",))))


def test_connection_that_becomes_protected_later(source: ImapSource, running: MailServer) -> None:
    later = replace(source, security=Security.STARTTLS, port=running.plain_port)
    assert ids(read_imap(later))[0] == "<1@b>"


@pytest.mark.parametrize("wrong", ["not-the-password", "pässwörd", 'quo"te\\'])
def test_wrong_password_is_told_and_never_shown(source: ImapSource, wrong: str) -> None:
    with pytest.raises(SettingsError, match="doesn't let") as caught:
        list(read_imap(replace(source, password=wrong)))
    assert wrong not in str(caught.value)
    assert wrong not in repr(caught.value.__cause__)


def test_source_does_not_show_its_password(source: ImapSource) -> None:
    assert PASSWORD not in repr(source)
    assert PASSWORD not in source.name


def test_certificate_of_nobody_known_is_refused(source: ImapSource) -> None:
    with pytest.raises(ServerUnavailable, match="certificate"):
        list(read_imap(replace(source, certificates=None)))


def test_server_that_speaks_no_tls_there(source: ImapSource, running: MailServer) -> None:
    with pytest.raises(ServerUnavailable, match="TLS"):
        list(read_imap(replace(source, port=running.plain_port)))


def test_server_that_is_not_there(source: ImapSource) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ServerUnavailable, match="can't be reached"):
        list(read_imap(replace(source, port=port)))


def test_host_that_nobody_knows(source: ImapSource) -> None:
    with pytest.raises(ServerUnavailable, match="can't be reached"):
        list(read_imap(replace(source, host="nowhere.invalid")))


def test_server_that_is_silent_is_given_up(source: ImapSource) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mute = replace(source, port=silent.getsockname()[1], timeout_seconds=0.3)
        with pytest.raises(ServerUnavailable, match="can't be reached"):
            list(read_imap(mute))


def test_server_that_talks_nonsense(source: ImapSource) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk() -> None:
            connection, _ = server.accept()
            connection.sendall(b"220 this is no IMAP\r\n" * 3)
            connection.close()

        thread = threading.Thread(target=talk)
        thread.start()
        plain = replace(
            source, host="127.0.0.1", security=Security.NONE, port=server.getsockname()[1]
        )
        with pytest.raises(ServerUnavailable, match="can't be reached"):
            list(read_imap(plain))
        thread.join()


def test_password_goes_to_no_other_machine_unprotected() -> None:
    far = ImapSource(host="imap.example.com", user="ada", password="x", security=Security.NONE)
    with pytest.raises(SettingsError, match="for everybody to read"):
        list(read_imap(far))


def test_message_that_is_none_is_a_refusal_among_the_others() -> None:
    if not has_dovecot():
        missing_part("Dovecot is not installed (Debian: apt-get install dovecot-imapd)")
    with mail_server() as server:
        server.deliver(b"no headers here\n")
        server.deliver(b"From: a@b.example\n\n" + b"x" * (26 * 1024 * 1024))
        server.deliver(message(3))
        source = ImapSource(
            host="localhost",
            user=USER,
            password=PASSWORD,
            port=server.port,
            certificates=server.certificates,
        )
        first, second, third = read_imap(source)
    assert isinstance(first.item, RefusedMail)
    assert isinstance(second.item, RefusedMail)
    assert "25 MB" in str(second.item.error)
    assert isinstance(third.item, MailItem)
