"""A scorecard as one Ibis expression, so that it runs where the data is.

Numbers become a CASE over their ranges (`number_points.py`); categories a CASE over their values
or, on DuckDB, a look-up that is computed once for each distinct value
(`benchmarks/results/speed_scoring.md` has the figures). Every number is written as
`CAST('0.1' AS DOUBLE)`: a bare `0.1` is a decimal in most engines, which makes sums slower and band
edges inexact in the last place.

What counts as missing is the same as in cleaning: NULL, NaN, and empty text.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final, cast

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
from ibis.common.exceptions import IbisError

from wellspent.errors import InputError
from wellspent.profile.expression_terms import case, number, points_of_role
from wellspent.profile.number_points import Whole, number_points, with_wholes
from wellspent.records.attribute import AttributeKind
from wellspent.records.scorecard import BandRole, Scorecard, ScorecardAttribute

# PostgreSQL raises "out of range" for exp(710); the probability has long stopped moving by then.
LARGEST_LOG_ODDS: Final = 700.0

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
    kept = [name for name in table.columns if name not in {"log_odds", "probability"}]
    wholes: dict[str, Whole] = {}
    if way is Lookup.DICTIONARY:
        table, wholes = with_wholes(table, scorecard.attributes)
    terms: list[ir.FloatingValue] = [number(scorecard.base_log_odds)]
    for attribute in scorecard.attributes:
        if attribute.name not in table.columns:
            terms.append(number(points_of_role(attribute, BandRole.MISSING)))
            continue
        column, whole = table[attribute.name], wholes.get(attribute.name)
        terms.append(attribute_points(attribute, column, way, whole=whole))
    scored = table.mutate(log_odds=_balanced_sum(terms))
    probability = _probability(scored.log_odds, _largest_log_odds(scorecard))
    return scored.select(*kept, "log_odds", probability=probability)


def attribute_points(
    attribute: ScorecardAttribute,
    column: ir.Column,
    lookup: Lookup = Lookup.CASE,
    *,
    whole: Whole | None = None,
) -> ir.FloatingValue:
    """Return the points that one attribute gives to each row, as an expression.

    `whole` is a number's column as a whole number, if there is one (see `number_points.py`).
    """
    if attribute.kind is AttributeKind.NUMBER:
        return number_points(attribute, column, whole)
    if column.type().is_boolean():
        return _flag_points(attribute, column)
    text = _as_text(attribute, column)
    if lookup is Lookup.DICTIONARY:
        return _dictionary_points(attribute, text)
    return _value_points(attribute, text)


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


def _flag_points(attribute: ScorecardAttribute, column: ir.Column) -> ir.FloatingValue:
    points = _points_by_value(attribute)
    unseen = points_of_role(attribute, BandRole.UNSEEN)
    branches = [
        (column.isnull(), number(points_of_role(attribute, BandRole.MISSING))),
        (cast("ir.BooleanColumn", column), number(points.get("yes", unseen))),
    ]
    return case(branches, number(points.get("no", unseen)))


def _value_points(attribute: ScorecardAttribute, text: ir.StringColumn) -> ir.FloatingValue:
    missing = points_of_role(attribute, BandRole.MISSING)
    branches = [(text.isnull() | (text == ""), number(missing))]
    for band in attribute.bands:
        values = [value for value in band.values if value]
        if band.role is BandRole.VALUES and values:
            branches.append((text.isin(cast("Any", values)), number(band.points)))
    return case(branches, number(points_of_role(attribute, BandRole.UNSEEN)))


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
        ibis.array(list(points)), ibis.array([number(value) for value in points.values()])
    )
    # Looking up NULL, or a value that isn't there, gives NULL.
    unseen = number(points_of_role(attribute, BandRole.UNSEEN))
    otherwise = case([(text.isnull(), number(missing))], unseen)
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
        bounded = bounded.clip(number(-LARGEST_LOG_ODDS), number(LARGEST_LOG_ODDS))
    return cast("ir.FloatingValue", number(1.0) / (number(1.0) + (-bounded).exp()))


def _balanced_sum(terms: Sequence[ir.FloatingValue]) -> ir.FloatingValue:
    """Add in pairs: five hundred attributes in one chain are too deep for SQL parsers."""
    if len(terms) == 1:
        return terms[0]
    middle = len(terms) // 2
    total = _balanced_sum(terms[:middle]) + _balanced_sum(terms[middle:])
    return cast("ir.FloatingValue", total)
