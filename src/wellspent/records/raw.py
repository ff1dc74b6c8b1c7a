"""Raw rows and what became of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from wellspent.records.account import Account
from wellspent.records.activity import Activity
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal
from wellspent.records.lead import Lead
from wellspent.records.referral import Referral

EXTRA_CELL = "wellspent extra cell"
"""Begins the name under which a refused row keeps a cell beyond the last header."""

Record = Account | Contact | Lead | Deal | Activity | Referral


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row that isn't shaped like its header: `index` in its batch, and `what` is odd about it.

    A short row has been filled up with empty cells. With `refuse` the row can't be trusted to
    have its values under the right headers and must not become a record; `extra` are the cells
    beyond the last header.
    """

    index: int
    what: str
    extra: tuple[str, ...] = ()
    refuse: bool = False


@dataclass(frozen=True, slots=True)
class RawBatch:
    """Some thousand rows of one table, as text, in the file's order.

    `first_row` is the number of the first row here, counted as a person would in the file (the
    header is row 1). `rows` are lists as long as `header`; a missing cell is an empty string.
    `position` is where reading can resume after this batch (opaque to all but the reader).
    Empty lines are left out but counted: where a batch has any, `row_numbers` says which number
    each row has. `odd_rows` are those that didn't fit the header.
    """

    file: str
    header: tuple[str, ...]
    first_row: int
    rows: Sequence[Sequence[str]]
    position: int = 0
    share_read: float | None = None
    row_numbers: Sequence[int] = ()
    odd_rows: Sequence[OddRow] = ()

    def row_number(self, index: int) -> int:
        """Return the file's row number of the row at `index` here."""
        return self.row_numbers[index] if self.row_numbers else self.first_row + index


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that could not become a record, with where and why, and the row itself kept whole."""

    file: str
    row: int
    column: str
    value: str
    reason: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CellNote:
    """Something about a cell (or, with an empty column, a row) that was kept but isn't right.

    Such as a word in a column of numbers, or a row with too few cells: `note` says what was done.
    """

    row: int
    column: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class CleanBatch:
    """What a raw batch became: records with their row numbers, refused rows, and notes.

    `said` names the fields of few words (such as the outcome) that the file has, each with the
    rows whose cell isn't empty; in other rows the field holds its default, which nobody said.
    """

    records: Sequence[tuple[int, Record]]
    refused: Sequence[RefusedRow]
    notes: Sequence[CellNote] = ()
    said: Mapping[str, Collection[int]] = field(default_factory=dict[str, Collection[int]])
