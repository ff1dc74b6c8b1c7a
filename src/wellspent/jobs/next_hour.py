"""Next hour: where an hour of a rep is worth most, with the reasons and the alternatives."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Final

from wellspent.errors import InputError
from wellspent.jobs.buying_roles import roles_of_history
from wellspent.jobs.hour_rates import hour_rates
from wellspent.jobs.reach_habits import HabitsInUse, reach_habits
from wellspent.jobs.reachability import bounced_at_of, contact_in, reachability_by
from wellspent.jobs.role_weights_in_use import role_weights_in_use
from wellspent.jobs.what_we_owe import what_we_owe
from wellspent.reach.hour_worth import HourRates
from wellspent.reach.next_hour import HourMatter, suggestions
from wellspent.records.account_history import AccountHistory
from wellspent.records.buying_role import RoleJudgement
from wellspent.records.reachability import Reachability
from wellspent.records.time_spent import HourSuggestion
from wellspent.store.account_history import account_history
from wellspent.store.connect import Store
from wellspent.store.hour_accounts import accounts_at_stake

MOST_ACCOUNTS: Final = 10
MOST_OWED: Final = 5
LARGEST_LIMIT: Final = 50


def next_hour(
    store: Store, *, now: datetime, rep: str = "", limit: int = 5
) -> list[HourSuggestion]:
    """Return what an hour of a rep's (of anybody's, with no rep) could go to, the best first.

    What protects a valuable customer comes before everything else. Looked at are the accounts with
    most at stake, and those to whom something is owed longest. InputError for a senseless limit.
    """
    if not 1 <= limit <= LARGEST_LIMIT:
        raise InputError(
            f"{limit} suggestions can't be made", next_step=f"Ask for 1 to {LARGEST_LIMIT}."
        )
    owed = [debt.account_id for debt in what_we_owe(store, rep=rep, now=now)]
    ids = list(dict.fromkeys(filter(None, owed)))[:MOST_OWED]
    ids += accounts_at_stake(store, rep=rep, most=MOST_ACCOUNTS)
    rates, habits = hour_rates(store, now=now), reach_habits(store, now)
    learned = role_weights_in_use(store, now=now)
    matters: list[HourMatter] = []
    for account_id in dict.fromkeys(ids):
        history = account_history(store, account_id=account_id, now=now)
        roles = roles_of_history(history, learned=learned, now=now)
        matters.append(_matter(store, history, roles, habits, rates, now, rep))
    return suggestions(matters, limit=limit)


def _matter(
    store: Store,
    history: AccountHistory,
    roles: Mapping[str, RoleJudgement],
    habits: HabitsInUse,
    rates: HourRates,
    now: datetime,
    rep: str,
) -> HourMatter:
    @cache
    def reach(contact_id: str) -> Reachability:
        contact = contact_in(history, contact_id)
        bounced_at = bounced_at_of(store, contact)
        return reachability_by(
            history, contact, habits, bounced_at=bounced_at, roles=roles, now=now
        )

    return HourMatter(history=history, roles=roles, reach=reach, rates=rates, now=now, rep=rep)
