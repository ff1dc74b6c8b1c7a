"""Placed: things by the place where they stand in a text, so that a sentence finds its own.

Looking through all of them for each sentence takes minutes for a hostile megabyte.
"""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Placed(Generic[Thing]):
    """Things with the characters at which they begin."""

    __slots__ = ("_numbered", "_starts", "_things")

    def __init__(self, placed: Iterable[tuple[int, Thing]]) -> None:
        given = list(placed)
        self._things = [thing for _, thing in given]
        if not given:
            self._numbered, self._starts = list[tuple[int, int]](), list[int]()
            return
        self._numbered = sorted((start, number) for number, (start, _) in enumerate(given))
        self._starts = [start for start, _ in self._numbered]

    def __bool__(self) -> bool:
        return bool(self._things)

    def within(self, start: int, end: int) -> list[Thing]:
        """Return those that begin from `start` up to before `end`, in the order as given."""
        if not self._starts:
            return []
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if first == last:
            return []
        numbers = sorted(number for _, number in self._numbered[first:last])
        return [self._things[number] for number in numbers]

    def any_within(self, start: int, end: int) -> bool:
        """Return whether any begins from `start` up to before `end`."""
        starts = self._starts
        first = bisect_left(starts, start) if starts else 0
        return first < len(starts) and starts[first] < end
