"""Raw rows and what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wellspent.records.account import Account
from wellspent.records.activity import Activity
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal
from wellspent.records.lead import Lead
from wellspent.records.referral import Referral

Record = Account | Contact | Lead | Deal | Activity | Referral


@dataclass(frozen=True, slots=True)
class RawBatch:
    """Some thousand rows of one table, as text, in the file's order.

    `first_row` is the number of the first row here, counted as a person would in the file (the
    header is row 1). `rows` are lists as long as `header`; a missing cell is an empty string.
    `position` is where reading can resume after this batch (opaque to all but the reader).
    """

    file: str
    header: tuple[str, ...]
    first_row: int
    rows: Sequence[Sequence[str]]
    position: int = 0
    share_read: float | None = None


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
class CleanBatch:
    """What a raw batch became: records with their row numbers, and refused rows."""

    records: Sequence[tuple[int, Record]]
    refused: Sequence[RefusedRow]
