"""Measured: how far each kind of reaction can be trusted, from `measured.toml`.

Phrases and model may be sure of themselves and still be wrong on words that they never saw. So a
reaction is as certain as those of its kind that claimed as much were right on authors whom the
model hadn't read, and what was wrong more often than right isn't shown at all. Where a higher claim
was right less often than a lower one, or too seldom measured, the two are taken together. What
wasn't measured at all keeps the certainty that it claims.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from wellspent.errors import SettingsError
from wellspent.records.heard import Reaction, ReactionKind

FILE: Final = "measured.toml"
LEAST: Final = 0.5
FEWEST: Final = 5
"""Fewer cases say nothing."""

Precision = Mapping[tuple[ReactionKind, float], float]
"""Share of right ones by kind and by the certainty that the phrases claim."""


@cache
def measured_precision() -> Precision:
    """Return the share of right ones of what was heard; SettingsError for a mistake."""
    text = files("wellspent.listen").joinpath(FILE).read_text("utf-8")
    try:
        return {
            (ReactionKind(kind), claim): share
            for kind, counts in tomllib.loads(text).items()
            for claim, share in rising_shares(
                {float(claim): (int(right), int(wrong)) for claim, (right, wrong) in counts.items()}
            ).items()
        }
    except (tomllib.TOMLDecodeError, AttributeError, TypeError, ValueError) as error:
        raise SettingsError(
            f"What was measured can't be read: {error}.",
            where=FILE,
            next_step="Run `python -m benchmarks.listen_model --write`, which writes it.",
        ) from error


def rising_shares(counts: Mapping[float, tuple[int, int]]) -> Mapping[float, float]:
    """Return for each claim the share that was right, never falling as claims rise.

    Neighbouring claims are taken together where the higher one was right no more often, or where
    there are fewer than `FEWEST` cases. One case of each is added, so that no share is all or none.
    """
    blocks: list[_Block] = []
    for claim, (right, wrong) in sorted(counts.items()):
        blocks.append(_Block([claim], right, wrong))
        while len(blocks) > 1 and blocks[-2].joins(blocks[-1]):
            last = blocks.pop()
            before = blocks.pop()
            claims = [*before.claims, *last.claims]
            blocks.append(_Block(claims, before.right + last.right, before.wrong + last.wrong))
    return {claim: block.share for block in blocks for claim in block.claims}


@dataclass(frozen=True, slots=True)
class _Block:
    """Claims that are taken together, and how many of them were right and wrong."""

    claims: Sequence[float]
    right: int
    wrong: int

    @property
    def share(self) -> float:
        return (self.right + 1) / (self.right + self.wrong + 2)

    def joins(self, higher: "_Block") -> bool:
        few = min(self.right + self.wrong, higher.right + higher.wrong) < FEWEST
        return few or self.share >= higher.share


def calibrated(reactions: Iterable[Reaction], precision: Precision) -> tuple[Reaction, ...]:
    """Return reactions with the certainty that their kind deserves; corrected ones keep theirs."""
    return tuple(
        one if one.by == "person" else replace(one, certainty=_certainty(one, precision))
        for one in reactions
    )


def _certainty(one: Reaction, precision: Precision) -> float:
    return round(precision.get((one.kind, round(one.certainty, 2)), one.certainty), 2)


def shown(reactions: Iterable[Reaction]) -> tuple[Reaction, ...]:
    """Return the reactions that are more likely right than wrong."""
    return tuple(one for one in reactions if one.certainty >= LEAST)
