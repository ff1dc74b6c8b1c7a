"""The ledger's statement, after the three things that come first: silence, absence, debts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from wellspent.jobs.ledger_overview import ledger_overview
from wellspent.jobs.ledger_questions import SilentMinutes
from wellspent.jobs.ledger_statement import ledger_statement
from wellspent.jobs.what_we_owe import what_we_owe
from wellspent.records.ledger import Cut, Debt, Statement, StatementLine
from wellspent.serve.ages_and_counts import age, counted
from wellspent.serve.cli.owe_shown import owed_in_words
from wellspent.serve.cli.show import Cell, Format, remark, say, show_json, show_rows
from wellspent.serve.counted_from_one import debt_from_one
from wellspent.wiring import Wellspent

FIRST = 5
MOST_SHOWN = 30
NOTHING = 1e-9
FIGURES = ["activities", "people", "minutes", "least", "most", "measured", "signs of value",
           "minutes without value"]  # fmt: skip
COLUMNS = ["key", "name", *FIGURES, "last value", "last activity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerShown:
    """What the command shows: the three lists are short, the statement is whole."""

    without_value: Sequence[SilentMinutes]
    longest_without: Sequence[StatementLine]
    owed: Sequence[Debt]
    statement: Statement


def show_ledger(
    parts: Wellspent, *, cut: Cut, since: datetime | None, until: datetime | None, form: Format
) -> None:
    """Show what comes first, and the statement; as CSV the statement alone."""
    store = parts.store
    if form is Format.CSV:
        stated = ledger_statement(store, cut=cut, since=since, until=until)
        show_rows(COLUMNS, [_row(line) for line in stated.lines], form)
        return
    now = datetime.now(UTC)
    seen = ledger_overview(store, cut=cut, since=since, until=until, most=FIRST)
    shown = LedgerShown(
        without_value=seen.without_value,
        longest_without=seen.longest_without,
        owed=what_we_owe(store, now=now),
        statement=seen.statement,
    )
    if form is Format.JSON:
        show_json(replace(shown, owed=[debt_from_one(one) for one in shown.owed]))
    else:
        _show(shown, now)


def _show(shown: LedgerShown, now: datetime) -> None:
    total = shown.statement.total
    if not any(_holds(line) for line in shown.statement.lines):
        say("The ledger holds nothing of that time: wellspent take-in FILE brings conversations.")
        return
    without, minutes = total.minutes_without_value, total.minutes
    share = f" ({without / minutes:.0%})" if minutes > 0 else ""
    say(f"Minutes without any sign of value: {without:,.1f} of {minutes:,.1f}{share}.")
    if total.minutes_unheard > NOTHING:
        say(f"  Of {total.minutes_unheard:,.1f} of them no words are known: nobody can tell.")
    for one in shown.without_value:
        name = one.account_name or "no account known"
        say(f"  {one.minutes:,.1f} minutes, {name}, last {one.last_at:%Y-%m-%d} "
            f"({one.conversation_id or one.activity_id})")  # fmt: skip
    if shown.longest_without:
        say("Longest since they got something from us:")
    for line in shown.longest_without:
        last = "nothing so far" if line.last_value_at is None else age(line.last_value_at, now)
        say(f"  {line.name} ({line.key}): {last}; {line.minutes:,.1f} minutes given")
    say(f"What we owe them: {owed_in_words(shown.owed)}.")
    say()
    _show_statement(shown.statement)


def _show_statement(stated: Statement) -> None:
    lines = [line for line in stated.lines if _holds(line)]
    rows = [_for_people(line) for line in lines[:MOST_SHOWN]]
    if len(rows) > 1:
        rows.append(_for_people(stated.total, name="all"))
    columns = [stated.cut.value, "minutes", "of them estimated", "signs of value",
               "minutes without value", "activities", "people", "last value"]  # fmt: skip
    show_rows(columns, rows, Format.TABLE, right=columns[1:-1])
    if len(lines) > MOST_SHOWN:
        remark(f"{MOST_SHOWN} of {len(lines):,}, most minutes without any sign of value first; "
               "--format csv gives them all.")  # fmt: skip
    total = stated.total
    if total.most - total.least >= 0.05:
        activities = counted(total.activities, "activity", "activities")
        say(f"{total.minutes:,.1f} minutes of {activities}; by the ranges of the estimates "
            f"{total.least:,.1f} to {total.most:,.1f}.")  # fmt: skip


def _holds(line: StatementLine) -> bool:
    """Return whether anything is left of a line, after what was taken back."""
    return bool(line.credits) or abs(line.minutes) > NOTHING


def _for_people(line: StatementLine, name: str = "") -> tuple[Cell, ...]:
    estimated = line.minutes - line.measured_minutes
    return (
        name or _named(line), f"{line.minutes:,.1f}", f"{estimated:,.1f}", f"{line.credits:,}",
        f"{line.minutes_without_value:,.1f}", f"{line.activities:,}", f"{line.people:,}",
        f"{line.last_value_at:%Y-%m-%d}" if line.last_value_at else "never",
    )  # fmt: skip


def _named(line: StatementLine) -> str:
    if not line.name or line.name == line.key:
        return line.key
    return f"{line.name} ({line.key})" if line.key else line.name


def _row(line: StatementLine) -> tuple[Cell, ...]:
    return (
        line.key, line.name, line.activities, line.people, round(line.minutes, 4),
        round(line.least, 4), round(line.most, 4), round(line.measured_minutes, 4), line.credits,
        round(line.minutes_without_value, 4), line.last_value_at, line.last_activity_at,
    )  # fmt: skip
