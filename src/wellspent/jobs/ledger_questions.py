"""The ledger, opened once for any number of questions.

The questions run on DuckDB over the embedded store's rows, read anew each time, or in place on
PostgreSQL; nothing is kept that could go stale.
"""

from collections.abc import Generator, Hashable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import ibis.expr.types as ir

from wellspent.errors import InputError
from wellspent.records.ledger import Cut, Statement, StatementLine
from wellspent.records.source import RecordKind
from wellspent.report.counting import within
from wellspent.report.engine import Question, Tables, on_duckdb, on_postgresql
from wellspent.report.ledger.last_value import last_value
from wellspent.report.ledger.lines import SCHEMA
from wellspent.report.ledger.statement import statement
from wellspent.report.ledger.trend import trend
from wellspent.report.ledger.without_value import without_value
from wellspent.store.connect import Store
from wellspent.store.ids import conversation_id, record_id
from wellspent.store.ledger_table import POSTGRESQL, ledger_arrow, ledger_on_postgresql
from wellspent.store.names_of import names_of

LINES, OF_TIME = "lines", "lines_of_time"
NO_NAME = {
    Cut.CONTACT: "nobody known",
    Cut.ACCOUNT: "no account known",
    Cut.REP: "no rep known",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentMinutes:
    """A conversation or activity that took minutes and shows no sign of value so far."""

    conversation_id: str
    activity_id: str
    account_id: str
    account_name: str
    minutes: float
    least: float
    most: float
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class OpenLedger:
    """The ledger's lines, and those of the time that is asked for; each method is one question."""

    store: Store
    tables: Tables
    since: datetime | None
    until: datetime | None

    def statement(self, cut: Cut) -> Statement:
        """Return the statement of the time, most minutes without any sign of value first."""
        total = self._rows(OF_TIME, statement, Cut.TEAM)
        return Statement(
            cut=cut,
            since=self.since,
            until=self.until,
            lines=_named(self.store, cut, self._rows(OF_TIME, statement, cut)),
            total=_line(total[0], "") if total else NOTHING,
        )

    def months(self, table: str = OF_TIME) -> tuple[StatementLine, ...]:
        """Return the statement month by month, earliest first; `LINES` for all time."""
        return _named(self.store, Cut.PERIOD, self._rows(table, trend))

    def longest_without_value(self, cut: Cut, most: int) -> tuple[StatementLine, ...]:
        """Return who got nothing for longest, of all time; InputError for who can't get any."""
        if cut not in {Cut.CONTACT, Cut.ACCOUNT}:
            raise InputError(f"{cut} gets nothing.", next_step="Ask for contact or account.")
        return _named(self.store, cut, self._rows(LINES, _longest, cut, most))

    def minutes_without_value(self, most: int) -> list[SilentMinutes]:
        """Return the time's conversations and activities without any credit, most minutes first."""
        rows = self._rows(OF_TIME, _silent_first, most)
        names = names_of(self.store, RecordKind.ACCOUNT, [row["account_id"] for row in rows])
        return [_silent(row, names) for row in rows]

    def _rows(self, table: str, question: Question, *arguments: Hashable) -> list[dict[str, Any]]:
        return self.tables.ask(table, question, *arguments).to_pylist()


@contextmanager
def open_ledger(
    store: Store,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    only_of_time: bool = False,
) -> Generator[OpenLedger]:
    """Open the ledger for questions of a time.

    With `only_of_time` nothing else is read, and `LINES` are the same lines.
    """
    start, end = _utc(since), _utc(until)
    if store.on_sqlite:
        read = ledger_arrow(store, since=start, until=end) if only_of_time else ledger_arrow(store)
        tables = _with_time(on_duckdb({LINES: read}), start, end)
        yield OpenLedger(store, tables, since, until)
    else:
        with ledger_on_postgresql(store) as connection:
            tables = _with_time(
                on_postgresql(connection, {LINES: (POSTGRESQL, SCHEMA)}), start, end
            )
            yield OpenLedger(store, tables, since, until)


def _with_time(tables: Tables, start: datetime | None, end: datetime | None) -> Tables:
    return tables.with_view(OF_TIME, within(tables.by_name[LINES], start, end))


def _longest(lines: ir.Table, cut: Cut, most: int) -> ir.Table:
    return last_value(lines, cut).limit(most)


def _silent_first(lines: ir.Table, most: int) -> ir.Table:
    return without_value(lines, most=most)


def _named(store: Store, cut: Cut, rows: Sequence[Mapping[str, Any]]) -> tuple[StatementLine, ...]:
    """Return the lines with the ids and names that people know their keys by."""
    kind = {Cut.CONTACT: RecordKind.CONTACT, Cut.ACCOUNT: RecordKind.ACCOUNT}.get(cut)
    if kind is None:
        return tuple(_line(row, row["key"] or NO_NAME.get(cut, "")) for row in rows)
    numbers = [int(row["key"]) for row in rows]
    names = names_of(store, kind, numbers)
    return tuple(
        _line(
            {**row, "key": record_id(kind, number) if number else ""},
            names.get(number, "") or NO_NAME[cut],
        )
        for row, number in zip(rows, numbers, strict=True)
    )


def _line(row: Mapping[str, Any], name: str) -> StatementLine:
    times = {key: _aware(row[key]) for key in ("last_value_at", "last_activity_at")}
    whole: dict[str, Any] = {**row, **times, "name": name}
    return StatementLine(**whole)


def _silent(row: Mapping[str, Any], names: Mapping[int, str]) -> SilentMinutes:
    first, last = _aware(row["first_at"]), _aware(row["last_at"])
    assert first is not None
    assert last is not None
    return SilentMinutes(
        conversation_id=conversation_id(row["conversation_id"] or None),
        activity_id=record_id(RecordKind.ACTIVITY, row["activity_id"] or None),
        account_id=record_id(RecordKind.ACCOUNT, row["account_id"] or None),
        account_name=names.get(row["account_id"], ""),
        minutes=row["minutes"],
        least=row["least"],
        most=row["most"],
        first_at=first,
        last_at=last,
    )


def _utc(moment: datetime | None) -> datetime | None:
    """Return a moment in UTC without its zone, as the engines compare them."""
    return None if moment is None else moment.astimezone(UTC).replace(tzinfo=None)


def _aware(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=UTC)


NOTHING = StatementLine(
    key="team",
    name="",
    activities=0,
    people=0,
    minutes=0.0,
    least=0.0,
    most=0.0,
    measured_minutes=0.0,
    credits=0,
    minutes_without_value=0.0,
)
