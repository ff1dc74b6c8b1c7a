"""Days in words, relative to the day of writing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.phrases.dates import dates_in

TUESDAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("our call yesterday", date(2026, 3, 9)),
        ("last Tuesday", date(2026, 3, 3)),
        ("on Tuesday", date(2026, 3, 3)),
        ("on Friday", date(2026, 3, 6)),
        ("Tuesday last week", date(2026, 3, 3)),
        ("two weeks ago", date(2026, 2, 24)),
        ("a couple of weeks ago", date(2026, 2, 24)),
        ("on 3 March", date(2026, 3, 3)),
        ("March 3rd, 2026", date(2026, 3, 3)),
        ("on the 3rd of March", date(2026, 3, 3)),
        ("on the 3rd", date(2026, 3, 3)),
        ("am 3. März", date(2026, 3, 3)),
        ("le 3 mars", date(2026, 3, 3)),
        ("el 3 de marzo", date(2026, 3, 3)),
        ("vor zwei Wochen", date(2026, 2, 24)),
        ("il y a trois semaines", date(2026, 2, 17)),
        ("hace dos semanas", date(2026, 2, 24)),
        ("letzte Woche", date(2026, 3, 4)),
        ("la semaine dernière", date(2026, 3, 4)),
        ("la semana pasada", date(2026, 3, 4)),
        ("last month", date(2026, 2, 14)),
        ("back in January", date(2026, 1, 20)),
        ("03/04/2026", date(2026, 3, 4)),
        ("2026-03-04", date(2026, 3, 4)),
    ],
)
def test_day_is_meant_and_the_month_after_is_not(text: str, day: date) -> None:
    found = dates_in(text, TUESDAY)
    assert len(found) == 1
    assert found[0].holds(day)
    assert not found[0].holds(TUESDAY + timedelta(days=40))
    assert not found[0].is_ahead


@pytest.mark.parametrize("text", ["next Tuesday", "tomorrow", "next week", "nächste Woche"])
def test_what_lies_ahead_is_said_to(text: str) -> None:
    assert [each.is_ahead for each in dates_in(text, TUESDAY)] == [True]


@pytest.mark.parametrize(
    "text", ["you may call", "we sat down", "size 3/4", "the second one", "hier ist das Blatt"]
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert dates_in(text, TUESDAY, language="de" if "ist" in text else "en") == []


@given(st.dates(date(1995, 1, 1), date(2095, 12, 31)))
def test_a_day_written_out_is_that_day(day: date) -> None:
    found = dates_in(f"on {day:%d %B %Y} we met", TUESDAY)
    assert found[0].spans == ((day, day),)


@given(st.dates(date(1995, 1, 1), date(2095, 12, 31)), st.integers(1, 6))
def test_so_many_days_ago_is_that_day(today: date, days: int) -> None:
    found = dates_in(f"{days} days ago", today)
    assert found[0].holds(today - timedelta(days=days))


@given(st.text(max_size=200), st.dates(date(1995, 1, 1), date(2095, 12, 31)))
def test_any_text_is_read(text: str, today: date) -> None:
    for each in dates_in(f"{text} in May ago 31.02.2026", today):
        assert each.spans
