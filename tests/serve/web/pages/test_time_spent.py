"""The page of where time went: the share, its cuts, one's own, and what an hour could go to."""

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.serve.web.kept_conversations import keep, know_ada, recent_thread
from tests.serve.web.read_page import read, words
from tests.serve.web.small_company import client_of
from wellspent.records.time_spent import HourSuggestion
from wellspent.serve.web.pages.today import worth_now


@pytest.fixture
def spent(empty):
    """Give a client of a store in which some minutes went to Ada."""
    know_ada(empty.store)
    keep(empty.store, recent_thread("minutes"))
    return client_of(empty)


def test_minutes_show_with_plots_that_can_be_had_as_numbers(spent):
    page = spent.get("/time")
    assert "minutes" in words(page.text)
    assert spent.get("/time/time-spent.csv").text.startswith("Power,Our minutes")
    assert spent.get("/time/power-months.svg").text.startswith("<svg")


def test_empty_store_says_what_brings_minutes(empty_client):
    page = empty_client.get("/time")
    assert "No minutes of ours are known" in words(page.text)
    assert "/conversations" in read(page.text).links


def test_one_sees_ones_own_time_first(spent):
    name = base64.b64encode(b"Nobody Known:x").decode()
    page = spent.get("/time", headers={"authorization": f"Basic {name}"})
    assert "No minutes of yours are known" in words(page.text)


def test_reps_are_never_ranked_side_by_side(spent):
    page = spent.get("/time?by=rep")
    assert page.status_code == 422
    assert "by=power" in words(page.text)


@pytest.mark.parametrize("by", ["power", "role", "value", "stage", "outcome", "channel"])
def test_every_cut_opens(spent, by):
    assert spent.get(f"/time?by={by}&days=").status_code == 200


def test_today_says_nothing_of_interruptions_where_there_are_none(spent, empty_client):
    assert empty_client.get("/today/now").text.strip() == ""
    assert spent.get("/today/now").status_code == 200


def test_only_what_is_best_within_the_hour_is_worth_an_interruption_now():
    now = datetime.now(UTC)
    one = HourSuggestion(
        act="text Ada", contact_id="C1", account_id="A1", contact_name="Ada", account_name="Kunde",
        worth=None, low=None, high=None, currency="", reasons=("because",), evidence=(),
    )  # fmt: skip
    soon = replace(one, best_at=now + timedelta(minutes=50))
    later = replace(one, best_at=now + timedelta(hours=5))
    assert worth_now([one, later, soon], now) == [soon]
