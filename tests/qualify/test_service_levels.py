from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.qualify.costs import default_rules
from wellspent.qualify.service_levels import (
    clock_starts,
    due_at,
    due_times,
    is_hand_raise,
    service_level,
)
from wellspent.records.authenticity import EnquiryKind
from wellspent.records.lead import Lead
from wellspent.records.route import Route, RoutingRules, ServiceLevel

BERLIN = ZoneInfo("Europe/Berlin")
RULES = replace(default_rules(), time_zone="Europe/Berlin")


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("arrived", "minutes", "due"),
    [
        ("2026-11-20T10:00", 30, "2026-11-20T10:30"),
        ("2026-11-20T16:00", 240, "2026-11-23T12:00"),  # Friday afternoon, then Monday
        ("2026-11-20T16:00", 60, "2026-11-20T17:00"),  # just at closing time
        ("2026-11-20T17:00", 0, "2026-11-23T09:00"),  # too late for Friday
        ("2026-11-22T02:10", 30, "2026-11-23T09:30"),  # a Sunday night
        ("2026-11-23T02:10", 30, "2026-11-23T09:30"),
        ("2026-11-23T09:00", 960, "2026-11-24T17:00"),
        ("2026-03-27T16:30", 480, "2026-03-30T16:30"),  # clocks change on the Sunday
    ],
)
def test_minutes_run_in_working_hours_only(arrived: str, minutes: float, due: str) -> None:
    assert due_at(berlin(arrived), minutes, RULES) == berlin(due)


@given(
    st.integers(1_577_836_800, 1_893_456_000),
    st.floats(0.0, 5000.0),
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"]),
    st.sampled_from([(0, 24), (9, 17), (22, 24), (2, 3)]),
    st.sets(st.integers(1, 7), min_size=1),
)
def test_due_time_leaves_just_so_many_working_minutes(
    arrived: int, minutes: float, zone: str, hours: tuple[int, int], days: set[int]
) -> None:
    rules = replace(RULES, time_zone=zone, working_hours=hours, working_days=tuple(sorted(days)))
    start = datetime.fromtimestamp(arrived, UTC)
    due = due_at(start, minutes, rules)
    assert due >= start
    assert abs(worked_between(start, due, rules) - round(minutes * 60)) <= 0.5


def worked_between(start: datetime, end: datetime, rules: RoutingRules) -> float:
    """Working seconds between two moments, day by day."""
    zone, (first, last) = ZoneInfo(rules.time_zone), rules.working_hours
    day, worked = start.astimezone(zone).date() - timedelta(days=1), 0.0
    while day <= end.astimezone(zone).date():
        if day.isoweekday() in rules.working_days:
            # Arithmetic on a time with a zone goes by the clock on the wall.
            midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
            opens = (midnight + timedelta(hours=first)).timestamp()
            closes = (midnight + timedelta(hours=last)).timestamp()
            begins, ends = max(opens, start.timestamp()), min(closes, end.timestamp())
            worked += max(0.0, ends - begins)
        day += timedelta(days=1)
    return worked


def test_many_at_once_are_due_as_one_at_a_time() -> None:
    starts = [datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=997 * n) for n in range(60)]
    minutes = [7.5 * n for n in range(60)]
    many = due_times(
        np.array([int(one.timestamp()) for one in starts]), np.array(minutes), RULES
    ).tolist()
    assert many == [
        int(due_at(s, m, RULES).timestamp()) for s, m in zip(starts, minutes, strict=True)
    ]


def test_nobody_is_due() -> None:
    assert len(due_times(np.zeros(0, dtype=np.int64), np.zeros(0), RULES)) == 0


def test_level_of_a_hand_raise_goes_before_one_for_both() -> None:
    levels = (
        ServiceLevel(route=Route.ASK, minutes=9),
        ServiceLevel(route=Route.ASK, minutes=5, hand_raise=True),
    )
    found = [service_level(Route.ASK, raised, levels) for raised in (True, False)]
    assert found == [levels[1], levels[0]]
    assert service_level(Route.GIVE, True, levels) is None


@pytest.mark.parametrize(
    ("source", "kind", "raised"),
    [
        ("Web form", EnquiryKind.UNSURE, True),
        ("Content download", EnquiryKind.UNSURE, False),
        ("WHITEPAPER 2026", EnquiryKind.GENUINE, False),
        ("Web form", EnquiryKind.FREE_INFORMATION, False),
    ],
)
def test_download_is_no_hand_raise(source: str, kind: EnquiryKind, raised: bool) -> None:
    assert is_hand_raise(Lead(source=source), kind, RULES) is raised


def test_clock_starts_at_a_sensible_arrival() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert clock_starts(None, now) == now
    assert clock_starts(now + timedelta(days=9), now) == now
    assert clock_starts(datetime(1, 1, 2, tzinfo=UTC), now) == now - timedelta(days=3650)
