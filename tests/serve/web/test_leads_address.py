from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.records.lead import LeadOutcome
from wellspent.records.queue import LeadQuery, LeadSort
from wellspent.serve.web.leads_address import (
    address_of,
    address_parts,
    is_filtered,
    not_understood,
    query_from,
    sort_addresses,
)

WORDS = st.text(min_size=1, max_size=40).map(str.strip).filter(bool)
QUERIES = st.builds(
    LeadQuery,
    search=st.just("") | WORDS,
    outcome=st.none() | st.sampled_from(LeadOutcome),
    source=st.just("") | WORDS,
    country=st.just("") | WORDS,
    industry=st.just("") | WORDS,
    owner=st.just("") | WORDS,
    fit_at_least=st.none() | st.integers(0, 100).map(lambda share: share / 100),
    arrived_since=st.none()
    | st.dates().map(lambda d: datetime(d.year, d.month, d.day, tzinfo=UTC)),
    sort=st.sampled_from(LeadSort),
    ascending=st.booleans(),
    after=st.just("") | WORDS,
)


@given(QUERIES)
def test_every_query_comes_back_from_its_address(query):
    assert query_from(dict(address_parts(query))) == query


@pytest.mark.parametrize(
    "params",
    [
        {"sort": "nonsense", "outcome": "maybe", "order": "sideways"},
        {"fit": "101", "since": "yesterday"},
        {"fit": "-5", "since": "2026-13-40"},
        {"fit": "٣"},
    ],
)
def test_what_makes_no_sense_is_left_out(params):
    assert query_from(params) == LeadQuery()


def test_plain_list_has_the_plain_address():
    assert address_of(LeadQuery()) == "/leads"
    assert not is_filtered(LeadQuery(after="x", sort=LeadSort.COMPANY))
    assert is_filtered(LeadQuery(country="DE"))


def test_second_click_on_a_head_turns_the_order_round():
    addresses = sort_addresses(LeadQuery(country="DE", after="x"))
    assert addresses["fit"] == "/leads?country=DE&sort=fit&order=up"
    assert addresses["company"] == "/leads?country=DE&sort=company&order=up"
    assert addresses["arrived"] == "/leads?country=DE&sort=arrived&order=down"
    again = sort_addresses(replace(LeadQuery(), sort=LeadSort.COMPANY, ascending=True))
    assert again["company"] == "/leads?sort=company&order=down"


def test_what_makes_no_sense_is_named():
    asked = {"sort": "bogus", "outcome": "won", "fit": "101", "since": "", "other": "x"}
    assert not_understood(asked) == ["sort “bogus”", "fit “101”"]


@given(QUERIES)
def test_every_query_of_ours_is_understood(query):
    assert not_understood(dict(address_parts(query))) == []
