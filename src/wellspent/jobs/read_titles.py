"""Read titles: what job titles say, one by one, without a store."""

import io
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from wellspent.collect.encoding import FALLBACK, SAMPLE, find_encoding
from wellspent.errors import FileUnreadable, InputError, file_unreadable
from wellspent.reach.titles.prior import check_areas
from wellspent.reach.titles.read_title import read_title
from wellspent.records.title import TitleReading

LONGEST_LINE: Final = 4096
"""Characters. A longer line is no title: most likely the file isn't one of titles."""


def read_titles(
    lines: Iterable[str], *, employees: float | None = None, sold_to: tuple[str, ...] = ()
) -> Iterator[TitleReading]:
    """Return what each title says, in order, that of an empty line too.

    `employees` of the firm that they are from and the areas that we sell to (`sold_to`) change the
    prior over buying roles alone. InputError for a number below one, and for an area that nobody
    knows.
    """
    _check(employees)
    check_areas(sold_to)
    return (read_title(line.strip(), employees=employees, sold_to=sold_to) for line in lines)


@contextmanager
def open_titles(path: Path) -> Generator[Iterator[str]]:
    """Open a file with one title a line; FileUnreadable says why it can't be read."""
    if path.is_dir():
        raise FileUnreadable(
            "This is a folder, not a file.", where=str(path), next_step="Name a file in it."
        )
    try:
        stream = path.open("rb")
    except OSError as error:
        raise file_unreadable(path, error) from error
    with stream:
        yield title_lines(stream, str(path))


def title_lines(stream: BinaryIO, name: str) -> Iterator[str]:
    """Return the lines of a stream one by one, in flat memory, in whatever encoding it is.

    FileUnreadable for what is no text, InputError for a line over 4,096 characters.
    """
    buffered = io.BufferedReader(_Raw(stream), SAMPLE)
    sample = buffered.peek(SAMPLE)
    encoding = find_encoding(sample)
    if b"\0" in sample and not encoding.startswith(("utf-16", "utf-32")):
        raise _no_text(name)
    return _lines(io.TextIOWrapper(buffered, encoding=encoding, errors=FALLBACK), name)


def _lines(text: TextIO, name: str) -> Iterator[str]:
    number = 0
    while line := text.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise _too_long(name, number)
        if "\0" in line:
            raise _no_text(name)
        yield line.rstrip("\n")


class _Raw(io.RawIOBase):
    """A stream to be read only, which stays open when its readers are done."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Fill the buffer as far as there is something."""
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _check(employees: float | None) -> None:
    if employees is not None and not 1 <= employees < float("inf"):
        raise InputError(
            f"A firm can't have {employees:g} employees.", next_step="Give a number from 1 up."
        )


def _no_text(name: str) -> FileUnreadable:
    return FileUnreadable(
        "The file isn't text with one title a line: it is binary.",
        where=name,
        tried="recognising its encoding",
        next_step="Save the column of titles as plain text.",
    )


def _too_long(name: str, number: int) -> InputError:
    return InputError(
        f"The line is longer than {LONGEST_LINE:,} characters, which no title is.",
        where=f"{name}, line {number}",
        tried="reading one title a line",
        next_step="Save the column of titles as plain text, one a line.",
    )
