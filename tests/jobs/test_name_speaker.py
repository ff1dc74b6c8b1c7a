"""Naming a speaker once: it is remembered for the next time, of the same source alone."""

from dataclasses import replace

import pytest

from tests.jobs.made_conversations import ADA, BEN, NOW, WILMA, call, taken, thread
from tests.store.made_records import import_records
from wellspent.errors import InputError, NotFound
from wellspent.jobs.find_conversations import find_conversations
from wellspent.jobs.ledger_lines import ledger_lines
from wellspent.jobs.name_speaker import name_speaker, speaker_names
from wellspent.jobs.show_conversation import show_conversation
from wellspent.records.account import Account
from wellspent.records.contact import Contact
from wellspent.records.conversation import Conversation, LinkedBy, Presence, Side, Speaker
from wellspent.records.ledger import LedgerQuery
from wellspent.records.taken_in import ConversationQuery
from wellspent.store.connect import Store

UNNAMED = Speaker(name="iPad meeting room 3", presence=Presence.CAME)


def with_room(key: str) -> Conversation:
    """Return a call with somebody whom only the room's name tells."""
    return replace(call(key=key), speakers=(WILMA, UNNAMED), source="webvtt")


@pytest.fixture
def kunde(store: Store) -> Store:
    """Give a store with an account and a contact."""
    import_records(store, Account(name="Kunde", domain="kunde.example"))
    ada = Contact(name=ADA.name, email=ADA.email, account_key="Kunde")
    import_records(store, ada)
    return store


def test_speaker_named_by_hand_is_linked_with_their_lines(kunde: Store) -> None:
    taken(kunde, with_room("one"))
    named = name_speaker(kunde, "K1", 1, contact_id="C1", by="me", now=NOW)
    assert named.conversation.speakers[1].contact_id == "C1"
    assert named.conversation.speakers[1].linked_by is LinkedBy.HAND
    assert named.conversation.account_id == "A1"
    (line,) = ledger_lines(kunde, LedgerQuery(only_in_force=True)).entries
    assert (line.contact_id, line.account_id, line.minutes) == ("C1", "A1", 20)


def test_name_is_remembered_for_the_next_conversation_of_the_source(kunde: Store) -> None:
    taken(kunde, with_room("one"), with_room("two"))
    name_speaker(kunde, "K1", 1, contact_id="C1", by="me", now=NOW)
    assert show_conversation(kunde, "K2").conversation.speakers[1].contact_id == "C1"
    taken(kunde, with_room("three"))
    assert show_conversation(kunde, "K3").conversation.speakers[1].contact_id == "C1"
    taken(kunde, with_room("four"), source="another mailbox")
    assert show_conversation(kunde, "K4").conversation.speakers[1].contact_id == ""
    assert [(one.name, one.contact_id) for one in speaker_names(kunde)] == [(UNNAMED.name, "C1")]


def test_speaker_can_be_one_of_ours(kunde: Store) -> None:
    taken(kunde, with_room("one"))
    named = name_speaker(kunde, "K1", 1, rep="Paolo Esempio", by="me", now=NOW)
    assert named.conversation.speakers[1].side is Side.OURS
    assert ledger_lines(kunde, LedgerQuery(only_in_force=True)).entries == ()


def test_last_word_on_a_name_counts(kunde: Store) -> None:
    taken(kunde, with_room("one"))
    name_speaker(kunde, "K1", 1, rep="Paolo Esempio", by="me", now=NOW)
    named = name_speaker(kunde, "K1", 1, side=Side.CUSTOMER, by="me", now=NOW)
    assert (named.conversation.speakers[1].rep, named.conversation.speakers[1].side) == (
        "",
        Side.CUSTOMER,
    )


def test_two_people_of_one_name_are_told_apart_by_their_address(kunde: Store) -> None:
    other = replace(ADA, email="ada@elsewhere.example")
    taken(kunde, thread(speakers=(WILMA, other)), call(came=(BEN,)))
    name_speaker(kunde, "K1", 1, side=Side.UNKNOWN, contact_id="C1", by="me", now=NOW)
    rows = find_conversations(kunde, ConversationQuery(contact_id="C1")).rows
    assert [row.id for row in rows] == ["K1"]


def test_naming_nobody_or_two_is_refused(kunde: Store) -> None:
    taken(kunde, with_room("one"))
    for told in ({}, {"contact_id": "C1", "rep": "Paolo"}):
        with pytest.raises(InputError, match="Say who"):
            name_speaker(kunde, "K1", 1, **told, by="me", now=NOW)
    with pytest.raises(NotFound, match="no such speaker"):
        name_speaker(kunde, "K1", 7, rep="Paolo", by="me", now=NOW)
    with pytest.raises(NotFound):
        name_speaker(kunde, "K1", 1, contact_id="C99", by="me", now=NOW)
