"""Private people: whose conversations are never taken in, by address, domain or name."""

from collections.abc import Sequence
from datetime import datetime

from wellspent.clean.email import bare_address, parse_email
from wellspent.errors import InputError, NotFound
from wellspent.link.participants import name_key
from wellspent.records.private_person import PrivatePerson
from wellspent.store import private_people
from wellspent.store.connect import Store
from wellspent.store.speakers import OF_DOMAIN, OF_NAME


def mark_private(
    store: Store, person: str, *, by: str = "", note: str = "", now: datetime
) -> PrivatePerson:
    """Mark somebody as private: an address, everybody of a domain (`@example.com`), or a name.

    Conversations with them are left out from now on; those stored stay until they are erased.
    InputError when it is none of these.
    """
    marked = PrivatePerson(key=_key(person), note=note.strip(), noted_by=by.strip(), noted_at=now)
    private_people.mark_private(store, [marked], now=now)
    return marked


def unmark_private(store: Store, person: str) -> None:
    """Take the mark back; NotFound when they aren't marked."""
    if not private_people.unmark_private(store, _key(person)):
        raise NotFound(f"{person!r} isn't marked private", next_step="List who is.")


def list_private(store: Store) -> Sequence[PrivatePerson]:
    """Return who is marked private."""
    return private_people.list_private(store)


def _key(person: str) -> str:
    text = person.strip()
    if text.startswith(OF_DOMAIN) and "." in text[1:] and " " not in text:
        return text.casefold()
    if "@" in text:
        address = parse_email(bare_address(text))
        if address is not None:
            return address.casefold()
    elif key := name_key(text.removeprefix(OF_NAME)):
        return f"{OF_NAME}{key}"
    raise InputError(
        f"{person!r} is no address, domain or name.",
        next_step="Write name@example.com, @example.com, or a full name.",
    )
