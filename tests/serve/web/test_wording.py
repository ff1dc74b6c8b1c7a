from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from wellspent.records.measured import Measured
from wellspent.records.money import Money
from wellspent.serve.ages_and_counts import age, counted
from wellspent.serve.web import wording

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
NAN = float("nan")


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        (timedelta(seconds=20), "under a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=3, minutes=50), "3 hours"),
        (timedelta(days=1, hours=23), "1 day"),
        (timedelta(days=13), "13 days"),
        (timedelta(days=15), "2 weeks"),
        (timedelta(days=100), "3 months"),
        (timedelta(days=800), "2 years"),
        (timedelta(days=-1), "in the future"),
    ],
)
def test_age_is_told_in_its_largest_unit(ago, expected):
    assert age(NOW - ago, NOW) == expected


def test_age_of_an_unknown_moment_is_said():
    assert age(None, NOW) == "not known"


def test_fit_is_out_of_100_with_its_interval():
    assert wording.fit_words(0.722, 0.58, 0.834) == "72 (58-83)"


@pytest.mark.parametrize(
    ("low", "high", "usual", "expected"),
    [
        (0.3, 0.6, 0.2, "worth it"),
        (0.1, 0.3, 0.2, "unsure"),
        (0.01, 0.1, 0.2, "less likely"),
        (0.2, 0.2, 0.2, "unsure"),
        (0.3, 0.6, None, "unsure"),
        (NAN, NAN, 0.2, "unsure"),
    ],
)
def test_worth_is_where_the_whole_interval_lies(low, high, usual, expected):
    assert wording.worth(low, high, usual) == expected


@pytest.mark.parametrize(
    ("points", "expected"), [(0.421, "+0.42"), (-0.1, "−0.10"), (0.004, "0.00"), (-0.004, "0.00")]
)
def test_points_carry_their_sign(points, expected):
    assert wording.points_words(points) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "yes"),
        (1500.0, "1,500"),
        (2.5, "2.5"),
        (-0.001, "0"),
        (1234.567, "1,234.57"),
        ("food", "food"),
        (None, ""),
        (("a", "b"), "a and b"),
        (datetime(2026, 3, 4, tzinfo=UTC), "4 Mar 2026"),
        (Money(Decimal(12500), "EUR"), "12,500 EUR"),
    ],
)
def test_values_read_as_a_person_writes_them(value, expected):
    assert wording.value_words(value) == expected


def test_counts_agree_with_their_noun():
    assert [counted(n, "row") for n in (0, 1, 1500)] == ["0 rows", "1 row", "1,500 rows"]


def test_what_cannot_be_told_is_said():
    assert wording.measured_words(None) == "cannot tell yet"
    assert wording.measured_words(Measured(NAN, NAN, NAN, 0)) == "cannot tell yet"
    assert wording.out_of_100(NAN) == "–"


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (None, "not known yet"),
        (0.4, "about 1 second"),
        (95, "about 2 minutes"),
        (7200, "about 2 hours"),
    ],
)
def test_time_left_is_told_roughly(seconds, expected):
    assert wording.lasting(seconds) == expected
