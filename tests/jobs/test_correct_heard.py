"""Correcting what was heard, and the minutes: entries that the ledger follows."""

from dataclasses import replace

import pytest

from tests.jobs.made_conversations import (
    BEN,
    NOW,
    OFFER,
    PRAISE,
    WILMA,
    answered,
    call,
    mail,
    taken,
    thread,
)
from wellspent.errors import Conflict, InputError, NotFound
from wellspent.jobs.correct_heard import add_reaction, correct_heard, take_back_correction
from wellspent.jobs.correct_minutes import correct_minutes
from wellspent.jobs.ledger_lines import ledger_line, ledger_lines
from wellspent.jobs.show_conversation import show_conversation
from wellspent.records.conversation import Conversation
from wellspent.records.heard import HowKnown, ReactionKind
from wellspent.records.ledger import EntryKind, LedgerEntry, LedgerQuery
from wellspent.records.taken_in import Keep
from wellspent.store.connect import Store
from wellspent.store.corrections import list_corrections

UNHEARD = "So the squeegee belongs before the foam, and we had it backwards for years."


def missed() -> Conversation:
    """Return a thread in which nobody hears that they learned something."""
    return thread(mail(1, 0, OFFER), mail(2, 1, UNHEARD, hours=2, to=0))


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


def test_reaction_that_was_missed_is_added_and_gives_its_credit(store: Store) -> None:
    taken(store, missed())
    assert show_conversation(store, "K1").heard.reactions == ()
    kept = add_reaction(store, "K1", 1, UNHEARD, ReactionKind.LEARNED, by="me", now=NOW)
    (reaction,) = kept.heard.reactions
    assert (reaction.kind, reaction.quote.text, reaction.by) == (
        ReactionKind.LEARNED,
        UNHEARD,
        "person",
    )
    assert credits_in_force(store) == ["learned something"]
    (correction,) = kept.corrections
    assert (correction.was, correction.is_now, correction.holds) == (
        None,
        ReactionKind.LEARNED,
        True,
    )


def test_added_reaction_stands_when_the_thread_grows_and_goes_when_taken_back(
    store: Store,
) -> None:
    taken(store, missed())
    add_reaction(store, "K1", 1, UNHEARD, ReactionKind.LEARNED, by="me", now=NOW)
    taken(store, thread(*missed().turns, mail(3, 0, OFFER, hours=5)))
    kept = show_conversation(store, "K1")
    assert [one.quote.text for one in kept.heard.reactions] == [UNHEARD]
    kept = take_back_correction(store, kept.corrections[0].id, by="me", now=NOW)
    assert kept.heard.reactions == ()
    assert credits_in_force(store) == []
    kept = take_back_correction(store, kept.corrections[-1].id, by="me", now=NOW)
    assert [one.quote.text for one in kept.heard.reactions] == [UNHEARD]


def test_added_reaction_teaches_the_same_sentence_elsewhere(sqlite_store: Store) -> None:
    taken(sqlite_store, missed())
    add_reaction(sqlite_store, "K1", 1, UNHEARD, ReactionKind.LEARNED, by="me", now=NOW)
    other = thread(mail(9, 1, UNHEARD, to=0), speakers=(WILMA, BEN))
    taken(sqlite_store, replace(other, external_id="<m9@otter.example>"))
    assert [one.kind for one in show_conversation(sqlite_store, "K2").heard.reactions] == [
        ReactionKind.LEARNED
    ]


@pytest.mark.parametrize(
    ("turn", "quote", "why"),
    [
        (1, "words that nobody said", "don't stand"),
        (1, " ", "don't stand"),
        (0, "Here is what", "customer's people"),
    ],
)
def test_words_that_are_no_customers_are_refused(
    sqlite_store: Store, turn: int, quote: str, why: str
) -> None:
    taken(sqlite_store, thread())
    with pytest.raises(InputError, match=why):
        add_reaction(sqlite_store, "K1", turn, quote, ReactionKind.DELIGHT, by="", now=NOW)


def test_words_of_a_reaction_and_unknown_turns_are_refused(sqlite_store: Store) -> None:
    taken(sqlite_store, thread())
    with pytest.raises(InputError, match="already"):
        add_reaction(sqlite_store, "K1", 1, "amazing", ReactionKind.LEARNED, by="", now=NOW)
    with pytest.raises(NotFound, match="no turn 10"):
        add_reaction(sqlite_store, "K1", 9, "amazing", ReactionKind.LEARNED, by="", now=NOW)


@pytest.mark.parametrize("keep", [Keep.EXCERPTS, Keep.MEASURES])
def test_reaction_that_was_none_comes_back_where_words_are_not_kept(
    sqlite_store: Store, keep: Keep
) -> None:
    taken(sqlite_store, thread(), keep=keep)
    (reaction,) = show_conversation(sqlite_store, "K1").heard.reactions
    kept = correct_heard(sqlite_store, reaction.id, kind=None, by="me", now=NOW)
    assert kept.heard.reactions == ()
    kept = take_back_correction(sqlite_store, kept.corrections[0].id, by="me", now=NOW)
    assert [one.kind for one in kept.heard.reactions] == [reaction.kind]
    assert credits_in_force(sqlite_store) == ["delight"]
