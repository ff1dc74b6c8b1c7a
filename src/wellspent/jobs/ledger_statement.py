"""The ledger's statements: minutes that customers gave, and what they got for them, by any cut.

The questions run on DuckDB over the embedded store's rows, read anew each time, or in place on
PostgreSQL; nothing is kept that could go stale.
"""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import ibis.expr.types as ir

from wellspent.errors import InputError
from wellspent.records.ledger import Cut, Statement, StatementLine
from wellspent.records.source import RecordKind
from wellspent.report.engine import Tables, on_duckdb, on_postgresql
from wellspent.report.ledger.last_value import last_value
from wellspent.report.ledger.lines import SCHEMA
from wellspent.report.ledger.statement import statement
from wellspent.report.ledger.trend import trend
from wellspent.report.ledger.without_value import without_value
from wellspent.store.connect import Store
from wellspent.store.ids import conversation_id, record_id
from wellspent.store.ledger_table import POSTGRESQL, ledger_arrow, ledger_on_postgresql
from wellspent.store.names_of import names_of

LINES = "lines"
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


def ledger_statement(
    store: Store, *, cut: Cut, since: datetime | None = None, until: datetime | None = None
) -> Statement:
    """Return the statement of a time by a cut, most minutes without any sign of value first."""
    start, end = _utc(since), _utc(until)
    with _ledger(store, start, end) as tables:
        lines = tables.by_name[LINES]
        rows = _rows(tables, statement(lines, cut, since=start, until=end))
        total = _rows(tables, statement(lines, Cut.TEAM, since=start, until=end))
    return Statement(
        cut=cut,
        since=since,
        until=until,
        lines=_named(store, cut, rows),
        total=_line(total[0], "") if total else NOTHING,
    )


def ledger_trend(
    store: Store, *, since: datetime | None = None, until: datetime | None = None
) -> Sequence[StatementLine]:
    """Return the statement month by month, earliest first; a key is `202611`."""
    start, end = _utc(since), _utc(until)
    with _ledger(store, start, end) as tables:
        rows = _rows(tables, trend(tables.by_name[LINES], since=start, until=end))
    return _named(store, Cut.PERIOD, rows)


def longest_without_value(
    store: Store, *, cut: Cut = Cut.CONTACT, most: int = 50
) -> Sequence[StatementLine]:
    """Return the contacts or accounts who gave minutes and got nothing for longest."""
    if cut not in {Cut.CONTACT, Cut.ACCOUNT}:
        raise InputError(f"{cut} gets nothing.", next_step="Ask for contact or account.")
    with _ledger(store, None, None) as tables:
        rows = _rows(tables, last_value(tables.by_name[LINES], cut).limit(most))
    return _named(store, cut, rows)


def minutes_without_value(
    store: Store,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    most: int = 50,
) -> Sequence[SilentMinutes]:
    """Return the conversations and activities without any credit, most minutes first."""
    start, end = _utc(since), _utc(until)
    with _ledger(store, start, end) as tables:
        question = without_value(tables.by_name[LINES], since=start, until=end, most=most)
        rows = _rows(tables, question)
    names = names_of(store, RecordKind.ACCOUNT, [row["account_id"] for row in rows])
    return [_silent(row, names) for row in rows]


@contextmanager
def _ledger(store: Store, since: datetime | None, until: datetime | None) -> Generator[Tables]:
    if store.on_sqlite:
        yield on_duckdb({LINES: ledger_arrow(store, since=since, until=until)})
    else:
        with ledger_on_postgresql(store) as connection:
            yield on_postgresql(connection, {LINES: (POSTGRESQL, SCHEMA)})


def _rows(tables: Tables, question: ir.Table) -> list[dict[str, Any]]:
    return tables.answer(question).to_pylist()


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
