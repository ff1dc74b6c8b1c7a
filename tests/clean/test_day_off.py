from datetime import date

import pytest

from wellspent.clean.day_off import day_off, has_days_off


@pytest.mark.parametrize(
    ("country", "day", "reason"),
    [
        ("Germany", date(2026, 10, 3), "German Unity Day"),
        ("Deutschland", date(2026, 10, 5), ""),
        ("FR", date(2026, 7, 14), "National Day"),
        ("United States", date(2026, 11, 26), "Thanksgiving Day"),
        ("United Kingdom", date(2026, 11, 26), ""),
        ("Saudi Arabia", date(2026, 3, 6), "Friday"),
        ("United Kingdom", date(2026, 3, 7), "Saturday"),
        ("Nowhere", date(2026, 3, 7), ""),
        ("", date(2026, 3, 7), ""),
    ],
)
def test_day_off_is_that_of_the_country(country: str, day: date, reason: str) -> None:
    assert day_off(country, day) == reason


def test_country_whose_days_off_are_known():
    assert has_days_off("Germany")
    assert not has_days_off("Nowhere")
    assert not has_days_off("")
