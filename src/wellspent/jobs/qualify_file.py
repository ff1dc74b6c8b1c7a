"""Qualify a file: fit, authenticity and route of every row, by a file of closed ones, no store.

One row comes out for every row that goes in, in the same order and with the same cells, whatever
is in them: rows of odd length, empty ones, columns that the history has never seen. The file is
read several times (to score, to judge, to write), so that memory stays flat.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np

from wellspent.clean.columns import columns_from_batches
from wellspent.collect.open_file import open_table, read_batches
from wellspent.jobs.judge_file import JudgedFile, judge_file_by_history
from wellspent.jobs.mended_rows import guarded
from wellspent.jobs.profile_file import profile_history
from wellspent.jobs.read_history import read_history
from wellspent.qualify.fit import Fits, fits_of
from wellspent.records.cases import Cases, Column
from wellspent.records.declared import DeclaredProfile
from wellspent.records.profile import LearnedProfile
from wellspent.records.raw import RawBatch
from wellspent.records.scorecard import Scorecard

FIT = ("fit", "fit_low", "fit_high", "verdict", "reasons")
JUDGED = ("authenticity", "authenticity_low", "authenticity_high", "kind", "route")
ADDED = FIT + JUDGED
_ROWS_AT_A_TIME = 10_000
_BY_FIT_ALONE = "route by fit alone: authenticity unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class QualifiedFile:
    """A file with the fit of each of its rows, and with its authenticity, kind and route.

    `header` is the input's, then `ADDED`; an input column of one of those names is called
    `input_fit` and so on instead, with its cells as they were. `notes` say in sentences what a
    person should know about the file. Where `judged` is None (no row), nothing is judged; where
    nothing tells who wrote a row, only its route is given, by fit alone.
    """

    path: Path
    table: str | None
    header: tuple[str, ...]
    rows: int
    profile: LearnedProfile
    fits: Fits
    judged: JudgedFile | None = None
    notes: tuple[str, ...] = ()

    def lines(self) -> Iterator[list[str]]:
        """Give the rows as text: the input's cells, then those of `ADDED`."""
        width = len(self.header) - len(ADDED)
        added = _added_cells(self.fits, self.judged)
        with open_table(self.path, self.table) as table:
            rows = (row for row in table.rows if row)
            for row, own in zip(rows, added, strict=True):
                cells = list(row[:width])
                cells += [""] * (width - len(cells))
                yield cells + own


def qualify_file(
    new: Path,
    history: Path,
    *,
    table: str | None = None,
    history_table: str | None = None,
    outcome: tuple[str, str | None] | None = None,
    when: str | None = None,
    keep: Sequence[str] = (),
    declared: DeclaredProfile | None = None,
    now: datetime | None = None,
) -> QualifiedFile:
    """Learn from `history` and give fit, authenticity and route of every row of `new`.

    Raises what `read_history` raises, and `FileUnreadable` for `new`.
    """
    past = read_history(history, table=history_table, outcome=outcome, when=when, keep=keep)
    learned = profile_history(past, declared=declared, now=now, with_curve=False)
    qualified = qualify_with(learned, new, table=table, like=past.cases.columns)
    judged, notes = judge_file_by_history(
        new,
        history,
        rows=qualified.rows,
        fit=qualified.fits.probability,
        won=past.cases.outcome == 1.0,
        table=table,
        history_table=history_table,
    )
    return replace(qualified, judged=judged, notes=(*qualified.notes, *notes))


def qualify_with(
    learned: LearnedProfile,
    new: Path,
    *,
    table: str | None = None,
    like: Sequence[Column] = (),
) -> QualifiedFile:
    """Give the fit of every row of a file by a profile that was learned before.

    `like` are the columns that it was learned from: the file's are read as the same kinds.
    """
    too_long: list[int] = []
    batches = watched(read_batches(new, table, keep_empty=True), too_long)
    columns = columns_from_batches(batches, like=like)
    cases = Cases(columns=columns, rows=len(columns[0].values) if columns else 0)
    notes = [*absence_note(learned.scorecard, columns, new), *too_long_note(too_long, new)]
    return with_fits(learned, new, cases, table=table, notes=notes)


def with_fits(
    learned: LearnedProfile,
    new: Path,
    cases: Cases,
    *,
    table: str | None = None,
    notes: Sequence[str] = (),
) -> QualifiedFile:
    """Give the fits of a file whose rows are these cases, one for each row."""
    with open_table(new, table) as opened:
        header, renamed = _header_with_fit(opened.written_header or opened.header)
    return QualifiedFile(
        path=new,
        table=table,
        header=header,
        rows=cases.rows,
        profile=learned,
        fits=fits_of(learned.scorecard, cases),
        notes=(*notes, *renamed),
    )


def watched(batches: Iterator[RawBatch], too_long: list[int]) -> Iterator[RawBatch]:
    """Pass batches on, noting the numbers of rows with more cells than the header."""
    for batch in batches:
        too_long += [batch.row_number(odd.index) for odd in batch.odd_rows if any(odd.extra)]
        yield batch


def too_long_note(too_long: Sequence[int], new: Path) -> Iterator[str]:
    """Say which rows have more cells than the header."""
    if too_long:
        rows = ", ".join(str(number) for number in too_long[:5])
        more = f" and {len(too_long) - 5} more" if len(too_long) > 5 else ""
        yield (
            f"{new.name} has more cells than headers in row {rows}{more}: "
            "cells beyond the last header are left out."
        )


def absence_note(scorecard: Scorecard, columns: Sequence[Column], new: Path) -> Iterator[str]:
    """Say which columns of the history a file lacks, if it has any row."""
    names = {column.name for column in columns}
    absent = [one.label or one.name for one in scorecard.attributes if one.name not in names]
    if columns and absent:
        some = ", ".join(absent)
        yield f"{new.name} lacks columns of the history: {some}. They count as not given."


def _header_with_fit(written: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the output's header, and a note for each input column that had to be renamed."""
    taken = {*written, *ADDED}
    header: list[str] = []
    notes: list[str] = []
    for name in written:
        free = _free_name(f"input_{name}", taken) if name in ADDED else name
        if free != name:
            notes.append(f"Your column {name!r} is called {free!r} in the output.")
        header.append(free)
    return (*header, *ADDED), tuple(notes)


def _free_name(name: str, taken: set[str]) -> str:
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    taken.add(free)
    return free


def _added_cells(fits: Fits, judged: JudgedFile | None) -> Iterator[list[str]]:
    """Give the cells that are added to each row, made in blocks and shared where they are equal."""
    verdict = str(fits.verdict)
    unknown = [""] * len(JUDGED)
    for first in range(0, len(fits.probability), _ROWS_AT_A_TIME):
        block = slice(first, first + _ROWS_AT_A_TIME)
        chosen, where = np.unique(fits.chosen[block], axis=0, return_inverse=True)
        words = [_in_words(fits, places) for places in chosen.tolist()]
        numbers = (fits.probability[block], fits.low[block], fits.high[block])
        texts = [[f"{number:.6f}" for number in column.tolist()] for column in numbers]
        places = where.ravel().tolist()
        for row, (fit, low, high, place) in enumerate(zip(*texts, places, strict=True), first):
            of_judged = unknown if judged is None else judged.cells(row)
            told = judged is None or judged.told[row]
            reasons = words[place] if told else f"{words[place]}; {_BY_FIT_ALONE}"
            yield [fit, low, high, verdict, reasons, *of_judged]


def _in_words(fits: Fits, places: Sequence[int]) -> str:
    # Our sentences begin with a column's own header, which may be a formula. The input's cells are
    # given back as they came: changed ones would no longer match their source.
    found = [fits.sentences[place] for place in places if place >= 0]
    return guarded("; ".join(found) or fits.otherwise)
