"""Near customers: past customers like an account, with what those said they got from us."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from wellspent.clean.company_name import normalise_company
from wellspent.records.account import Account
from wellspent.records.brief import NearCustomer
from wellspent.records.evidence import Evidence
from wellspent.records.heard import ReactionKind
from wellspent.records.product import Company
from wellspent.store.connect import Store
from wellspent.store.praise import accounts_by_id, latest_praise

TELLING: Final = (
    ReactionKind.LEARNED, ReactionKind.DELIGHT, ReactionKind.GOOD_USE_OF_TIME,
    ReactionKind.GRATITUDE,
)  # fmt: skip
MOST_PRAISE: Final = 40
MOST_NEAR: Final = 2
ALIKE_IN_SIZE: Final = 3.0
"""A company up to so many times larger or smaller counts as of like size."""


def near_customers(store: Store, account: Account, company: Company | None) -> list[NearCustomer]:
    """Return the customers nearest to an account that said what they got from us, nearest first.

    Near is a customer of the same trade; like size and the same country make it nearer. Looked for
    among those who said something lately; the account itself is left out.
    """
    praise = latest_praise(store, TELLING, most=MOST_PRAISE)
    said: dict[str, list[Evidence]] = defaultdict(list)
    for one in praise:
        if one.account_id != account.id and one.evidence not in said[one.account_id]:
            said[one.account_id].append(one.evidence)
    others = accounts_by_id(store, list(said)[:100])
    near = [
        (other, common)
        for other in others.values()
        if (common := tuple(_in_common(account, other))) and _same_trade(account, other)
    ]
    near.sort(key=lambda pair: -len(pair[1]))
    return [
        NearCustomer(
            account=other,
            in_common=common,
            said=tuple(said[other.id]),
            may_be_named=_may_be_named(other, company),
        )
        for other, common in near[:MOST_NEAR]
    ]


def _same_trade(account: Account, other: Account) -> bool:
    return bool(account.industry) and account.industry.casefold() == other.industry.casefold()


def _in_common(account: Account, other: Account) -> Iterator[str]:
    if _same_trade(account, other):
        yield "the same trade"
    if account.employees and other.employees:
        ratio = max(account.employees, other.employees) / min(account.employees, other.employees)
        if ratio <= ALIKE_IN_SIZE:
            yield "a like size"
    if account.country and account.country == other.country:
        yield "the same country"


def _may_be_named(other: Account, company: Company | None) -> bool:
    named = company.references if company else ()
    return normalise_company(other.name) in {normalise_company(one) for one in named}
