"""Find the column that tells when a case arrived.

Best a date of creation, else a number that is evidently a running number, else none: then the
order of the rows has to do. Headers are looked up in `words/when.toml`.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from wellspent.errors import MappingError
from wellspent.profile.outcome import find_column
from wellspent.profile.word_lists import WordList, header_words, read_words, shown_name
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Column
from wellspent.records.found import WhenColumn

FILLED = 0.9
"""A date of arrival is known for at least this share of rows."""

_KEYS = ("arrival_headers", "plain_headers", "later_headers", "running_headers")


def find_when(columns: Sequence[Column], *, named: str | None = None) -> WhenColumn | None:
    """Return the column of the arrival time, or None when only the order of rows can tell.

    `named` overrules (`--when COLUMN`); MappingError when it is neither dates nor numbers.
    """
    if named is not None:
        return _read_named(find_column(columns, named))
    return _arrival_date(columns) or _running_number(columns)


def when_of(
    columns: Sequence[Column], when: WhenColumn
) -> npt.NDArray[np.datetime64] | npt.NDArray[np.float64]:
    """Return the arrival time of each row; rows without one count as the oldest."""
    column = find_column(columns, when.name)
    missing = column.missing()
    if column.kind is AttributeKind.DATE:
        dates = column.values.astype("datetime64[s]")
        return np.where(missing, dates[~missing].min(), dates)
    numbers = column.values.astype(np.float64)
    return np.where(missing, np.nanmin(numbers), numbers)


def is_running_number(column: Column) -> bool:
    """Return whether a number counts up (or down) row by row as records are made.

    Whole, all different, and either in step with the rows and named like a key, or packed densely
    under such a name, or a plain count of the rows.
    """
    if column.kind is not AttributeKind.NUMBER:
        return False
    numbers = _filled(column)
    if len(numbers) < 20 or len(numbers) < FILLED * len(column.values):
        return False
    if np.any(numbers != np.floor(numbers)) or len(np.unique(numbers)) < len(numbers):
        return False
    spread = float(numbers.max() - numbers.min()) / len(numbers)
    named = bool(_lists()["running_headers"].found_in(header_words(column)))
    return (in_step_with_rows(numbers) and (named or spread < 2)) or (named and spread < 100)


def in_step_with_rows(numbers: npt.NDArray[np.float64]) -> bool:
    """Return whether nearly every step from row to row goes the same way."""
    steps = np.diff(numbers)
    return bool(max(np.mean(steps > 0), np.mean(steps < 0)) >= 0.95)


def _filled(column: Column) -> npt.NDArray[np.float64]:
    return column.values[~column.missing()].astype(np.float64)


def _lists() -> dict[str, WordList]:
    return read_words("when", _KEYS)


def _read_named(column: Column) -> WhenColumn:
    if column.kind not in {AttributeKind.DATE, AttributeKind.NUMBER} or column.missing().all():
        raise MappingError(
            f"{shown_name(column)!r} holds neither dates nor numbers: it tells no time of arrival",
            tried=f"It was read as {column.kind.value}",
            next_step="Name a column of dates or a running number: --when COLUMN",
        )
    return WhenColumn(name=column.name, named=True, reason=f"{shown_name(column)!r} was named.")


def _arrival_date(columns: Sequence[Column]) -> WhenColumn | None:
    """Return the most likely date of arrival: named so, filled, and before the other dates."""
    dates = [column for column in columns if column.kind is AttributeKind.DATE]
    ranked = sorted(
        ((rank, column) for column in dates if (rank := _rank(column)) > 0),
        key=lambda ranked: (-ranked[0], _middle(ranked[1])),
    )
    if not ranked:
        return None
    rank, column = ranked[0]
    share = f"filled on {1 - column.missing().mean():.0%} of rows"
    why = "speaks of creation or arrival" if rank == 2 else "is the only plain date"
    return WhenColumn(name=column.name, reason=f"{shown_name(column)!r} {why}, {share}.")


def _rank(column: Column) -> int:
    """Return 2 for a date of arrival, 1 for a plain date, 0 for any other."""
    header = header_words(column)
    lists = _lists()
    if column.missing().mean() > 1 - FILLED:
        return 0
    arrival = lists["arrival_headers"].found_in(header)
    later = lists["later_headers"].found_in(header)
    if arrival and not (later and later not in arrival):
        return 2
    return 1 if not later and lists["plain_headers"].found_in(header) else 0


def _middle(column: Column) -> float:
    seconds = column.values[~column.missing()].astype("datetime64[s]").astype(np.int64)
    return float(np.median(seconds))


def _running_number(columns: Sequence[Column]) -> WhenColumn | None:
    running = [column for column in columns if is_running_number(column)]
    if not running:
        return None
    in_step = [column for column in running if in_step_with_rows(_filled(column))]
    column = (in_step or running)[0]
    numbers = _filled(column)
    way = "packed like one"
    if in_step:
        way = "rising" if numbers[-1] > numbers[0] else "falling"
        way = f"{way} from row to row"
    return WhenColumn(
        name=column.name,
        reason=f"{shown_name(column)!r} is a running number: whole, different on every row, {way}; "
        "a higher one arrived later.",
    )
