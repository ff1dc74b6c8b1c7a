"""Measured: how far each kind of reaction can be trusted, from `measured.toml`.

A phrase may be sure of itself and still be wrong on words that its author never saw. So no reaction
claims more certainty than those of its kind that were as sure were right on the sealed half of the
corpus, and what was wrong more often than right isn't shown at all. What occurred too seldom there
to be measured keeps the certainty that it claims.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Final

from wellspent.errors import SettingsError
from wellspent.records.heard import Reaction, ReactionKind

FILE: Final = "measured.toml"
LEAST: Final = 0.5
FEWEST: Final = 3
"""Fewer cases say nothing."""

Precision = Mapping[tuple[ReactionKind, float], float]
"""Share of right ones by kind and by the certainty that the phrases claim."""


@cache
def measured_precision() -> Precision:
    """Return the share of right ones of what was heard; SettingsError for a mistake."""
    text = files("wellspent.listen").joinpath(FILE).read_text("utf-8")
    try:
        return {
            (ReactionKind(kind), float(claimed)): right / (right + wrong)
            for kind, counts in tomllib.loads(text).items()
            for claimed, (right, wrong) in counts.items()
            if right + wrong >= FEWEST
        }
    except (tomllib.TOMLDecodeError, AttributeError, TypeError, ValueError) as error:
        raise SettingsError(
            f"What was measured can't be read: {error}.",
            where=FILE,
            next_step="Run `python -m benchmarks.listen_quality --measured`, which writes it.",
        ) from error


def calibrated(reactions: Iterable[Reaction], precision: Precision) -> tuple[Reaction, ...]:
    """Return reactions with the certainty that their kind deserves; corrected ones keep theirs."""
    return tuple(
        one if one.by == "person" else replace(one, certainty=_certainty(one, precision))
        for one in reactions
    )


def _certainty(one: Reaction, precision: Precision) -> float:
    measured = precision.get((one.kind, round(one.certainty, 2)), 1.0)
    return min(one.certainty, round(measured, 2))


def shown(reactions: Iterable[Reaction]) -> tuple[Reaction, ...]:
    """Return the reactions that are more likely right than wrong."""
    return tuple(one for one in reactions if one.certainty >= LEAST)
