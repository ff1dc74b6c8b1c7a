"""Last value: whom did we give nothing for longest, as far as is known?

Those who gave us minutes and never got anything that we know of come first.
"""

from datetime import datetime

import ibis
import ibis.expr.types as ir

from wellspent.records.ledger import Cut
from wellspent.report.ledger.statement import statement


def last_value(
    lines: ir.Table, cut: Cut = Cut.CONTACT, *, until: datetime | None = None
) -> ir.Table:
    """Return the statement by contact or account, the one with the oldest value first.

    Rows without a contact (`key` is 0) and those whose minutes were taken back are left out.
    """
    by = statement(lines, cut, until=until)
    known = by.filter((by["key"] != "0") & (by["key"] != "") & (by["minutes"] > 1e-9))
    never = ibis.cases((known["last_value_at"].isnull(), 0), else_=1)
    return known.order_by(never, "last_value_at", ibis.desc("minutes"), "key")
