"""Buying roles: what the people of an account are in a purchase, with the evidence that says so."""

from collections.abc import Mapping
from datetime import datetime

from wellspent.clean.consents_in_force import latest_first, objection_in_force
from wellspent.errors import NotFound
from wellspent.jobs.role_weights_in_use import role_weights_in_use
from wellspent.reach.judge import judge
from wellspent.reach.role_weights import RoleWeights
from wellspent.reach.signs_of import signs_of
from wellspent.reach.titles.read_title import read_title
from wellspent.records.account_history import AccountHistory
from wellspent.records.buying_role import RoleCorrection, RoleJudgement, RoleSign
from wellspent.store.account_history import account_history
from wellspent.store.connect import Store


def account_roles(store: Store, account_id: str, *, now: datetime) -> Mapping[str, RoleJudgement]:
    """Return the roles of an account's people by contact id; NotFound without such an account."""
    history = account_history(store, account_id=account_id, now=now)
    return roles_of_history(history, learned=role_weights_in_use(store, now=now), now=now)


def buying_role(store: Store, contact_id: str, *, now: datetime) -> RoleJudgement:
    """Return what one contact is in a purchase.

    NotFound without such a contact, and for one who objected: nothing is concluded of them.
    """
    history = account_history(store, contact_id=contact_id, now=now)
    roles = roles_of_history(history, learned=role_weights_in_use(store, now=now), now=now)
    if contact_id not in roles:
        raise NotFound(
            f"there is no buying role of {contact_id}",
            next_step="Roles are those of contacts. Who only enquired has none yet, and of who "
            "objected to being contacted nothing is concluded.",
        )
    return roles[contact_id]


def roles_of_history(
    history: AccountHistory,
    *,
    learned: RoleWeights,
    now: datetime,
    signs: tuple[RoleSign, ...] | None = None,
) -> Mapping[str, RoleJudgement]:
    """Return the roles of all contacts in a history; `signs` are its own, read already.

    An objection stops profiling, too: contacts whose objection is in force are left out.
    """
    found = signs_of(history) if signs is None else signs
    corrections = _standing(history, now)
    employees = history.account.employees if history.account else None
    return {
        contact.id: judge(
            contact,
            found,
            weights=learned,
            title=read_title(contact.title) if contact.title.strip() else None,
            employees=employees,
            now=now,
            correction=corrections.get(contact.id),
        )
        for contact in history.contacts
        if contact.id and not _objected(history, contact.id, now)
    }


def _objected(history: AccountHistory, contact_id: str, now: datetime) -> bool:
    said = [one for one in history.consents if one.contact_id == contact_id and one.said_at <= now]
    return objection_in_force(latest_first(said)) is not None


def _standing(history: AccountHistory, now: datetime) -> Mapping[str, RoleCorrection]:
    """Return what stands in a person's word for each contact: what was said last, up to now."""
    said = sorted(history.role_corrections, key=lambda one: one.at)
    return {one.contact_id: one for one in said if one.at <= now}
