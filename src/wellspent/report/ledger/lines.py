"""Lines: the ledger as a table, the same on every engine.

One row is one `LedgerEntry`. Empty text stands where something isn't known; nothing is NULL but
what `NULLABLE` names. Times are in UTC, without a zone in their type.
"""

from typing import Final, cast

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from wellspent.errors import InputError
from wellspent.records.activity import ActivityKind
from wellspent.records.heard import CreditKind, HowKnown
from wellspent.records.ledger import Cut

SCHEMA: Final = ibis.schema(
    {
        "entry_id": "int64",
        "activity_id": "int64",
        "conversation_id": "int64",
        "contact_id": "int64",
        "account_id": "int64",
        "rep": "string",
        "channel": "string",
        "direction": "string",
        "happened_at": "timestamp(6)",
        "minutes": "float64",
        "least": "float64",
        "most": "float64",
        "how": "string",
        "credit": "string",
        "count": "int64",
    }
)
"""Ids are the store's numbers; 0 where there is none. `minutes` is 0 on credits, `count` on
debits; both are negative on lines that take another back."""

NAMES: Final = tuple(SCHEMA)
CHANNELS: Final = tuple(kind.value for kind in ActivityKind)
CREDITS: Final = ("", *(kind.value for kind in CreditKind))
HOW: Final = ("", *(how.value for how in HowKnown))


def checked(lines: ir.Table) -> ir.Table:
    """Return the table with the columns of `SCHEMA` only; InputError names those that it lacks."""
    missing = [name for name in NAMES if name not in lines.columns]
    if missing:
        raise InputError(
            f"the ledger's table has no column {', '.join(missing)}",
            tried=f"looked for the columns {', '.join(NAMES)}",
            next_step="Read the lines with `wellspent.report.engine`, or name the columns so.",
        )
    return lines.select(*NAMES)


def with_unit(lines: ir.Table) -> ir.Table:
    """Return the lines with `unit`: their conversation, or their activity where there is none.

    What was said in a thread can be the reward for minutes that went into reading its first mail,
    so value is looked for in the conversation as a whole. Activities get the negative numbers.
    """
    alone = (ibis.literal(0, dt.int64) - _number(lines, "activity_id")).cast("int64")
    conversation = _number(lines, "conversation_id")
    return lines.mutate(unit=ibis.cases((conversation != 0, conversation), else_=alone))


def columns_of(cut: Cut) -> tuple[str, ...]:
    """Return the columns that make the key of a cut; two are of `with_cuts`."""
    return _COLUMNS[cut]


def with_cuts(lines: ir.Table) -> ir.Table:
    """Return the lines with `period`, their month as a number such as 202611, and `team`."""
    moment = cast("ir.TimestampColumn", lines["happened_at"])
    month = (moment.year() * 100 + moment.month()).cast("int64")
    return lines.mutate(period=month, team=ibis.literal("team"))


def key_of(keyed: ir.Table, cut: Cut) -> ir.Value:
    """Return the key of a statement's rows as text: an id, a name, `outbound call`, `202611`."""
    first, *others = [keyed[name].cast("string") for name in columns_of(cut)]
    return first.concat(*(part for each in others for part in (" ", each))) if others else first


def _number(lines: ir.Table, name: str) -> ir.IntegerColumn:
    return cast("ir.IntegerColumn", lines[name])


_COLUMNS: Final = {
    Cut.CONTACT: ("contact_id",),
    Cut.ACCOUNT: ("account_id",),
    Cut.REP: ("rep",),
    Cut.TEAM: ("team",),
    Cut.CHANNEL: ("channel",),
    Cut.INTERACTION: ("direction", "channel"),
    Cut.PERIOD: ("period",),
}
