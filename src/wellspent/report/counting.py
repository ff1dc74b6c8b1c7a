"""Counting: parts that questions of several kinds share, the same on every engine."""

from datetime import datetime
from typing import cast

import ibis
import ibis.expr.types as ir


def with_count(
    sums: ir.Table, lines: ir.Table, columns: tuple[str, ...], name: str, counted: str
) -> ir.Table:
    """Return the sums with the number of different values of a column, `name`.

    Exact distinct counts beside sums are slow on every engine, and on Spark ruinous: so the
    different ones are found first, and counted then.
    """
    different = lines.filter(lines[counted] != 0).select(*columns, *_not_in(columns, counted))
    counts = different.distinct().group_by(columns).agg(**{name: ibis._.count()})
    renamed = counts.rename({f"{column}_counted": column for column in columns})
    same = [sums[column] == renamed[f"{column}_counted"] for column in columns]
    joined = sums.left_join(renamed, same)
    return joined.mutate(**{name: joined[name].coalesce(0)}).drop(
        *(f"{column}_counted" for column in columns)
    )


def _not_in(columns: tuple[str, ...], counted: str) -> tuple[str, ...]:
    return () if counted in columns else (counted,)


def within(lines: ir.Table, since: datetime | None, until: datetime | None) -> ir.Table:
    """Return the lines of a time; None is open."""
    happened = cast("ir.TimestampColumn", lines["happened_at"])
    if since is not None:
        lines = lines.filter(happened >= ibis.literal(since, "timestamp(6)"))
    if until is not None:
        lines = lines.filter(happened < ibis.literal(until, "timestamp(6)"))
    return lines
