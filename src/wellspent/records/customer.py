"""Customer: an account that bought, with everything that its value is reckoned from."""

from dataclasses import dataclass

from wellspent.records.account import Account
from wellspent.records.deal import Deal


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """An account that bought, with its won deals and the referrals that it gave.

    `account` carries the team's own statements (`champions`, `reputation`, `customer_since`,
    `customer_until`) and the attributes that the profile compares. `won_deals` are its won deals
    in any order; of each, `amount`, `recurring_amount` (a year), `closed_at` (or, where that is
    missing, `created_at`) are read. `referrals_given` counts the accounts that it introduced to
    us; None when the team records no referrals at all, so that a 0 means none were given.
    """

    account: Account
    won_deals: tuple[Deal, ...] = ()
    referrals_given: int | None = None
