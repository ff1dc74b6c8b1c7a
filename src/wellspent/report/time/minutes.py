"""Minutes: where did ours and the customers' go, and how much of it where nobody can say yes?

Answers it by buying role, power, value of the account, deal stage, outcome, channel, month or rep.
Assumes that the powers are those of now: who can say yes today is taken to have been able then.
Says nothing of what a minute was worth.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, cast

import ibis
import ibis.expr.types as ir

from wellspent.records.time_spent import TimeCut
from wellspent.report.counting import with_count, within
from wellspent.report.time.tables import CANNOT, UNKNOWN, total, with_power

COLUMNS: Final = (
    "key",
    "our_minutes",
    "their_minutes",
    "estimated_minutes",
    "without_power",
    "power_unknown",
    "people",
    "activities",
)
WHOLE: Final = "whole"
_COLUMN_OF: Final = {
    TimeCut.ROLE: "role",
    TimeCut.POWER: "company",
    TimeCut.STAGE: "stage",
    TimeCut.OUTCOME: "outcome",
    TimeCut.CHANNEL: "channel",
    TimeCut.REP: "rep",
}


def minutes(
    times: ir.Table,
    powers: ir.Table,
    cut: TimeCut | None,
    *,
    bands: Sequence[float] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    rep: str = "",
) -> ir.Table:
    """Return one row for each key of the cut, most of our minutes first; `COLUMNS` names them.

    None as the cut gives one row, the whole. By value, the keys are `0` (never won) and the number
    of `bands` (rising values) that the account reaches, from 1. `since` counts, `until` doesn't;
    both are in UTC. `rep` keeps only one rep's.
    """
    chosen = times if not rep else times.filter(times["rep"] == rep)
    table = with_key(with_power(within(chosen, since, until), powers), cut, bands)
    sums = table.group_by("key").agg(
        our_minutes=total(table, "ours"),
        their_minutes=total(table, "their_minutes"),
        estimated_theirs=total(table, "estimated_minutes"),
        estimated_ours=total(table, "ours", where=table["our_estimated"] == 1),
        without_power=total(table, "ours", where=table["company"] == CANNOT),
        power_unknown=total(table, "ours", where=table["company"] == UNKNOWN),
    )
    for name, counted in (("people", "contact_id"), ("activities", "activity_id")):
        sums = with_count(sums, table, ("key",), name, counted)
    summed = sums.mutate(estimated_minutes=sums["estimated_theirs"] + sums["estimated_ours"])
    return summed.select(*COLUMNS).order_by(ibis.desc("our_minutes"), "key")


def with_key(table: ir.Table, cut: TimeCut | None, bands: Sequence[float]) -> ir.Table:
    """Return the minutes with the key of a cut as text."""
    if cut is None:
        return table.mutate(key=ibis.literal(WHOLE))
    if cut is TimeCut.PERIOD:
        return table.mutate(key=month(table).cast("string"))
    if cut is TimeCut.VALUE:
        return table.mutate(key=_band(table, bands).cast("string"))
    return table.mutate(key=table[_COLUMN_OF[cut]])


def month(table: ir.Table) -> ir.IntegerValue:
    """Return the month (UTC) as a number such as 202611."""
    moment = cast("ir.TimestampColumn", table["happened_at"])
    return (moment.year() * 100 + moment.month()).cast("int64")


def _band(table: ir.Table, bands: Sequence[float]) -> ir.IntegerValue:
    value = cast("ir.NumericColumn", table["account_value"])
    reached = [(value >= edge, place) for place, edge in reversed(list(enumerate(bands, 2)))]
    above = ibis.cases(*reached, (value > 0, 1), else_=0)
    return above.cast("int64")
