"""Sufficient: how often was what sent to whom, how, and what came of it? Counted, nothing lost.

Any number of touches becomes one row for each combination of channel, execution, segment, rep,
month and bucket of accounts, on which statistics run at any size. A bucket is a fixed group of
accounts: all touches of an account are in one, so that resampling buckets resamples accounts.
Assumes one row a touch. Says nothing of why; that is `report/split`'s.
"""

from datetime import datetime
from typing import Final, cast

import ibis
import ibis.expr.types as ir

from wellspent.errors import InputError
from wellspent.report.counting import within

OUTREACH: Final = ibis.schema(
    {
        "activity": "int64",
        "account": "int64",
        "rep": "string",
        "channel": "string",
        "segment": "string",
        "month": "int64",
        "happened_at": "timestamp(6)",
        "findings": "int64",
        "prepared": "boolean",
        "good_hour": "boolean",
        "answered": "boolean",
        "positive": "boolean",
        "negative": "boolean",
    }
)
"""One row an outbound touch. `month` is `202611`; `findings`, `prepared` and `good_hour` are NULL
where nobody knows."""

KEYS: Final = (
    "channel",
    "findings",
    "prepared",
    "good_hour",
    "segment",
    "rep",
    "month",
    "bucket",
)
COUNTED: Final = ("answered", "positive", "negative")
MOST_FINDINGS: Final = 3
BUCKETS: Final = 199
UNKNOWN: Final = -1


def sufficient(
    outreach: ir.Table,
    buckets: int = BUCKETS,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> ir.Table:
    """Return the counts: `KEYS`, `sent`, and of `COUNTED` how many.

    `findings` is 0 to 3 (three or more), `prepared` and `good_hour` 0 or 1; -1 where not known.
    InputError names columns that the table lacks.
    """
    table = within(_checked(outreach), since, until)
    findings = cast("ir.IntegerColumn", table["findings"])
    account = cast("ir.IntegerColumn", table["account"])
    capped = ibis.cases((findings > MOST_FINDINGS, MOST_FINDINGS), else_=findings)
    keyed = table.mutate(
        findings=capped.coalesce(UNKNOWN).cast("int64"),
        prepared=_code(table, "prepared"),
        good_hour=_code(table, "good_hour"),
        bucket=(account % buckets).cast("int64"),
    )
    responses = {name: _flags(keyed, name).sum().cast("int64").coalesce(0) for name in COUNTED}
    counts = keyed.group_by(KEYS).agg(sent=keyed.count().cast("int64"), **responses)
    return counts.order_by(KEYS)


def _code(table: ir.Table, name: str) -> ir.Value:
    return ibis.cases((table[name].isnull(), UNKNOWN), else_=_flags(table, name)).cast("int64")


def _flags(table: ir.Table, name: str) -> ir.IntegerColumn:
    """Return 1 where it is true; PostgreSQL casts no boolean to a long number."""
    return cast("ir.IntegerColumn", ibis.cases((table[name], 1), else_=0))


def _checked(outreach: ir.Table) -> ir.Table:
    missing = [name for name in OUTREACH if name not in outreach.columns]
    if missing:
        raise InputError(
            f"the table of outreach has no column {', '.join(missing)}",
            tried=f"looked for the columns {', '.join(OUTREACH)}",
            next_step="Name the columns so, one row for each touch.",
        )
    return outreach.select(*OUTREACH)
