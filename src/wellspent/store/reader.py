"""Reader: all that the store knows of the person whom a draft is for, by index, in few queries."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Connection, Select, or_, select

from wellspent.clean.time_zone import parse_time_zone, zone_of_country
from wellspent.link.keys import company_key
from wellspent.records.account import Account
from wellspent.records.activity import Activity
from wellspent.records.attribute import AttributeValue
from wellspent.records.consent import ConsentEntry
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal
from wellspent.records.lead import Lead
from wellspent.records.reader import Reader
from wellspent.records.referral import Referral
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.connect import Store
from wellspent.store.consents import (
    consents_in_force,
    entries_in_columns,
    entries_of,
    latest_first,
    objection_in_force,
)
from wellspent.store.derived import person_key
from wellspent.store.ids import LETTERS
from wellspent.store.intake_tables import bounces
from wellspent.store.recipient import Recipient, recipient_of
from wellspent.store.rows import StoredRow, record_from_row
from wellspent.store.tables import accounts, activities, contacts, deals, leads, referrals

MOST_ACTIVITIES: Final = 200
"""The latest activities of the person that are looked at, and as many of the whole account."""
MOST_OTHERS: Final = 100
MOST_NAMES: Final = 400
ZONE_COLUMNS: Final = ("time_zone", "timezone", "hs_timezone")


def reader_of(store: Store, recipient: str, *, names: Iterable[str] = ()) -> Reader:
    """Return what is known of a person, latest first.

    `recipient` is a contact's or lead's id, the key of a contact's own system, or an e-mail
    address; an empty reader when nobody is known by it. `names` are those of people and companies
    that a draft mentions: whom of our records they mean is looked up too.
    """
    with store.reading() as connection:
        person = recipient_of(connection, recipient)
        return _Around(connection, person, list(names)[:MOST_NAMES]).reader()


class _Around:
    """What lies around a person in the store, asked for in one transaction."""

    def __init__(self, connection: Connection, person: Recipient, names: Sequence[str]) -> None:
        self._connection = connection
        self._person = person
        self._names = names

    def reader(self) -> Reader:
        """Return it all together."""
        own_leads = self._leads()
        account = self._account()
        contact = self._contact()
        given = self._referrals()
        said = latest_first(self._consents(own_leads))
        objection = objection_in_force(said)
        return Reader(
            contact=contact,
            account=account,
            leads=tuple(_lead(row) for row in own_leads),
            activities=self._activities(),
            account_activities=self._account_activities(),
            deals=self._deals(),
            referrals=given,
            colleagues=self._colleagues(),
            mentioned_accounts=self._mentioned_accounts(),
            mentioned_contacts=self._mentioned_contacts(),
            time_zone=self._time_zone(contact, account, own_leads),
            consents=consents_in_force(said),
            objected_at=None if objection is None else objection.said_at,
            bounced_at=self._bounced_at(),
            referring_accounts=self._referring_accounts(given),
            consent_entries=said,
        )

    def _contact(self) -> Contact | None:
        """Return the contact; of one who has only enquired, what they wrote on the form."""
        row = self._person.row
        if row is None:
            return None
        if self._person.kind is RecordKind.CONTACT:
            return cast(Contact, record_from_row(RecordKind.CONTACT, row))
        lead = _lead(row)
        return Contact(
            name=lead.name,
            id=lead.id,
            email=lead.email,
            phone=lead.phone,
            title=lead.title,
            account_id=lead.account_id,
            account_key=lead.company,
            country=lead.country,
            owner=lead.owner,
            attributes=lead.attributes,
        )

    def _account(self) -> Account | None:
        number = self._person.account_number
        if number is None:
            return None
        rows = self._rows(select(accounts).where(accounts.c.number == number))
        return cast(Account, record_from_row(RecordKind.ACCOUNT, rows[0])) if rows else None

    def _leads(self) -> Sequence[StoredRow]:
        ways: list[ColumnElement[bool]] = []
        if self._person.email:
            ways.append((leads.c.email == self._person.email) & (leads.c.email != ""))
        if self._person.number is not None:
            ways.append(leads.c.contact_number == self._person.number)
        if not ways:
            return ()
        latest = leads.c.arrived_order.desc()
        return self._rows(select(leads).where(or_(*ways)).order_by(latest).limit(MOST_OTHERS))

    def _activities(self) -> tuple[Activity, ...]:
        ways: list[ColumnElement[bool]] = []
        if self._person.number is not None:
            ways.append(activities.c.contact_number == self._person.number)
        for key in {self._person.email, self._person.key} - {""}:
            unlinked = activities.c.contact_number.is_(None)
            ways.append((activities.c.contact_key == key) & unlinked)
        found = [activity for way in ways for activity in self._latest_activities(way)]
        return tuple(sorted(found, key=_when, reverse=True)[:MOST_ACTIVITIES])

    def _account_activities(self) -> tuple[Activity, ...]:
        number = self._person.account_number
        if number is None:
            return ()
        at_account = activities.c.account_number == number
        if self._person.number is not None:
            others = activities.c.contact_number.is_distinct_from(self._person.number)
            at_account &= others
        return tuple(self._latest_activities(at_account))

    def _latest_activities(self, way: ColumnElement[bool]) -> list[Activity]:
        latest = activities.c.happened_at.desc().nulls_last()
        query = select(activities).where(way).order_by(latest).limit(MOST_ACTIVITIES)
        rows = self._rows(query)
        return [cast(Activity, record_from_row(RecordKind.ACTIVITY, row)) for row in rows]

    def _deals(self) -> tuple[Deal, ...]:
        ways: list[ColumnElement[bool]] = []
        if self._person.account_number is not None:
            ways.append(deals.c.account_number == self._person.account_number)
        if self._person.number is not None:
            ways.append(deals.c.contact_number == self._person.number)
        if not ways:
            return ()
        latest = deals.c.created_at.desc().nulls_last()
        rows = self._rows(select(deals).where(or_(*ways)).order_by(latest).limit(MOST_OTHERS))
        return tuple(cast(Deal, record_from_row(RecordKind.DEAL, row)) for row in rows)

    def _referrals(self) -> tuple[Referral, ...]:
        number = self._person.account_number
        if number is None:
            return ()
        ways = (referrals.c.giver_number == number, referrals.c.receiver_number == number)
        latest = referrals.c.referred_at.desc().nulls_last()
        rows = self._rows(select(referrals).where(or_(*ways)).order_by(latest).limit(MOST_OTHERS))
        return tuple(cast(Referral, record_from_row(RecordKind.REFERRAL, row)) for row in rows)

    def _referring_accounts(self, given: Sequence[Referral]) -> tuple[Account, ...]:
        """Return the accounts on the other side of referrals."""
        letter, own = LETTERS[RecordKind.ACCOUNT], self._person.account_number
        sides = {side for one in given for side in (one.giver_id, one.receiver_id) if side}
        numbers = {int(side.removeprefix(letter)) for side in sides} - {own}
        if not numbers:
            return ()
        return self._accounts(among(self._connection, accounts.c.number, numbers))

    def _colleagues(self) -> tuple[Contact, ...]:
        number = self._person.account_number
        if number is None:
            return ()
        there = contacts.c.account_number == number
        if self._person.number is not None:
            there &= contacts.c.number != self._person.number
        return self._contacts(there)

    def _mentioned_accounts(self) -> tuple[Account, ...]:
        keys = {company_key(name) for name in self._names} - {""}
        if not keys:
            return ()
        named = among(self._connection, accounts.c.name_key, keys)
        return self._accounts(named & (accounts.c.name_key != ""))

    def _mentioned_contacts(self) -> tuple[Contact, ...]:
        keys = {person_key(name) for name in self._names} - {""}
        if not keys:
            return ()
        named = among(self._connection, contacts.c.name_key, keys)
        return self._contacts(named & (contacts.c.name_key != ""))

    def _accounts(self, condition: ColumnElement[bool]) -> tuple[Account, ...]:
        query = select(accounts).where(condition).order_by(accounts.c.number).limit(MOST_OTHERS)
        found = (record_from_row(RecordKind.ACCOUNT, row) for row in self._rows(query))
        return tuple(cast(Account, one) for one in found)

    def _contacts(self, condition: ColumnElement[bool]) -> tuple[Contact, ...]:
        query = select(contacts).where(condition).order_by(contacts.c.number).limit(MOST_OTHERS)
        found = (record_from_row(RecordKind.CONTACT, row) for row in self._rows(query))
        return tuple(cast(Contact, one) for one in found)

    def _consents(self, own_leads: Sequence[StoredRow]) -> Iterator[ConsentEntry]:
        person = self._person
        yield from entries_of(
            self._connection, emails=[person.email], contact_identity=person.identity
        )
        if person.row is not None and person.kind is RecordKind.CONTACT:
            yield from entries_in_columns(person.row)
        for row in own_leads:
            yield from entries_in_columns(row)

    def _bounced_at(self) -> datetime | None:
        """Return when mail to the address came back for good (status 5, RFC 3463)."""
        if not self._person.email:
            return None
        query = select(bounces.c.bounced_at).where(
            bounces.c.email == self._person.email,
            bounces.c.status.startswith("5", autoescape=True),
        )
        return self._connection.execute(query).scalar()

    def _time_zone(
        self, contact: Contact | None, account: Account | None, own_leads: Sequence[StoredRow]
    ) -> str:
        """Return the zone that a record names, else that of the country if it has one only."""
        of_contact = contact.attributes if contact else {}
        of_account = account.attributes if account else {}
        named = [of_contact, *(row["attributes"] for row in own_leads), of_account]
        for attributes in named:
            for column in ZONE_COLUMNS:
                if zone := parse_time_zone(_text(attributes.get(column))):
                    return zone
        countries = [contact.country if contact else "", account.country if account else ""]
        country = next(filter(None, countries), "")
        return zone_of_country(country) if country else ""

    def _rows(self, query: Select[Any]) -> Sequence[StoredRow]:
        return cast(Sequence[StoredRow], self._connection.execute(query).mappings().all())


def _lead(row: StoredRow) -> Lead:
    return cast(Lead, record_from_row(RecordKind.LEAD, row))


def _text(value: AttributeValue | None) -> str:
    return value if isinstance(value, str) else ""


def _when(activity: Activity) -> float:
    return float("-inf") if activity.happened_at is None else activity.happened_at.timestamp()
