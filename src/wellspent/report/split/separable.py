"""Separable: how far the data can tell one factor from the others, before anything is told.

A factor that another decides (each rep uses one channel only) can't be told from it, however many
touches there are. The measure is the smallest squared *un*correlation between a contrast of its
levels and everything else: 1 less the largest squared canonical correlation (Hotelling 1936), 1
when it varies freely and 0 when it is decided.
"""

from typing import Final

import numpy as np

from wellspent.records.split import Factor
from wellspent.report.split.design import Design, Dimension, Numbers

NONE: Final = 0.05
LITTLE: Final = 0.20
MAINLY: Final = 0.95


def separable(design: Design, factor: Factor, others: tuple[Factor, ...]) -> float:
    """Return how freely the factor varies of the others: 0 to 1; 0 with only one level."""
    own = design.block(factor)
    if not own:
        return 0.0
    rest = [place for other in others if other is not factor for place in design.block(other)]
    spread = _spread(design)
    alone = spread[np.ix_(own, own)]
    if not rest:
        return 1.0
    cross, inner = spread[np.ix_(own, rest)], spread[np.ix_(rest, rest)]
    left = alone - cross @ np.linalg.pinv(inner, hermitian=True) @ cross.T
    roots = np.linalg.eigvals(np.linalg.pinv(alone, hermitian=True) @ left).real
    return float(np.clip(roots.min(), 0.0, 1.0))


def confounded_with(design: Design, factor: Factor, others: tuple[Factor, ...]) -> list[Factor]:
    """Return the factors that alone leave little of this one."""
    return [
        other
        for other in others
        if other is not factor
        and design.block(other)
        and separable(design, factor, (other,)) < LITTLE
    ]


def in_words(design: Design, factor: Factor, other: Factor) -> str:
    """Return how two factors hang together, counted."""
    if Factor.EXECUTION in (factor, other):
        return f"{other} and {factor} hardly crossed: one goes nearly always with the other"
    one, two = _dimension(design, factor), _dimension(design, other)
    counts = np.zeros((len(two.levels), len(one.levels)))
    known = (one.codes >= 0) & (two.codes >= 0)
    np.add.at(counts, (two.codes[known], one.codes[known]), design.sent[known])
    mainly = int((counts.max(axis=1) >= MAINLY * counts.sum(axis=1)).sum())
    crossed = "never crossed" if mainly == len(two.levels) else "hardly crossed"
    return (
        f"{other} and {factor} {crossed}: {mainly} of {len(two.levels)} levels of {other} "
        f"have one level of {factor} only, or nearly"
    )


def _dimension(design: Design, factor: Factor) -> Dimension:
    return next(one for one in design.dimensions if one.factor is factor)


def _spread(design: Design) -> Numbers:
    middle = np.average(design.columns, axis=0, weights=design.sent)
    about = design.columns - middle
    return about.T @ (about * design.sent[:, None])
