"""Value: what a customer is worth to us."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueComponent:
    """One component of a customer's value.

    The raw figure with its unit, and its percentile (0 to 1) among customers.
    """

    name: str
    amount: float
    unit: str
    percentile: float
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerValue:
    """A customer's value: the weighted mean of its components' percentiles (0 to 1).

    `missing` names components that aren't known for this customer; they are left out of the mean,
    not guessed. `best` says whether it is among the most valuable (the top quarter by default).
    """

    account_id: str
    account_name: str
    value: float
    best: bool
    components: tuple[ValueComponent, ...]
    missing: tuple[str, ...]
