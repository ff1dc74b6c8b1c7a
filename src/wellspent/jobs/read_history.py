"""Read a file of closed enquiries or deals: no store, no mapping, no question asked.

The outcome and the time of arrival are found from headers and values where they aren't named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from wellspent.clean.columns import columns_from_batches
from wellspent.collect.open_file import read_batches
from wellspent.errors import MappingError, NotEnoughData
from wellspent.profile.outcome import find_column, find_outcome, outcome_of
from wellspent.profile.when import find_when, when_of
from wellspent.records.cases import Cases, Column
from wellspent.records.found import OutcomeColumn, WhenColumn


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The past as cases: all columns but outcome and arrival carry it; `keep` as machine names."""

    cases: Cases
    outcome: OutcomeColumn
    when: WhenColumn | None
    keep: tuple[str, ...]


def read_history(
    path: Path,
    *,
    table: str | None = None,
    outcome: tuple[str, str | None] | None = None,
    when: str | None = None,
    keep: Sequence[str] = (),
) -> History:
    """Read the past from a file.

    `outcome` names the column and, if need be, the value that means won; `when` the column of the
    arrival; `keep` those to be used although they may know the outcome. Raises `FileUnreadable`,
    `MappingError` when a column isn't there or no outcome can be found, `NotEnoughData` when the
    file has no row.
    """
    columns = columns_from_batches(read_batches(path, table))
    if not columns:
        raise NotEnoughData(
            "The history has no row, so there is nothing to learn from.",
            where=path.name,
            next_step="Export closed enquiries, won and lost, with their columns.",
        )
    _refuse_unknown(columns, [name for name in (outcome and outcome[0], when, *keep) if name], path)
    named, won_value = outcome or (None, None)
    ended = find_outcome(columns, named=named, won_value=won_value)
    others = tuple(column for column in columns if column.name != ended.name)
    arrived = find_when(others, named=when)
    known = tuple(column for column in others if arrived is None or column.name != arrived.name)
    cases = Cases(
        columns=known,
        rows=len(columns[0].values),
        outcome=outcome_of(columns, ended),
        when=None if arrived is None else when_of(others, arrived),
    )
    kept = tuple(find_column(columns, name).name for name in keep)
    return History(cases=cases, outcome=ended, when=arrived, keep=kept)


def _refuse_unknown(columns: Sequence[Column], names: Sequence[str], path: Path) -> None:
    headers = {header.casefold(): header for column in columns for header in _names(column)}
    for name in names:
        try:
            find_column(columns, name)
        except MappingError as error:
            near = get_close_matches(name.casefold(), headers, n=1, cutoff=0.5)
            listed = ", ".join(column.label or column.name for column in columns)
            raise MappingError(
                f"{error.what}.",
                where=path.name,
                tried=f"its columns are {listed}",
                next_step=f"Did you mean {headers[near[0]]!r}?" if near else "Name one of these.",
            ) from error


def _names(column: Column) -> tuple[str, ...]:
    return (column.name, column.label) if column.label else (column.name,)
