"""A mailbox of a real IMAP server, taken into the store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import missing_part
from tests.jobs.test_conversations_in_files import invitation
from tests.mail_server import PASSWORD, USER, MailServer, has_dovecot, mail_server
from wellspent.errors import FileUnreadable, ServerUnavailable, SettingsError
from wellspent.jobs import read_mailbox as job
from wellspent.jobs.find_conversations import find_conversations
from wellspent.jobs.private_people import mark_private
from wellspent.jobs.read_mailbox import ImapSource, OurSide, mailbox_password, read_mailbox
from wellspent.records.imports import ImportState, Progress
from wellspent.records.taken_in import ConversationQuery, Keep, TakenIn
from wellspent.store.connect import Store
from wellspent.store.meetings_ahead import meetings_ahead
from wellspent.store.sources import find_source

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OURS = OurSide(domains=("acme.example",))


def mail(number: int, answers: int = 0, sender: str = "Bo <bo@b.example>", to: str = USER) -> bytes:
    lines = [
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {'Re: ' if answers else ''}Oven {answers or number}",
        f"Message-ID: <{number}@b.example>",
        f"Date: Mon, 2 Mar 2026 {number % 24:02}:00:00 +0000",
        *([f"References: <{answers}@b.example>"] if answers else []),
        "",
        f"What does number {number} cost?",
        "",
        "Kind regards,",
        "Bo",
    ]
    return "\n".join(lines).encode()


@pytest.fixture
def server() -> Iterator[MailServer]:
    if not has_dovecot():
        missing_part("Dovecot is not installed (Debian: apt-get install dovecot-imapd)")
    with mail_server() as running:
        for number in (1, 2, 3):
            running.deliver(mail(number))
        yield running


@pytest.fixture
def mailbox(server: MailServer) -> ImapSource:
    return ImapSource(
        host="localhost",
        user=USER,
        password=PASSWORD,
        port=server.port,
        certificates=server.certificates,
    )


def read(store: Store, mailbox: ImapSource, **more: object) -> TakenIn:
    return read_mailbox(store, mailbox, our_side=OURS, now=NOW, **more)  # pyright: ignore


def titles(store: Store) -> list[str]:
    return sorted(row.title for row in find_conversations(store, ConversationQuery()).rows)


def test_mailbox_becomes_conversations(store: Store, mailbox: ImapSource) -> None:
    taken = read(store, mailbox)
    assert (taken.state, taken.created, taken.turns) == (ImportState.DONE, 3, 3)
    assert titles(store) == ["Oven 1", "Oven 2", "Oven 3"]


def test_second_reading_finds_nothing_new(store: Store, mailbox: ImapSource) -> None:
    read(store, mailbox)
    assert read(store, mailbox).read == 0
    again = read(store, mailbox, from_beginning=True)
    assert (again.read, again.created, again.grown, again.unchanged) == (3, 0, 0, 3)


def test_answer_that_comes_later_joins_its_thread(
    sqlite_store: Store, mailbox: ImapSource, server: MailServer
) -> None:
    read(sqlite_store, mailbox)
    server.deliver(mail(9, answers=2, sender=f"Ada <{USER}>", to="bo@b.example"), folder="Sent")
    taken = read(sqlite_store, mailbox)
    assert (taken.read, taken.created, taken.grown, taken.turns) == (1, 0, 1, 1)
    rows = find_conversations(sqlite_store, ConversationQuery()).rows
    assert sorted((row.title, row.turns) for row in rows) == [
        ("Oven 1", 1), ("Oven 2", 2), ("Oven 3", 1),
    ]  # fmt: skip


def test_run_that_was_stopped_goes_on_where_it_was(
    sqlite_store: Store, mailbox: ImapSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "AT_ONCE", 1)
    monkeypatch.setattr("wellspent.jobs.take_in_conversations.BATCH", 1)
    seen: list[Progress] = []
    stopped = read(
        sqlite_store, mailbox, on_progress=seen.append, should_stop=lambda: len(seen) >= 2
    )
    assert (stopped.state, stopped.created) == (ImportState.STOPPED, 2)
    rest = read(sqlite_store, mailbox)
    assert rest.created == 1
    assert rest.read <= 2
    assert titles(sqlite_store) == ["Oven 1", "Oven 2", "Oven 3"]


def test_run_that_was_killed_loses_and_doubles_nothing(
    sqlite_store: Store, mailbox: ImapSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wellspent.jobs.take_in_conversations.BATCH", 1)

    def die(done: Progress) -> None:
        if done.rows == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(sqlite_store, mailbox, on_progress=die)
    assert len(titles(sqlite_store)) == 2
    read(sqlite_store, mailbox)
    assert titles(sqlite_store) == ["Oven 1", "Oven 2", "Oven 3"]


def test_server_that_goes_away_leaves_what_was_read(
    sqlite_store: Store, mailbox: ImapSource
) -> None:
    gone = replace(mailbox, folders=("INBOX", "Nowhere"))
    with pytest.raises(Exception, match="Nowhere"):
        read(sqlite_store, gone)
    assert len(titles(sqlite_store)) == 3
    assert read(sqlite_store, mailbox).read == 0


def test_server_that_is_not_there_is_told(sqlite_store: Store, mailbox: ImapSource) -> None:
    with pytest.raises(ServerUnavailable, match="can't be reached"):
        read(sqlite_store, replace(mailbox, port=1))
    assert titles(sqlite_store) == []


def test_internal_and_private_mail_is_left_out(
    sqlite_store: Store, mailbox: ImapSource, server: MailServer
) -> None:
    mark_private(sqlite_store, "bo@b.example", now=NOW)
    server.deliver(mail(7, sender="Cy <cy@acme.example>"))
    taken = read(sqlite_store, mailbox)
    assert (taken.created, taken.internal, taken.private) == (0, 1, 3)


def test_what_is_kept_is_remembered_by_source(sqlite_store: Store, mailbox: ImapSource) -> None:
    read(sqlite_store, mailbox, keep=Keep.MEASURES, name="sales")
    read_mailbox(sqlite_store, mailbox, name="sales", now=NOW)
    kept = find_source(sqlite_store, "sales")
    assert kept is not None
    assert (kept.kind, kept.keep, kept.our_domains) == ("imap", Keep.MEASURES, ("acme.example",))
    assert PASSWORD not in repr(kept)


def test_message_that_cannot_be_read_is_told(
    sqlite_store: Store, mailbox: ImapSource, server: MailServer
) -> None:
    server.deliver(b"this is no message\n")
    taken = read(sqlite_store, mailbox)
    assert (taken.created, taken.refused) == (3, 1)
    assert "INBOX;UID=4: the file isn't a mail message" in taken.notes[-1]


def test_password_comes_from_a_file_or_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("from the file \n")
    assert mailbox_password(file, environment={}) == "from the file "
    variable = {"WELLSPENT_MAILBOX_PASSWORD": "from there"}
    assert mailbox_password(environment=variable) == "from there"
    with pytest.raises(SettingsError, match="isn't known"):
        mailbox_password(environment={})
    with pytest.raises(FileUnreadable):
        mailbox_password(tmp_path / "none")


def test_invitations_of_a_mailbox_become_meetings(
    sqlite_store: Store, mailbox: ImapSource, server: MailServer
) -> None:
    kept = invitation(8).replace("ada@example.com", USER)
    off = invitation(9, uid="off").replace("ada@example.com", USER)
    for text in (kept, off, off.replace("REQUEST", "CANCEL").replace("<i9@", "<i10@")):
        server.deliver(text.encode())
    read(sqlite_store, mailbox)
    rows = find_conversations(sqlite_store, ConversationQuery()).rows
    assert [row.title for row in rows if row.turns == 0] == ["Visit"]


def test_invitations_to_what_is_ahead_are_kept_and_called_off_by_a_later_mail(
    sqlite_store: Store, mailbox: ImapSource, server: MailServer
) -> None:
    def ahead() -> list[str]:
        return [one.conversation.title for one in meetings_ahead(sqlite_store, since=NOW)]

    invited = invitation(8).replace("ada@example.com", USER).replace("20260304", "20261204")
    server.deliver(invited.encode())
    read(sqlite_store, mailbox)
    assert ahead() == ["Visit"]
    server.deliver(invited.replace("REQUEST", "CANCEL").replace("<i8@", "<i9@").encode())
    read(sqlite_store, mailbox)
    assert ahead() == []
