"""Minutes without any sign of value: which conversations took most of a customer's time for nothing
that we know of?

Silence is no verdict: the answer says that there is no evidence, not that the time was wasted.
"""

from datetime import datetime
from typing import cast

import ibis
import ibis.expr.types as ir

from wellspent.report.counting import within
from wellspent.report.ledger.lines import checked
from wellspent.report.ledger.statement import with_value


def without_value(
    lines: ir.Table, *, since: datetime | None = None, until: datetime | None = None, most: int = 50
) -> ir.Table:
    """Return the conversations without any credit, most minutes first, then single activities.

    Of a single activity no words are known, so no sign of value could be found in it.

    Columns: `conversation_id` (0: a single activity), `activity_id` (the first of them),
    `account_id`, `minutes`, `least`, `most`, `first_at`, `last_at`. Sums of zero are left out:
    they were taken back.
    """
    table = with_value(within(checked(lines), since, until))
    silent = table.filter(~table["has_value"])
    grouped = silent.group_by("unit").agg(
        conversation_id=silent["conversation_id"].max(),
        activity_id=silent["activity_id"].min(),
        account_id=silent["account_id"].max(),
        minutes=_sum(silent, "minutes"),
        least=_sum(silent, "least"),
        most=_sum(silent, "most"),
        first_at=silent["happened_at"].min(),
        last_at=silent["happened_at"].max(),
    )
    standing = grouped.filter(grouped["minutes"] > 1e-9).drop("unit")
    unheard = ibis.cases((standing["conversation_id"] == 0, 1), else_=0)
    return standing.order_by(unheard, ibis.desc("minutes"), "conversation_id", "activity_id").limit(
        most
    )


def _sum(lines: ir.Table, name: str) -> ir.Scalar:
    return cast("ir.NumericColumn", lines[name]).sum()
