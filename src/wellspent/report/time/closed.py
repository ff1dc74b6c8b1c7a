"""Closed: how many deals with activities ended how, and what did they take of our time?"""

from typing import Final

import ibis.expr.types as ir

from wellspent.report.counting import with_count
from wellspent.report.time.tables import CAN, total, with_power

COLUMNS: Final = ("outcome", "our_minutes", "deals", "deals_with_power")
_KEYS: Final = ("outcome",)


def closed(times: ir.Table, powers: ir.Table) -> ir.Table:
    """Return a row for won and one for lost deals; `COLUMNS` names what it holds.

    `deals_with_power` are those in which somebody who can say yes took part.
    """
    placed = with_power(times, powers)
    ended = placed.filter((placed["deal_id"] != 0) & placed["outcome"].isin(("won", "lost")))
    sums = ended.group_by(_KEYS).agg(our_minutes=total(ended, "ours"))
    sums = with_count(sums, ended, _KEYS, "deals", "deal_id")
    powerful = ended.filter(ended["company"] == CAN)
    sums = with_count(sums, powerful, _KEYS, "deals_with_power", "deal_id")
    return sums.select(*COLUMNS).order_by("outcome")
