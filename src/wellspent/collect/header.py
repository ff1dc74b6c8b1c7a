"""Header: a name for every column, each only once."""

from collections.abc import Sequence

from wellspent.collect import limits
from wellspent.errors import TooLarge


def name_columns(cells: Sequence[str], *, file: str = "") -> tuple[str, ...]:
    """Return the header with empty cells named `column 3` and repeats `Email (2)`."""
    if len(cells) > limits.MOST_COLUMNS:
        raise TooLarge(
            f"The table has {len(cells)} columns; the limit is {limits.MOST_COLUMNS}.",
            where=f"{file}, header",
            next_step="Export fewer columns, or check that the delimiter was recognised.",
        )
    taken: set[str] = set()
    return tuple(_free_name(cell, number, taken) for number, cell in enumerate(cells, start=1))


def _free_name(cell: str, number: int, taken: set[str]) -> str:
    base = printable(" ".join(cell.split()))[: limits.LONGEST_NAME] or f"column {number}"
    name, repeat = base, 1
    while name in taken:
        repeat += 1
        name = f"{base} ({repeat})"
    taken.add(name)
    return name


def printable(name: str) -> str:
    """Return a name without characters that would steer a terminal."""
    return name if name.isprintable() else "".join(filter(str.isprintable, name))


def without_empty_end(cells: Sequence[str]) -> list[str]:
    """Return the cells without the empty ones at the end, which are artefacts of an export."""
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept
