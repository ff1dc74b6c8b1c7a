"""Showing results: tables for people, CSV and JSON for programs.

Data comes from strangers. What goes to a terminal loses its control characters (a lead's name must
not move the cursor or recolour the screen); what goes to CSV can't start a formula in a
spreadsheet.
"""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import chain

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from wellspent.jobs.mended_rows import guarded
from wellspent.serve.cli.csv_out import write_csv
from wellspent.serve.cli.printable import printable
from wellspent.serve.plain_json import plain_json

Cell = str | float | int | bool | datetime | None


class Format(StrEnum):
    """How a result is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def say(message: str = "") -> None:
    """Print a line for a person on stdout."""
    print(printable(message))  # noqa: T201


def remark(message: str) -> None:
    """Print a line for a person on stderr, beside results that go to stdout."""
    print(printable(message), file=sys.stderr)  # noqa: T201


def show_rows(
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    form: Format,
    *,
    title: str = "",
    right: Sequence[str] = (),
) -> None:
    """Show rows in the form that was asked for; `right` names columns of figures."""
    if form is Format.CSV:
        show_csv(columns, rows)
    elif form is Format.JSON:
        show_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        _show_table(columns, [[as_text(cell) for cell in row] for row in rows], title, right)


def show_json(value: object) -> None:
    """Print records, lists and plain values as JSON; what can't be told is null."""
    print(json.dumps(plain_json(value), ensure_ascii=False, indent=2, allow_nan=False))  # noqa: T201


def show_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Print rows as CSV, with text that a spreadsheet would run as a formula made harmless."""
    texts = ([guarded(as_text(cell)) for cell in row] for row in rows)
    write_csv(sys.stdout, chain([[guarded(column) for column in columns]], texts))


def as_text(cell: Cell) -> str:
    """Return a cell as it is written in tables and CSV."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, float):
        return f"{cell:g}"
    return str(cell)


def out_of_100(probability: float, low: float, high: float) -> str:
    """Return a fit as people read it: `72 (58-83)`."""
    return f"{probability * 100:.0f} ({low * 100:.0f}-{high * 100:.0f})"


def _show_table(
    columns: Sequence[str], rows: list[list[str]], title: str, right: Sequence[str]
) -> None:
    rows = [[printable(cell).replace("\n", " ") for cell in row] for row in rows]
    if not sys.stdout.isatty():
        _show_plain(columns, rows, right)
        return
    table = Table(title=title or None, title_justify="left", header_style="bold", box=None)
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(no_color="NO_COLOR" in os.environ, highlight=False).print(table)


def _show_plain(columns: Sequence[str], rows: list[list[str]], right: Sequence[str]) -> None:
    lines = [list(columns), *rows]
    widths = [max(cell_len(line[index]) for line in lines) for index in range(len(columns))]
    for line in lines:
        cells = [
            _padded(cell, width, to_the_right=column in right)
            for column, cell, width in zip(columns, line, widths, strict=True)
        ]
        print("  ".join(cells).rstrip())  # noqa: T201


def _padded(cell: str, width: int, *, to_the_right: bool) -> str:
    space = " " * (width - cell_len(cell))
    return space + cell if to_the_right else cell + space
