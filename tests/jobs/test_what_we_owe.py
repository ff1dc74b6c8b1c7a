"""What we owe: open questions and promises, overdue first, settled by hand as entries."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.jobs.made_conversations import ADA, BEN, NOW, OFFER, WILMA, answered, mail, taken, thread
from wellspent.errors import InputError, NotFound
from wellspent.jobs.show_conversation import show_conversation
from wellspent.jobs.what_we_owe import dismiss_debt, settle_debt, what_we_owe
from wellspent.records.conversation import Conversation
from wellspent.records.ledger import DebtKind
from wellspent.store.connect import Store

PROMISE = "I will send you the drawing by Friday."
QUESTION = "How long does the foam stay on?"


def promising() -> Conversation:
    """Return a thread in which we promise something, of three days ago (a Thursday)."""
    told = thread(mail(20, 0, f"{OFFER} {PROMISE}"), speakers=(WILMA, BEN))
    return replace(told, external_id="<m20@otter.example>")


def asking() -> Conversation:
    """Return a thread that ends with a question of theirs."""
    asked = thread(mail(30, 1, QUESTION, to=0), speakers=(WILMA, ADA))
    return replace(asked, external_id="<m30@otter.example>")


def test_question_is_owed_until_it_is_answered(store: Store) -> None:
    taken(store, thread())
    (debt,) = what_we_owe(store, now=NOW)
    assert (debt.kind, debt.contact_name, debt.rep) == (
        DebtKind.QUESTION,
        "Ada Kunde",
        "Wilma Sample",
    )
    assert debt.since == thread().turns[1].at
    taken(store, answered())
    assert what_we_owe(store, now=NOW) == []


def test_promise_is_overdue_when_its_day_is_over(store: Store) -> None:
    taken(store, promising())
    (before,) = what_we_owe(store, now=NOW - timedelta(days=2, hours=1))
    (after,) = what_we_owe(store, now=NOW)
    assert (before.kind, before.is_overdue, after.is_overdue) == (DebtKind.PROMISE, False, True)
    assert after.due == before.due
    assert not isinstance(after.due, datetime)
    assert PROMISE in after.quote


def test_overdue_comes_first_then_what_is_open_longest(store: Store) -> None:
    taken(store, thread(), asking(), promising())
    kinds = [debt.quote for debt in what_we_owe(store, now=NOW)]
    assert kinds == [PROMISE, QUESTION, "What does it cost?"]


def test_debts_of_one_rep_alone(store: Store) -> None:
    taken(store, thread(), promising())
    assert len(what_we_owe(store, rep="Wilma Sample", now=NOW)) == 2
    assert what_we_owe(store, rep="Paolo Esempio", now=NOW) == []


def test_settled_debt_stays_settled_when_the_thread_is_heard_anew(store: Store) -> None:
    taken(store, thread())
    (debt,) = what_we_owe(store, now=NOW)
    assert settle_debt(store, debt.id, by="me", reason="by telephone", now=NOW)
    assert not settle_debt(store, debt.id, by="me", reason="again", now=NOW)
    assert what_we_owe(store, now=NOW) == []
    whole = thread()
    later = mail(5, 1, "We are looking forward to it.", hours=8, to=0)
    taken(store, replace(whole, turns=(*whole.turns, later)))
    assert what_we_owe(store, now=NOW) == []
    assert show_conversation(store, "K1").settled == {debt.id}
    settle_debt(store, debt.id, by="me", is_settled=False, now=NOW)
    assert [one.id for one in what_we_owe(store, now=NOW)] == [debt.id]


def test_only_what_is_owed_can_be_settled(store: Store) -> None:
    taken(store, thread())
    (reaction,) = show_conversation(store, "K1").heard.reactions
    with pytest.raises(InputError, match="nothing that we owe"):
        settle_debt(store, reaction.id, by="me", now=NOW)
    with pytest.raises(NotFound):
        settle_debt(store, "F999", by="me", now=NOW)


def test_what_never_was_owed_is_dismissed_and_opened_again(store: Store) -> None:
    taken(store, thread())
    (debt,) = what_we_owe(store, now=NOW)
    assert dismiss_debt(store, debt.id, by="me", reason="small talk", now=NOW)
    assert what_we_owe(store, now=NOW) == []
    settle_debt(store, debt.id, by="me", is_settled=False, now=NOW)
    assert [one.id for one in what_we_owe(store, now=NOW)] == [debt.id]
