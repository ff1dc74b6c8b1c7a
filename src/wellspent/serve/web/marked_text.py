"""A text cut where marks begin and end, for a page that shows it with its findings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

LONGEST_SHOWN = 30_000


class Mark(NamedTuple):
    """Characters that something is said about: `key` names it, `weight` is its class."""

    start: int
    end: int
    key: str
    weight: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `key` and `weight` are those of the mark on it, empty without one.

    `is_first` says whether it is the first piece of its mark.
    """

    text: str
    key: str = ""
    weight: str = ""
    is_first: bool = False


def marked_pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Return a text in pieces; where marks overlap the one that comes first in `marks` wins.

    At most `LONGEST_SHOWN` characters are returned.
    """
    shown = text[:LONGEST_SHOWN]
    there = [one for one in marks if one.start < one.end and one.start < len(shown)]
    borders = {0, len(shown)}
    borders.update(min(place, len(shown)) for one in there for place in (one.start, one.end))
    return list(_joined(shown, sorted(borders), there))


def _joined(text: str, borders: Sequence[int], marks: Sequence[Mark]) -> Iterator[Piece]:
    begun: set[str] = set()
    for start, end in pairwise(borders):
        mark = next((one for one in marks if one.start <= start and end <= one.end), None)
        if mark is None:
            yield Piece(text[start:end])
        else:
            yield Piece(text[start:end], mark.key, mark.weight, is_first=mark.key not in begun)
            begun.add(mark.key)
