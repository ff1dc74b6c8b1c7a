"""Reader: all that the store knows of the person whom a draft is for, by index, in few queries."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final, cast

from sqlalchemy import Connection

from wellspent.clean.consents_in_force import (
    consents_in_force,
    latest_first,
    objection_in_force,
)
from wellspent.link.keys import company_key
from wellspent.records.account import Account
from wellspent.records.activity import Activity
from wellspent.records.consent import ConsentEntry
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal
from wellspent.records.lead import Lead
from wellspent.records.reader import Reader
from wellspent.records.referral import Referral
from wellspent.records.source import RecordKind
from wellspent.store.around_reader import (
    ACCOUNTS,
    ACCOUNTS_NAMED,
    ACTIVITIES_AT_ACCOUNT,
    ACTIVITIES_OF_CONTACT,
    ACTIVITIES_UNLINKED,
    BOUNCES,
    COLLEAGUES,
    CONTACTS_NAMED,
    DEALS,
    LEADS_OF_ADDRESS,
    LEADS_OF_CONTACT,
    MOST_ACTIVITIES,
    REFERRALS,
)
from wellspent.store.connect import Store
from wellspent.store.consents import (
    entries_in_columns,
    entries_of,
    entries_of_import,
)
from wellspent.store.derived import person_key
from wellspent.store.enquirer import contact_of_lead
from wellspent.store.ids import LETTERS
from wellspent.store.prepared import listed
from wellspent.store.recipient import Recipient, recipient_of
from wellspent.store.rows import StoredRow, record_from_row
from wellspent.store.zones import zone_of

MOST_NAMES: Final = 400


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
        contact, account = self._contact(), self._account()
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
            time_zone=zone_of(contact, account, (row["attributes"] for row in own_leads))[0],
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
        return contact_of_lead(_lead(row))

    def _account(self) -> Account | None:
        number = self._person.account_number
        return None if number is None else next(iter(self._accounts([number])), None)

    def _leads(self) -> Sequence[StoredRow]:
        """Return the rows of what they enquired, by address and by link, the latest first."""
        found: dict[int, StoredRow] = {}
        if self._person.email:
            rows = LEADS_OF_ADDRESS.rows(self._connection, email=self._person.email)
            found |= {row["number"]: row for row in rows}
        if self._person.number is not None:
            rows = LEADS_OF_CONTACT.rows(self._connection, number=self._person.number)
            found |= {row["number"]: row for row in rows}
        return sorted(found.values(), key=lambda row: row["arrived_order"], reverse=True)

    def _activities(self) -> tuple[Activity, ...]:
        connection, found = self._connection, list[Activity]()
        if self._person.number is not None:
            number = self._person.number
            found += cast(list[Activity], ACTIVITIES_OF_CONTACT.records(connection, number=number))
        if keys := {self._person.email, self._person.key} - {""}:
            unlinked = ACTIVITIES_UNLINKED.records(connection, keys=listed(connection, keys))
            found += cast(list[Activity], unlinked)
        return tuple(sorted(found, key=_when, reverse=True)[:MOST_ACTIVITIES])

    def _account_activities(self) -> tuple[Activity, ...]:
        account = self._person.account_number
        if account is None:
            return ()
        found = ACTIVITIES_AT_ACCOUNT.records(
            self._connection, account=account, number=self._person.number
        )
        return tuple(cast(list[Activity], found))

    def _deals(self) -> tuple[Deal, ...]:
        account, number = self._person.account_number, self._person.number
        if account is None and number is None:
            return ()
        found = DEALS.records(self._connection, account=account, number=number)
        return tuple(cast(list[Deal], found))

    def _referrals(self) -> tuple[Referral, ...]:
        account = self._person.account_number
        if account is None:
            return ()
        return tuple(cast(list[Referral], REFERRALS.records(self._connection, account=account)))

    def _referring_accounts(self, given: Sequence[Referral]) -> tuple[Account, ...]:
        """Return the accounts on the other side of referrals."""
        letter, own = LETTERS[RecordKind.ACCOUNT], self._person.account_number
        sides = {side for one in given for side in (one.giver_id, one.receiver_id) if side}
        numbers = {int(side.removeprefix(letter)) for side in sides} - {own}
        return self._accounts(sorted(numbers)) if numbers else ()

    def _accounts(self, numbers: Sequence[int]) -> tuple[Account, ...]:
        found = ACCOUNTS.records(self._connection, keys=listed(self._connection, numbers))
        return tuple(cast(list[Account], found))

    def _colleagues(self) -> tuple[Contact, ...]:
        account = self._person.account_number
        if account is None:
            return ()
        found = COLLEAGUES.records(self._connection, account=account, number=self._person.number)
        return tuple(cast(list[Contact], found))

    def _mentioned_accounts(self) -> tuple[Account, ...]:
        keys = {company_key(name) for name in self._names} - {""}
        if not keys:
            return ()
        found = ACCOUNTS_NAMED.records(self._connection, keys=listed(self._connection, keys))
        return tuple(sorted(cast(list[Account], found), key=_number))

    def _mentioned_contacts(self) -> tuple[Contact, ...]:
        keys = {person_key(name) for name in self._names} - {""}
        if not keys:
            return ()
        found = CONTACTS_NAMED.records(self._connection, keys=listed(self._connection, keys))
        return tuple(sorted(cast(list[Contact], found), key=_number))

    def _consents(self, own_leads: Sequence[StoredRow]) -> Iterator[ConsentEntry]:
        person = self._person
        noted = entries_of(self._connection, email=person.email, identity=person.identity)
        yield from noted
        if person.row is not None and person.kind is RecordKind.CONTACT:
            yield from entries_of_import(person.row, noted)
        for row in own_leads:
            yield from entries_in_columns(row)

    def _bounced_at(self) -> datetime | None:
        """Return when mail to the address came back for good (status 5, RFC 3463)."""
        if not self._person.email:
            return None
        rows = BOUNCES.rows(self._connection, email=self._person.email)
        return next((row["bounced_at"] for row in rows if row["status"].startswith("5")), None)


def _lead(row: StoredRow) -> Lead:
    return cast(Lead, record_from_row(RecordKind.LEAD, row))


def _number(record: Account | Contact) -> int:
    return int(record.id[1:])


def _when(activity: Activity) -> float:
    return float("-inf") if activity.happened_at is None else activity.happened_at.timestamp()
