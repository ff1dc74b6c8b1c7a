"""Delimited text: CSV, TSV and their relatives, from any program."""

import csv
import io
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import BinaryIO, Final

from wellspent.collect import limits
from wellspent.collect.dialect import Dialect, find_dialect
from wellspent.collect.encoding import FALLBACK, find_encoding
from wellspent.collect.header import name_columns, without_empty_end
from wellspent.collect.table import BrokenRow, Table
from wellspent.collect.unpack import Part, open_part
from wellspent.errors import FileUnreadable

SAMPLE: Final = 256 * 1024
ROWS_AT_ONCE: Final = 1000
END: Final = "\x00end of file\x00"
"""Fed to the reader after the last line; when a quote is still open, it ends up inside a cell."""


@contextmanager
def open_delimited(part: Part) -> Generator[Table]:
    """Open a text table: encoding, delimiter, quoting and header are found from its first lines."""
    with open_part(part) as stream:
        sample = stream.bytes.read(SAMPLE)
    encoding = find_encoding(sample)
    dialect = find_dialect(_decode_sample(sample, encoding))
    with open_part(part) as stream:
        text = _as_text(stream.bytes, encoding)
        rows = _read_rows(text, dialect, part)
        above = sum(1 for _ in islice(rows, dialect.lines_above))
        header, written, rows = _take_header(rows, dialect, part)
        first_row = above + (2 if dialect.has_header else 1)
        yield Table(header, rows, first_row, stream.share, written)


def _decode_sample(sample: bytes, encoding: str) -> str:
    text = sample.decode(encoding, "ignore" if len(sample) == SAMPLE else FALLBACK)
    text = text.replace("\x00", "")
    return text if len(sample) < SAMPLE else text[: text.rfind("\n") + 1] or text


def _as_text(stream: BinaryIO, encoding: str) -> io.TextIOWrapper:
    if not encoding.startswith(("utf-16", "utf-32")):
        stream = io.BufferedReader(WithoutNuls(stream), 256 * 1024)
    return io.TextIOWrapper(stream, encoding=encoding, errors=FALLBACK, newline="")


class WithoutNuls(io.RawIOBase):
    """Bytes without the NULs that some exports are padded with."""

    def __init__(self, inner: BinaryIO) -> None:
        super().__init__()
        self._inner = inner

    def readable(self) -> bool:
        """Say that it can be read, as `io.RawIOBase` asks."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Fill the buffer and return how many bytes came."""
        data = self._inner.read(len(buffer))
        if b"\x00" in data:
            kept = data.replace(b"\x00", b"")
            while data and not kept:
                data = self._inner.read(len(buffer))
                kept = data.replace(b"\x00", b"")
            data = kept
        buffer[: len(data)] = data
        return len(data)


def _read_rows(text: io.TextIOWrapper, dialect: Dialect, part: Part) -> Iterator[list[str]]:
    csv.field_size_limit(limits.LARGEST_CELL)
    reader = csv.reader(chain(text, [END]), delimiter=dialect.delimiter, escapechar=dialect.escape)
    try:
        while rows := list(islice(reader, ROWS_AT_ONCE)):
            if rows[-1] and rows[-1][-1].endswith(END):
                rows[-1:] = _last_row(rows[-1])
            yield from rows
    except csv.Error as error:
        raise FileUnreadable(
            f"A row can't be cut into cells: {error}.",
            where=f"{part.label()}, line {reader.line_num}",
            tried=f"reading cells separated by {dialect.delimiter!r} and quoted with double quotes",
            next_step="Look near that line for a quote that is opened and never closed.",
        ) from error


def _last_row(row: list[str]) -> Iterator[list[str]]:
    """Give what stood before the end mark, if anything: then a quote was still open."""
    if row != [END]:
        yield BrokenRow([*row[:-1], row[-1].removesuffix(END)])


def _take_header(
    rows: Iterator[list[str]], dialect: Dialect, part: Part
) -> tuple[tuple[str, ...], tuple[str, ...], Iterator[Sequence[str]]]:
    first = next((row for row in rows if any(row)), None)
    if first is None:
        raise FileUnreadable(
            "The file is empty.",
            where=part.label(),
            tried="looking for a header row",
            next_step="Export it again, and check that it has rows.",
        )
    if dialect.has_header:
        return name_columns(without_empty_end(first), file=part.label()), tuple(first), rows
    return name_columns([""] * len(first), file=part.label()), (), chain([first], rows)
