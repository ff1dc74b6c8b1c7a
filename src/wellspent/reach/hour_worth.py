"""Worth of an hour: what this team's own closed deals say of it, with the range; else nothing.

Of a deal: its amount, times the share of this team's deals that are won, over the hours of ours
that a closed deal took. That is an average over all hours, not what one more hour adds. Of a
customer: what they are worth in all; an hour that keeps them can keep no more than that.
"""

from dataclasses import dataclass
from typing import Final

from wellspent.profile.wilson import wilson
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.money import Money

LEVEL: Final = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class HourRates:
    """What the team's closed deals took and gave: counts, and hours of ours a deal.

    `*_with_power` are those in which somebody who can say yes took part. `currency` is the one
    that most won deals are in.
    """

    won: int
    lost: int
    hours: float
    won_with_power: int
    lost_with_power: int
    currency: str = ""

    @property
    def closed(self) -> int:
        """Return how many closed deals with activities there are."""
        return self.won + self.lost

    @property
    def hours_a_deal(self) -> float:
        """Return the mean hours of ours that a closed deal took, 0 where none did."""
        return self.hours / self.closed if self.closed else 0.0


NO_RATES: Final = HourRates(won=0, lost=0, hours=0.0, won_with_power=0, lost_with_power=0)


def worth_of_deal(
    deal: Deal, rates: HourRates, *, deals_at_least: float
) -> tuple[float, float, float] | None:
    """Return what an hour on a deal is worth on average, and its 90 % range; None if unknown."""
    amount = _of_currency(deal.amount, rates.currency)
    amount += _of_currency(deal.recurring_amount, rates.currency)
    if rates.closed < deals_at_least or rates.hours_a_deal <= 0 or amount <= 0:
        return None
    share = rates.won / rates.closed
    low, high = (float(end) for end in wilson(rates.won, rates.closed, level=LEVEL))
    per_share = amount / max(rates.hours_a_deal, 1.0)
    return share * per_share, low * per_share, high * per_share


def value_of_customer(deals: tuple[Deal, ...], currency: str) -> float:
    """Return what an account's won deals are worth, with one year of what recurs."""
    won = [deal for deal in deals if deal.outcome is DealOutcome.WON]
    return sum(
        _of_currency(deal.amount, currency) + _of_currency(deal.recurring_amount, currency)
        for deal in won
    )


def _of_currency(money: Money | None, currency: str) -> float:
    if money is None or not currency or money.currency != currency:
        return 0.0
    return float(money.amount)
