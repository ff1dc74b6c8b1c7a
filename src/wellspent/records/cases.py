"""Cases: past enquiries or deals side by side, one column an attribute.

The only columnar record: learning and bulk scoring work on these, so that a million rows stay
cheap. Everything else in Wellspent is one record a thing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from wellspent.records.attribute import AttributeKind


@dataclass(frozen=True, slots=True)
class Column:
    """One attribute of all cases.

    What `values` holds depends on `kind`:

    - `NUMBER`: float64, NaN where missing.
    - `CATEGORY` and `FLAG`: int32 codes into `levels`, -1 where missing. A flag's levels are
      `("no", "yes")`.
    - `DATE`: datetime64[s] in UTC, NaT where missing.
    - `TEXT`: int32 codes into `levels` like a category; text carries no points, but whether it is
      filled may be looked at.
    """

    name: str
    kind: AttributeKind
    values: npt.NDArray[np.float64] | npt.NDArray[np.int32] | npt.NDArray[np.datetime64]
    levels: tuple[str, ...] = ()
    label: str = ""

    def missing(self) -> npt.NDArray[np.bool_]:
        """Return where the value is missing."""
        if self.kind is AttributeKind.NUMBER:
            return np.isnan(self.values)
        if self.kind is AttributeKind.DATE:
            return np.isnat(self.values)
        return cast("npt.NDArray[np.int32]", self.values) < 0

    def take(self, rows: npt.NDArray[np.intp] | npt.NDArray[np.bool_]) -> "Column":
        """Return the column of these rows (indices or a mask) only."""
        return Column(self.name, self.kind, self.values[rows], self.levels, self.label)


@dataclass(frozen=True, slots=True)
class Cases:
    """Enquiries or deals side by side.

    `outcome` is 1.0 won, 0.0 lost, NaN still open; None when nothing is known about outcomes.
    `when` is the moment that each case arrived (datetime64[s], or any number that rises with
    time); None when only the order of rows tells. `keys` are the records' ids, where they have
    any.
    """

    columns: tuple[Column, ...]
    rows: int
    outcome: npt.NDArray[np.float64] | None = None
    when: npt.NDArray[np.datetime64] | npt.NDArray[np.float64] | None = None
    keys: Sequence[str] = ()

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def take(self, rows: npt.NDArray[np.intp] | npt.NDArray[np.bool_]) -> "Cases":
        """Return these rows (indices or a mask) only."""
        columns = tuple(column.take(rows) for column in self.columns)
        indices = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        return Cases(
            columns=columns,
            rows=len(indices),
            outcome=None if self.outcome is None else self.outcome[rows],
            when=None if self.when is None else self.when[rows],
            keys=[self.keys[int(index)] for index in indices] if self.keys else (),
        )


Values = Mapping[str, str | float | bool | None]
"""One case's values by column name, as the scorecard reads them."""
