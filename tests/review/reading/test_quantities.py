"""Amounts in words and digits, and when two of them agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.review.reading.quantities import quantities_in
from wellspent.review.truth.amounts_agree import agree


@pytest.mark.parametrize(
    ("said", "true", "fits"),
    [
        ("five years", "60 months", True),
        ("$228 a year", "$19 per month", True),
        ("$228 a year", "$20 per month", False),
        ("half a ton", "500 kg", True),
        ("0.5 t", "500 kg", True),
        ("under 20 kg", "18 kg", True),
        ("under 15 kg", "18 kg", False),
        ("at least 4 years", "5 years", True),
        ("up to 110 °C", "95 °C", False),
        ("194 °F", "90 °C", True),
        ("two weeks", "10 working days", True),
        ("a month and a half", "6 weeks", True),
        ("about 20 kg", "18.4 kg", True),
        ("fünfjährige Garantie", "5 years", True),
        ("fünfundzwanzig Tage", "25 days", True),
        ("quatre-vingt-dix jours", "90 days", True),
        ("veinticuatro meses", "2 years", True),
        ("12,5 kg", "12.5 kg", True),
        ("1,250 kg", "1.25 t", True),
        ("two thousand five hundred euros", "2500 EUR", True),
        ("3-5 days", "4 days", True),
        ("not two years", "5 years", None),
        ("five years", "5 kg", None),
        ("$19 a month", "€19 a month", None),
    ],
)
def test_amounts_agree_whatever_their_wording(said: str, true: str, fits: bool | None) -> None:
    assert agree(quantities_in(said)[0], quantities_in(true)[0]) is fits


def test_a_point_before_three_digits_is_read_by_the_language() -> None:
    assert quantities_in("1.200 Euro", language="de")[0].low == 1200
    assert quantities_in("1.200 kg", language="en")[0].low == 1.2


@given(st.integers(1, 400))
def test_years_are_twelve_times_as_many_months(years: int) -> None:
    said, true = quantities_in(f"{years} years")[0], quantities_in(f"{12 * years} months")[0]
    assert agree(said, true) is True
    assert agree(quantities_in(f"{2 * years} years")[0], true) is False


@given(st.integers(1, 5000), st.sampled_from(["USD", "EUR", "GBP"]))
def test_a_price_a_year_is_twelve_times_that_of_a_month(price: int, currency: str) -> None:
    said = quantities_in(f"{12 * price} {currency} per year")[0]
    assert agree(said, quantities_in(f"{price} {currency} per month")[0]) is True


@given(st.text(max_size=200))
def test_any_text_is_read_and_places_lie_in_it(text: str) -> None:
    for each in quantities_in(text, counted=["users"]):
        assert 0 <= each.start < each.end <= len(text)
        assert each.low <= each.high
