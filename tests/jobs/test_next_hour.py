from datetime import timedelta

import pytest

from tests.jobs.test_time_spent import NOW, fill
from tests.store.made_records import NOON, import_records
from wellspent.errors import InputError
from wellspent.jobs.hour_rates import hour_rates
from wellspent.jobs.next_hour import next_hour
from wellspent.jobs.note_consent import note_consent
from wellspent.records.consent import ConsentKind
from wellspent.records.deal import Deal, DealOutcome
from wellspent.store.connect import Store


def fill_with_open_deal(store: Store) -> None:
    fill(store)
    import_records(
        store,
        Deal(
            external_id="d2",
            name="Roof",
            account_key="a1",
            owner="Mia",
            stage="offer",
            outcome=DealOutcome.OPEN,
            created_at=NOON + timedelta(days=55),
        ),
    )


def test_open_deal_leads_to_who_can_say_yes(store: Store):
    fill_with_open_deal(store)
    (one,) = next_hour(store, rep="Mia", now=NOW)
    assert (one.act, one.contact_id, one.account_name) == (
        "reach ada about Roof",
        "C1",
        "Kunde",
    )
    assert one.reasons[0] == "decision maker, as Mia said"
    assert one.worth is None


def test_deal_of_another_rep_is_theirs(store: Store):
    fill_with_open_deal(store)
    assert next_hour(store, rep="Ben", now=NOW) == []


def test_who_objected_is_not_suggested(store: Store):
    fill_with_open_deal(store)
    objected = {"kind": ConsentKind.OBJECTED, "channel": None, "source": "by mail"}
    note_consent(store, "ada@kunde.example", now=NOW, **objected)
    assert "C1" not in {one.contact_id for one in next_hour(store, now=NOW)}


def test_rates_are_of_closed_deals_with_activities(store: Store):
    fill(store)
    rates = hour_rates(store, now=NOW)
    assert (rates.won, rates.lost, rates.won_with_power, rates.currency) == (1, 0, 1, "EUR")
    assert rates.hours == pytest.approx((60 + 300 / 6 / 30) / 60)
    assert hour_rates(store, now=NOW + timedelta(hours=1)) == rates


def test_senseless_limit_is_refused(store: Store):
    with pytest.raises(InputError, match="0 suggestions"):
        next_hour(store, now=NOW, limit=0)


def test_empty_store_suggests_nothing(store: Store):
    assert next_hour(store, now=NOW) == []
