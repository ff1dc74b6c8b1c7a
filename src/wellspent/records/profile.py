"""Profile: what our most valuable customers have in common (the field says ICP)."""

from dataclasses import dataclass
from datetime import datetime

from wellspent.records.honesty import Honesty
from wellspent.records.measured import Measured
from wellspent.records.scorecard import Scorecard
from wellspent.records.value import CustomerValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A value of an attribute that is more (or less) common among the best customers.

    Shares are of the best, of all customers and of lost deals, with 90 % credible intervals.
    `stands` says whether the difference between the best and the rest stands after all
    differences that were looked at are taken into account.
    """

    attribute: str
    label: str
    band: str
    among_best: Measured
    among_customers: Measured
    among_lost: Measured | None
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedProfile:
    """Everything that was learned: differences, scorecard, and how far to trust it.

    `said` identifies what the team had declared and said of columns when it was learned.
    """

    scorecard: Scorecard
    honesty: Honesty
    learned_at: datetime
    differences: tuple[Difference, ...] = ()
    customers: tuple[CustomerValue, ...] = ()
    value_components_missing: tuple[str, ...] = ()
    outcome_column: str = ""
    when_column: str = ""
    notes: tuple[str, ...] = ()
    said: str = ""
