"""The minutes of a time, opened once for any number of questions to where they went.

On DuckDB over the embedded store's rows, or in place on PostgreSQL; nothing is kept.
"""

from collections.abc import Generator, Hashable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import ibis.expr.types as ir
import pyarrow as pa

from wellspent.jobs.powers_in_use import powers_in_use
from wellspent.listen.rates import Rate, read_rates
from wellspent.report.engine import Question, Tables, on_duckdb, on_postgresql
from wellspent.report.time.tables import CAN, CANNOT, POWERS, TIMES, UNKNOWN
from wellspent.store.connect import Store
from wellspent.store.time_on_postgresql import POWERS_SQL, time_on_postgresql
from wellspent.store.time_table import time_arrow, time_sql

LIKELY: Final = 0.5
"""From so much power on somebody counts as one who can say yes."""

Power = tuple[int, str, str]
"""A contact's number, role, and whether they can say yes."""


@dataclass(frozen=True, slots=True)
class OpenTime:
    """The minutes of a time and the powers of contacts, on one engine."""

    tables: Tables
    note: str = ""
    """How old the powers are, in words, where that matters."""

    @property
    def times(self) -> ir.Table:
        """Return the minutes."""
        return self.tables.by_name["times"]

    @property
    def powers(self) -> ir.Table:
        """Return the powers."""
        return self.tables.by_name["powers"]

    def rows(self, question: ir.Table) -> list[dict[str, Any]]:
        """Return the rows of a question."""
        return self.tables.answer(question).to_pylist()

    def ask(self, question: Question, *arguments: Hashable) -> list[dict[str, Any]]:
        """Return the rows of `question(times, powers, *arguments)`, its SQL written only once."""
        return self.tables.ask_several(("times", "powers"), question, *arguments).to_pylist()


@contextmanager
def open_time(
    store: Store,
    *,
    now: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
    powers: Sequence[Power] | None = None,
) -> Generator[OpenTime]:
    """Open the minutes of a time, up to now; `powers` are reckoned where they aren't given."""
    end = now if until is None else min(until, now)
    note, known = ("", powers) if powers is not None else powers_of(store, now)
    writing, reading = writing_rate().usual, reading_rate().usual
    if store.on_sqlite:
        rows = time_arrow(store, writing=writing, reading=reading, since=since, until=end)
        yield OpenTime(on_duckdb({"times": rows, "powers": _as_arrow(known)}), note)
    else:
        select = time_sql(writing=writing, reading=reading, since=since, until=end)
        with time_on_postgresql(store, known) as connection:
            selects = {"times": (select, TIMES), "powers": (POWERS_SQL, POWERS)}
            yield OpenTime(on_postgresql(connection, selects), note)


def powers_of(store: Store, now: datetime) -> tuple[str, Sequence[Power]]:
    """Return every contact's role and standing, and in words how old that is where it matters."""
    in_use = powers_in_use(store, now)
    names = ("contact_id", "role", "power", "known")
    columns = (in_use.table[name].to_pylist() for name in names)
    return in_use.note, [
        (number, role, CAN if power >= LIKELY else CANNOT if known else UNKNOWN)
        for number, role, power, known in zip(*columns, strict=True)
    ]


def writing_rate() -> Rate:
    """Return how fast we are taken to write messages."""
    return read_rates()["writing"]["keyboard"]


def reading_rate() -> Rate:
    """Return how fast we are taken to read messages."""
    return read_rates()["reading"]["other"]


def _as_arrow(powers: Sequence[Power]) -> Any:
    columns = [list(column) for column in zip(*powers, strict=True)] or [[], [], []]
    return pa.table(dict(zip(POWERS, columns, strict=True)), schema=POWERS.to_pyarrow())
