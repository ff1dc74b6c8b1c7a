"""All of one account at a glance: committee, minutes by power, what we owe, meetings ahead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from wellspent.errors import NotFound
from wellspent.jobs.buying_roles import roles_of_history
from wellspent.jobs.contact_overview import names_in
from wellspent.jobs.role_weights_in_use import role_weights_in_use
from wellspent.jobs.time_questions import LIKELY
from wellspent.reach.committee import committee
from wellspent.reach.powers import is_known
from wellspent.reach.relations import relations
from wellspent.reach.seen import Seen
from wellspent.reach.signs_of import signs_of
from wellspent.records.account import Account
from wellspent.records.account_history import AccountHistory
from wellspent.records.buying_role import Committee, CommitteeMember, Relation
from wellspent.records.meeting import Meeting
from wellspent.store.account_history import account_history
from wellspent.store.connect import Store

CAN, CANNOT, NOT_KNOWN = "can say yes", "cannot say yes", "nobody can tell"
POWERS = (CAN, NOT_KNOWN, CANNOT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerMinutes:
    """What people of one power gave us: minutes (estimated where not measured), signs of value."""

    power: str
    minutes: float
    signs: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOverview:
    """One account with its committee.

    `powers` says of each member whether they can say yes; `relations` who leads to whom.
    """

    account: Account
    history: AccountHistory
    committee: Committee
    powers: Mapping[str, str]
    minutes: tuple[PowerMinutes, ...]
    meetings: tuple[Meeting, ...]
    names: Mapping[str, str]
    relations: tuple[Relation, ...] = ()


def account_overview(store: Store, account_id: str, *, now: datetime) -> AccountOverview:
    """Return one account at a glance; NotFound when there is no such account."""
    history = account_history(store, account_id=account_id, now=now)
    if history.account is None:
        raise NotFound(f"there is no account {account_id}", next_step="Search for its name.")
    seen = Seen(history)
    signs = signs_of(history, seen)
    learned = role_weights_in_use(store, now=now)
    roles = roles_of_history(history, learned=learned, now=now, signs=signs)
    found = committee(history, roles, now=now, seen=seen, signs=signs)
    powers = {one.contact_id: power_of(one) for one in found.members}
    return AccountOverview(
        account=history.account,
        history=history,
        committee=found,
        powers=powers,
        minutes=tuple(_minutes(power, found, powers) for power in POWERS),
        meetings=tuple(one for one in history.meetings_ahead if not one.cancelled),
        names=names_in(history),
        relations=relations(seen, signs),
    )


def power_of(member: CommitteeMember) -> str:
    """Return whether somebody can say yes, by the measure that divides the team's time, too."""
    if member.judgement.power >= LIKELY:
        return CAN
    return CANNOT if is_known(member.judgement) else NOT_KNOWN


def _minutes(power: str, found: Committee, powers: Mapping[str, str]) -> PowerMinutes:
    theirs = [one for one in found.members if powers[one.contact_id] == power]
    return PowerMinutes(
        power=power,
        minutes=sum(one.minutes_given for one in theirs),
        signs=sum(one.credits for one in theirs),
        people=len(theirs),
    )
