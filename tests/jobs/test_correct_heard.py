"""Correcting what was heard, and the minutes: entries that the ledger follows."""

from dataclasses import replace

import pytest

from tests.jobs.made_conversations import (
    BEN,
    NOW,
    PRAISE,
    WILMA,
    answered,
    call,
    mail,
    taken,
    thread,
)
from wellspent.errors import Conflict, InputError, NotFound
from wellspent.jobs.correct_heard import correct_heard, take_back_correction
from wellspent.jobs.correct_minutes import correct_minutes
from wellspent.jobs.ledger_lines import ledger_line, ledger_lines
from wellspent.jobs.show_conversation import show_conversation
from wellspent.records.heard import HowKnown, ReactionKind
from wellspent.records.ledger import EntryKind, LedgerEntry, LedgerQuery
from wellspent.store.connect import Store
from wellspent.store.corrections import list_corrections


def credits_in_force(store: Store) -> list[str]:
    """Return what the credits that hold are of."""
    query = LedgerQuery(kind=EntryKind.CREDIT, only_in_force=True)
    return [entry.detail for entry in ledger_lines(store, query).entries]


def first_debit(store: Store) -> LedgerEntry:
    """Return the latest debit that holds."""
    return ledger_lines(store, LedgerQuery(kind=EntryKind.DEBIT, only_in_force=True)).entries[0]


def test_reaction_that_is_none_takes_its_credit_back(store: Store) -> None:
    taken(store, thread())
    (reaction,) = show_conversation(store, "K1").heard.reactions
    assert credits_in_force(store) == ["delight"]
    kept = correct_heard(store, reaction.id, kind=None, by="me", now=NOW, reason="sarcasm")
    assert kept.heard.reactions == ()
    assert credits_in_force(store) == []
    assert [(one.was, one.is_now, one.reason) for one in kept.corrections] == [
        (ReactionKind.DELIGHT, None, "sarcasm")
    ]


def test_correction_stands_when_the_thread_grows(store: Store) -> None:
    taken(store, thread())
    (reaction,) = show_conversation(store, "K1").heard.reactions
    correct_heard(store, reaction.id, kind=ReactionKind.LEARNED, by="me", now=NOW)
    taken(store, answered())
    (kept,) = show_conversation(store, "K1").heard.reactions
    assert (kept.kind, kept.by, kept.certainty) == (ReactionKind.LEARNED, "person", 1.0)
    assert credits_in_force(store) == ["learned something"]


def test_correction_teaches_the_same_sentence_elsewhere(store: Store) -> None:
    taken(store, thread())
    (reaction,) = show_conversation(store, "K1").heard.reactions
    correct_heard(store, reaction.id, kind=None, by="me", now=NOW)
    other = thread(mail(9, 1, PRAISE, to=0), speakers=(WILMA, BEN))
    taken(store, replace(other, external_id="<m9@otter.example>"))
    assert show_conversation(store, "K2").heard.reactions == ()


def test_only_reactions_can_be_corrected(store: Store) -> None:
    taken(store, thread())
    (question,) = show_conversation(store, "K1").heard.questions
    with pytest.raises(InputError, match="Only reactions"):
        correct_heard(store, question.id, kind=None, by="me", now=NOW)
    with pytest.raises(NotFound):
        correct_heard(store, "F999", kind=None, by="me", now=NOW)


def test_corrected_minutes_are_two_more_lines(store: Store) -> None:
    taken(store, call())
    old = first_debit(store)
    new = correct_minutes(store, old.id, minutes=12, reason="they left early", by="me", now=NOW)
    assert (new.minutes, new.how, new.corrects) == (12, HowKnown.DECLARED, old.id)
    assert ledger_line(store, old.id) == old
    entries = ledger_lines(store, LedgerQuery()).entries
    assert sorted(entry.minutes for entry in entries) == [-20, 12, 20]
    assert first_debit(store) == new


def test_corrected_minutes_stand_when_the_same_is_read_again(store: Store) -> None:
    taken(store, call())
    correct_minutes(store, first_debit(store).id, minutes=12, reason="said", by="me", now=NOW)
    taken(store, call(minutes=45))
    assert first_debit(store).minutes == 12


def test_line_is_corrected_once(store: Store) -> None:
    taken(store, call())
    old = first_debit(store)
    correct_minutes(store, old.id, minutes=12, reason="said", by="me", now=NOW)
    with pytest.raises(Conflict, match="taken back already"):
        correct_minutes(store, old.id, minutes=13, reason="said", by="me", now=NOW)


@pytest.mark.parametrize("minutes", [-1, float("nan"), float("inf"), 1441])
def test_minutes_that_make_no_sense_are_refused(sqlite_store: Store, minutes: float) -> None:
    taken(sqlite_store, call())
    with pytest.raises(InputError, match="no number of minutes"):
        correct_minutes(sqlite_store, "E1", minutes=minutes, reason="said", by="me", now=NOW)


def test_correction_keeps_the_words_that_misled(sqlite_store: Store) -> None:
    taken(sqlite_store, thread())
    (reaction,) = show_conversation(sqlite_store, "K1").heard.reactions
    correct_heard(sqlite_store, reaction.id, kind=None, by="me", now=NOW)
    ((_, phrase),) = list_corrections(sqlite_store)
    assert phrase
    assert phrase.lower() in PRAISE.lower()


def test_correction_that_is_taken_back_brings_the_reaction_and_its_credit_back(
    store: Store,
) -> None:
    taken(store, thread())
    (reaction,) = show_conversation(store, "K1").heard.reactions
    kept = correct_heard(store, reaction.id, kind=None, by="me", now=NOW)
    kept = take_back_correction(store, kept.corrections[0].id, by="me", now=NOW)
    assert [one.kind for one in kept.heard.reactions] == [ReactionKind.DELIGHT]
    assert credits_in_force(store) == ["delight"]
    for unknown in ("999", "x", "9" * 30):
        with pytest.raises(NotFound):
            take_back_correction(store, unknown, by="me", now=NOW)
