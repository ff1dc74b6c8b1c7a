"""Mended rows: refused rows go out with their reasons, and come back in without them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from wellspent.records.raw import EXTRA_CELL, OddRow, RawBatch, RefusedRow

REASON_COLUMNS = (
    "wellspent file",
    "wellspent row",
    "wellspent column",
    "wellspent reason",
)
"""The columns that are put before a refused row's own."""

STILL_TOO_LONG = "the row has a cell beyond the last header: move it to its column, or empty it"

GUARD = "'"
"""Put before a cell that a spreadsheet would run as a formula, and taken off again."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula."""
    return GUARD + cell if cell.startswith((*FORMULA_SIGNS, GUARD)) and not _number(cell) else cell


def unguarded(cell: str) -> str:
    """Return a cell as it was before `guarded`."""
    rest = cell.removeprefix(GUARD)
    return rest if rest != cell and rest.startswith((*FORMULA_SIGNS, GUARD)) else cell


def table_of_refused(refused: Callable[[], Iterable[RefusedRow]]) -> Iterator[list[str]]:
    """Give refused rows as a table: the reasons' columns, then the row's own cells as they were.

    `refused` gives the rows anew at each call. It is called twice, since a later row may have
    more cells than the first.
    """
    header = list(dict.fromkeys(name for row in refused() for name in row.cells))
    if not header:
        return
    yield [*REASON_COLUMNS, *(guarded(name) for name in header)]
    for row in refused():
        own = [guarded(row.cells.get(name, "")) for name in header]
        yield [guarded(row.file), str(row.row), guarded(row.column), guarded(row.reason), *own]


def without_reasons(batch: RawBatch) -> RawBatch:
    """Return a batch of mended rows as the file that they came from had them; others as is.

    Our own columns go, wherever a spreadsheet has put them. A row that still has a cell beyond the
    last header is odd still.
    """
    names = [unguarded(name).strip().casefold() for name in batch.header]
    if not set(names) & set(REASON_COLUMNS):
        return batch
    extra = [place for place, name in enumerate(names) if name.startswith(EXTRA_CELL)]
    ours = {place for place, name in enumerate(names) if name in REASON_COLUMNS}.union(extra)
    own = [place for place in range(len(names)) if place not in ours]
    still_odd = [
        OddRow(index, STILL_TOO_LONG, left, refuse=True)
        for index, row in enumerate(batch.rows)
        if any(left := tuple(unguarded(row[place]) for place in extra))
    ]
    plain = replace(
        batch,
        header=tuple(batch.header[place] for place in own),
        rows=[[row[place] for place in own] for row in batch.rows],
        odd_rows=(*batch.odd_rows, *still_odd),
    )
    return unguarded_batch(plain)


def unguarded_batch(batch: RawBatch) -> RawBatch:
    """Return a batch with its cells as they were before they were guarded."""
    return replace(
        batch,
        header=tuple(unguarded(name) for name in batch.header),
        rows=[[unguarded(cell) for cell in row] for row in batch.rows],
    )


def _number(cell: str) -> bool:
    """Return whether a cell is a plain negative or signed number, which is no formula."""
    digits = cell[1:].replace(".", "", 1).replace(",", "", 1)
    return cell[0] in "+-" and digits.isascii() and digits.isdigit()
