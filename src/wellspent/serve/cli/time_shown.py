"""Where time went, as a person reads it, and as CSV and JSON have it."""

from wellspent.jobs.time_spent import ChangedInWon, DealHalf
from wellspent.records.time_spent import TimeCut, TimeLine, TimeSpent
from wellspent.serve.cli.show import Cell, Format, remark, say, show_json, show_rows

MOST_SHOWN = 40
FIGURES = ["our minutes", "with nobody who can say yes", "nobody can tell", "their minutes",
           "of them estimated", "people", "activities"]  # fmt: skip
COLUMNS = ["key", "name", "our minutes", "their minutes", "their estimated minutes",
           "without power", "power unknown", "people", "activities"]  # fmt: skip
HALVES = ["outcome", "half", "our minutes", "their minutes", "with nobody who can say yes",
          "nobody can tell", "deals", "deals with somebody who can"]  # fmt: skip


def show_time(spent: TimeSpent, form: Format) -> None:
    """Show where minutes went; as CSV the lines alone."""
    if form is Format.CSV:
        show_rows(COLUMNS, [_row(line) for line in spent.lines], form)
    elif form is Format.JSON:
        show_json(spent)
    else:
        _show(spent)


def show_won(changed: ChangedInWon, form: Format) -> None:
    """Show the halves of won and lost deals, with what they say and can't say."""
    if form is Format.JSON:
        show_json(changed)
        return
    rows = [_half(one, form) for one in changed.halves]
    if form is Format.CSV:
        show_rows(HALVES, rows, form)
        return
    for said in changed.said:
        say(f"{said[:1].upper()}{said[1:]}.")
    if rows:
        say()
        show_rows(HALVES, rows, form, right=HALVES[1:])
    for note in changed.notes:
        say(f"Note: {note}")


def _show(spent: TimeSpent) -> None:
    total, is_by_month = spent.total, spent.cut is TimeCut.PERIOD
    if spent.lines:
        say(_said(total))
        say()
        shown = spent.lines[-MOST_SHOWN:] if is_by_month else spent.lines[:MOST_SHOWN]
        rows = [_for_people(line, line.name or line.key) for line in shown]
        if len(rows) > 1:
            rows.append(_for_people(total, "all"))
        show_rows([spent.cut.value, *FIGURES], rows, Format.TABLE, right=FIGURES)
    if len(spent.lines) > MOST_SHOWN:
        which = "the latest " if is_by_month else ""
        remark(f"{which}{MOST_SHOWN} of {len(spent.lines):,}; --format csv gives them all.")
    for note in spent.notes:
        say(f"Note: {note}")


def _said(total: TimeLine) -> str:
    """Return how much of our time went where nobody can say yes, in a sentence."""
    ours = total.our_minutes
    if ours <= 0:
        return f"Customers gave {total.their_minutes:,.0f} minutes; ours aren't known."
    return (
        f"Of {ours:,.0f} minutes of ours, {total.without_power:,.0f} "
        f"({total.without_power / ours:.0%}) went to people of whom none is likely to be able to "
        f"say yes, and of {total.power_unknown:,.0f} ({total.power_unknown / ours:.0%}) nobody "
        f"can tell. Customers gave {total.their_minutes:,.0f}."
    )


def _for_people(line: TimeLine, name: str) -> tuple[Cell, ...]:
    return (
        name, f"{line.our_minutes:,.0f}", _part(line.without_power, line.our_minutes),
        _part(line.power_unknown, line.our_minutes), f"{line.their_minutes:,.0f}",
        f"{line.estimated_minutes:,.0f}", f"{line.people:,}", f"{line.activities:,}",
    )  # fmt: skip


def _part(part: float, whole: float) -> str:
    return f"{part:,.0f} ({part / whole:.0%})" if whole > 0 else f"{part:,.0f}"


def _row(line: TimeLine) -> tuple[Cell, ...]:
    return (
        line.key, line.name, round(line.our_minutes, 4), round(line.their_minutes, 4),
        round(line.estimated_minutes, 4), round(line.without_power, 4),
        round(line.power_unknown, 4), line.people, line.activities,
    )  # fmt: skip


def _half(one: DealHalf, form: Format) -> tuple[Cell, ...]:
    minutes = (one.our_minutes, one.their_minutes, one.without_power, one.power_unknown)
    shown = (
        [round(each, 4) for each in minutes]
        if form is Format.CSV
        else [f"{each:,.0f}" for each in minutes]
    )
    return (one.outcome, one.half, *shown, one.deals, one.deals_with_power)
