"""People: contacts by how their name, a word of it, or their address begins."""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, select

from wellspent.records.person import Person
from wellspent.records.source import RecordKind
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.derived import NOT_DIGITS, person_key, phone_end
from wellspent.store.ids import number_of, record_id
from wellspent.store.tables import accounts, contacts

LAST: Final = "\U0010ffff"
LEAST_INSIDE: Final = 3
"""Letters from which on words within a name are looked for, which reads the names of all."""


def find_contacts(store: Store, words: str, *, limit: int) -> list[Person]:
    """Return at most `limit` contacts that the words may mean, those that begin so first."""
    address, key = words.strip().lower(), person_key(words)
    if not address:
        return []
    ways = [_begins(contacts.c.email, address)]
    if key:
        ways.append(_begins(contacts.c.name_key, key))
    if len(key) >= LEAST_INSIDE:
        ways.append(contacts.c.name_key.contains(f" {key}", autoescape=True))
    return _found(store, ways, limit)


def contacts_beginning(store: Store, beginnings: Iterable[str], *, limit: int) -> list[Person]:
    """Return contacts whose address or name begins so, at most `limit` for each; by index alone."""
    ways: list[ColumnElement[bool]] = []
    for beginning in beginnings:
        ways.append(_begins(contacts.c.email, beginning.lower()))
        if key := person_key(beginning):
            ways.append(_begins(contacts.c.name_key, key))
    return _found(store, ways, limit, in_all=limit * len(ways))


def contacts_of_number(store: Store, digits: str, *, limit: int) -> list[Person]:
    """Return contacts whose telephone number ends as these digits do, or the other way round.

    `digits` are without leading zeros, so that a number is found however it is written: a record
    may lack the country, or somebody may leave it out. By index.
    """
    end = phone_end(digits)
    if not end:
        return []
    way = (contacts.c.phone_end == end) & (contacts.c.phone_end != "")
    with store.reading() as connection:
        rows = connection.execute(_people(way).add_columns(contacts.c.phone)).all()
    found = [row for row in rows if _same_number(digits, row.phone)]
    return [_person(row) for row in found[:limit]]


def contacts_at(store: Store, account: str, *, limit: int) -> list[Person]:
    """Return contacts at an account, those we have known longest first."""
    number = number_of(RecordKind.ACCOUNT, account)
    query = _people(contacts.c.account_number == number).order_by(contacts.c.number).limit(limit)
    with store.reading() as connection:
        return [_person(row) for row in connection.execute(query)]


def person_with_id(store: Store, contact: str) -> Person | None:
    """Return a contact by id as a list names them; None if there is none."""
    query = _people(contacts.c.number == number_of(RecordKind.CONTACT, contact))
    with store.reading() as connection:
        row = connection.execute(query).first()
    return None if row is None else _person(row)


def _same_number(digits: str, phone: str) -> bool:
    known = NOT_DIGITS.sub("", phone).lstrip("0")
    return known.endswith(digits) or digits.endswith(known)


def _found(
    store: Store, ways: Iterable[ColumnElement[bool]], limit: int, *, in_all: int = 0
) -> list[Person]:
    """Return whom these ways find, each once, until there are enough."""
    enough = in_all or limit
    found: dict[str, Person] = {}
    with store.reading() as connection:
        for way in ways:
            if len(found) >= enough:
                break
            for row in connection.execute(_people(way).limit(limit)):
                person = _person(row)
                found.setdefault(person.id, person)
    return list(found.values())[:enough]


def _person(row: Any) -> Person:
    return Person(
        id=record_id(RecordKind.CONTACT, row.number),
        name=row.name,
        email=row.email,
        title=row.title,
        company=row.company or row.account_key,
    )


def _begins(column: ColumnElement[str], beginning: str) -> ColumnElement[bool]:
    stored = storable_text(beginning)
    return (column >= stored) & (column < stored + LAST) & (column != "")


def _people(way: ColumnElement[bool]) -> Select[Any, Any, Any, Any, Any, Any]:
    joined = contacts.outerjoin(accounts, accounts.c.number == contacts.c.account_number)
    return (
        select(
            contacts.c.number,
            contacts.c.name,
            contacts.c.email,
            contacts.c.title,
            contacts.c.account_key,
            accounts.c.name.label("company"),
        )
        .select_from(joined)
        .where(way)
    )
