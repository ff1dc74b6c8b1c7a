import math
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.store.made_records import NOON, import_records
from wellspent.jobs.correct_role import correct_role
from wellspent.jobs.time_spent import time_spent, time_trend, what_changed_in_won_deals
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.buying_role import BuyingRole
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.money import Money
from wellspent.records.time_spent import TimeCut
from wellspent.store.connect import Store

NOW = NOON + timedelta(days=60)
CALL, EMAIL = ActivityKind.CALL, ActivityKind.EMAIL


def spoke(key: str, contact: str, day: float, minutes: float, rep: str = "Mia") -> Activity:
    return Activity(
        kind=CALL,
        direction=Direction.OUTBOUND,
        external_id=key,
        contact_key=contact,
        account_key="a1",
        rep=rep,
        minutes=minutes,
        happened_at=NOON + timedelta(days=day),
    )


def fill(store: Store) -> None:
    """Ada decides, Bo has no power, and of Cy nothing is known; the deal is won."""
    import_records(store, Account(external_id="a1", name="Kunde", country="DE"))
    import_records(
        store,
        *(
            Contact(external_id=key, name=name, email=f"{name}@kunde.example", account_key="a1")
            for key, name in (("c1", "ada"), ("c2", "bo"), ("c3", "cy"))
        ),
    )
    for contact, role in (("C1", BuyingRole.DECISION_MAKER), ("C2", BuyingRole.NO_POWER)):
        correct_role(store, contact, role, by="Mia", reason="told us", now=NOON)
    import_records(
        store,
        Deal(
            external_id="d1",
            name="Floors",
            account_key="a1",
            amount=Money(Decimal(900), "EUR"),
            outcome=DealOutcome.WON,
            created_at=NOON,
            closed_at=NOON + timedelta(days=50),
        ),
    )
    import_records(
        store,
        spoke("v1", "c2", 1, 30),
        spoke("v2", "c3", 2, 10, rep="Ben"),
        spoke("v3", "c1", 40, 20),
        Activity(
            kind=EMAIL,
            direction=Direction.OUTBOUND,
            external_id="v4",
            contact_key="c1",
            account_key="a1",
            rep="Mia",
            body="word " * 60,
            happened_at=NOON + timedelta(days=41),
        ),
    )


def test_minutes_by_power_say_where_nobody_can_say_yes(store: Store):
    fill(store)
    spent = time_spent(store, cut=TimeCut.POWER, now=NOW)
    ours = {line.key: line.our_minutes for line in spent.lines}
    assert ours["nobody who can say yes"] == 30
    assert ours["cannot tell"] == 10
    assert ours["can say yes"] == pytest.approx(20 + 300 / 6 / 30)
    assert (spent.total.without_power, spent.total.power_unknown) == (30, 10)
    assert spent.total.people == 3
    assert "30 words a minute" in spent.notes[0]


def test_every_cut_sums_to_the_total(store: Store):
    fill(store)
    for cut in TimeCut:
        spent = time_spent(store, cut=cut, now=NOW)
        assert math.isclose(sum(line.our_minutes for line in spent.lines), spent.total.our_minutes)
        assert all(line.name for line in spent.lines)


def test_estimates_are_marked(store: Store):
    fill(store)
    by_channel = {line.key: line for line in time_spent(store, cut=TimeCut.CHANNEL, now=NOW).lines}
    assert by_channel["email"].estimated_minutes == by_channel["email"].our_minutes
    assert by_channel["call"].estimated_minutes == 0


def test_a_reps_own_minutes(store: Store):
    fill(store)
    spent = time_spent(store, cut=TimeCut.ROLE, now=NOW, rep="Ben")
    assert [(line.key, line.our_minutes) for line in spent.lines] == [("unknown", 10)]


def test_reps_come_by_name_and_are_no_ranking(store: Store):
    fill(store)
    names = [line.name for line in time_spent(store, cut=TimeCut.REP, now=NOW).lines]
    assert names == ["Ben", "Mia"]


def test_trend_is_month_by_month(store: Store):
    fill(store)
    trend = time_trend(store, now=NOW)
    assert [line.name for line in trend] == ["2026-03", "2026-04"]
    assert [line.without_power for line in trend] == [30, 0]


def test_what_is_ahead_took_no_time_yet(store: Store):
    fill(store)
    spent = time_spent(store, cut=TimeCut.REP, now=NOON + timedelta(days=1, hours=1))
    assert spent.total.our_minutes == 30


def test_won_deals_brought_power_in_their_second_half(store: Store):
    fill(store)
    changed = what_changed_in_won_deals(store, now=NOW)
    assert [(each.half, each.deals_with_power) for each in changed.halves] == [(1, 0), (2, 1)]
    assert changed.said[0].startswith(
        "in won deals, the share of our minutes with nobody who can say yes was 75% in the first"
    )
    assert changed.said[1] == "not enough lost deals with activities to say what changed in them"


def test_nothing_happened_says_so(store: Store):
    spent = time_spent(store, cut=TimeCut.ROLE, now=NOW)
    assert spent.lines == ()
    assert spent.total.our_minutes == 0
    assert spent.notes == ("Nothing is known of this time: no activity of it took minutes.",)
