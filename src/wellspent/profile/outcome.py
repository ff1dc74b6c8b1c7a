"""Find the column that holds the outcome, and what its values mean.

Headers and values are looked up in `words/outcome.toml` (English, German, French, Spanish). When
nothing fits, or several columns do and disagree, it asks instead of guessing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from wellspent.errors import MappingError
from wellspent.profile.word_lists import (
    WordList,
    header_words,
    plain_words,
    read_words,
    shown_name,
)
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Column
from wellspent.records.found import OutcomeColumn

MOST_VALUES = 60
"""A column with more different values than this can't be an outcome unless it is named."""

AGREEING = 0.98
"""Two outcome columns that say the same on this share of rows are one and the same."""

MOST_LISTED = 8

_KEYS = (
    "flag_headers",
    "status_headers",
    "not_headers",
    "won_values",
    "lost_values",
    "won_under_status",
    "lost_under_status",
    "lost_beginnings",
    "won_beginnings",
    "open_values",
    "yes_values",
    "no_values",
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The values of one column, and what each seems to mean."""

    column: Column
    won: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    worth: int = 0


def find_outcome(
    columns: Sequence[Column], *, named: str | None = None, won_value: str | None = None
) -> OutcomeColumn:
    """Return the outcome column, and which of its values mean won, lost and open.

    `named` and `won_value` overrule (`--outcome COLUMN=WON_VALUE`). Raises MappingError, with the
    candidates and the flag to give, when no column, or several that disagree, may be meant.
    """
    if named is not None:
        return _read_named(find_column(columns, named), won_value)
    readings = [reading for column in columns if (reading := _read_unnamed(column)).worth > 0]
    if not readings:
        raise _nothing_found(columns)
    readings.sort(key=lambda reading: -reading.worth)
    best = readings[0]
    rivals = [rival for rival in readings[1:] if not _agree(best, rival)]
    if any(rival.worth == best.worth for rival in rivals):
        raise _several_found([best, *rivals])
    return _checked(best, named=False)


def outcome_of(columns: Sequence[Column], outcome: OutcomeColumn) -> npt.NDArray[np.float64]:
    """Return the outcome of each row: 1.0 won, 0.0 lost, NaN open."""
    column = find_column(columns, outcome.name)
    result = np.full(len(column.values), np.nan)
    for meaning, values in ((1.0, outcome.won), (0.0, outcome.lost)):
        for value in values:
            result[rows_with(column, value)] = meaning
    return result


def find_column(columns: Sequence[Column], named: str) -> Column:
    """Return the column of that name or header; capitals and punctuation don't matter."""
    for column in columns:
        if named in {column.name, column.label}:
            return column
    wanted = plain_words(named)
    alike = [
        column for column in columns if wanted in {plain_words(column.name), header_words(column)}
    ]
    if len(alike) == 1:
        return alike[0]
    raise MappingError(
        f"There is no column {named!r}" if not alike else f"Several columns could be {named!r}",
        tried=f"Columns of the file: {', '.join(shown_name(column) for column in columns)}",
        next_step="Give one of these names exactly as written.",
    )


def values_of(column: Column) -> tuple[str, ...]:
    """Return the different values of a column as text, most frequent first ('' where missing)."""
    if column.kind is AttributeKind.DATE:
        return ()
    if column.kind is AttributeKind.NUMBER:
        filled = column.values[~column.missing()]
        values, counts = np.unique(filled, return_counts=True)
        named = [f"{value:.15g}" for value in values]
    else:
        codes, counts = np.unique(column.values[~column.missing()], return_counts=True)
        named = [column.levels[int(code)] for code in codes]
    order = np.argsort(-counts, kind="stable")
    found = tuple(named[int(index)] for index in order)
    return (*found, "") if bool(column.missing().any()) else found


def rows_with(column: Column, value: str) -> npt.NDArray[np.bool_]:
    """Return where the column has that value, as `values_of` writes it."""
    if value == "":
        return column.missing()
    if column.kind is AttributeKind.DATE:
        return ~column.missing()
    if column.kind is AttributeKind.NUMBER:
        return column.values == float(value)
    return column.values == column.levels.index(value)


def _lists() -> dict[str, WordList]:
    return read_words("outcome", _KEYS)


def _few_values(column: Column) -> bool:
    if column.kind is AttributeKind.DATE:
        return False
    if column.kind is AttributeKind.NUMBER:
        some = column.values[:10_000]
        return bool(np.all(np.isnan(some) | (some == 0) | (some == 1)))
    return len(column.levels) <= MOST_VALUES


def _read_unnamed(column: Column) -> _Reading:
    """Read a column, and how much speaks for its being the outcome (0: nothing)."""
    header = header_words(column)
    lists = _lists()
    if not _few_values(column):
        return _Reading(column)
    if lists["not_headers"].found_in(header) and not lists["flag_headers"].whole(header):
        return _Reading(column)
    is_flag = lists["flag_headers"].whole(header)
    is_status = lists["status_headers"].whole(header)
    reading = _read_values(column, status=is_status)
    if reading.won and reading.lost:
        return replace(reading, worth=4 if is_status or reading.open else 3)
    flag = _read_flag(column)
    if is_flag and flag.won and flag.lost:
        return replace(flag, worth=2)
    return reading


def _read_values(column: Column, *, status: bool) -> _Reading:
    """Sort the values of a column into won, lost, open and unknown by what they say."""
    lists = _lists()
    sorted_values: dict[str, list[str]] = {"won": [], "lost": [], "open": [], "unknown": []}
    for value in values_of(column):
        sorted_values[_meaning(plain_words(value), lists, status=status)].append(value)
    return _Reading(
        column,
        won=tuple(sorted_values["won"]),
        lost=tuple(sorted_values["lost"]),
        open=tuple(sorted_values["open"]),
        unknown=tuple(sorted_values["unknown"]),
    )


def _meaning(words: str, lists: dict[str, WordList], *, status: bool) -> str:
    if words == "" or lists["open_values"].whole(words):
        return "open"
    if lists["won_values"].whole(words) or lists["won_beginnings"].begins(words):
        return "won"
    if lists["lost_values"].whole(words) or lists["lost_beginnings"].begins(words):
        return "lost"
    if status and lists["won_under_status"].whole(words):
        return "won"
    if status and lists["lost_under_status"].whole(words):
        return "lost"
    return "unknown"


def _read_flag(column: Column) -> _Reading:
    """Read a column as yes and no."""
    lists = _lists()
    values = values_of(column)
    yes = tuple(value for value in values if lists["yes_values"].whole(plain_words(value)))
    no = tuple(value for value in values if lists["no_values"].whole(plain_words(value)))
    unknown = tuple(value for value in values if value not in {*yes, *no, ""})
    missing = tuple(value for value in values if value == "")
    if yes and not no and missing:
        return _Reading(column, won=yes, lost=missing, unknown=unknown)
    return _Reading(column, won=yes, lost=no, open=missing, unknown=unknown)


def _agree(best: _Reading, rival: _Reading) -> bool:
    """Return whether two columns say the same of nearly every row of which both say anything."""
    best_rows, rival_rows = _outcome_rows(best), _outcome_rows(rival)
    both = ~np.isnan(best_rows) & ~np.isnan(rival_rows)
    if not both.any() or not np.any(rival_rows[both] == 1):
        return False
    return bool(np.mean(best_rows[both] == rival_rows[both]) >= AGREEING)


def _outcome_rows(reading: _Reading) -> npt.NDArray[np.float64]:
    return outcome_of([reading.column], _outcome_column(reading, named=False, reason=""))


def _read_named(column: Column, won_value: str | None) -> OutcomeColumn:
    """Read the column that a person named."""
    if column.kind is AttributeKind.DATE:
        return _read_named_date(column)
    reading = _read_values(column, status=True)
    if won_value is None:
        if not reading.won:
            reading = _read_flag(column)
        return _checked(_rest_sorted(reading), named=True)
    value = _find_value(column, won_value)
    others = _Reading(
        column,
        won=(value,),
        lost=_without(reading.lost, value),
        open=_without(reading.open, value),
        unknown=_without((*reading.won, *reading.unknown), value),
    )
    return _checked(_rest_sorted(others), named=True)


def _without(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(each for each in values if each != value)


def _read_named_date(column: Column) -> OutcomeColumn:
    """Read a date such as *Became a customer*: filled means won, missing lost."""
    outcome = OutcomeColumn(
        name=column.name,
        won=("filled",),
        lost=("",),
        reason=f"{shown_name(column)!r} was named: a date there means won, none means lost.",
        named=True,
    )
    missing = column.missing()
    if missing.all() or not missing.any():
        raise _one_sided(column, "won" if missing.all() else "lost")
    return outcome


def _rest_sorted(reading: _Reading) -> _Reading:
    """Give unknown values a side: open where something else says lost, lost where nothing does."""
    if reading.lost:
        return replace(reading, open=(*reading.open, *reading.unknown), unknown=())
    if reading.unknown:
        return replace(reading, lost=reading.unknown, unknown=())
    stages = tuple(value for value in reading.open if value != "")
    return replace(reading, lost=stages or reading.open, open=() if not stages else ("",))


def _find_value(column: Column, won_value: str) -> str:
    """Return the column's own spelling of a value that a person typed."""
    values = values_of(column)
    if won_value in values:
        return won_value
    wanted = plain_words(won_value)
    lists = _lists()
    for truth in ("yes_values", "no_values"):
        if lists[truth].whole(wanted):
            same = [value for value in values if lists[truth].whole(plain_words(value))]
            if len(same) == 1:
                return same[0]
    alike = [value for value in values if value and plain_words(value) == wanted]
    if len(alike) == 1:
        return alike[0]
    shown = ", ".join(repr(value) for value in values[:MOST_LISTED] if value)
    raise MappingError(
        f"{shown_name(column)!r} has no value {won_value!r}",
        tried=f"Its values, most frequent first: {shown or 'none, it is empty on every row'}",
        next_step=f"Give the one that means won: {_won_flag(column)}",
    )


def _checked(reading: _Reading, *, named: bool) -> OutcomeColumn:
    """Return the outcome column; MappingError when nothing in it is won, or nothing lost."""
    if not reading.won:
        raise _no_won_value(reading.column)
    unknown_open = replace(reading, open=(*reading.open, *reading.unknown), unknown=())
    outcome = _outcome_column(unknown_open, named=named, reason=_reason(unknown_open, named=named))
    rows = outcome_of([reading.column], outcome)
    for meaning, word in ((1.0, "won"), (0.0, "lost")):
        if not np.any(rows == meaning):
            raise _one_sided(reading.column, word)
    return outcome


def _outcome_column(reading: _Reading, *, named: bool, reason: str) -> OutcomeColumn:
    return OutcomeColumn(
        name=reading.column.name,
        won=reading.won,
        lost=reading.lost,
        open=reading.open,
        reason=reason,
        named=named,
    )


def _reason(reading: _Reading, *, named: bool) -> str:
    because = "was named" if named else "speaks of the outcome"
    parts = [f"{_shown(reading.won)} means won", f"{_shown(reading.lost)} lost"]
    if reading.open:
        parts.append(f"{_shown(reading.open)} still open")
    return f"{shown_name(reading.column)!r} {because}: {', '.join(parts)}."


def _shown(values: Iterable[str]) -> str:
    listed = [repr(value) if value else "nothing" for value in values]
    more = f" and {len(listed) - MOST_LISTED} more" if len(listed) > MOST_LISTED else ""
    return " or ".join(listed[:MOST_LISTED]) + more


def _flag(name: str, value: str) -> str:
    """Return the command-line flag that names this outcome, quoted where the shell needs it."""
    text = f"{name}={value}"
    plain = text.replace("=", "").replace("_", "").replace("-", "").isalnum()
    return f"--outcome {text}" if plain else f"--outcome '{text}'"


def _won_flag(column: Column) -> str:
    """Return the flag with the value that means won, or with a placeholder where none is known."""
    won = _read_values(column, status=True).won or _read_flag(column).won
    return _flag(shown_name(column), won[0] if won else "WON_VALUE")


def _nothing_found(columns: Sequence[Column]) -> MappingError:
    candidates = [
        column
        for column in columns
        if _few_values(column) and 2 <= len([each for each in values_of(column) if each]) <= 12
    ]
    shown = "; ".join(
        f"{shown_name(column)} ({', '.join([each for each in values_of(column) if each][:4])})"
        for column in candidates[:MOST_LISTED]
    )
    the_same = [line for column in columns if (line := _never_differs(column))]
    if the_same:
        return MappingError(
            "No column tells won from lost",
            tried="; ".join(the_same),
            next_step="Export lost enquiries as well as won ones, or name another column: "
            "--outcome COLUMN=WON_VALUE",
        )
    return MappingError(
        "No column says whether an enquiry was won",
        tried=f"Columns with few values: {shown or 'none'}",
        next_step="Name the column and the value that means won: --outcome COLUMN=WON_VALUE",
    )


def _never_differs(column: Column) -> str:
    """Return what a column named like an outcome holds on every row; empty when it differs."""
    lists = _lists()
    header = header_words(column)
    if not (lists["status_headers"].whole(header) or lists["flag_headers"].whole(header)):
        return ""
    values = values_of(column)
    if len(values) > 1:
        return ""
    held = f"is {values[0]!r}" if values and values[0] else "is empty"
    return f"{shown_name(column)!r} {held} on every row"


def _several_found(readings: Sequence[_Reading]) -> MappingError:
    flags = "  or  ".join(_flag(shown_name(reading.column), reading.won[0]) for reading in readings)
    return MappingError(
        "Several columns may say whether an enquiry was won, and they disagree",
        tried="; ".join(_reason(reading, named=False) for reading in readings),
        next_step=f"Say which one is meant: {flags}",
    )


def _no_won_value(column: Column) -> MappingError:
    values = [value for value in values_of(column) if value]
    shown = ", ".join(repr(value) for value in values[:MOST_LISTED])
    return MappingError(
        f"None of the values of {shown_name(column)!r} is known to mean won",
        tried=f"Its values, most frequent first: {shown or 'none'}",
        next_step=f"Add the one that does: {_won_flag(column)}",
    )


def _one_sided(column: Column, missing: str) -> MappingError:
    return MappingError(
        f"In {shown_name(column)!r} no row is {missing}",
        tried=f"Its values: {_shown(values_of(column)[:MOST_LISTED]) or 'dates'}",
        next_step="Won and lost ones are needed to learn from. Name another column or value: "
        "--outcome COLUMN=WON_VALUE",
    )
