"""Find decision makers: who can say yes, at an account, in an industry, or anywhere."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from heapq import nlargest
from typing import Final

from wellspent.errors import InputError
from wellspent.jobs.buying_roles import roles_of_history
from wellspent.jobs.powers_in_use import power_table
from wellspent.jobs.role_weights_in_use import role_weights_in_use
from wellspent.records.buying_role import DecisionMaker
from wellspent.records.source import RecordKind
from wellspent.store.account_history import account_history
from wellspent.store.account_search import search_accounts
from wellspent.store.account_sets import (
    accounts_in_industry,
    accounts_of_contacts,
    contacts_of_accounts,
)
from wellspent.store.connect import Store
from wellspent.store.ids import number_of, record_id

MOST: Final = 50
MOST_ACCOUNTS: Final = 20
"""So many accounts are read whole; of more, those where somebody has power by title and record."""

LEAST_POWER: Final = 0.3
"""Who is less likely than this to be able to say yes isn't named."""


def find_decision_makers(
    store: Store,
    *,
    account_id: str = "",
    industry: str = "",
    words: str = "",
    now: datetime,
    limit: int = 10,
) -> list[DecisionMaker]:
    """Return at most `limit` people who are likely to be able to say yes, the likeliest first.

    At one account, in an industry (its words), at accounts whose name or domain begins so
    (`words`), or anywhere; several conditions hold together. Who is less likely than 30 % isn't
    named, so there may be none. NotFound when there is no such account, InputError for a limit
    outside 1 to 50.
    """
    if not 1 <= limit <= MOST:
        raise InputError(f"At least 1 and at most {MOST} people can be named.", where="limit")
    wanted = _accounts(store, account_id, industry, words)
    if wanted is None or len(wanted) > MOST_ACCOUNTS:
        wanted = _with_power(store, wanted, now)
    found = [one for account in wanted for one in _at(store, account, now)]
    found.sort(
        key=lambda one: (-one.judgement.power, number_of(RecordKind.CONTACT, one.contact_id))
    )
    return found[:limit]


def _accounts(store: Store, account_id: str, industry: str, words: str) -> Sequence[str] | None:
    """Return the ids of the accounts that fit all conditions; None where there is none."""
    sets: list[list[str]] = []
    if account_id:
        sets.append([account_id])
    if words.strip():
        sets.append([one.id for one in search_accounts(store, words, limit=MOST_ACCOUNTS)])
    if industry.strip():
        numbers = accounts_in_industry(store, industry)
        sets.append([record_id(RecordKind.ACCOUNT, number) for number in numbers])
    if not sets:
        return None
    return [one for one in sets[0] if all(one in other for other in map(set, sets[1:]))]


def _with_power(store: Store, among: Sequence[str] | None, now: datetime) -> list[str]:
    """Return the accounts of those with most power, by what is read of all at once."""
    whose = None
    if among is not None:
        numbers = [number_of(RecordKind.ACCOUNT, one) for one in among]
        whose = contacts_of_accounts(store, numbers)
    table = power_table(store, now)
    columns = (table["power"].to_pylist(), table["contact_id"].to_pylist())
    judged = (
        (power, -number)
        for power, number in zip(*columns, strict=True)
        if power >= LEAST_POWER and (whose is None or number in whose)
    )
    best = nlargest(MOST_ACCOUNTS * 10, judged)
    homes = accounts_of_contacts(store, [-number for _, number in best])
    in_order = (homes[-number] for _, number in best if -number in homes)
    return list(dict.fromkeys(in_order))[:MOST_ACCOUNTS]


def _at(store: Store, account_id: str, now: datetime) -> Iterable[DecisionMaker]:
    history = account_history(store, account_id=account_id, now=now)
    roles = roles_of_history(history, learned=role_weights_in_use(store, now=now), now=now)
    for contact in history.contacts:
        judgement = roles.get(contact.id)
        if judgement is not None and judgement.power >= LEAST_POWER:
            yield DecisionMaker(
                contact_id=contact.id,
                name=contact.name or contact.email,
                title=contact.title,
                account_id=account_id,
                account_name=history.account.name if history.account else "",
                judgement=judgement,
            )
