"""Trend: month by month, how many minutes did customers give, and for how many is there a sign of
value?"""

from datetime import datetime

import ibis.expr.types as ir

from wellspent.records.ledger import Cut
from wellspent.report.ledger.statement import statement


def trend(
    lines: ir.Table, *, since: datetime | None = None, until: datetime | None = None
) -> ir.Table:
    """Return one row a month (UTC) in which something happened, earliest first.

    The columns are those of `statement`; `key` is the month, `202611`.
    """
    return statement(lines, Cut.PERIOD, since=since, until=until).order_by("key")
