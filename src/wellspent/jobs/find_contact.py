"""Find a contact by whatever somebody has of them: id, address, name, number or company."""

import re
from collections.abc import Iterable
from typing import Final

from wellspent.clean.phone import parse_phone
from wellspent.jobs.find_people import find_people
from wellspent.jobs.unknown_recipient import near_people
from wellspent.records.person import Person
from wellspent.records.source import RecordKind
from wellspent.store.account_search import search_accounts
from wellspent.store.connect import Store
from wellspent.store.ids import LETTERS, record_id
from wellspent.store.people import contacts_at, contacts_of_number, person_with_id
from wellspent.store.recipient import find_recipient
from wellspent.store.rows import StoredRow

MOST: Final = 8
LONGEST: Final = 200
NUMBER: Final = re.compile(r"(?:tel[.:]?\s*|phone[.:]?\s*)?(\+?[\d\s()./–-]{5,40})", re.IGNORECASE)
ACCOUNT_ID: Final = re.compile(rf"{LETTERS[RecordKind.ACCOUNT]}\d{{1,18}}")
FEWEST_DIGITS: Final = 5
NOT_DIGITS: Final = re.compile(r"\D")
TRUNK_ZERO: Final = re.compile(r"\(0\)")


def find_contact(
    store: Store, who: str, *, limit: int = MOST, mistyped: bool = True
) -> list[Person]:
    """Return at most `limit` people that this may mean, the surest first; none if nobody.

    An id (a contact's, or an account's for its people), the key of a contact's own system, an
    address, a telephone number in any writing, a name (also with the last name first, without
    accents or, unless `mistyped` is False, mistyped), or a company. Who has only enquired is found
    too, with the lead's id.
    """
    asked = " ".join(who.split())[:LONGEST]
    if not asked:
        return []
    exact = _named_exactly(store, asked)
    if exact is not None:
        return [exact]
    if ACCOUNT_ID.fullmatch(asked):
        return contacts_at(store, asked, limit=limit)
    if digits := _digits_of_number(asked):
        return _of_number(store, asked, digits, limit)
    found = _each_once([*_of_name(store, asked, limit), *_at_company(store, asked, limit)])
    if not found and mistyped:
        found = near_people(store, asked)
    return found[:limit]


def _named_exactly(store: Store, asked: str) -> Person | None:
    """Return whom an id, key or address means; the contact of an enquirer who is one."""
    recipient = find_recipient(store, asked)
    row = recipient.row
    if row is None:
        return None
    if recipient.kind is RecordKind.CONTACT:
        return person_with_id(store, record_id(RecordKind.CONTACT, row["number"]))
    if row["contact_number"] is not None:
        return person_with_id(store, record_id(RecordKind.CONTACT, row["contact_number"]))
    return _enquirer(row)


def _enquirer(row: StoredRow) -> Person:
    lead = record_id(RecordKind.LEAD, row["number"])
    return Person(
        id=lead,
        name=row["name"],
        email=row["email"],
        title=row["title"],
        company=row["company"],
        lead_id=lead,
    )


def _digits_of_number(asked: str) -> str:
    """Return the digits of a telephone number without leading zeros; empty if it is none."""
    number = NUMBER.fullmatch(asked)
    if number is None:
        return ""
    written = parse_phone(number[1]) or TRUNK_ZERO.sub("", number[1])
    digits = NOT_DIGITS.sub("", written).lstrip("0")
    return digits if len(digits) >= FEWEST_DIGITS else ""


def _of_number(store: Store, asked: str, digits: str, limit: int) -> list[Person]:
    """Return who has a number; somebody who gave it on a form comes after contacts."""
    found = contacts_of_number(store, digits, limit=limit)
    enquirers = [one for one in find_people(store, digits, limit=limit) if one.lead_id]
    written = NOT_DIGITS.sub("", asked)
    if written != digits:
        enquirers += [one for one in find_people(store, written, limit=limit) if one.lead_id]
    return _each_once([*found, *enquirers])[:limit]


def _of_name(store: Store, asked: str, limit: int) -> list[Person]:
    found = find_people(store, asked, limit=limit)
    first, comma, last = asked.partition(",")
    if not comma:
        first, _, last = asked.rpartition(" ")
    if len(found) < limit and first and last:
        found += find_people(store, f"{last.strip()} {first.strip()}", limit=limit)
    return found


def _at_company(store: Store, asked: str, limit: int) -> Iterable[Person]:
    for account in search_accounts(store, asked, limit=2):
        yield from contacts_at(store, account.id, limit=limit)


def _each_once(people: Iterable[Person]) -> list[Person]:
    """Return each person once, as a contact where they are one: an address is one person."""
    found = list({one.id: one for one in people}.values())
    contacts = {one.email.casefold() for one in found if not one.lead_id}
    return [one for one in found if not one.lead_id or one.email.casefold() not in contacts]
