"""What conversations know of people: objections, contacts who come and go, private ones."""

import csv
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.jobs.made_conversations import ADA, NOW, WILMA, call, taken, thread
from tests.store.made_records import import_records
from wellspent.errors import InputError, NotFound
from wellspent.jobs.conversation_sources import get_source, list_sources, our_side_of, save_source
from wellspent.jobs.import_file import propose, run
from wellspent.jobs.ledger_lines import ledger_lines
from wellspent.jobs.note_consent import note_consent
from wellspent.jobs.private_people import list_private, mark_private, unmark_private
from wellspent.jobs.show_conversation import show_conversation
from wellspent.jobs.undo_import import undo
from wellspent.jobs.what_we_owe import what_we_owe
from wellspent.records.consent import ConsentKind
from wellspent.records.contact import Contact
from wellspent.records.conversation import LinkedBy, Speaker
from wellspent.records.ledger import EntryKind, LedgerQuery
from wellspent.records.source import RecordKind
from wellspent.records.taken_in import ConversationSource, Keep
from wellspent.store.connect import Store
from wellspent.store.sources import save_cursor


def import_csv(store: Store, folder: Path, name: str, **cells: str) -> None:
    """Import a file of one row."""
    path = folder / f"{name}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([list(cells), list(cells.values())])
    kind = RecordKind.CONTACT if name == "contacts" else RecordKind.ACCOUNT
    (mapping,) = propose(store, path, record_kind=kind)
    run(store, path, mapping)


def test_what_somebody_who_objected_says_is_not_read_for_what_it_tells_of_them(
    store: Store,
) -> None:
    note_consent(
        store, ADA.email, kind=ConsentKind.OBJECTED, channel=None, source="by mail", now=NOW
    )
    taken(store, thread())
    heard = show_conversation(store, "K1").heard
    assert (heard.reactions, heard.topics, heard.credits) == ((), (), ())
    assert ledger_lines(store, LedgerQuery(kind=EntryKind.CREDIT)).entries == ()
    assert [debt.quote for debt in what_we_owe(store, now=NOW)] == ["What does it cost?"]


def test_contact_and_account_that_are_imported_later_are_linked(
    store: Store, tmp_path: Path
) -> None:
    taken(store, thread(), call(came=(replace(ADA, email=""),)))
    import_csv(store, tmp_path, "accounts", Company="Kunde", Website="kunde.example")
    assert show_conversation(store, "K1").conversation.account_id == "A1"
    import_csv(
        store, tmp_path, "contacts", Name="Ada Kunde", Email="ada@kunde.example", Company="Kunde"
    )
    ways = [
        show_conversation(store, one).conversation.speakers[1].linked_by for one in ("K1", "K2")
    ]
    assert ways == [LinkedBy.ADDRESS, LinkedBy.NAME_ALONE]
    entries = ledger_lines(store, LedgerQuery(only_in_force=True)).entries
    assert {(entry.contact_id, entry.account_id) for entry in entries} == {("C1", "A1")}


def test_contact_whose_import_is_undone_leaves_the_conversation(store: Store) -> None:
    done = import_records(store, Contact(name="Ada Kunde", email="ada@kunde.example"))
    taken(store, thread())
    assert show_conversation(store, "K1").conversation.speakers[1].contact_id == "C1"
    undo(store, done.id)
    speaker = show_conversation(store, "K1").conversation.speakers[1]
    assert (speaker.contact_id, speaker.linked_by) == ("", LinkedBy.NOTHING)
    entries = ledger_lines(store, LedgerQuery(only_in_force=True)).entries
    assert {entry.contact_id for entry in entries} == {""}


def test_private_people_are_listed_and_can_be_taken_off(store: Store) -> None:
    for person in ("Ada <Ada@kunde.example>", "@Kunde.example", "Beispiel, Jürgen"):
        mark_private(store, person, by="me", now=NOW)
    mark_private(store, "ada@kunde.example", by="another", now=NOW + timedelta(days=1))
    assert [(one.key, one.noted_by) for one in list_private(store)] == [
        ("@kunde.example", "me"),
        ("ada@kunde.example", "me"),
        ("name:jurgen beispiel", "me"),
    ]
    unmark_private(store, "@kunde.example")
    assert len(list_private(store)) == 2
    with pytest.raises(NotFound):
        unmark_private(store, "@kunde.example")


@pytest.mark.parametrize("person", ["", "@", "@nothing", "ada@", "..."])
def test_what_names_nobody_is_not_private(sqlite_store: Store, person: str) -> None:
    with pytest.raises(InputError, match="no address, domain or name"):
        mark_private(sqlite_store, person, now=NOW)


def test_source_is_kept_and_how_far_it_was_read_stays(store: Store) -> None:
    source = ConversationSource(name="mailbox", kind="imap", our_domains=("otter.example",))
    save_source(store, source, now=NOW)
    save_cursor(store, "mailbox", {"INBOX": "12:99"})
    save_source(store, replace(source, keep=Keep.MEASURES), now=NOW)
    kept = get_source(store, "mailbox")
    assert (kept.keep, kept.cursor) == (Keep.MEASURES, {"INBOX": "12:99"})
    assert our_side_of(kept).knows(Speaker(email="x@otter.example"))
    assert list_sources(store) == [kept]
    with pytest.raises(NotFound):
        get_source(store, "another")
    with pytest.raises(InputError, match="needs a name"):
        save_source(store, ConversationSource(name=" "), now=NOW)


def test_conversation_of_our_side_alone_by_name_is_internal(store: Store) -> None:
    paolo = Speaker(name="Paolo Esempio", email="paolo@otter.example")
    assert taken(store, call(came=(paolo,)), thread(speakers=(WILMA, paolo))).internal == 2
