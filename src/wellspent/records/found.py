"""Found columns: which column holds the outcome, and which the time of arrival."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeColumn:
    """The column that holds the outcome, and which of its values mean won, lost and still open.

    Values are spelt as in the file; those of a number as they print (`1`, `0`). A missing value
    is open, unless `lost` contains the empty string (a column that is filled only when won).
    `named` says that a person named the column; `reason` says in a sentence why it was taken.
    """

    name: str
    won: tuple[str, ...]
    lost: tuple[str, ...]
    open: tuple[str, ...] = ()
    reason: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WhenColumn:
    """The column that tells when a case arrived: a date, or a number that rises with time.

    `reason` says in a sentence why it was taken.
    """

    name: str
    reason: str = ""
    named: bool = False
