"""When somebody answers as a plot: counts in the cells, the chance as size, and as a table."""

from datetime import UTC, datetime

from wellspent.records.activity import ActivityKind
from wellspent.records.reachability import ChanceOfAnswer, KnownFrom, Reachability, Slot
from wellspent.serve.web.charts.reach_week import reach_week


def week(best: int, *, tried: int | None = None) -> Reachability:
    """Return a week in which Tuesday at the hour `best` is likeliest, and `tried` was tried."""
    slots = tuple(_slot(day, hour, best, tried) for day in range(7) for hour in range(24))
    return Reachability(
        contact_id="C1",
        as_of=datetime.now(UTC),
        time_zone="Europe/Berlin",
        slots={ActivityKind.SMS: slots},
    )


def _slot(day: int, hour: int, best: int, tried: int | None) -> Slot:
    chance = 0.8 if (day, hour) == (1, best) else 0.2
    answer = ChanceOfAnswer(
        chance=chance, low=chance / 2, high=min(1.0, chance * 1.2),
        sent=4 if (day, hour) == (1, tried) else 0, answered=3 if (day, hour) == (1, tried) else 0,
        known_from=KnownFrom.PERSON,
    )  # fmt: skip
    return Slot(weekday=day, hour=hour, answer=answer)


def test_title_states_the_likeliest_hour_and_cells_have_their_counts():
    chart = reach_week(week(9, tried=9), ActivityKind.SMS)
    assert "Tue 09:00 (80 %)" in chart.title
    assert ">3/4</text>" in chart.svg
    assert ("Tue", "09:00", "80 %", "40 % to 96 %", "3", "4") in chart.rows


def test_tries_outside_of_working_hours_are_shown_too():
    hours = {row[1] for row in reach_week(week(9, tried=22), ActivityKind.SMS).rows}
    assert "22:00" in hours
    assert "22:00" not in {row[1] for row in reach_week(week(9), ActivityKind.SMS).rows}


def test_without_any_evidence_there_is_no_plot():
    assert reach_week(week(9), ActivityKind.EMAIL) is None
