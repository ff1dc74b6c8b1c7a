"""Won: what changed in the deals that were won, and didn't in those that were lost?

A deal's time is cut in two halves between its first and its last activity. Says what went together
with winning, not what caused it: whoever is about to buy brings those who can say yes.
"""

from datetime import datetime
from typing import Final, cast

import ibis
import ibis.expr.types as ir

from wellspent.report.counting import with_count, within
from wellspent.report.time.tables import CAN, CANNOT, UNKNOWN, total, with_power

COLUMNS: Final = (
    "outcome",
    "half",
    "our_minutes",
    "their_minutes",
    "without_power",
    "power_unknown",
    "deals",
    "deals_with_power",
)
_KEYS: Final = ("outcome", "half")


def won(
    times: ir.Table,
    powers: ir.Table,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> ir.Table:
    """Return the minutes of closed deals by outcome and half (1, 2); `COLUMNS` names them.

    `deals_with_power` are those in whose half somebody who can say yes took part. Deals with one
    activity only have no halves and are left out.
    """
    placed = with_power(within(times, since, until), powers)
    closed = placed.filter((placed["deal_id"] != 0) & placed["outcome"].isin(("won", "lost")))
    halved = _halved(closed)
    sums = halved.group_by(_KEYS).agg(
        our_minutes=total(halved, "ours"),
        their_minutes=total(halved, "their_minutes"),
        without_power=total(halved, "ours", where=halved["company"] == CANNOT),
        power_unknown=total(halved, "ours", where=halved["company"] == UNKNOWN),
    )
    sums = with_count(sums, halved, _KEYS, "deals", "deal_id")
    powerful = halved.filter(halved["company"] == CAN)
    sums = with_count(sums, powerful, _KEYS, "deals_with_power", "deal_id")
    return sums.select(*COLUMNS).order_by(*_KEYS)


def _halved(closed: ir.Table) -> ir.Table:
    """Return the minutes with `half`: 1 up to the middle of the deal's time, 2 after it."""
    second = _seconds(closed)
    timed = closed.mutate(second=second)
    spans = timed.group_by("deal_id").agg(first=timed["second"].min(), last=timed["second"].max())
    spans = spans.filter(spans["last"] > spans["first"]).rename(of_deal="deal_id")
    joined = timed.inner_join(spans, timed["deal_id"] == spans["of_deal"])
    twice = joined["second"] * 2
    half = ibis.cases((twice <= joined["first"] + joined["last"], 1), else_=2)
    return joined.mutate(half=half.cast("int64")).drop("of_deal", "first", "last", "second")


def _seconds(table: ir.Table) -> ir.IntegerValue:
    moment = cast("ir.TimestampColumn", table["happened_at"])
    return moment.epoch_seconds().cast("int64")
