"""Statement: how many minutes did customers give, and what did they get for them?

Answers it for each contact, account, rep, channel, kind of interaction or month, over a time.
Assumes that the lines are complete: a sum of lines is the statement, corrections included. Says
nothing about what a minute was worth; a line without a credit is a line without *evidence*.
"""

from datetime import datetime
from typing import Final, cast

import ibis
import ibis.expr.types as ir

from wellspent.records.ledger import Cut
from wellspent.report.counting import with_count, within
from wellspent.report.ledger.lines import (
    checked,
    columns_of,
    key_of,
    with_cuts,
    with_unit,
)

COLUMNS: Final = (
    "key",
    "activities",
    "people",
    "minutes",
    "least",
    "most",
    "measured_minutes",
    "credits",
    "minutes_without_value",
    "minutes_unheard",
    "last_value_at",
    "last_activity_at",
)


def statement(
    lines: ir.Table, cut: Cut, *, since: datetime | None = None, until: datetime | None = None
) -> ir.Table:
    """Return one row for each key of the cut, most minutes without value first.

    The columns are those of `StatementLine` but its name. `since` counts, `until` doesn't; both are
    in UTC. `Cut.TEAM` gives one row, or none when nothing happened.
    """
    columns = columns_of(cut)
    plain = with_cuts(within(checked(lines), since, until))
    table = with_value(plain)
    unheard = table["conversation_id"] == 0
    sums = table.group_by(columns).agg(
        minutes=_sum(table, "minutes"),
        least=_sum(table, "least"),
        most=_sum(table, "most"),
        measured_minutes=_sum(table, "minutes", where=table["how"] == "measured"),
        credits=_sum(table, "count"),
        minutes_without_value=_sum(table, "minutes", where=~table["has_value"]),
        minutes_unheard=_sum(table, "minutes", where=~table["has_value"] & unheard),
        last_value_at=_latest(table, where=table["is_value"]),
        last_activity_at=_latest(table),
    )
    for name, counted in (("activities", "activity_id"), ("people", "contact_id")):
        sums = with_count(sums, plain, columns, name, counted)
    named = sums.mutate(key=key_of(sums, cut))
    return named.select(*COLUMNS).order_by(ibis.desc("minutes_without_value"), "key")


def with_value(lines: ir.Table) -> ir.Table:
    """Return the lines with `has_value` (their conversation shows it) and `is_value` (they do).

    A credit that was taken back is no value.
    """
    lines = with_unit(lines)
    credited = lines.filter(lines["count"] != 0)
    valued = (
        credited.group_by("unit")
        .agg(of_unit=_sum(credited, "count"))
        .filter(ibis._["of_unit"] > 0)
        .select(valued_unit="unit")
    )
    joined = lines.left_join(valued, lines["unit"] == valued["valued_unit"])
    has_value = joined["valued_unit"].notnull()
    return joined.mutate(has_value=has_value, is_value=has_value & (joined["count"] > 0))


def _sum(lines: ir.Table, name: str, where: ir.Value | None = None) -> ir.Scalar:
    column = cast("ir.NumericColumn", lines[name])
    kind = "int64" if name == "count" else "float64"
    return column.sum(where=cast("ir.BooleanValue | None", where)).cast(kind).coalesce(0)


def _latest(lines: ir.Table, where: ir.Value | None = None) -> ir.Scalar:
    return lines["happened_at"].max(where=cast("ir.BooleanValue | None", where))
