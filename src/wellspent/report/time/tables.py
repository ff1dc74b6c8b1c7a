"""Tables: the minutes of activities and the power of contacts, the same on every engine.

One row of `TIMES` is an activity and one of the customer's people in it; `our_minutes` is what the
whole activity took of ours and stands on each of its rows, `people` says how many those are. One
row of `POWERS` is a contact with their buying role and whether they can say yes. Nothing is NULL;
times are in UTC, without a zone in their type.
"""

from typing import Final, cast

import ibis
import ibis.expr.types as ir

from wellspent.errors import InputError

TIMES: Final = ibis.schema(
    {
        "activity_id": "int64",
        "contact_id": "int64",
        "account_id": "int64",
        "rep": "string",
        "channel": "string",
        "direction": "string",
        "happened_at": "timestamp(6)",
        "people": "int64",
        "our_minutes": "float64",
        "our_estimated": "int64",
        "their_minutes": "float64",
        "estimated_minutes": "float64",
        "deal_id": "int64",
        "stage": "string",
        "stage_known": "int64",
        "outcome": "string",
        "is_customer": "int64",
        "account_value": "float64",
    }
)
"""Ids are the store's numbers, 0 where there is none (see `store/time_table.py`)."""

POWERS: Final = ibis.schema({"contact_id": "int64", "role": "string", "standing": "string"})

CAN: Final = "can say yes"
CANNOT: Final = "nobody who can say yes"
UNKNOWN: Final = "cannot tell"
STANDINGS: Final = (CAN, CANNOT, UNKNOWN)
NO_ROLE: Final = "unknown"


def checked(table: ir.Table, schema: ibis.Schema, what: str) -> ir.Table:
    """Return the table with the columns of a schema; InputError names those that it lacks."""
    names = tuple(schema)
    missing = [name for name in names if name not in table.columns]
    if missing:
        raise InputError(
            f"the table of {what} has no column {', '.join(missing)}",
            tried=f"looked for the columns {', '.join(names)}",
            next_step="Read it from the store, or name the columns so.",
        )
    return table.select(*names)


def with_power(times: ir.Table, powers: ir.Table) -> ir.Table:
    """Return the minutes with `role` and `standing` of the person, and `company` of the activity.

    `company` is the best standing among its people: one who can say yes is enough, and where
    somebody's standing isn't known, it isn't known that nobody can. `ours` is this row's share of
    our minutes: they are divided evenly among the people.
    """
    times = checked(times, TIMES, "minutes")
    known = checked(powers, POWERS, "powers").rename(person="contact_id")
    joined = times.left_join(known, times["contact_id"] == known["person"])
    placed = joined.mutate(
        role=joined["role"].coalesce(NO_ROLE), standing=joined["standing"].coalesce(UNKNOWN)
    ).drop("person")
    best = placed.group_by("activity_id").agg(best=_rank(placed).max())
    best = best.rename(of_activity="activity_id")
    whole = placed.left_join(best, placed["activity_id"] == best["of_activity"])
    company = ibis.cases((whole["best"] == 2, CAN), (whole["best"] == 1, UNKNOWN), else_=CANNOT)
    minutes, people = _number(whole, "our_minutes"), _number(whole, "people")
    shared = minutes / people.cast("float64")
    return whole.mutate(company=company, ours=shared).drop("best", "of_activity")


def total(table: ir.Table, name: str, where: ir.Value | None = None) -> ir.Scalar:
    """Return the sum of a column of minutes."""
    column = _number(table, name)
    return column.sum(where=cast("ir.BooleanValue | None", where)).cast("float64").coalesce(0.0)


def _rank(placed: ir.Table) -> ir.IntegerValue:
    standing = placed["standing"]
    ranked = ibis.cases((standing == CAN, 2), (standing == UNKNOWN, 1), else_=0)
    return ranked.cast("int64")


def _number(table: ir.Table, name: str) -> ir.NumericColumn:
    return cast("ir.NumericColumn", table[name])
