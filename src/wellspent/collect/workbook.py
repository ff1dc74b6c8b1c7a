"""Workbooks: XLSX, and with it the older XLS, XLSB and ODS."""

import zipfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from wellspent.collect import limits
from wellspent.collect.dialect import MOST_LINES_ABOVE, ROWS_LOOKED_AT, count_lines_above
from wellspent.collect.header import name_columns, without_empty_end
from wellspent.collect.table import Table
from wellspent.collect.unpack import Part, as_file_on_disk
from wellspent.collect.workbook_size import most_cells, most_text, unpacked_size
from wellspent.errors import FileUnreadable, TooLarge

Cell = int | float | str | bool | time | date | datetime | timedelta


def list_sheets(part: Part) -> list[str]:
    """Return the names of a workbook's sheets that hold anything."""
    with _open_workbook(part) as workbook:
        return [name for name in workbook.sheet_names if _is_filled(workbook, name)]


def _is_filled(workbook: CalamineWorkbook, name: str) -> bool:
    try:
        return workbook.get_sheet_by_name(name).total_height > 0
    except CalamineError:
        return False  # a chart sheet has no cells


@contextmanager
def open_sheet(part: Part, sheet: str) -> Generator[Table]:
    """Open one sheet of a workbook; the whole sheet is held in memory."""
    with _open_workbook(part) as workbook:
        yield _sheet_table(workbook.get_sheet_by_name(sheet), f"{part.label()}, sheet {sheet}")


def _sheet_table(sheet: CalamineSheet, label: str) -> Table:
    top = [_cells_as_text(row) for row, _ in zip(_rows(sheet), range(ROWS_LOOKED_AT), strict=False)]
    above = count_lines_above(top[: max(MOST_LINES_ABOVE, ROWS_LOOKED_AT)])
    blank = next((index for index, row in enumerate(top[above:]) if any(row)), None)
    if blank is None:
        raise FileUnreadable(
            "The sheet is empty.",
            where=label,
            tried="looking for a header row",
            next_step="Name another sheet, or export the table again.",
        )
    start = above + blank
    header = name_columns(without_empty_end(top[start]), file=label)
    first_row = start + 2
    total = max(sheet.total_height - start, 1)
    read = 0

    def rows() -> Iterator[Sequence[str]]:
        nonlocal read
        for index, row in enumerate(_rows(sheet)):
            if index > start:
                read += 1
                yield _cells_as_text(row)

    return Table(header, rows(), first_row, lambda: min(1.0, read / total))


def _rows(sheet: CalamineSheet) -> Iterator[list[Cell]]:
    """Give the sheet's rows from its very first one on, as a person counts them.

    calamine begins at the first filled cell, so what is empty above it is given here.
    """
    above = sheet.start[0] if sheet.start else 0
    for _ in range(above):
        yield []
    yield from sheet.iter_rows()


def _cells_as_text(row: Sequence[Cell]) -> list[str]:
    cells = [cell if type(cell) is str else cell_as_text(cell) for cell in row]
    return cells if any(cells) else []


def cell_as_text(cell: Cell) -> str:
    """Return a cell as a CSV export would write it: `3`, `2.5`, `TRUE`, `2024-05-31`."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time.min:
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat(sep=" ") if isinstance(cell, datetime) else cell.isoformat()
    return str(cell)


@contextmanager
def _open_workbook(part: Part) -> Generator[CalamineWorkbook]:
    unreadable = partial(FileUnreadable, where=part.label(), tried="reading it as a workbook")
    with as_file_on_disk(part) as path:
        _check_size(str(path), part)
        try:
            with CalamineWorkbook.from_path(str(path)) as workbook:
                yield workbook
        except PasswordError as error:
            raise unreadable(
                "The workbook is locked with a password.",
                next_step="Save a copy without a password, or as CSV.",
            ) from error
        except CalamineError as error:
            raise unreadable(
                f"The workbook is damaged or of an unknown kind: {error}.",
                next_step="Open it in a spreadsheet program and save it as XLSX or CSV.",
            ) from error


def _check_size(path: str, part: Part) -> None:
    if zipfile.is_zipfile(path):
        # Each sheet is opened apart from the others, and looked at before each time.
        _check_unpacked(path, Path(path).stat().st_mtime_ns, part.label())


@lru_cache(maxsize=64)
def _check_unpacked(path: str, _written_at: int, label: str) -> None:
    with zipfile.ZipFile(path) as archive:
        megabyte = 1024**2
        _refuse_above(
            limits.LARGEST_WORKBOOK // megabyte,
            unpacked_size(archive) // megabyte,
            "The workbook unpacks to {} MB",
            label,
        )
        _refuse_above(
            limits.LARGEST_SHEET, most_cells(archive), "A sheet of it spans {} cells", label
        )
        _refuse_above(
            limits.LARGEST_SHEET_TEXT // megabyte,
            most_text(archive) // megabyte,
            "The texts in the cells of a sheet come to {} MB",
            label,
        )


def _refuse_above(most: int, size: int, what: str, label: str) -> None:
    if size > most:
        raise TooLarge(
            f"{what.format(f'{size:,}')}; the limit is {most:,}.",
            where=label,
            tried="reckoning how much memory the workbook takes, since it must be held as a whole",
            next_step="Save the sheet as CSV: those are read row by row, whatever their size.",
        )
