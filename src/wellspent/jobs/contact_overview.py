"""All of one contact at a glance: role, reachability, ledger and what we owe, from one reading."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from wellspent.clean.consents_in_force import latest_first, objection_in_force
from wellspent.jobs.buying_roles import roles_of_history
from wellspent.jobs.correct_role import role_corrections
from wellspent.jobs.reachability import contact_in, reachability_in
from wellspent.jobs.role_weights_in_use import role_weights_in_use
from wellspent.records.account_history import AccountHistory
from wellspent.records.buying_role import RoleCorrection, RoleJudgement
from wellspent.records.contact import Contact
from wellspent.records.ledger import Debt, LedgerEntry
from wellspent.records.meeting import Meeting
from wellspent.records.reachability import Reachability
from wellspent.store.account_history import account_history
from wellspent.store.connect import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactOverview:
    """One contact with what follows from their account's history.

    `judgement` is None for who objected to being contacted (`objected_at`): nothing is concluded
    of them. `corrections` are all that was said of the role, the latest first, each with whether
    it stands. `entries` and `debts` are theirs, the latest first. `names` are those of all
    contacts of the account.
    """

    contact: Contact
    history: AccountHistory
    judgement: RoleJudgement | None
    corrections: tuple[tuple[RoleCorrection, bool], ...]
    reach: Reachability
    entries: tuple[LedgerEntry, ...]
    debts: tuple[Debt, ...]
    meetings: tuple[Meeting, ...]
    names: Mapping[str, str]
    objected_at: datetime | None = None


def contact_overview(store: Store, contact_id: str, *, now: datetime) -> ContactOverview:
    """Return one contact at a glance; NotFound when there is no such contact."""
    history = account_history(store, contact_id=contact_id, now=now)
    contact = contact_in(history, contact_id)
    roles = roles_of_history(history, learned=role_weights_in_use(store, now=now), now=now)
    said = [one for one in history.consents if one.contact_id == contact.id and one.said_at <= now]
    objection = objection_in_force(latest_first(said))
    return ContactOverview(
        contact=contact,
        history=history,
        judgement=roles.get(contact.id),
        corrections=tuple(role_corrections(store, contact.id)) if contact.id in roles else (),
        reach=reachability_in(store, history, contact.id, roles=roles, now=now),
        entries=tuple(one for one in history.entries if one.contact_id == contact.id),
        debts=tuple(one for one in history.debts if one.contact_id == contact.id),
        meetings=tuple(one for one in history.meetings_ahead if takes_part(one, contact)),
        names=names_in(history),
        objected_at=objection.said_at if objection else None,
    )


def names_in(history: AccountHistory) -> dict[str, str]:
    """Return what to call each contact of a history, by id."""
    return {one.id: one.name or one.email or one.id for one in history.contacts}


def takes_part(meeting: Meeting, contact: Contact) -> bool:
    """Return whether a meeting that stands is one with this contact."""
    email = contact.email.casefold()
    return not meeting.cancelled and any(
        one.contact_id == contact.id or (email and one.email.casefold() == email)
        for one in meeting.conversation.speakers
    )
