"""Random scorecards and the messiest tables for them, from a seed."""

import math
import random
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa

from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column
from wellspent.records.scorecard import Band, BandRole, Scorecard, ScorecardAttribute
from wellspent.records.verdict import Verdict

MESSY_TEXTS = (
    "Food & beverage", "it's", 'say "when"', "back\\slash", "\\'", "a\nb", "tab\there", "naïve",
    "NAÏVE", "Ünïcödé 漢字", "🏭", " leading", "trailing ", "NULL", "null", "None", "NaN", "nan",
    "-- drop", "%", "_", "{x}", "$1", ":name", "?", "0", "1.0", "true", "é", "e\u0301", "\u200b",
    ";", "`tick`", "[a]", "x" * 300, "\\", "''", '""', "\\n", "\u00a0",
)  # fmt: skip
EXTREMES = (0.0, -0.0, 1.0, -1.0, 5e-324, -5e-324, 1.7976931348623157e308, -1.7976931348623157e308)


@dataclass(frozen=True)
class Example:
    """A scorecard, and one table of messy values for it, twice: for NumPy and for an engine."""

    scorecard: Scorecard
    cases: Cases
    table: pa.Table


def make_example(seed: int, rows: int = 200) -> Example:
    chance = random.Random(seed)
    attributes = tuple(_attribute(chance, place) for place in range(chance.randint(1, 8)))
    made = [_values(chance, attribute, rows) for attribute in attributes]
    return Example(
        scorecard=scorecard_of(attributes, base=chance.gauss(-1, 2)),
        cases=Cases(columns=tuple(column for column, _ in made), rows=rows),
        table=pa.table(
            {"row": pa.array(range(rows), pa.int64())}
            | {item.name: array for item, (_, array) in zip(attributes, made, strict=True)}
        ),
    )


def scorecard_of(
    attributes: tuple[ScorecardAttribute, ...], *, base: float = -1.0, **changes: object
) -> Scorecard:
    fields = {
        "name": "fit", "version": 1, "created_at": datetime(2026, 1, 1, tzinfo=UTC),
        "base_log_odds": base, "base_standard_error": 0.1, "attributes": attributes,
        "verdict": Verdict.READY, "verdict_reason": "tells enquiries apart on later data",
        "won": 100, "lost": 300, "learner": "made for a test", "fingerprint": "0" * 16,
    }  # fmt: skip
    return Scorecard(**(fields | changes))  # pyright: ignore[reportArgumentType]


def _attribute(chance: random.Random, place: int) -> ScorecardAttribute:
    kind = chance.choice([AttributeKind.NUMBER, AttributeKind.CATEGORY, AttributeKind.FLAG])
    name = f'{kind.value} {place} it\'s "odd"' if chance.random() < 0.2 else f"{kind.value}_{place}"
    bands = [_band(chance, BandRole.MISSING, "missing")]
    if kind is AttributeKind.NUMBER:
        bands += _ranges(chance)
    elif kind is AttributeKind.FLAG:
        bands += [_band(chance, BandRole.VALUES, flag, values=(flag,)) for flag in ("no", "yes")]
    else:
        bands += [*_groups(chance), _band(chance, BandRole.UNSEEN, "unseen")]
    chance.shuffle(bands)
    return ScorecardAttribute(name=name, label=name, kind=kind, bands=tuple(bands))


def _band(chance: random.Random, role: BandRole, label: str, **more: object) -> Band:
    points = chance.choice([chance.gauss(0, 1), 0.0, round(chance.gauss(0, 1), 2), 1e-12, 400.0])
    return Band(label=label, role=role, points=points, **more)  # pyright: ignore[reportArgumentType]


def _ranges(chance: random.Random) -> list[Band]:
    edges = sorted({_edge(chance) for _ in range(chance.randint(0, 12))})
    lows, highs = [None, *edges], [*edges, None]
    return [
        _band(chance, BandRole.RANGE, f"{low} to {high}", low=low, high=high)
        for low, high in zip(lows, highs, strict=True)
    ]


def _edge(chance: random.Random) -> float:
    sort = chance.randint(0, 4)
    if sort == 0:
        return float(chance.randint(-5, 500))
    if sort == 1:
        return round(chance.gauss(0, 100), chance.randint(0, 3))
    if sort == 2:
        return chance.choice(EXTREMES[2:])
    return chance.gauss(0, 1) * 10.0 ** chance.randint(-20, 20)


def _groups(chance: random.Random) -> list[Band]:
    texts = chance.sample(MESSY_TEXTS, chance.randint(0, 20))
    groups: list[Band] = []
    while texts:
        size = chance.randint(1, 3)
        group, texts = tuple(texts[:size]), texts[size:]
        groups.append(_band(chance, BandRole.VALUES, ", ".join(group), values=group))
    return groups


def _values(
    chance: random.Random, attribute: ScorecardAttribute, rows: int
) -> tuple[Column, pa.Array]:
    if attribute.kind is AttributeKind.NUMBER:
        return _numbers(chance, attribute, rows)
    if attribute.kind is AttributeKind.FLAG:
        flags = [chance.choice([True, False, None]) for _ in range(rows)]
        codes = np.array([-1 if flag is None else int(flag) for flag in flags], dtype=np.int32)
        column = Column(attribute.name, AttributeKind.FLAG, codes, ("no", "yes"))
        return column, pa.array(flags, pa.bool_())
    return _texts(chance, attribute, rows)


def _numbers(
    chance: random.Random, attribute: ScorecardAttribute, rows: int
) -> tuple[Column, pa.Array]:
    edges = [band.low for band in attribute.bands if band.low is not None]
    beside = [math.nextafter(edge, side) for edge in edges for side in (-math.inf, math.inf)]
    pool = [*edges, *beside, *EXTREMES, np.inf, -np.inf, np.nan, None]
    values = [
        chance.choice(pool) if chance.random() < 0.7 else chance.gauss(0, 200) for _ in range(rows)
    ]
    numbers = np.array([np.nan if value is None else value for value in values])
    array = pa.array(values, pa.float64(), from_pandas=False)
    return Column(attribute.name, AttributeKind.NUMBER, numbers), array


def _texts(
    chance: random.Random, attribute: ScorecardAttribute, rows: int
) -> tuple[Column, pa.Array]:
    pool = [*MESSY_TEXTS, "", None, "never seen before"]
    texts = [chance.choice(pool) for _ in range(rows)]
    levels = tuple(sorted({text for text in texts if text}))
    codes = np.array([levels.index(text) if text else -1 for text in texts], dtype=np.int32)
    column = Column(attribute.name, AttributeKind.CATEGORY, codes, levels)
    return column, pa.array(texts, pa.string())
