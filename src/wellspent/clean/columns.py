"""Columns: a whole table typed for learning, without a mapping and at a million rows."""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import compress
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from wellspent.clean.category import missing_among
from wellspent.clean.column_kind import Convention, agree, find_kind
from wellspent.clean.date import parse_date
from wellspent.clean.flag import parse_flag
from wellspent.clean.machine_name import machine_names
from wellspent.clean.number import parse_number
from wellspent.clean.spellings import merge_spellings
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Column
from wellspent.records.raw import RawBatch

MANY_VALUES: Final = 50_000
"""Distinct values after which numbers and dates are no longer kept as text too."""

NOT_A_TIME: Final = np.iinfo(np.int64).min

Codes = npt.NDArray[np.int32]


def columns_from_batches(
    batches: Iterable[RawBatch], *, like: Sequence[Column] = ()
) -> tuple[Column, ...]:
    """Return a table's columns, each typed by all its values, for learning and scoring.

    `Column.name` is the machine name of the header, `label` the header. A table typed `like` the
    columns of an earlier one gets their kinds, and their categories under the same spelling, also
    where its own few rows would look like something else. No batches give no columns.
    """
    builders: list[_ColumnBuilder] = []
    for batch in batches:
        if not builders:
            names = machine_names(batch.header)
            patterns = {column.name: column for column in like}
            builders = [
                _ColumnBuilder(name, label, patterns.get(name))
                for name, label in zip(names, batch.header, strict=True)
            ]
        for builder, texts in zip(builders, zip(*batch.rows, strict=True), strict=True):
            builder.add(texts)
    conventions = agree([builder.convention() for builder in builders])
    return tuple(
        builder.finish(convention)
        for builder, convention in zip(builders, conventions, strict=True)
    )


class _Coded(dict[str, int]):
    """Texts by code; a new text gets the next one."""

    def __missing__(self, text: str) -> int:
        code = self[text] = len(self)
        return code


class _ColumnBuilder:
    """One column while its rows are read.

    Values are kept as codes of distinct texts; once there are too many of those and they are
    numbers or dates, as such.
    """

    def __init__(self, name: str, label: str, pattern: Column | None) -> None:
        self.name = name
        self._pattern = pattern
        self.label = label
        self._coded = _Coded()
        self._pieces: list[Codes] = []
        self._look_again_at = MANY_VALUES
        self._parsed: _Parsed | None = None

    def add(self, texts: Sequence[str]) -> None:
        if self._parsed is not None:
            self._parsed.add(texts)
            return
        codes = np.fromiter(map(self._coded.__getitem__, texts), np.int32, len(texts))
        self._pieces.append(codes)
        if len(self._coded) > self._look_again_at:
            self._look_again_at *= 4
            self._parse_if_possible()

    def _parse_if_possible(self) -> None:
        convention = self.convention()
        if convention.kind in {AttributeKind.NUMBER, AttributeKind.DATE}:
            self._parsed = _Parsed(convention)
            self._parsed.add_coded(list(self._coded), self._codes())
            self._coded, self._pieces = _Coded(), []

    def convention(self) -> Convention:
        """Return how the values that were read so far are written."""
        if self._parsed is not None:
            return self._parsed.convention
        texts, kind = list(self._coded), self._pattern.kind if self._pattern else None
        return find_kind(self.label, texts, _counts(self._codes(), len(texts)), kind=kind)

    def _codes(self) -> Codes:
        return np.concatenate(self._pieces) if self._pieces else np.empty(0, np.int32)

    def finish(self, convention: Convention) -> Column:
        """Return the column, its values written as the convention says."""
        if self._parsed is None:
            texts, codes = list(self._coded), self._codes()
            return _typed(self.name, self.label, texts, codes, convention, self._pattern)
        return Column(self.name, convention.kind, self._parsed.values(), (), self.label)


class _Parsed:
    """Numbers or dates of a column with very many of them, as they are read."""

    def __init__(self, convention: Convention) -> None:
        self.convention = convention
        self._pieces: list[npt.NDArray[Any]] = []

    def add(self, texts: Sequence[str]) -> None:
        if self.convention.kind is AttributeKind.NUMBER and not self.convention.decimal_comma:
            try:
                values = np.fromiter(map(float, texts), np.float64, len(texts))
            except ValueError:
                pass
            else:
                values[~np.isfinite(values)] = np.nan
                self._pieces.append(values)
                return
        self._pieces.append(_parse_all(texts, self.convention))

    def add_coded(self, texts: Sequence[str], codes: Codes) -> None:
        self._pieces.append(_parse_all(texts, self.convention)[codes])

    def values(self) -> npt.NDArray[Any]:
        return np.concatenate(self._pieces)


def _counts(codes: Codes, levels: int) -> list[int]:
    return np.bincount(codes, minlength=levels).tolist()


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else math.floor(moment.timestamp())


def _parse_all(texts: Sequence[str], convention: Convention) -> npt.NDArray[Any]:
    """Return numbers as float64, dates as datetime64[s] in UTC; NaN and NaT where missing."""
    comma, day = bool(convention.decimal_comma), bool(convention.day_first)
    if convention.kind is AttributeKind.NUMBER:
        numbers = (parse_number(text, decimal_comma=comma) for text in texts)
        return np.array([math.nan if one is None else one for one in numbers], np.float64)
    dates = (_seconds(parse_date(text, day_first=day)) for text in texts)
    seconds = np.array([NOT_A_TIME if one is None else one for one in dates], np.int64)
    return seconds.view("datetime64[s]")


def _typed(
    name: str,
    label: str,
    texts: list[str],
    codes: Codes,
    convention: Convention,
    pattern: Column | None,
) -> Column:
    kind = convention.kind
    if kind is AttributeKind.FLAG:
        return Column(name, kind, _flag_codes(texts)[codes], ("no", "yes"), label)
    if kind in {AttributeKind.NUMBER, AttributeKind.DATE}:
        return Column(name, kind, _parse_all(texts, convention)[codes], (), label)
    if kind is AttributeKind.TEXT:
        levels, level_of = _texts_as_levels(texts)
    else:
        like = () if pattern is None else pattern.levels
        levels, level_of = merge_spellings(texts, _counts(codes, len(texts)), like=like)
    return Column(name, kind, level_of[codes], levels, label)


def _flag_codes(texts: Sequence[str]) -> Codes:
    flags = (parse_flag(text) for text in texts)
    return np.array([-1 if flag is None else int(flag) for flag in flags], np.int32)


def _texts_as_levels(texts: Sequence[str]) -> tuple[tuple[str, ...], Codes]:
    missing = np.array(missing_among(texts), np.bool_)
    level_of = np.cumsum(~missing, dtype=np.int32) - np.int32(1)
    level_of[missing] = -1
    return tuple(compress(texts, ~missing)), level_of
