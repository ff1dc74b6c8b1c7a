"""Case columns: values by name, row after row, become typed columns.

Spellings of a category's value that differ only in case or spaces are one, as in a file.
"""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from wellspent.clean.spellings import Codes, merge_spellings
from wellspent.records.attribute import AttributeKind, AttributeValue
from wellspent.records.cases import Column

YES_OR_NO = ("no", "yes")


@dataclass(frozen=True, slots=True)
class Naming:
    """What attributes are called by their files, and which of them hold free text."""

    labels: Mapping[str, str] = field(default_factory=dict[str, str])
    texts: frozenset[str] = frozenset()


class CaseColumns:
    """Gathers rows of values; a value that a row lacks is missing there."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._gathered: dict[str, _Gathered] = {}
        self._rows = 0

    def add(self, values: Mapping[str, AttributeValue]) -> None:
        """Add a row."""
        row, gathered = self._rows, self._gathered
        for name, value in values.items():
            column = gathered.get(name)
            if column is None:
                column = gathered[name] = _Gathered()
            column.add(row, value)
        self._rows += 1

    def columns(self, rows: int) -> tuple[Column, ...]:
        """Return the columns, each as long as `rows`, in the order in which they were met."""
        return tuple(self._column(name, each, rows) for name, each in self._gathered.items())

    def _column(self, name: str, gathered: "_Gathered", rows: int) -> Column:
        label = self._naming.labels.get(name, name.replace("_", " "))
        kind = AttributeKind.TEXT if name in self._naming.texts else AttributeKind.CATEGORY
        return gathered.column(name, label, kind, rows)


class _Gathered:
    """One column: where it has values, and what they are, kept apart by their sort."""

    __slots__ = ("codes", "levels", "moments", "numbers", "places")

    def __init__(self) -> None:
        self.places: dict[type, array[int]] = {}
        self.numbers: array[float] = array("d")
        self.moments: array[int] = array("q")
        self.codes: dict[type, array[int]] = {str: array("i"), bool: array("i")}
        self.levels: dict[str, int] = {}

    def add(self, row: int, value: AttributeValue) -> None:
        sort = type(value)
        if sort is str:
            self.codes[str].append(self.levels.setdefault(value, len(self.levels)))  # pyright: ignore
        elif sort is float or sort is int:
            sort = float
            self.numbers.append(value)  # pyright: ignore
        elif sort is bool:
            self.codes[bool].append(int(value))  # pyright: ignore
        else:
            sort = datetime
            self.moments.append(int(value.timestamp()))  # pyright: ignore
        places = self.places.get(sort)
        if places is None:
            places = self.places[sort] = array("q")
        places.append(row)

    def column(self, name: str, label: str, words: AttributeKind, rows: int) -> Column:
        """Return the column; values of several sorts are all taken as words."""
        sorts = set(self.places)
        if sorts == {float}:
            numbers = np.full(rows, np.nan)
            numbers[self._places(float)] = np.frombuffer(self.numbers, np.float64)
            return Column(name, AttributeKind.NUMBER, numbers, (), label)
        if sorts == {datetime}:
            moments = np.full(rows, np.datetime64("NaT"), "datetime64[s]")
            moments[self._places(datetime)] = np.array(self.moments, "datetime64[s]")
            return Column(name, AttributeKind.DATE, moments, (), label)
        codes = np.full(rows, -1, np.int32)
        if sorts == {bool}:
            codes[self._places(bool)] = np.frombuffer(self.codes[bool], np.int32)
            return Column(name, AttributeKind.FLAG, codes, YES_OR_NO, label)
        self._all_as_words()
        levels, coded = self._levels(words)
        codes[self._places(str)] = coded
        return Column(name, words, codes, levels, label)

    def _levels(self, words: AttributeKind) -> tuple[tuple[str, ...], Codes]:
        """Return the words, free text as it is, categories under one spelling each."""
        coded = np.frombuffer(self.codes[str], np.int32)
        if words is AttributeKind.TEXT:
            return tuple(self.levels), coded
        texts = list(self.levels)
        counts: list[int] = np.bincount(coded, minlength=len(texts)).tolist()
        levels, level_of = merge_spellings(texts, counts)
        return levels, level_of[coded]

    def _places(self, sort: type) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.frombuffer(self.places[sort], np.int64)

    def _all_as_words(self) -> None:
        texts: dict[type, list[str]] = {
            float: [f"{number:g}" for number in self.numbers],
            bool: [YES_OR_NO[code] for code in self.codes[bool]],
            datetime: [str(np.datetime64(moment, "s")) for moment in self.moments],
        }
        for sort in self.places.keys() - {str}:
            self.places.setdefault(str, array("q")).extend(self.places[sort])
            for word in texts[sort]:
                self.codes[str].append(self.levels.setdefault(word, len(self.levels)))
