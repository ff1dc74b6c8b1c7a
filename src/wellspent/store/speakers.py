"""Speakers: whom the people of a batch of conversations may be, and who was named by hand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, insert, select

from wellspent.clean.phone import parse_phone
from wellspent.link.participants import (
    KnownContact,
    KnownContacts,
    NamedByHand,
    domain_of,
    hand_key,
    name_key,
)
from wellspent.records.conversation import Conversation, Side, Speaker
from wellspent.records.source import RecordKind
from wellspent.records.taken_in import SpeakerName
from wellspent.store.among import among
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.ids import number_of, record_id
from wellspent.store.listen_tables import private_people, speaker_names
from wellspent.store.rows import StoredRow
from wellspent.store.tables import accounts, activities, contacts, deals

LATEST_ACTIVITIES: Final = 20_000
"""The latest activities that are looked at for the names of our reps."""

OF_DOMAIN: Final = "@"
OF_NAME: Final = "name:"


def known_contacts(
    connection: Connection, batch: Iterable[Conversation], *, source: str
) -> KnownContacts:
    """Return the contacts that the speakers of these conversations may be."""
    speakers = [speaker for talk in batch for speaker in talk.speakers]
    emails = {speaker.email.casefold() for speaker in speakers} - {""}
    phones = {parse_phone(one.phone) or "" for one in speakers if one.phone} - {""}
    names = {name_key(one.name) for one in speakers if one.name} - {""}
    domains = {domain_of(speaker) for speaker in speakers if speaker.email} - {""}
    return KnownContacts(
        by_email=_found(connection, contacts.c.email, emails),
        by_phone=_found(connection, contacts.c.phone, phones),
        by_name=_found(connection, contacts.c.name_key, names),
        by_hand=_by_hand(connection, {hand_key(one) for one in speakers} - {""}, source),
        accounts=_accounts(connection, domains),
    )


def our_reps(connection: Connection) -> dict[str, str]:
    """Return our reps' names as the records write them, by folded name and by address."""
    columns = (accounts.c.owner, contacts.c.owner, deals.c.owner)
    names: set[str] = set()
    for column in columns:
        names |= set(connection.execute(select(column).distinct()).scalars())
    latest = select(activities.c.rep).order_by(activities.c.number.desc()).limit(LATEST_ACTIVITIES)
    names |= set(connection.execute(select(latest.subquery().c.rep).distinct()).scalars())
    reps: dict[str, str] = {}
    for name in sorted(names - {""}):
        reps[name.casefold() if "@" in name else name_key(name)] = name
    return reps


def add_speaker_name(
    connection: Connection, speaker: Speaker, named: SpeakerName, *, by: str, now: datetime
) -> None:
    """Keep whom a speaker of a source is; the latest word counts."""
    connection.execute(
        insert(speaker_names).values(
            source=storable_text(named.source),
            name_key=hand_key(speaker),
            name=storable_text(speaker.label),
            contact_identity=_identity(connection, named.contact_id),
            rep=storable_text(named.rep),
            side=named.side.value,
            noted_by=storable_text(by),
            noted_at=now,
        )
    )


def list_speaker_names(store: Store) -> list[SpeakerName]:
    """Return whom names mean, as people said, the latest first."""
    query = (
        select(speaker_names, contacts.c.number.label("contact"))
        .outerjoin(contacts, contacts.c.identity == speaker_names.c.contact_identity)
        .order_by(speaker_names.c.number.desc())
    )
    with store.reading() as connection:
        return [_named(row) for row in connection.execute(query).mappings()]


def private_keys(speaker: Speaker) -> list[str]:
    """Return the keys under any of which a speaker may be marked private."""
    email = speaker.email.casefold()
    keys = [email, f"{OF_DOMAIN}{email.rpartition('@')[2]}"] if "@" in email else []
    return [*keys, f"{OF_NAME}{name_key(speaker.name)}"] if speaker.name else keys


def those_private(connection: Connection, batch: Iterable[Conversation]) -> set[str]:
    """Return which keys of these conversations' speakers are marked private."""
    keys = {key for talk in batch for one in talk.speakers for key in private_keys(one)}
    query = select(private_people.c.key).where(among(connection, private_people.c.key, keys))
    return set(connection.execute(query).scalars())


def _found(
    connection: Connection, column: ColumnElement[Any], values: set[str]
) -> Mapping[str, Sequence[KnownContact]]:
    found: dict[str, list[KnownContact]] = defaultdict(list)
    if not values:
        return found
    query = (
        select(column.label("wanted"), contacts, accounts.c.name_key.label("company"))
        .outerjoin(accounts, accounts.c.number == contacts.c.account_number)
        .where(among(connection, column, values), column != "")
    )
    for row in connection.execute(query).mappings():
        found[row["wanted"]].append(
            KnownContact(
                id=record_id(RecordKind.CONTACT, row["number"]),
                name_key=row["name_key"],
                email=row["email"],
                phone=row["phone"],
                account_id=record_id(RecordKind.ACCOUNT, row["account_number"]),
                company=row["company"] or "",
            )
        )
    return found


def _by_hand(connection: Connection, keys: set[str], source: str) -> dict[str, NamedByHand]:
    if not keys:
        return {}
    query = (
        select(
            speaker_names.c.name_key,
            speaker_names.c.rep,
            speaker_names.c.side,
            contacts.c.number,
            contacts.c.account_number,
        )
        .outerjoin(contacts, contacts.c.identity == speaker_names.c.contact_identity)
        .where(among(connection, speaker_names.c.name_key, keys), speaker_names.c.source == source)
        .order_by(speaker_names.c.number)
    )
    return {
        row.name_key: NamedByHand(
            contact_id=record_id(RecordKind.CONTACT, row.number),
            account_id=record_id(RecordKind.ACCOUNT, row.account_number),
            rep=row.rep,
            side=Side(row.side),
        )
        for row in connection.execute(query)
    }


def _accounts(connection: Connection, domains: set[str]) -> dict[str, str]:
    """Return the accounts by domain, of domains that mean one account alone."""
    if not domains:
        return {}
    query = select(accounts.c.domain, accounts.c.number).where(
        among(connection, accounts.c.domain, domains), accounts.c.domain != ""
    )
    found: dict[str, list[int]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.domain].append(row.number)
    return {
        domain: record_id(RecordKind.ACCOUNT, numbers[0])
        for domain, numbers in found.items()
        if len(numbers) == 1
    }


def _identity(connection: Connection, contact: str) -> str:
    if not contact:
        return ""
    number = number_of(RecordKind.CONTACT, contact)
    query = select(contacts.c.identity).where(contacts.c.number == number)
    return connection.execute(query).scalar() or ""


def _named(row: StoredRow) -> SpeakerName:
    return SpeakerName(
        id=str(row["number"]),
        source=row["source"],
        name=row["name"],
        contact_id=record_id(RecordKind.CONTACT, row["contact"]),
        rep=row["rep"],
        side=Side(row["side"]),
        noted_by=row["noted_by"],
        noted_at=row["noted_at"],
    )
