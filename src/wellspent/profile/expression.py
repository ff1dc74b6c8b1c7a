"""A scorecard as one Ibis expression, so that it runs where the data is.

Numbers become a CASE over their bands; categories a CASE over their values or, on DuckDB, a
look-up that is computed once for each distinct value (`benchmarks/results/speed.md` has the
figures). Every number is written as `CAST('0.1' AS DOUBLE)`: a bare `0.1` is a decimal in most
engines, which makes sums slower and band edges inexact in the last place.

What counts as missing is the same as in cleaning: NULL, NaN, and empty text.
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Any, Final, cast

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
from ibis.common.exceptions import IbisError

from wellspent.errors import InputError
from wellspent.records.attribute import AttributeKind
from wellspent.records.scorecard import Band, BandRole, Scorecard, ScorecardAttribute

# PostgreSQL raises "out of range" for exp(710); the probability has long stopped moving by then.
LARGEST_LOG_ODDS: Final = 700.0

RANGES_IN_ORDER: Final = 8
"""More ranges of a number than this are found by halving: faster, but harder to read as SQL."""


TEXTS: Final = dt.dtype("array<string>")
NUMBERS: Final = dt.dtype("array<float64>")
POINTS_OF_TEXTS: Final = dt.dtype("map<string, float64>")


class Lookup(StrEnum):
    """How the points of a category's value are found.

    `CASE` runs on every engine. `DICTIONARY` runs on DuckDB only, which computes it once for each
    distinct value where the column is dictionary-compressed: Parquet, and DuckDB's own tables on
    disk (in the older file format only columns without NULL).
    `AUTOMATIC` is `DICTIONARY` on DuckDB and `CASE` elsewhere.
    """

    AUTOMATIC = "automatic"
    CASE = "case"
    DICTIONARY = "dictionary"


def add_score(
    scorecard: Scorecard,
    table: ir.Table,
    *,
    lookup: Lookup = Lookup.AUTOMATIC,
    absent_is_missing: bool = False,
) -> ir.Table:
    """Return the table with the columns `log_odds` and `probability` added.

    The table's columns are found by the attributes' names. A column that isn't there is an
    `InputError`, unless `absent_is_missing`: then every row gets that attribute's MISSING points.
    Columns named `log_odds` or `probability` that are there already are replaced.
    """
    if not absent_is_missing:
        _refuse_absent_columns(scorecard, table)
    way = _way_for(table) if lookup is Lookup.AUTOMATIC else lookup
    terms: list[ir.FloatingValue] = [_number(scorecard.base_log_odds)]
    for attribute in scorecard.attributes:
        if attribute.name in table.columns:
            terms.append(attribute_points(attribute, table[attribute.name], way))
        else:
            terms.append(_number(points_of_role(attribute, BandRole.MISSING)))
    kept = [name for name in table.columns if name not in {"log_odds", "probability"}]
    scored = table.mutate(log_odds=_balanced_sum(terms))
    probability = _probability(scored.log_odds, _largest_log_odds(scorecard))
    return scored.select(*kept, "log_odds", probability=probability)


def attribute_points(
    attribute: ScorecardAttribute, column: ir.Column, lookup: Lookup = Lookup.CASE
) -> ir.FloatingValue:
    """Return the points that one attribute gives to each row, as an expression."""
    if attribute.kind is AttributeKind.NUMBER:
        return _number_points(attribute, column)
    if column.type().is_boolean():
        return _flag_points(attribute, column)
    text = _as_text(attribute, column)
    if lookup is Lookup.DICTIONARY:
        return _dictionary_points(attribute, text)
    return _value_points(attribute, text)


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


def _refuse_absent_columns(scorecard: Scorecard, table: ir.Table) -> None:
    absent = [item.name for item in scorecard.attributes if item.name not in table.columns]
    if not absent:
        return
    raise InputError(
        f"The table lacks {len(absent)} of the scorecard's columns: {', '.join(absent)}.",
        where=f"table with the columns {', '.join(table.columns)}",
        tried=f"looked for the attributes of scorecard {scorecard.name!r} by name",
        next_step="Rename the table's columns, or allow absent columns to count as missing.",
    )


def _way_for(table: ir.Table) -> Lookup:
    try:
        engine = ibis.get_backend(table).name
    except IbisError:
        return Lookup.CASE
    return Lookup.DICTIONARY if engine == "duckdb" else Lookup.CASE


def _number_points(attribute: ScorecardAttribute, column: ir.Column) -> ir.FloatingValue:
    kind = column.type()
    if not kind.is_numeric():
        raise InputError(
            f"Column {attribute.name!r} holds {kind}, and its points are for numbers.",
            next_step="Cast the column to a number before scoring.",
        )
    missing = points_of_role(attribute, BandRole.MISSING)
    ranges = sorted(
        (band for band in attribute.bands if band.role is BandRole.RANGE), key=_lower_edge
    )
    if not ranges:
        return _number(missing)
    numbers = cast("ir.FloatingColumn", column if kind.is_float64() else column.cast("float64"))
    absent = numbers.isnull()
    if kind.is_floating():
        absent |= numbers.isnan()
    return _range_points(numbers, ranges, _case([(absent, _number(missing))], _points(ranges[-1])))


def _range_points(
    numbers: ir.FloatingColumn, ranges: Sequence[Band], last: ir.FloatingValue
) -> ir.FloatingValue:
    """Find the range by halving, and in order among the few that are left.

    `last` is what numbers above all edges get. NULL and NaN end there too: no engine calls them
    smaller than an edge.
    """
    if len(ranges) == 1:
        return last
    if len(ranges) <= RANGES_IN_ORDER:
        edges = pairwise(ranges)
        return _case([(_below(numbers, up), _points(band)) for band, up in edges], last)
    middle = len(ranges) // 2
    lower = _range_points(numbers, ranges[:middle], _points(ranges[middle - 1]))
    upper = _range_points(numbers, ranges[middle:], last)
    return _case([(_below(numbers, ranges[middle]), lower)], upper)


def _below(numbers: ir.FloatingColumn, band: Band) -> ir.BooleanValue:
    assert band.low is not None
    return numbers < _number(band.low)


def _points(band: Band) -> ir.FloatingValue:
    return _number(band.points)


def _lower_edge(band: Band) -> float:
    return float("-inf") if band.low is None else band.low


def _flag_points(attribute: ScorecardAttribute, column: ir.Column) -> ir.FloatingValue:
    points = _points_by_value(attribute)
    unseen = points_of_role(attribute, BandRole.UNSEEN)
    branches = [
        (column.isnull(), _number(points_of_role(attribute, BandRole.MISSING))),
        (cast("ir.BooleanColumn", column), _number(points.get("yes", unseen))),
    ]
    return _case(branches, _number(points.get("no", unseen)))


def _value_points(attribute: ScorecardAttribute, text: ir.StringColumn) -> ir.FloatingValue:
    missing = points_of_role(attribute, BandRole.MISSING)
    branches = [(text.isnull() | (text == ""), _number(missing))]
    for band in attribute.bands:
        values = [value for value in band.values if value]
        if band.role is BandRole.VALUES and values:
            branches.append((text.isin(cast("Any", values)), _number(band.points)))
    return _case(branches, _number(points_of_role(attribute, BandRole.UNSEEN)))


@ibis.udf.scalar.builtin(name="map", signature=((TEXTS, NUMBERS), POINTS_OF_TEXTS))
def _map_of(keys: Any, values: Any) -> Any: ...


@ibis.udf.scalar.builtin(
    name="map_extract_value", signature=((POINTS_OF_TEXTS, "string"), "float64")
)
def _look_up(points: Any, value: Any) -> Any: ...


def _dictionary_points(attribute: ScorecardAttribute, text: ir.StringColumn) -> ir.FloatingValue:
    missing = points_of_role(attribute, BandRole.MISSING)
    points = {"": missing, **_points_by_value(attribute)}
    table = _map_of(
        ibis.array(list(points)), ibis.array([_number(value) for value in points.values()])
    )
    # Looking up NULL, or a value that isn't there, gives NULL.
    unseen = _number(points_of_role(attribute, BandRole.UNSEEN))
    otherwise = _case([(text.isnull(), _number(missing))], unseen)
    return cast("ir.FloatingValue", ibis.coalesce(_look_up(table, text), otherwise))


def _points_by_value(attribute: ScorecardAttribute) -> dict[str, float]:
    return {
        value: band.points
        for band in attribute.bands
        if band.role is BandRole.VALUES
        for value in band.values
        if value
    }


def _as_text(attribute: ScorecardAttribute, column: ir.Column) -> ir.StringColumn:
    if column.type().is_string():
        return cast("ir.StringColumn", column)
    if column.type().is_integer():
        return cast("ir.StringColumn", column.cast("string"))
    raise InputError(
        f"Column {attribute.name!r} holds {column.type()}, and its points are for text values.",
        tried="whole numbers and flags are read as text, other kinds are written differently "
        "by every engine",
        next_step="Cast the column to text before scoring, written as the scorecard has it.",
    )


def _largest_log_odds(scorecard: Scorecard) -> float:
    largest = abs(scorecard.base_log_odds)
    for attribute in scorecard.attributes:
        largest += max(abs(band.points) for band in attribute.bands)
    return largest


def _probability(log_odds: ir.Column, largest: float) -> ir.FloatingValue:
    bounded = cast("ir.FloatingColumn", log_odds)
    if largest > LARGEST_LOG_ODDS:
        bounded = bounded.clip(_number(-LARGEST_LOG_ODDS), _number(LARGEST_LOG_ODDS))
    return cast("ir.FloatingValue", _number(1.0) / (_number(1.0) + (-bounded).exp()))


def _balanced_sum(terms: Sequence[ir.FloatingValue]) -> ir.FloatingValue:
    """Add in pairs: five hundred attributes in one chain are too deep for SQL parsers."""
    if len(terms) == 1:
        return terms[0]
    middle = len(terms) // 2
    total = _balanced_sum(terms[:middle]) + _balanced_sum(terms[middle:])
    return cast("ir.FloatingValue", total)


def _case(
    branches: Sequence[tuple[ir.BooleanValue, ir.FloatingValue]], otherwise: ir.FloatingValue
) -> ir.FloatingValue:
    return cast("ir.FloatingValue", ibis.cases(*cast("Any", branches), else_=otherwise))


def _number(value: float) -> ir.FloatingScalar:
    return cast("ir.FloatingScalar", ibis.literal(repr(float(value))).cast("float64"))
