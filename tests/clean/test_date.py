from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clean.case_files import label, read_cases
from wellspent.clean.date import find_day_first, find_offset, parse_date

CASES = read_cases("dates")
BERLIN = ZoneInfo("Europe/Berlin")
MOMENTS = st.integers(-631152000, 2524607999).map(lambda s: datetime.fromtimestamp(s, UTC))
"""Whole seconds from 1950 to 2049."""


@pytest.mark.parametrize("case", CASES["case"], ids=label)
def test_date_is_read_as_exports_mean_it(case):
    read = parse_date(case["text"], day_first=case.get("day_first", False), zone=BERLIN)
    assert (read and read.isoformat()) == case.get("is")


@pytest.mark.parametrize("case", CASES["order"], ids=lambda case: str(case["texts"]))
def test_order_of_day_and_month_is_decided_by_the_dates_that_tell(case):
    assert find_day_first(case["texts"]) == case.get("day_first")


@pytest.mark.parametrize(
    ("form", "day_first"),
    [
        ("%Y-%m-%d %H:%M:%S", False),
        ("%Y-%m-%dT%H:%M:%SZ", False),
        ("%Y/%m/%d %H:%M:%S", False),
        ("%m/%d/%Y %I:%M:%S %p", False),
        ("%d/%m/%Y %H:%M:%S", True),
        ("%d.%m.%Y %H:%M:%S", True),
        ("%d %B %Y %H:%M:%S", False),
        ("%B %d, %Y %I:%M:%S %p", False),
        ("%a, %d %b %Y %H:%M:%S +0000", False),
    ],
)
@given(moment=MOMENTS)
def test_date_in_any_form_is_read_back(form, day_first, moment):
    assert parse_date(moment.strftime(form), day_first=day_first) == moment


@given(moment=MOMENTS, minutes=st.integers(-14 * 60, 14 * 60))
def test_date_with_an_offset_keeps_its_moment_and_its_zone(moment, minutes):
    local = moment.astimezone(timezone(timedelta(minutes=minutes)))
    read = parse_date(local.isoformat())
    assert read == moment
    assert read.utcoffset() == timedelta(minutes=minutes)


@given(st.integers(1_000_000_000, 2_500_000_000))
def test_milliseconds_since_1970_are_read_as_the_api_writes_them(seconds):
    assert parse_date(f"{seconds}000") == datetime.fromtimestamp(seconds, UTC)


def test_date_without_a_zone_is_local_midnight_where_it_was_written():
    assert parse_date("2024-07-01", zone=BERLIN) == datetime(2024, 6, 30, 22, tzinfo=UTC)


@pytest.mark.parametrize("name", ["", "Q", "+99:00", "+1", "GMT+", "LMT"])
def test_offset_that_is_none_is_not_guessed(name):
    assert find_offset(name) is None
