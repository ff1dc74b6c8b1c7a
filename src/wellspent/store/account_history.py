"""Account history: all that the store knows around one account, by index, in few queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final, cast

from sqlalchemy import Connection

from wellspent.clean.consents_in_force import latest_first
from wellspent.errors import InputError, NotFound
from wellspent.records.account import Account
from wellspent.records.account_history import AccountHistory
from wellspent.records.activity import Activity
from wellspent.records.consent import ConsentEntry
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal
from wellspent.records.heard import Heard
from wellspent.records.lead import Lead
from wellspent.records.ledger import LedgerEntry
from wellspent.records.meeting import Meeting
from wellspent.records.raw import Record
from wellspent.records.referral import Referral
from wellspent.records.source import RecordKind
from wellspent.store import around_account as around
from wellspent.store.column_types import UtcTime
from wellspent.store.connect import Store
from wellspent.store.consents import entries_in_columns, entries_of_import, entry_of_row
from wellspent.store.debts import debts_of
from wellspent.store.enquirer import contact_of_lead
from wellspent.store.ids import LETTERS, number_of, record_id
from wellspent.store.ledger import entry_of_row as ledger_entry_of_row
from wellspent.store.meeting_rows import meetings_of_rows
from wellspent.store.prepared import PreparedQuery, PreparedRecords, listed
from wellspent.store.read_conversations import read_conversations
from wellspent.store.recipient import Recipient, recipient_of
from wellspent.store.role_corrections import role_corrections_of
from wellspent.store.rows import StoredRow, record_from_row
from wellspent.store.zones import zone_of

LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)


def account_history(
    store: Store, *, account_id: str = "", contact_id: str = "", now: datetime
) -> AccountHistory:
    """Return one account's people and what happened between us, latest first, lists bounded.

    By the account's id, or by that of one of its people; somebody without an account, such as one
    who has only enquired (a lead's id), has a history of their own. NotFound when there is no such
    record, InputError when neither id is given.
    """
    if not account_id and not contact_id:
        raise InputError("Say whose history.", next_step="Name an account or a contact.")
    with store.reading() as connection:
        person = _person(connection, contact_id) if contact_id else None
        account = (
            number_of(RecordKind.ACCOUNT, account_id)
            if account_id
            else (person.account_number if person else None)
        )
        return _Around(connection, account, person, now).history()


def _person(connection: Connection, contact_id: str) -> Recipient:
    """Return whom a contact's or lead's id means; an enquirer's contact where they have one."""
    of_lead = contact_id.startswith(LETTERS[RecordKind.LEAD])
    number_of(RecordKind.LEAD if of_lead else RecordKind.CONTACT, contact_id)
    person = recipient_of(connection, contact_id)
    if person.row is None:
        raise NotFound(
            f"there is no contact {contact_id}",
            next_step="It may have gone with an import that was undone; look in the list.",
        )
    if person.kind is RecordKind.LEAD and person.row["contact_number"] is not None:
        return recipient_of(connection, record_id(RecordKind.CONTACT, person.row["contact_number"]))
    return person


class _Around:
    """What lies around an account in the store, or around somebody without one."""

    def __init__(
        self,
        connection: Connection,
        account_number: int | None,
        person: Recipient | None,
        now: datetime,
    ) -> None:
        self._connection = connection
        self._number = account_number
        self._person = person
        self._now = now
        self._left_out: list[str] = []

    def history(self) -> AccountHistory:
        """Return it all together."""
        account = self._account()
        rows = self._contact_rows()
        activities = self._activities(rows)
        talks, debts = self._talks()
        rows = self._with_those_in(rows, activities, talks)
        leads = self._lead_rows(rows)
        contacts = self._contacts(rows)
        zones = {one.id: zone_of(one, account, _attributes_of(one, leads)) for one in contacts}
        numbers = [row["number"] for row in rows]
        corrections = role_corrections_of(self._connection, numbers) if numbers else {}
        return AccountHistory(
            account=account,
            contacts=contacts,
            activities=activities,
            conversations=talks,
            deals=self._deals(),
            leads=tuple(_lead(row) for row in leads),
            referrals=self._referrals(),
            entries=self._entries(activities, talks),
            debts=debts,
            consents=self._consents(rows, leads),
            meetings_ahead=self._meetings(),
            role_corrections=tuple(corrections.values()),
            time_zones={one: zone for one, (zone, _) in zones.items() if zone},
            zone_known_by={one: how for one, (_, how) in zones.items() if how},
            left_out=tuple(self._left_out),
            read_at=self._now,
        )

    def _account(self) -> Account | None:
        if self._number is None:
            return None
        found = around.ACCOUNT.records(self._connection, number=self._number)
        if not found:
            raise NotFound(
                f"there is no account {record_id(RecordKind.ACCOUNT, self._number)}",
                next_step="It may have gone with an import that was undone; look in the list.",
            )
        return cast(Account, found[0])

    def _contact_rows(self) -> list[StoredRow]:
        person = self._person
        own = person.row if person and person.kind is RecordKind.CONTACT else None
        rows: list[StoredRow] = []
        if self._number is not None:
            rows += around.CONTACTS_OF_ACCOUNT.rows(self._connection, number=self._number)
            rows = self._within(rows, around.MOST_CONTACTS, "more contacts at the account")
        if own is not None and all(row["number"] != own["number"] for row in rows):
            rows.insert(0, own)
        return rows

    def _with_those_in(
        self, rows: list[StoredRow], activities: Sequence[Activity], talks: Sequence[Heard]
    ) -> list[StoredRow]:
        """Return the contacts with those who took part and aren't among them."""
        if self._number is None:
            return rows
        took_part = {one.contact_id for one in activities}
        took_part |= {who.contact_id for one in talks for who in one.conversation.speakers}
        known = {row["number"] for row in rows}
        missing = {number_of(RecordKind.CONTACT, one) for one in took_part - {""}} - known
        if not missing:
            return rows
        keys = listed(self._connection, sorted(missing))
        return [*rows, *around.CONTACTS_BY_NUMBER.rows(self._connection, keys=keys)]

    def _contacts(self, rows: Iterable[StoredRow]) -> tuple[Contact, ...]:
        found = [cast(Contact, record_from_row(RecordKind.CONTACT, row)) for row in rows]
        person = self._person
        if person is not None and person.kind is RecordKind.LEAD and person.row is not None:
            found.insert(0, contact_of_lead(_lead(person.row)))
        return tuple(found)

    def _activities(self, rows: Sequence[StoredRow]) -> tuple[Activity, ...]:
        found = self._of_either(around.ACTIVITIES_OF_ACCOUNT, around.ACTIVITIES_OF_CONTACT)
        if self._number is not None and rows:
            numbers = listed(self._connection, [row["number"] for row in rows])
            found += around.ACTIVITIES_OF_PEOPLE.records(self._connection, keys=numbers)
        keys = {row[name] for row in rows for name in ("email", "external_id")} - {""}
        if self._person is not None:
            keys |= {self._person.email} - {""}
        if keys:
            given = listed(self._connection, sorted(keys))
            found += around.ACTIVITIES_UNLINKED.records(self._connection, keys=given)
        activities = sorted(cast(list[Activity], found), key=_when, reverse=True)
        return tuple(self._within(activities, around.MOST_ACTIVITIES, "earlier activities"))

    def _talks(self) -> tuple[tuple[Heard, ...], tuple[Any, ...]]:
        """Return the latest conversations, and what we owe of these and earlier ones."""
        rows = self._rows_of_either(around.TALKS_OF_ACCOUNT, around.TALKS_OF_CONTACT)
        numbers = [row["number"] for row in rows]
        if not numbers:
            return (), ()
        wanted, turns = list[int](), 0
        for row in rows[: around.MOST_CONVERSATIONS]:
            turns += row["turns"]
            if wanted and turns > around.MOST_TURNS:
                break
            wanted.append(row["number"])
        if len(wanted) < len(rows):
            self._left_out.append("earlier conversations")
        heard = read_conversations(self._connection, wanted)
        owed = debts_of(self._connection, numbers, now=self._now)
        debts = self._within(owed, around.MOST_DEBTS, "what we owe that is less urgent")
        return tuple(heard[number] for number in wanted), tuple(debts)

    def _deals(self) -> tuple[Deal, ...]:
        found = self._of_either(around.DEALS_OF_ACCOUNT, around.DEALS_OF_CONTACT)
        deals = self._within(found, around.MOST_OTHERS, "earlier deals")
        return tuple(cast(list[Deal], deals))

    def _lead_rows(self, rows: Sequence[StoredRow]) -> list[StoredRow]:
        """Return what the account and its people enquired, the latest first."""
        found: dict[int, StoredRow] = {}
        if self._number is not None:
            of_account = around.LEADS_OF_ACCOUNT.rows(self._connection, number=self._number)
            found |= {row["number"]: row for row in of_account}
        emails = {row["email"] for row in rows}
        if self._person is not None:
            emails.add(self._person.email)
            if self._person.kind is RecordKind.LEAD and self._person.row is not None:
                found[self._person.row["number"]] = self._person.row
        if emails - {""}:
            keys = listed(self._connection, sorted(emails - {""}))
            of_people = around.LEADS_OF_PEOPLE.rows(self._connection, keys=keys)
            found |= {row["number"]: row for row in of_people}
        latest = sorted(found.values(), key=lambda row: row["arrived_order"], reverse=True)
        return self._within(latest, around.MOST_OTHERS, "earlier enquiries")

    def _referrals(self) -> tuple[Referral, ...]:
        if self._number is None:
            return ()
        found = around.REFERRALS.records(self._connection, number=self._number)
        found = self._within(found, around.MOST_OTHERS, "earlier referrals")
        return tuple(cast(list[Referral], found))

    def _entries(
        self, activities: Sequence[Activity], talks: Sequence[Heard]
    ) -> tuple[LedgerEntry, ...]:
        """Return the lines of the ledger of the same time as what is read."""
        moments = [one.happened_at for one in activities]
        moments += [one.conversation.started_at for one in talks]
        since = min((moment for moment in moments if moment is not None), default=None)
        if since is None:
            return ()
        rows = self._rows_of_either(
            around.ENTRIES_OF_ACCOUNT, around.ENTRIES_OF_CONTACT, since=self._given(since)
        )
        rows = self._within(rows, around.MOST_ENTRIES, "earlier lines of the ledger")
        return tuple(ledger_entry_of_row(row) for row in rows)

    def _meetings(self) -> tuple[Meeting, ...]:
        rows = self._rows_of_either(
            around.MEETINGS_OF_ACCOUNT, around.MEETINGS_OF_CONTACT, since=self._given(self._now)
        )
        return tuple(meetings_of_rows(self._connection, rows)) if rows else ()

    def _consents(
        self, rows: Sequence[StoredRow], leads: Sequence[StoredRow]
    ) -> tuple[ConsentEntry, ...]:
        """Return what each contact said of being contacted, each entry with who said it."""
        people: list[tuple[str, StoredRow, str]] = [
            (record_id(RecordKind.CONTACT, row["number"]), row, row["identity"]) for row in rows
        ]
        person = self._person
        if person is not None and person.kind is RecordKind.LEAD and person.row is not None:
            lead = record_id(RecordKind.LEAD, person.row["number"])
            people.append((lead, person.row, ""))
        noted = self._noted([row for _, row, _ in people])
        said: list[ConsentEntry] = []
        for contact_id, row, identity in people:
            email = row["email"].casefold()
            own = [
                entry_of_row(one)
                for one in noted
                if (email and one["email"] == email)
                or (identity and one["contact_identity"] == identity)
            ]
            of_leads = [lead for lead in leads if email and lead["email"].casefold() == email]
            own += entries_of_import(row, own) if identity else entries_in_columns(row)
            own += [one for lead in of_leads for one in entries_in_columns(lead)]
            said += [replace(one, contact_id=contact_id) for one in own]
        return latest_first(said)

    def _noted(self, rows: Sequence[StoredRow]) -> list[Mapping[Any, Any]]:
        found: dict[int, Mapping[Any, Any]] = {}
        for query, values in (
            (around.CONSENTS_OF_ADDRESSES, {row["email"].casefold() for row in rows}),
            (around.CONSENTS_OF_IDENTITIES, {row["identity"] for row in rows}),
        ):
            if values - {""}:
                keys = listed(self._connection, sorted(values - {""}))
                found |= {row["number"]: row for row in query.rows(self._connection, keys=keys)}
        return list(found.values())

    def _of_either(self, of_account: PreparedRecords, of_contact: PreparedRecords) -> list[Record]:
        if self._number is not None:
            return of_account.records(self._connection, number=self._number)
        number = None if self._person is None else self._person.number
        return [] if number is None else of_contact.records(self._connection, number=number)

    def _rows_of_either(
        self, of_account: PreparedQuery, of_contact: PreparedQuery, **values: object
    ) -> list[dict[str, Any]]:
        if self._number is not None:
            return of_account.rows(self._connection, number=self._number, **values)
        number = None if self._person is None else self._person.number
        return [] if number is None else of_contact.rows(self._connection, number=number, **values)

    def _within(self, found: list[Any], most: int, what: str) -> list[Any]:
        """Return no more than so many of what was found; note what was cut off."""
        if len(found) > most:
            self._left_out.append(what)
        return found[:most]

    def _given(self, moment: datetime) -> object:
        """Return a moment as the driver takes it."""
        return UtcTime().process_bind_param(moment, self._connection.dialect)


def _lead(row: StoredRow) -> Lead:
    return cast(Lead, record_from_row(RecordKind.LEAD, row))


def _attributes_of(contact: Contact, leads: Iterable[StoredRow]) -> list[Mapping[str, Any]]:
    email = contact.email.casefold()
    return [row["attributes"] for row in leads if email and row["email"].casefold() == email]


def _when(activity: Activity) -> datetime:
    return activity.happened_at or LONG_AGO
