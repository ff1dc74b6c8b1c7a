import math
import random
from datetime import timedelta

import pytest

from tests.jobs.asked_customer import NOW, call_with_ada
from wellspent.errors import InputError
from wellspent.jobs.ledger_statement import (
    ledger_statement,
    ledger_trend,
    longest_without_value,
    minutes_without_value,
)
from wellspent.records.activity import ActivityKind
from wellspent.records.heard import CreditKind, HowKnown
from wellspent.records.ledger import Cut, EntryKind, LedgerEntry, LedgerQuery
from wellspent.store.connect import Store
from wellspent.store.ledger import add_entries, correct_entry, list_entries, take_back_all


def line(minutes: float = 0, *, count: int = 0, days: int = 1, **changed) -> LedgerEntry:
    given = {
        "kind": EntryKind.CREDIT if count else EntryKind.DEBIT,
        "activity_id": "V1",
        "contact_id": "C1",
        "account_id": "A1",
        "rep": "Sam Rep",
        "channel": ActivityKind.CALL,
        "happened_at": NOW - timedelta(days=days),
        "minutes": minutes,
        "least": minutes / 2,
        "most": minutes * 2,
        "how": None if count else HowKnown.MEASURED,
        "credit": CreditKind.REACTION if count else None,
        "count": count,
    }
    return LedgerEntry(**{**given, **changed})


def keep(store: Store, *lines: LedgerEntry) -> list[LedgerEntry]:
    with store.writing() as connection:
        return add_entries(
            connection, [(f"key {place}", one) for place, one in enumerate(lines)], now=NOW
        )


def test_statement_by_contact_and_account_has_names(store: Store):
    call_with_ada(store)
    keep(store, line(20), line(count=1), line(5, contact_id="", account_id=""))
    (first, second) = ledger_statement(store, cut=Cut.CONTACT).lines
    assert (first.key, first.name, first.minutes) == ("", "nobody known", 5)
    assert (second.key, second.name, second.minutes) == ("C1", "Ada Example", 20)
    assert (second.credits, second.last_value_at) == (1, NOW - timedelta(days=1))
    names = {each.name for each in ledger_statement(store, cut=Cut.ACCOUNT).lines}
    assert names == {"Acme Ltd", "no account known"}


def test_kind_of_interaction_says_who_began(store: Store):
    call_with_ada(store)
    keep(store, line(20))
    (only,) = ledger_statement(store, cut=Cut.INTERACTION).lines
    assert only.key == "outbound call"


def test_statement_of_nothing_is_a_total_of_nothing(store: Store):
    empty = ledger_statement(store, cut=Cut.REP)
    assert (empty.lines, empty.total.minutes, empty.total.activities) == ((), 0, 0)
    assert ledger_trend(store) == ()
    assert minutes_without_value(store) == []


def test_value_anywhere_in_a_conversation_counts_for_its_minutes(store: Store):
    call_with_ada(store)
    keep(
        store,
        line(7, activity_id="V1"),
        line(count=1, activity_id="V1"),
        line(9, activity_id="V2"),
    )
    (team,) = ledger_statement(store, cut=Cut.TEAM).lines
    assert (team.minutes, team.minutes_without_value) == (16, 9)
    (silent,) = minutes_without_value(store)
    assert (silent.activity_id, silent.minutes, silent.account_name) == ("V2", 9, "Acme Ltd")


def test_corrected_minutes_are_the_statement(store: Store):
    call_with_ada(store)
    (kept,) = keep(store, line(20))
    correct_entry(store, kept.id, minutes=12, reason="they left early", by="Sam", now=NOW)
    total = ledger_statement(store, cut=Cut.TEAM).total
    assert (total.minutes, total.activities, total.people) == (12, 1, 1)
    assert len(list_entries(store, LedgerQuery()).entries) == 3


def test_minutes_taken_back_leave_no_activity_behind(store: Store):
    call_with_ada(store)
    keep(store, line(20, conversation_id="K1"), line(count=1, conversation_id="K1"))
    with store.writing() as connection:
        take_back_all(connection, [1], now=NOW, reason="undone")
    assert ledger_statement(store, cut=Cut.CONTACT).lines == ()


def test_who_never_got_anything_comes_first(store: Store):
    call_with_ada(store)
    keep(store, line(20), line(count=1), line(3, account_id="A2", activity_id="V2"))
    names = [each.key for each in longest_without_value(store, cut=Cut.ACCOUNT)]
    assert names == ["A2", "A1"]
    with pytest.raises(InputError):
        longest_without_value(store, cut=Cut.REP)


def test_statement_of_a_time_takes_its_lines_only(store: Store):
    call_with_ada(store)
    keep(store, line(20, days=1), line(7, days=10), line(3, days=20))
    since, until = NOW - timedelta(days=15), NOW - timedelta(days=5)
    assert ledger_statement(store, cut=Cut.TEAM, since=since, until=until).total.minutes == 7
    assert len(ledger_trend(store)) == len({(NOW - timedelta(days=d)).month for d in (1, 10, 20)})


def test_every_cut_reconciles_to_the_lines(store: Store):
    call_with_ada(store)
    draw = random.Random(11)
    kept = keep(
        store,
        *(
            line(
                draw.randint(1, 60) / 4,
                days=draw.randint(0, 300),
                rep=draw.choice(["", "Sam Rep", "Kim Rep"]),
                contact_id=draw.choice(["", "C1", "C2"]),
                account_id=draw.choice(["", "A1"]),
                activity_id=f"V{draw.randint(1, 20)}",
                channel=draw.choice(list(ActivityKind)),
            )
            for _ in range(60)
        ),
    )
    for one in draw.sample(kept, 10):
        correct_entry(store, one.id, minutes=2.25, reason="wrong", by="Sam", now=NOW)
    lines = list_entries(store, LedgerQuery(limit=1000)).entries
    whole = math.fsum(each.minutes for each in lines)
    in_force = list_entries(store, LedgerQuery(limit=1000, only_in_force=True)).entries
    assert math.fsum(each.minutes for each in in_force) == pytest.approx(whole)
    for cut in Cut:
        told = ledger_statement(store, cut=cut)
        assert told.total.minutes == pytest.approx(whole)
        assert math.fsum(each.minutes for each in told.lines) == pytest.approx(whole)
