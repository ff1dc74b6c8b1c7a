"""What a customer is worth to us: percentiles of what the team has, under the team's weights.

Seven components: spend, recurring revenue, tenure, growth, referrals given, champions, reputation.
Each becomes a percentile among the customers of whom it is known; a component that isn't known is
named and left out, never guessed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from wellspent.records.customer import Customer
from wellspent.records.deal import Deal
from wellspent.records.declared import ValueWeights
from wellspent.records.money import Money
from wellspent.records.value import CustomerValue, ValueComponent

YEAR = timedelta(days=365.25)
RENEWAL = timedelta(days=335)
"""A recurring deal this long after another is taken for its renewal."""

COMPONENTS = (
    "spend",
    "recurring revenue",
    "tenure",
    "growth",
    "referrals",
    "champions",
    "reputation",
)


@dataclass(frozen=True, slots=True)
class _Currency:
    """The currency that amounts are compared in, and what a unit of others is worth in it."""

    code: str
    rates: Mapping[str, Decimal]

    def amount(self, money: Money | None) -> float | None:
        """Return an amount in this currency; None when it can't be said."""
        if money is None:
            return None
        if money.currency == self.code:
            return float(money.amount)
        rate = self.rates.get(money.currency)
        return None if rate is None else float(money.amount * rate)


def customer_values(
    customers: Sequence[Customer],
    weights: ValueWeights,
    *,
    now: datetime,
    rates: Mapping[str, Decimal] | None = None,
) -> tuple[CustomerValue, ...]:
    """Return the value of each customer of whom anything is known, highest first.

    Amounts are compared in the currency of most won deals. `rates` says what one unit of another
    currency is worth in that one; a customer with an amount in a currency without a rate has no
    known spend, since adding up would be wrong and leaving out unfair. `best` are the top
    `weights.best_share`; customers that tie at the border are all in or all out, whichever comes
    nearer to that share.
    """
    currency = _Currency(common_currency(customers), rates or {})
    amounts = {name: _amounts(name, customers, currency, now) for name in COMPONENTS}
    percentiles = {name: _percentiles(known) for name, known in amounts.items()}
    values = [
        _customer_value(
            customer,
            {name: (amounts[name][place], percentiles[name][place]) for name in COMPONENTS},
            weights,
            currency.code,
        )
        for place, customer in enumerate(customers)
    ]
    known = sorted((value for value in values if value.components), key=lambda each: -each.value)
    return _with_best(known, weights.best_share)


def components_missing(values: Sequence[CustomerValue]) -> tuple[str, ...]:
    """Return the components that are known of no customer at all."""
    known = {component.name for value in values for component in value.components}
    return tuple(name for name in COMPONENTS if name not in known)


def value_notes(
    customers: Sequence[Customer], *, rates: Mapping[str, Decimal] | None = None
) -> tuple[str, ...]:
    """Return, in sentences, what a reader of these values has to know about currencies."""
    counts = _currencies(customers)
    code = common_currency(customers)
    left_out = sorted(each for each in counts if each != code and each not in (rates or {}))
    if not left_out:
        return ()
    deals = sum(counts[each] for each in left_out)
    return (
        f"{deals:,} of {counts.total():,} won deals are in {', '.join(left_out)}. Without a rate "
        f"into {code} they can't be added up: the spend of these customers counts as not known.",
    )


def common_currency(customers: Sequence[Customer]) -> str:
    """Return the currency of most won deals; empty when no deal has an amount."""
    counts = _currencies(customers)
    return min(counts, key=lambda code: (-counts[code], code)) if counts else ""


def _currencies(customers: Sequence[Customer]) -> Counter[str]:
    return Counter(
        deal.amount.currency
        for customer in customers
        for deal in customer.won_deals
        if deal.amount is not None
    )


def _amounts(
    name: str, customers: Sequence[Customer], currency: _Currency, now: datetime
) -> npt.NDArray[np.float64]:
    """Return one component of all customers; NaN where it isn't known."""
    known = [_amount(name, customer, currency, now) for customer in customers]
    return np.array([np.nan if amount is None else amount for amount in known], dtype=np.float64)


def _amount(name: str, customer: Customer, currency: _Currency, now: datetime) -> float | None:
    match name:
        case "spend":
            return _spend(customer.won_deals, currency)
        case "recurring revenue":
            return _recurring(customer, currency, now)
        case "tenure":
            return _tenure(customer, now)
        case "growth":
            return _growth(customer, currency, now)
        case "referrals":
            return None if customer.referrals_given is None else float(customer.referrals_given)
        case "champions":
            return customer.account.champions
        case _:
            return customer.account.reputation


def _spend(deals: Sequence[Deal], currency: _Currency) -> float | None:
    """Return the sum of the deals' amounts; None when there are none, or one can't be added."""
    amounts = [currency.amount(deal.amount) for deal in deals if deal.amount is not None]
    if not amounts or any(amount is None for amount in amounts):
        return None
    return sum(amount for amount in amounts if amount is not None)


def _recurring(customer: Customer, currency: _Currency, now: datetime) -> float | None:
    """Return the yearly amount of the deals of the last eleven months of buying; 0 once they left.

    Earlier ones are left out: a renewal is a deal of its own, and both would count.
    """
    dated = [
        (_won_at(deal) or now, currency.amount(deal.recurring_amount))
        for deal in customer.won_deals
        if deal.recurring_amount is not None
    ]
    if not dated or any(amount is None for _, amount in dated):
        return None
    until = customer.account.customer_until
    if until is not None and until <= now:
        return 0.0
    latest = max(moment for moment, _ in dated)
    return sum(amount or 0.0 for moment, amount in dated if moment > latest - RENEWAL)


def _tenure(customer: Customer, now: datetime) -> float | None:
    """Return the years from the first purchase to the end, or to now."""
    since = _since(customer)
    if since is None:
        return None
    until = customer.account.customer_until
    end = min(until, now) if until is not None else now
    return max(0.0, (end - since) / YEAR)


def _growth(customer: Customer, currency: _Currency, now: datetime) -> float | None:
    """Return how spend moved from the year before last to the last year, from -1 to 1.

    (last - before) / (last + before). Not known of customers of less than two years, or when
    nothing was bought in either year.
    """
    since = _since(customer)
    if since is None or now - since < 2 * YEAR:
        return None
    deals = customer.won_deals
    last = _spend_between(deals, now - YEAR, now, currency)
    before = _spend_between(deals, now - 2 * YEAR, now - YEAR, currency)
    if last is None or before is None or last + before <= 0:
        return None
    return (last - before) / (last + before)


def _spend_between(
    deals: Sequence[Deal], start: datetime, end: datetime, currency: _Currency
) -> float | None:
    within = [
        deal
        for deal in deals
        if (moment := _won_at(deal)) is not None and start < moment <= end and deal.amount
    ]
    return _spend(within, currency) if within else 0.0


def _since(customer: Customer) -> datetime | None:
    """Return when they became a customer: as stated, or by their first won deal."""
    if customer.account.customer_since is not None:
        return customer.account.customer_since
    return min((moment for deal in customer.won_deals if (moment := _won_at(deal))), default=None)


def _won_at(deal: Deal) -> datetime | None:
    return deal.closed_at or deal.created_at


def _percentiles(amounts: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the share of known customers below each one; those that tie count half."""
    known = np.sort(amounts[~np.isnan(amounts)])
    below = np.searchsorted(known, amounts, side="left")
    up_to = np.searchsorted(known, amounts, side="right")
    middle = (below + up_to) / 2 / max(1, len(known))
    return np.where(np.isnan(amounts), np.nan, middle)


def _customer_value(
    customer: Customer,
    known: Mapping[str, tuple[np.float64, np.float64]],
    weights: ValueWeights,
    currency: str,
) -> CustomerValue:
    units = _units(currency)
    components = tuple(
        ValueComponent(
            name=name,
            amount=float(amount),
            unit=units[name],
            percentile=float(percentile),
            weight=weight_of(weights, name),
        )
        for name, (amount, percentile) in known.items()
        if not np.isnan(amount) and weight_of(weights, name) > 0
    )
    total = sum(component.weight for component in components)
    weighted = sum(component.weight * component.percentile for component in components)
    return CustomerValue(
        account_id=customer.account.id,
        account_name=customer.account.name,
        value=weighted / total if total else 0.0,
        best=False,
        components=components,
        missing=tuple(name for name, (amount, _) in known.items() if np.isnan(amount)),
    )


def weight_of(weights: ValueWeights, component: str) -> float:
    """Return the team's weight of a component by its name in words."""
    weight: float = getattr(weights, component.replace(" ", "_"))
    return weight


def _units(currency: str) -> dict[str, str]:
    return {
        "spend": currency,
        "recurring revenue": f"{currency} a year",
        "tenure": "years",
        "growth": "-1 to 1, last year against the one before",
        "referrals": "accounts",
        "champions": "people",
        "reputation": "0 to 10",
    }


def _with_best(ranked: Sequence[CustomerValue], share: float) -> tuple[CustomerValue, ...]:
    """Mark the best of customers that stand highest first."""
    border = best_count([value.value for value in ranked], share)
    return tuple(
        CustomerValue(
            account_id=value.account_id,
            account_name=value.account_name,
            value=value.value,
            best=place < border,
            components=value.components,
            missing=value.missing,
        )
        for place, value in enumerate(ranked)
    )


def best_count(falling_values: Sequence[float], share: float) -> int:
    """Return how many of these are the best; 0 when all are the same and none stands out."""
    count = len(falling_values)
    wanted = max(1, round(share * count))
    if count == 0 or falling_values[0] - falling_values[-1] < 1e-12 or wanted >= count:
        return 0
    at_border = falling_values[wanted - 1]
    first = next(place for place, value in enumerate(falling_values) if value - at_border < 1e-12)
    last = next(
        (place for place, value in enumerate(falling_values) if at_border - value > 1e-12), count
    )
    if first == 0:
        return last if last < count else 0
    return last if last - wanted <= wanted - first and last < count else first
