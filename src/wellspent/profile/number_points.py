"""The points of a number as an expression: which of its ranges holds it.

Engines compare whole numbers about twice as fast as doubles, which have NaN to think of. So a
column of whole numbers is compared as it is, and on DuckDB a column of doubles is scaled by a power
of two, which loses nothing, and cut to a whole number (`Whole`). Nearly all edges compare there as
they do among doubles; the others, near zero, are compared among doubles.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, cast

import ibis.expr.types as ir

from wellspent.errors import InputError
from wellspent.profile.expression_terms import case, number, points_of_role
from wellspent.records.attribute import AttributeKind
from wellspent.records.scorecard import Band, BandRole, ScorecardAttribute

RANGES_IN_ORDER: Final = 8
"""More ranges of a number than this are found by halving: faster, but harder to read as SQL."""

FEWEST_FOR_WHOLE: Final = 6
"""Scaling a column costs about as much as it saves with fewer ranges than this."""

EVERY_DOUBLE_IS_WHOLE: Final = 2**53
LARGEST_EXPONENT: Final = 1000


@dataclass(frozen=True, slots=True)
class Whole:
    """A number's column as a whole number: scaled by 2 to the `exponent`, or as it is (None).

    NULL where the number is NULL or NaN or, scaled, further from zero than any edge by half.
    """

    column: ir.IntegerColumn
    exponent: int | None

    def edge(self, low: float) -> int | None:
        """Return the whole number that stands for an edge; None if none does exactly.

        Scaled doubles from 2**53 on are whole, so that a smaller double gives a smaller whole
        number; what is cut off below is far from the edge.
        """
        if self.exponent is None:
            return math.ceil(low) if abs(low) <= EVERY_DOUBLE_IS_WHOLE else None
        scaled = math.ldexp(low, self.exponent)
        return int(scaled) if abs(scaled) >= EVERY_DOUBLE_IS_WHOLE else None


def with_wholes(
    table: ir.Table, attributes: Sequence[ScorecardAttribute]
) -> tuple[ir.Table, dict[str, Whole]]:
    """Return the table with columns of scaled doubles added, and these by attribute.

    In columns of their own they are computed once for a row, not once for each comparison.
    """
    exponents = {
        attribute.name: exponent
        for attribute in attributes
        if attribute.kind is AttributeKind.NUMBER
        and attribute.name in table.columns
        and table[attribute.name].type().is_floating()
        and (exponent := _exponent(_ranges(attribute))) is not None
    }
    names = _free_names(table, list(exponents))
    scaled = {
        new: (table[name].cast("float64") * number(2.0 ** exponents[name])).try_cast("int64")
        for name, new in names.items()
    }
    wider = table.mutate(**scaled)
    wholes = {
        name: Whole(cast("ir.IntegerColumn", wider[new]), exponents[name])
        for name, new in names.items()
    }
    return wider, wholes


def number_points(
    attribute: ScorecardAttribute, column: ir.Column, whole: Whole | None = None
) -> ir.FloatingValue:
    """Return the points that a number gives to each row; InputError if the column holds none."""
    kind = column.type()
    if not kind.is_numeric():
        raise InputError(
            f"Column {attribute.name!r} holds {kind}, and its points are for numbers.",
            next_step="Cast the column to a number before scoring.",
        )
    missing = number(points_of_role(attribute, BandRole.MISSING))
    ranges = _ranges(attribute)
    if not ranges:
        return missing
    numbers = cast("ir.FloatingColumn", column if kind.is_float64() else column.cast("float64"))
    absent = numbers.isnull()
    if kind.is_floating():
        absent |= numbers.isnan()
    highest = _points(ranges[-1])
    if whole is None:
        as_it_is = (
            Whole(cast("ir.IntegerColumn", column), None) if kind.is_signed_integer() else None
        )
        above = case([(absent, missing)], highest)
        return _range_points(_Compared(numbers, as_it_is), ranges, above)
    far_below = (numbers < number(0.0), _points(ranges[0]))
    beyond = case([(absent, missing), far_below], highest)
    within = _range_points(_Compared(numbers, whole), ranges, highest)
    return case([(whole.column.isnull(), beyond)], within)


@dataclass(frozen=True, slots=True)
class _Compared:
    """What is compared with the edges: the numbers, or the whole numbers where that is exact."""

    numbers: ir.FloatingColumn
    whole: Whole | None

    def below(self, band: Band) -> ir.BooleanValue:
        assert band.low is not None
        edge = self.whole.edge(band.low) if self.whole else None
        if self.whole is None or edge is None:
            return self.numbers < number(band.low)
        return cast("ir.BooleanValue", self.whole.column < cast("Any", edge))


def _range_points(
    compared: _Compared, ranges: Sequence[Band], last: ir.FloatingValue
) -> ir.FloatingValue:
    """Find the range by halving, and in order among the few that are left.

    `last` is what numbers above all edges get. NULL and NaN end there too: no engine calls them
    smaller than an edge.
    """
    if len(ranges) == 1:
        return last
    if len(ranges) <= RANGES_IN_ORDER:
        edges = pairwise(ranges)
        return case([(compared.below(up), _points(band)) for band, up in edges], last)
    middle = len(ranges) // 2
    lower = _range_points(compared, ranges[:middle], _points(ranges[middle - 1]))
    upper = _range_points(compared, ranges[middle:], last)
    return case([(compared.below(ranges[middle]), lower)], upper)


def _ranges(attribute: ScorecardAttribute) -> list[Band]:
    found = (band for band in attribute.bands if band.role is BandRole.RANGE)
    return sorted(found, key=lambda band: -math.inf if band.low is None else band.low)


def _points(band: Band) -> ir.FloatingValue:
    return number(band.points)


def _exponent(ranges: Sequence[Band]) -> int | None:
    """Return the power of two that scales the edge furthest from zero to some 2**61.

    None where that isn't worth it, or isn't possible.
    """
    if len(ranges) < FEWEST_FOR_WHOLE:
        return None
    furthest = max(abs(band.low) for band in ranges if band.low is not None)
    exponent = 62 - math.frexp(furthest)[1]
    return exponent if abs(exponent) <= LARGEST_EXPONENT else None


def _free_names(table: ir.Table, names: Sequence[str]) -> dict[str, str]:
    """Return a new column's name for each; none that the table has."""
    taken = {name.casefold() for name in table.columns}
    free = (f"whole_{place}" for place in range(len(names) + len(taken)))
    return dict(zip(names, (name for name in free if name not in taken), strict=False))
