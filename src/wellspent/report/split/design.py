"""Design: the sufficient table as numbers, one block of columns for each factor.

What isn't known of how a touch was done (a call that nobody read) counts as average, so that a
channel in which it is never known isn't mistaken for it. Levels with few touches are one level.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from wellspent.records.split import Factor
from wellspent.report.outreach.sufficient import UNKNOWN

Numbers = npt.NDArray[np.float64]
Codes = npt.NDArray[np.intp]

COLUMN: Final = {
    Factor.CHANNEL: ("channel",),
    Factor.EXECUTION: ("findings", "prepared", "good_hour"),
    Factor.SEGMENT: ("segment",),
    Factor.REP: ("rep",),
    Factor.PERIOD: ("month",),
}
FEWEST_SENT: Final = 30
REST: Final = "the rest"


@dataclass(frozen=True, slots=True)
class Dimension:
    """One column of the table: each row's level, -1 where not known; `first` is its first column.

    The level sent most often is the one that others are compared with, and has no column; it comes
    first in `levels`.
    """

    factor: Factor
    name: str
    levels: tuple[str, ...]
    codes: Codes
    first: int


@dataclass(frozen=True, slots=True)
class Design:
    """Rows of the sufficient table, with columns: the first is 1, then each factor's block."""

    columns: Numbers
    dimensions: tuple[Dimension, ...]
    sent: Numbers
    responses: Numbers
    groups: Codes

    def block(self, factor: Factor) -> list[int]:
        """Return which columns are the factor's."""
        return [
            place
            for one in self.dimensions
            if one.factor is factor
            for place in range(one.first, one.first + len(one.levels) - 1)
        ]


def design_of(table: pa.Table, response: str = "positive") -> Design:
    """Return the design of a sufficient table; `response` is the count that is explained."""
    named = {name: table[name].to_numpy(zero_copy_only=False) for name in table.column_names}
    sent = named["sent"].astype(np.float64)
    columns, dimensions = [np.ones((len(sent), 1))], list[Dimension]()
    first = 1
    for factor, names in COLUMN.items():
        for name in names:
            one, block = _dimension(factor, name, named, sent, first)
            dimensions.append(one)
            columns.append(block)
            first += block.shape[1]
    groups = np.unique(named["bucket"], return_inverse=True)[1]
    responses = named[response].astype(np.float64)
    return Design(np.hstack(columns), tuple(dimensions), sent, responses, groups)


def _dimension(
    factor: Factor,
    name: str,
    named: Mapping[str, npt.NDArray[np.generic]],
    sent: Numbers,
    first: int,
) -> tuple[Dimension, Numbers]:
    values, codes = np.unique(named[name].astype(str), return_inverse=True)
    counts = np.bincount(codes, weights=sent, minlength=len(values))
    unknown = (values == str(UNKNOWN)) & (factor is Factor.EXECUTION)
    often = [int(one) for one in np.argsort(-counts, kind="stable") if not unknown[one]]
    kept = [one for one in often if counts[one] >= FEWEST_SENT]
    rest = [one for one in often if counts[one] < FEWEST_SENT]
    numbering = np.full(len(values), -1, dtype=np.intp)
    numbering[kept] = np.arange(len(kept))
    numbering[rest] = len(kept)
    levels = (*(str(values[one]) for one in kept), *((REST,) if rest else ()))
    one = Dimension(factor, name, levels, numbering[codes], first)
    return one, _indicators(one, sent)


def _indicators(one: Dimension, sent: Numbers) -> Numbers:
    """Return a column for each level but the first; unknown rows get the average row."""
    flags = (one.codes[:, None] == np.arange(1, max(len(one.levels), 1))).astype(np.float64)
    known = one.codes >= 0
    if known.any() and not known.all():
        flags[~known] = np.average(flags[known], axis=0, weights=sent[known])
    return flags
