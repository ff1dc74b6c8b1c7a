"""CSV as programs on every system read it: lines end with a line feed."""

import csv
from collections.abc import Iterable
from typing import TextIO


def write_csv(out: TextIO, rows: Iterable[Iterable[str]]) -> None:
    """Write rows as CSV; any text, line breaks and quotes in it too, reads back as it was."""
    csv.writer(_LineFeeds(out), lineterminator="\r\n").writerows(rows)


class _LineFeeds:
    """Takes what a CSV writer writes, a row at a time, and ends the row with a line feed alone.

    The writer itself must be told to end rows with both characters: only then does it quote a
    cell with a lone carriage return, which otherwise would break the row in two.
    """

    def __init__(self, out: TextIO) -> None:
        self._write = out.write

    def write(self, row: str) -> int:
        """Pass one row on."""
        return self._write(row[:-2] + "\n")
