"""Mended rows: refused rows go out with their reasons, and come back in without them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from wellspent.records.raw import RawBatch, RefusedRow

REASON_COLUMNS = (
    "wellspent file",
    "wellspent row",
    "wellspent column",
    "wellspent reason",
)
"""The columns that are put before a refused row's own."""

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
    """Return a batch of mended rows as the file that they came from had them; others as is."""
    ours = len(REASON_COLUMNS)
    if tuple(batch.header[:ours]) != REASON_COLUMNS:
        return batch
    rows = [row[ours:] for row in batch.rows]
    return unguarded_batch(replace(batch, header=batch.header[ours:], rows=rows))


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
