"""Cell notes: what was odd about an import's cells, summed up column by column."""

from collections import Counter
from collections.abc import Iterable

from wellspent.records.raw import CellNote

MOST_SENTENCES = 20
LONGEST_QUOTE = 40


class CellNotes:
    """Counts notes and keeps the first of each sort; flat, however many come."""

    def __init__(self) -> None:
        self._times: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], CellNote] = {}

    def add(self, notes: Iterable[CellNote]) -> None:
        """Add a batch's notes."""
        for note in notes:
            sort = (note.column, note.note)
            self._times[sort] += 1
            self._first.setdefault(sort, note)

    def sentences(self) -> tuple[str, ...]:
        """Return a sentence for each sort of note, the most frequent first."""
        return tuple(self._sentence(sort) for sort, _ in self._times.most_common(MOST_SENTENCES))

    def _sentence(self, sort: tuple[str, str]) -> str:
        column, said = sort
        times, first = self._times[sort], self._first[sort]
        where = f"{column}: " if column else ""
        what = f"{times:,} cells" if column else f"{times:,} rows"
        what = what.removesuffix("s") if times == 1 else what
        quote = f"{first.value[:LONGEST_QUOTE]!r} in row" if first.value else "row"
        return f"{where}{what}: {said} (such as {quote} {first.row})"
