"""A found draft: a draft, and where in its file it stands."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from wellspent.records.draft import Draft
from wellspent.records.finding import DraftField


class KeptAs(StrEnum):
    """How a file holds a draft: as what can be written back, or not."""

    TEXT = "text"
    JSON_LINE = "JSON line"
    MAIL = "mail"
    JSON = "JSON over several lines"


class FieldPlace(NamedTuple):
    """Where a field of a draft begins in a file, lines and columns counted from 1.

    `offset` is the character of the file's text. With `as_it_stands` False the file holds it
    encoded (in JSON, or as mail sends it), and only the line is told: that of `lines`, which has
    one for each line of the field, or else `line`.
    """

    line: int = 1
    column: int = 1
    offset: int | None = None
    as_it_stands: bool = False
    lines: tuple[int, ...] = ()

    def line_of(self, number: int) -> int:
        """Return on which line of the file a line of the field begins, that one counted from 0."""
        return self.lines[min(number, len(self.lines) - 1)] if self.lines else self.line


UNTOLD = FieldPlace()


class Region(NamedTuple):
    """Where a span of a draft stands in its file; `column` is 0 where only the line is known."""

    line: int
    column: int
    end_line: int
    end_column: int
    offset: int | None
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDraft:
    """A draft with the places of its subject and its body in the file."""

    draft: Draft
    kept_as: KeptAs
    subject: FieldPlace = UNTOLD
    body: FieldPlace = UNTOLD

    def region(self, field: DraftField, start: int, end: int) -> Region:
        """Return where characters of a field stand in the file."""
        if field is DraftField.SUBJECT:
            place, given = self.subject, self.draft.subject
        else:
            place, given = self.body, self.draft.body
        if not place.as_it_stands:
            line = place.line_of(given.count("\n", 0, start))
            last_line = place.line_of(given.count("\n", 0, end))
            return Region(line, 0, last_line, 0, None, end - start)
        first, last = _line_and_column(given, start, place), _line_and_column(given, end, place)
        offset = None if place.offset is None else place.offset + start
        return Region(*first, *last, offset, end - start)


def _line_and_column(given: str, at: int, place: FieldPlace) -> tuple[int, int]:
    before = given.count("\n", 0, at)
    column = at - given.rfind("\n", 0, at)
    return place.line + before, column if before else column + place.column - 1


def place_at(text: str, offset: int) -> FieldPlace:
    """Return the place of a field that stands in a file's text as it is, from `offset` on."""
    line = 1 + text.count("\n", 0, offset)
    return FieldPlace(line, offset - text.rfind("\n", 0, offset), offset, as_it_stands=True)
