"""Table: what every source gives, whatever the file's format."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


class BrokenRow(list[str]):
    """The last row of a file in which something is wrong from here on: a quote never closed."""


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it, as text, still in the shape in which the file has them.

    `rows` may be longer or shorter than the header; an empty list is an empty line. `first_row` is
    the number of the first of them in the file. `share` tells how much of the file has been read
    (0 to 1), or None where that isn't known. `written_header` is the header's row exactly as it
    stands in the file, where it has one: for writing the table out again.
    """

    header: tuple[str, ...]
    rows: Iterator[Sequence[str]]
    first_row: int
    share: Callable[[], float | None]
    written_header: tuple[str, ...] = ()
