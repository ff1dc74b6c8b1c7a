"""Batches: rows in the header's shape, some thousand at a time."""

from collections.abc import Iterator, Sequence
from itertools import islice

from wellspent.collect.table import BrokenRow, Table
from wellspent.records.raw import OddRow, RawBatch


def make_batches(
    table: Table, file: str, *, batch_rows: int, resume_at: int, keep_empty: bool = False
) -> Iterator[RawBatch]:
    """Cut a table into batches, the first after `resume_at` rows.

    `position` counts the rows below the header that have been read, so resuming reads past them
    without cleaning them. With `keep_empty`, rows whose cells are all empty are rows; lines
    without any cell never are.
    """
    done = sum(1 for _ in islice(table.rows, resume_at))
    while rows := list(islice(table.rows, batch_rows)):
        start = table.first_row + done
        done += len(rows)
        batch = shape_batch(rows, table, file, start, position=done, keep_empty=keep_empty)
        if batch.rows:
            yield batch


def shape_batch(
    rows: list[Sequence[str]],
    table: Table,
    file: str,
    start: int,
    *,
    position: int,
    keep_empty: bool = False,
) -> RawBatch:
    """Return rows as a batch: empty lines left out, odd rows in shape and named as odd."""
    width = len(table.header)
    odd: list[OddRow] = []
    numbers: Sequence[int] = ()
    is_row = bool if keep_empty else any
    if not all(map(is_row, rows)):
        numbers = [start + index for index, row in enumerate(rows) if is_row(row)]
        rows = [row for row in rows if is_row(row)]
    if rows and isinstance(rows[-1], BrokenRow):
        rows[-1] = _closed(rows[-1], width, len(rows) - 1, odd)
    if any(len(row) != width for row in rows):
        for index, row in enumerate(rows):
            if len(row) != width:
                rows[index] = _in_shape(row, width, index, odd)
    first = numbers[0] if numbers else start
    return RawBatch(
        file=file,
        header=table.header,
        first_row=first,
        rows=rows,
        position=position,
        share_read=table.share(),
        row_numbers=numbers,
        odd_rows=odd,
    )


def _in_shape(row: Sequence[str], width: int, index: int, odd: list[OddRow]) -> list[str]:
    if len(row) > width:
        extra = tuple(row[width:])
        if any(extra):
            odd.append(OddRow(index, _too_long(len(row), width), extra, refuse=True))
        return list(row[:width])
    lone = len(row) == 1 and width > 2
    odd.append(OddRow(index, _too_short(len(row), width, lone=lone), refuse=lone))
    return [*row, *[""] * (width - len(row))]


def _closed(row: BrokenRow, width: int, index: int, odd: list[OddRow]) -> list[str]:
    what = "a quote is opened in this row and never closed: the rest of the file was read into it"
    odd.append(OddRow(index, what, tuple(row[width:]), refuse=True))
    return [*row, *[""] * (width - len(row))][:width]


def _too_long(cells: int, width: int) -> str:
    return f"the row has {cells} cells, the header {width}: an unquoted delimiter in a cell?"


def _too_short(cells: int, width: int, *, lone: bool) -> str:
    if lone:
        return f"the row has one cell, the header {width}: a note below the table?"
    return f"the row has {cells} cells, the header {width}: the missing ones were taken as empty"
