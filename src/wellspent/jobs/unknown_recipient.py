"""Unknown recipient: a draft is for somebody whom our records don't know; whom may it mean?"""

from difflib import SequenceMatcher
from typing import Final

from wellspent.errors import InputError
from wellspent.records.finding import RECIPIENT, Unchecked
from wellspent.records.person import Person
from wellspent.store.connect import Store
from wellspent.store.people import contacts_beginning
from wellspent.store.recipient import find_recipient

NO_RECORDS: Final = Unchecked(code=RECIPIENT, why="there are no records of whom it is for")
"""Of nobody whom a message is for there is a record, or no records are looked at."""

MOST_NEAR: Final = 3
MOST_COMPARED: Final = 100
ALIKE: Final = 0.75
LONGEST_NAMED: Final = 200
"""An address or a name is no longer than so many letters; of a longer one its beginning counts."""

SHORTEST_BEGINNING: Final = 3


def refuse_unknown(store: Store, recipient: str, *, where: str) -> None:
    """Raise InputError when nobody is known by this id or address, with whom it may mean."""
    if not recipient.strip():
        raise InputError(
            "It doesn't say who is meant.",
            where=where,
            next_step="Name a contact by id or address.",
        )
    if find_recipient(store, recipient).row is None:
        meant = did_you_mean(store, recipient)
        raise InputError(
            f"There is no contact {_short(recipient)} in the records.{meant}",
            where=where,
            tried="the ids and the addresses of contacts, and of those who enquired",
            next_step="Correct it.",
        )


def unknown_recipient(store: Store, recipient: str, *, suggests: bool = True) -> Unchecked:
    """Return that nothing about this recipient could be checked; with `suggests` whom it may mean.

    Looking for those takes some queries more.
    """
    meant = did_you_mean(store, recipient) if suggests else ""
    said = f"no contact {_short(recipient)} in the records: nothing about them could be checked."
    return Unchecked(code=RECIPIENT, why=f"{said}{meant}".removesuffix("."))


def did_you_mean(store: Store, named: str) -> str:
    """Return the question whether others are meant, with a blank before; or nothing."""
    near = [_as_named(one) for one in near_people(store, named)]
    if not near:
        return ""
    return f" Did you mean {' or '.join([', '.join(near[:-1]), near[-1]] if near[1:] else near)}?"


def near_people(store: Store, named: str) -> list[Person]:
    """Return contacts with an address or a name like this one, the likest first."""
    wanted = named.strip().lower()[:LONGEST_NAMED]
    found = contacts_beginning(store, _beginnings(wanted), limit=MOST_COMPARED)
    likeness = {one.id: _likeness(wanted, one) for one in found}
    near = [one for one in found if likeness[one.id] >= ALIKE]
    return sorted(near, key=lambda one: -likeness[one.id])[:MOST_NEAR]


def _beginnings(wanted: str) -> list[str]:
    """Return beginnings that a mistyped address or name may share with the right one."""
    mailbox, at, _ = wanted.partition("@")
    first = mailbox.split()[0] if mailbox.split() else ""
    half = mailbox[: max(SHORTEST_BEGINNING, len(mailbox) // 2)]
    given = [f"{mailbox}@" if at else wanted, half, first[:SHORTEST_BEGINNING]]
    return [each for each in dict.fromkeys(given) if len(each) >= SHORTEST_BEGINNING]


def _likeness(wanted: str, person: Person) -> float:
    """Return how alike an address or a name is, 0 to 1; a person's own name is as good as it."""
    compared = [person.email.lower()] if "@" in wanted else [person.name.lower()]
    return max(SequenceMatcher(None, wanted, each).ratio() for each in compared)


def _as_named(person: Person) -> str:
    return f"{person.address} ({person.name})" if person.name else person.address


def _short(named: str) -> str:
    said = " ".join(named.split())
    return repr(f"{said[:60]}…" if len(said) > 60 else said)
