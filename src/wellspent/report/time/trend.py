"""Trend: month by month, what share of our minutes went where nobody can say yes?"""

from datetime import datetime

import ibis.expr.types as ir

from wellspent.records.time_spent import TimeCut
from wellspent.report.time.minutes import minutes


def trend(
    times: ir.Table,
    powers: ir.Table,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    rep: str = "",
) -> ir.Table:
    """Return one row a month (UTC) in which something happened, earliest first.

    The columns are those of `minutes`; `key` is the month, `202611`.
    """
    asked = minutes(times, powers, TimeCut.PERIOD, since=since, until=until, rep=rep)
    return asked.order_by("key")
