"""Reachability of a contact: when and how to reach them, from the team's own history only."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from wellspent.clean.day_off import day_off, has_days_off
from wellspent.jobs.buying_roles import roles_of_history
from wellspent.jobs.reach_habits import HabitsInUse, reach_habits
from wellspent.jobs.role_weights_in_use import role_weights_in_use
from wellspent.reach.best_times import DayOff
from wellspent.reach.reachable import reachability, weekend
from wellspent.reach.touches import rows_of, touches
from wellspent.records.account_history import AccountHistory
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.buying_role import RoleJudgement
from wellspent.records.contact import Contact
from wellspent.records.reachability import BestTime, Reachability
from wellspent.store.account_history import account_history
from wellspent.store.bounces import bounced_addresses
from wellspent.store.connect import Store


def reachability_of(store: Store, contact_id: str, *, now: datetime) -> Reachability:
    """Return how a contact (or somebody who enquired, by the lead's id) can be reached.

    NotFound when there is no such record.
    """
    history = account_history(store, contact_id=contact_id, now=now)
    return reachability_in(store, history, contact_id, now=now)


def reachability_in(
    store: Store,
    history: AccountHistory,
    contact_id: str,
    *,
    now: datetime,
    roles: Mapping[str, RoleJudgement] | None = None,
) -> Reachability:
    """Return how one of a history's people can be reached; `roles` if they are judged already."""
    contact = contact_in(history, contact_id)
    in_use = reach_habits(store, now)
    if roles is None and in_use.habits.roles:
        learned = role_weights_in_use(store, now=now)
        roles = roles_of_history(history, learned=learned, now=now)
    return reachability_by(
        history,
        contact,
        in_use,
        bounced_at=bounced_at_of(store, contact),
        roles=roles or {},
        now=now,
    )


def best_time(store: Store, contact_id: str, *, now: datetime) -> tuple[BestTime, ...]:
    """Return the best moments of the next seven days to reach a contact, the best first."""
    return reachability_of(store, contact_id, now=now).best


def contact_in(history: AccountHistory, contact_id: str) -> Contact:
    """Return one of a history's people by the id that it was asked for with."""
    known = {contact.id: contact for contact in history.contacts}
    if contact_id in known:
        return known[contact_id]
    emails = {lead.email.casefold() for lead in history.leads if lead.id == contact_id} - {""}
    asked = (each for each in history.contacts if each.email.casefold() in emails)
    return next(asked, history.contacts[0])


def reachability_by(
    history: AccountHistory,
    contact: Contact,
    in_use: HabitsInUse,
    *,
    now: datetime,
    roles: Mapping[str, RoleJudgement],
    bounced_at: datetime | None = None,
) -> Reachability:
    """Return how a contact can be reached, by what was read, judged and learned already."""
    activities = tuple(_with_contacts(history))
    rows = rows_of(activities)
    known = {name: judgement.role.value for name, judgement in roles.items()}
    found = reachability(
        contact.id,
        touches(rows, zones=history.time_zones, now=now, roles=known),
        in_use.habits,
        zone=history.time_zones.get(contact.id, ""),
        consents=[each for each in history.consents if each.contact_id == contact.id],
        holidays=_days_off(history, contact),
        role=known.get(contact.id, ""),
        now=now,
        as_of=history.read_at or now,
        no_way=dict(_no_way(contact, activities, bounced_at)),
    )
    return replace(found, notes=(*found.notes, *_notes(history, contact, in_use)))


def _with_contacts(history: AccountHistory) -> Iterator[Activity]:
    """Give the activities, with those that only name an address or a key given to whose it is."""
    ids: dict[str, str] = {}
    for contact in history.contacts:
        for key in (contact.email.casefold(), contact.external_id):
            if key:
                ids.setdefault(key, contact.id)
    for each in history.activities:
        if each.contact_id or not each.contact_key:
            yield each
        else:
            key = each.contact_key
            yield replace(each, contact_id=ids.get(key) or ids.get(key.casefold(), ""))


def _days_off(history: AccountHistory, contact: Contact) -> DayOff:
    """Return what says why people don't work on a day where the contact is."""
    country = contact.country or (history.account.country if history.account else "")
    if country and has_days_off(country):
        return lambda day: day_off(country, day)
    return weekend


def _no_way(
    contact: Contact, activities: tuple[Activity, ...], bounced_at: datetime | None
) -> Iterator[tuple[ActivityKind, str]]:
    if not contact.phone:
        yield ActivityKind.CALL, "no telephone number is known"
        yield ActivityKind.SMS, "no telephone number is known"
    if not contact.email:
        yield ActivityKind.EMAIL, "no e-mail address is known"
    elif bounced_at is not None and not any(
        _is_mail_of(each, contact, since=bounced_at) for each in activities
    ):
        yield ActivityKind.EMAIL, f"mail came back for good on {bounced_at:%Y-%m-%d}"


def _is_mail_of(activity: Activity, contact: Contact, *, since: datetime) -> bool:
    return (
        activity.contact_id == contact.id
        and activity.kind is ActivityKind.EMAIL
        and activity.direction is Direction.INBOUND
        and activity.happened_at is not None
        and activity.happened_at > since
    )


def bounced_at_of(store: Store, contact: Contact) -> datetime | None:
    """Return when mail to a contact's address came back for good; None if it didn't."""
    email = contact.email.casefold()
    if not email:
        return None
    with store.reading() as connection:
        bounced: Mapping[str, datetime] = bounced_addresses(connection, [email])
    return bounced.get(email)


def _notes(history: AccountHistory, contact: Contact, in_use: HabitsInUse) -> Iterator[str]:
    if history.zone_known_by.get(contact.id) == "country":
        yield "their time zone is their country's; nobody stated it"
    if in_use.note:
        yield in_use.note
