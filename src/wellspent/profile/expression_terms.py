"""The terms that a scorecard's expression is made of: numbers, cases, points of a role."""

from collections.abc import Sequence
from typing import Any, cast

import ibis
import ibis.expr.types as ir

from wellspent.records.scorecard import BandRole, ScorecardAttribute


def number(value: float) -> ir.FloatingScalar:
    """Return a number as a DOUBLE: a bare `0.1` is a decimal in most engines."""
    return cast("ir.FloatingScalar", ibis.literal(repr(float(value))).cast("float64"))


def case(
    branches: Sequence[tuple[ir.BooleanValue, ir.FloatingValue]], otherwise: ir.FloatingValue
) -> ir.FloatingValue:
    """Return the value of the first branch that holds, else `otherwise`."""
    return cast("ir.FloatingValue", ibis.cases(*cast("Any", branches), else_=otherwise))


def points_of_role(attribute: ScorecardAttribute, role: BandRole) -> float:
    """Return the points of the attribute's MISSING or UNSEEN band.

    An attribute without an UNSEEN band treats unseen values as missing ones.
    """
    for band in attribute.bands:
        if band.role is role:
            return band.points
    if role is BandRole.UNSEEN:
        return points_of_role(attribute, BandRole.MISSING)
    raise ValueError(f"attribute {attribute.name!r} has no band for missing values")
