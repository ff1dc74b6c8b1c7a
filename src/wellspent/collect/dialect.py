"""Dialect: which delimiter and quoting a text table uses, and where its header is."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import Final

DELIMITERS: Final = (",", ";", "\t", "|", "\x1f", "\x01", "^", "~", ":")
"""The candidates, the likelier first: that decides when two fit equally well."""

ROWS_LOOKED_AT: Final = 200
MOST_LINES_ABOVE: Final = 30
SEPARATOR_LINE: Final = re.compile(r"sep=(.)\s*\Z", re.IGNORECASE)
ESCAPED_QUOTE: Final = re.compile(r"""\\"(?![,;|\t\r\n]|\Z)""")
"""A quote inside a cell, after a backslash; before a delimiter it ends a cell like `"C:\\"`."""

SURELY_DATA: Final = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}\Z")
NUMBER: Final = re.compile(r"[-+]?[\d.,]+%?\Z")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How to cut a text into rows and cells.

    `lines_above` counts records before the header: a title, a date, an empty line. `has_header` is
    false when the first row is plainly data already.
    """

    delimiter: str
    escape: str | None
    lines_above: int
    has_header: bool


def find_dialect(sample: str) -> Dialect:
    """Return the dialect of a text table from its first lines (`sample` may end in mid-row)."""
    lines = sample.splitlines(keepends=True)
    escape = "\\" if ESCAPED_QUOTE.search(sample) and '""' not in sample else None
    told = SEPARATOR_LINE.match(lines[0]) if lines else None
    if told:
        rows = read_sample(lines[1:], told[1], escape)
        return _dialect(told[1], escape, rows, already_above=1)
    found = {one: read_sample(lines, one, escape) for one in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda one: _agreement(found[one]))
    return _dialect(delimiter, escape, found[delimiter], already_above=0)


def read_sample(lines: list[str], delimiter: str, escape: str | None) -> list[list[str]]:
    """Cut the first lines into rows as this delimiter would."""
    reader = csv.reader(lines, delimiter=delimiter, escapechar=escape)
    try:
        return list(islice(reader, ROWS_LOOKED_AT))
    except csv.Error:
        return []


def _agreement(rows: list[list[str]]) -> float:
    """Return how well rows agree on a number of cells above one; 0 if they don't."""
    widths = Counter(len(row) for row in rows if row)
    wide = Counter({width: count for width, count in widths.items() if width > 1})
    if not wide:
        return 0.0
    width, count = wide.most_common(1)[0]
    # More cells count a little: `;` wins over the `,` that every decimal number holds.
    return count / widths.total() * (1 + min(width, 50) / 100)


def _dialect(
    delimiter: str, escape: str | None, rows: list[list[str]], *, already_above: int
) -> Dialect:
    above = count_lines_above(rows)
    header = rows[above] if above < len(rows) else []
    return Dialect(delimiter, escape, above + already_above, not looks_like_data(header))


def count_lines_above(rows: list[list[str]]) -> int:
    """Return how many rows come before the header: those far narrower than the table."""
    widths = Counter(_filled_width(row) for row in rows if any(row))
    if not widths:
        return 0
    usual = widths.most_common(1)[0][0]
    for index, row in enumerate(rows[:MOST_LINES_ABOVE]):
        if any(row) and 2 * _filled_width(row) > usual:
            return index
    return 0


def _filled_width(row: list[str]) -> int:
    """Return the width of a row without the empty cells at its end."""
    width = len(row)
    while width and not row[width - 1]:
        width -= 1
    return width


def looks_like_data(cells: list[str]) -> bool:
    """Return whether a first row is plainly no header: an e-mail address, or only numbers."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if any(SURELY_DATA.match(cell) for cell in filled):
        return True
    return len(filled) > 1 and all(NUMBER.match(cell) for cell in filled)
