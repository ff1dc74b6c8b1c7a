"""Which band of an attribute catches each case: the one place where values meet bands.

Learning and scoring both come through here, so they can't disagree.
"""

from collections.abc import Sequence

import numpy as np

from wellspent.profile.arrays import Codes, Flags, Floats, Places
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column
from wellspent.records.scorecard import Band, BandRole, ScorecardAttribute


def codes_of_cases(attributes: Sequence[ScorecardAttribute], cases: Cases) -> Codes:
    """Return the band that catches each case, as an array of shape (cases, attributes).

    An attribute that the cases don't have counts as missing on every row.
    """
    columns = {column.name: column for column in cases.columns}
    # Column by column, because that is how codes are written here and added up elsewhere.
    codes = np.empty((cases.rows, len(attributes)), dtype=np.int32, order="F")
    for place, attribute in enumerate(attributes):
        column = columns.get(attribute.name)
        codes[:, place] = (
            _missing_band(attribute) if column is None else codes_of(attribute, column)
        )
    return codes


def codes_of(attribute: ScorecardAttribute, column: Column) -> Codes:
    """Return the place in `attribute.bands` that catches each value of the column.

    A column of another kind than the attribute is read as the attribute's kind: numbers as their
    shortest text, text as a number where it is one, else missing.
    """
    if attribute.kind is AttributeKind.NUMBER:
        return _range_codes(attribute, _as_numbers(column), column.missing())
    return _level_codes(attribute, column)


def _range_codes(attribute: ScorecardAttribute, numbers: Floats, missing: Flags) -> Codes:
    ranges = [(band.low, place) for place, band in _bands(attribute, BandRole.RANGE)]
    ranges.sort(key=lambda pair: -np.inf if pair[0] is None else pair[0])
    edges = np.array([low for low, _ in ranges[1:]], dtype=np.float64)
    places = np.array([place for _, place in ranges], dtype=np.int32)
    absent = _missing_band(attribute)
    if len(places) == 0:
        return np.full(len(numbers), absent, dtype=np.int32)
    codes = places[np.searchsorted(edges, numbers, side="right").clip(max=len(places) - 1)]
    codes[missing | np.isnan(numbers)] = absent
    return codes


def _level_codes(attribute: ScorecardAttribute, column: Column) -> Codes:
    levels, values = _as_levels(column)
    unseen = next((place for place, _ in _bands(attribute, BandRole.UNSEEN)), None)
    fallback = _missing_band(attribute) if unseen is None else unseen
    place_of = {
        value: place for place, band in _bands(attribute, BandRole.VALUES) for value in band.values
    }
    # One more entry at the end, so that the code -1 (missing) lands on it.
    lookup = np.array(
        [place_of.get(level, fallback) for level in levels] + [_missing_band(attribute)],
        dtype=np.int32,
    )
    return lookup[values]


def _as_numbers(column: Column) -> Floats:
    if column.kind is AttributeKind.NUMBER:
        return column.values.astype(np.float64, copy=False)
    if column.kind is AttributeKind.DATE:
        return np.full(len(column.values), np.nan)
    numbers = np.array([_number_or_nan(level) for level in column.levels] + [np.nan])
    return numbers[column.values.astype(np.intp)]


def _as_levels(column: Column) -> tuple[Sequence[str], Places]:
    if column.kind is AttributeKind.DATE:
        return (), np.full(len(column.values), -1, dtype=np.intp)
    if column.kind is not AttributeKind.NUMBER:
        return column.levels, column.values.astype(np.intp)
    distinct, codes = np.unique(column.values, return_inverse=True)
    codes = np.where(np.isnan(column.values), -1, codes)
    return [f"{number:.15g}" for number in distinct], codes.astype(np.intp)


def _number_or_nan(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _bands(attribute: ScorecardAttribute, role: BandRole) -> list[tuple[int, Band]]:
    return [(place, band) for place, band in enumerate(attribute.bands) if band.role is role]


def _missing_band(attribute: ScorecardAttribute) -> int:
    for place, band in enumerate(attribute.bands):
        if band.role is BandRole.MISSING:
            return place
    raise ValueError(f"attribute {attribute.name!r} has no band for missing values")
