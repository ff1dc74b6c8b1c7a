"""Cut attributes into bands: quantile ranges for numbers, values for categories.

A plan of bands is a tuple of `ScorecardAttribute` without points, so that a plan reads cases the
same way as the finished scorecard. Only inputs are looked at here, never outcomes.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, Decimal

import numpy as np

from wellspent.clean.machine_name import machine_name
from wellspent.profile.arrays import Floats
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column
from wellspent.records.declared import DeclaredProfile, Statement
from wellspent.records.scorecard import Band, BandRole, ScorecardAttribute

CARRIES_POINTS = (AttributeKind.NUMBER, AttributeKind.CATEGORY, AttributeKind.FLAG)
FEWEST_RANGES, MOST_RANGES = 16, 32
CASES_PER_RANGE = 25
MOST_VALUES = 64
MOST_OTHERS_NAMED = 200
ROWS_FOR_QUANTILES = 20_000


def plan_bands(
    cases: Cases, declared: DeclaredProfile | None = None
) -> tuple[ScorecardAttribute, ...]:
    """Return the attributes of the cases with their bands, all points zero.

    Dates and free text carry no points and are left out. What `declared` names gets edges and
    bands of its own, and an attribute that only `declared` knows is added at the end.
    """
    plan: list[ScorecardAttribute] = []
    told = declared.statements if declared else ()
    for column in cases.columns:
        if column.kind not in CARRIES_POINTS:
            continue
        here = [statement for statement in told if is_about(statement, column.name, column.label)]
        plan.append(_plan_column(column, here))
    known = {attribute.name for attribute in plan}
    plan += _only_declared(told, [column for column in cases.columns if column.name in known])
    return tuple(plan)


def is_about(statement: Statement, name: str, label: str) -> bool:
    """Return whether a statement is about the attribute of that name or label.

    Case, accents and punctuation don't count: `Lead source` is about `lead_source`.
    """
    return machine_name(statement.attribute) in {machine_name(name), machine_name(label)}


def _plan_column(column: Column, told: Sequence[Statement]) -> ScorecardAttribute:
    if column.kind is AttributeKind.NUMBER:
        edges = sorted({*quantile_edges(column.values.astype(np.float64)), *_declared_edges(told)})
        bands = range_bands(edges)
    else:
        bands = _value_bands(column, [value for one in told for value in one.values])
    return ScorecardAttribute(
        name=column.name, label=column.label or column.name, kind=column.kind, bands=bands
    )


def _only_declared(
    told: Sequence[Statement], columns: Sequence[Column]
) -> Iterable[ScorecardAttribute]:
    alone: dict[str, list[Statement]] = {}
    for statement in told:
        if not any(is_about(statement, column.name, column.label) for column in columns):
            alone.setdefault(machine_name(statement.attribute), []).append(statement)
    for name, statements in alone.items():
        label = statements[0].attribute.strip()
        edges = sorted(_declared_edges(statements))
        values = tuple(dict.fromkeys(value for one in statements for value in one.values))
        kind = AttributeKind.NUMBER if edges else AttributeKind.CATEGORY
        bands = range_bands(edges) if edges else _named_bands(values, ())
        yield ScorecardAttribute(name=name, label=label, kind=kind, bands=bands)


def _declared_edges(told: Sequence[Statement]) -> set[float]:
    return {edge for one in told for edge in (one.low, one.high) if edge is not None}


def quantile_edges(numbers: Floats) -> list[float]:
    """Return edges that cut numbers into about equally filled ranges, at readable places.

    Missing and infinite numbers are ignored. A value that fills more than its share gets a range
    of its own. Few numbers give 16 ranges (the prior makes neighbours alike), many up to 32.
    """
    known = numbers[np.isfinite(numbers)]
    if len(known) > ROWS_FOR_QUANTILES:
        known = known[:: len(known) // ROWS_FOR_QUANTILES + 1]
    if len(known) == 0:
        return []
    ranges = int(np.clip(len(known) / CASES_PER_RANGE, FEWEST_RANGES, MOST_RANGES))
    distinct, counts = np.unique(known, return_counts=True)
    cuts = _even_cuts(counts, ranges)
    edges = [readable_between(float(distinct[cut - 1]), float(distinct[cut])) for cut in cuts]
    return sorted(set(edges))


def _even_cuts(counts: np.ndarray, ranges: int) -> list[int]:
    """Return the places of distinct values that start a new range, about evenly filled."""
    if len(counts) <= ranges:
        return list(range(1, len(counts)))
    share = counts.sum() / ranges
    cuts: list[int] = []
    filled = 0.0
    for place, count in enumerate(counts):
        # A heavy value closes the range before it, so that it stands alone.
        if place and filled and (filled + count / 2 > share):
            cuts.append(place)
            filled = 0.0
        filled += count
    return cuts


def readable_between(low: float, high: float) -> float:
    """Return the shortest decimal number in (low, high]: an edge that a person can read."""
    width = Decimal(high) - Decimal(low)
    exponent = width.adjusted() + 1
    while exponent > -330:
        candidate = float(Decimal(low).quantize(Decimal(1).scaleb(exponent), ROUND_CEILING))
        if low < candidate <= high:
            return candidate
        step = Decimal(1).scaleb(exponent)
        candidate = float(Decimal(low).quantize(step, ROUND_CEILING) + step)
        if low < candidate <= high:
            return candidate
        exponent -= 1
    return high


def range_bands(edges: Sequence[float]) -> tuple[Band, ...]:
    """Return bands that cover the whole line, cut at the edges, and one for missing values."""
    lows = [None, *edges]
    highs = [*edges, None]
    ranges = [
        Band(label=range_label(low, high), role=BandRole.RANGE, points=0.0, low=low, high=high)
        for low, high in zip(lows, highs, strict=True)
    ]
    return (*ranges, _missing_band())


def range_label(low: float | None, high: float | None) -> str:
    """Return a range in words: `under 10`, `10 to under 50`, `50 and over`, `any number`."""
    if low is None and high is None:
        return "any number"
    if low is None:
        return f"under {high:g}" if high is not None else "any number"
    if high is None:
        return f"{low:.10g} and over"
    return f"{low:.10g} to under {high:.10g}"


def _value_bands(column: Column, forced: Sequence[str]) -> tuple[Band, ...]:
    counts = np.bincount(column.values[~column.missing()], minlength=len(column.levels))
    wanted = {value.strip().casefold() for value in forced}
    order = sorted(range(len(counts)), key=lambda code: (-int(counts[code]), column.levels[code]))
    fewest = 3 if counts.sum() >= 200 else 2
    named: list[str] = []
    others: list[str] = []
    for code in order:
        level = column.levels[code]
        enough = counts[code] >= fewest and len(named) < MOST_VALUES
        is_flag = column.kind is AttributeKind.FLAG
        if enough or is_flag or level.strip().casefold() in wanted:
            named.append(level)
        elif counts[code] > 0:
            others.append(level)
    seen = {level.strip().casefold() for level in named}
    named += [value for value in dict.fromkeys(forced) if value.strip().casefold() not in seen]
    bands = _named_bands(named, others[:MOST_OTHERS_NAMED])
    if column.kind is AttributeKind.FLAG:
        return tuple(band for band in bands if band.role is not BandRole.UNSEEN)
    return bands


def _named_bands(named: Sequence[str], others: Sequence[str]) -> tuple[Band, ...]:
    bands = [
        Band(label=value, role=BandRole.VALUES, points=0.0, values=(value,)) for value in named
    ]
    if others:
        label = "other values"
        bands.append(Band(label=label, role=BandRole.VALUES, points=0.0, values=tuple(others)))
    unseen = Band(label="a value not seen before", role=BandRole.UNSEEN, points=0.0)
    return (*bands, unseen, _missing_band())


def _missing_band() -> Band:
    return Band(label="missing", role=BandRole.MISSING, points=0.0)
