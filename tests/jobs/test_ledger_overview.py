from datetime import timedelta

import pytest

from tests.jobs.asked_customer import NOW, call_with_ada
from tests.jobs.test_ledger_statement import keep, line
from wellspent.jobs.ledger_overview import LedgerOverview, ledger_overview
from wellspent.jobs.ledger_statement import (
    ledger_statement,
    ledger_trend,
    longest_without_value,
    minutes_without_value,
)
from wellspent.records.ledger import Cut
from wellspent.store.connect import Store
from wellspent.store.ledger import add_entries

SINCE, UNTIL = NOW - timedelta(days=90), NOW - timedelta(days=5)
ASKED = [(Cut.CONTACT, None, None), (Cut.PERIOD, SINCE, None), (Cut.INTERACTION, SINCE, UNTIL)]


def some_minutes(store: Store) -> None:
    call_with_ada(store)
    keep(
        store,
        line(20),
        line(count=1, conversation_id="K1"),
        line(7, days=10, activity_id="V2", rep="Kim Rep"),
        line(5, days=40, activity_id="V3", contact_id="", account_id=""),
        line(3, days=200, activity_id="V4", contact_id="C2"),
    )


@pytest.mark.parametrize(("cut", "since", "until"), ASKED)
def test_overview_says_what_each_question_alone_says(store: Store, cut: Cut, since, until):
    some_minutes(store)
    assert ledger_overview(
        store, cut=cut, since=since, until=until, most=2, with_months=True
    ) == LedgerOverview(
        without_value=minutes_without_value(store, since=since, until=until, most=2),
        longest_without=longest_without_value(store, most=2),
        statement=ledger_statement(store, cut=cut, since=since, until=until),
        months=ledger_trend(store),
    )


def test_overview_of_a_time_still_says_who_got_nothing_for_longest(store: Store):
    some_minutes(store)
    seen = ledger_overview(store, cut=Cut.TEAM, since=SINCE, until=UNTIL, most=5)
    assert (seen.statement.total.minutes, [each.minutes for each in seen.without_value]) == (
        12,
        [7, 5],
    )
    assert [each.key for each in seen.longest_without] == ["C2", "C1"]
    assert seen.months == ()


def test_overview_sees_a_line_that_came_since_the_last_time(store: Store):
    some_minutes(store)
    before = ledger_overview(store, cut=Cut.TEAM, most=5).statement.total.minutes
    with store.writing() as connection:
        add_entries(connection, [("one more", line(4, activity_id="V9"))], now=NOW)
    assert ledger_overview(store, cut=Cut.TEAM, most=5).statement.total.minutes == before + 4
