"""Which person: the one that somebody names, or an error that names those it may be."""

from wellspent.errors import InputError, NotFound
from wellspent.jobs.find_contact import find_contact
from wellspent.records.person import Person
from wellspent.store.connect import Store
from wellspent.store.derived import person_key
from wellspent.store.people import contacts_at

MOST_NAMED = 6
MOST_FOUND = 200
MOST_AT_ACCOUNT = 1_000
LONGEST_SHOWN = 60


def which_person(store: Store, who: str, *, account_id: str = "", mistyped: bool = True) -> Person:
    """Return whom an id, address, name or number means (see `find_contact`).

    With `account_id` only the contacts there may be meant. Before something is changed, nobody
    should be meant by a name that is merely like theirs: `mistyped` False. NotFound when nobody is
    known by it. InputError when several are, which names them: of several whose name merely begins
    so, the one who is called exactly so is meant.
    """
    if not who.strip():
        raise InputError(
            "It doesn't say who is meant.",
            where="who",
            next_step="Name somebody: an id, an address, a name or a telephone number.",
        )
    found = _found(store, who, account_id, mistyped)
    if len(found) > 1:
        found = [one for one in found if _is_called(one, who)] or found
    if not found:
        raise NotFound(
            f"nobody{f' at {account_id}' if account_id else ''} is known by {_short(who)}",
            tried="ids, addresses, telephone numbers, names and companies of contacts, and of "
            "those who enquired",
            next_step="Try a part of the name, or the company.",
        )
    if len(found) > 1:
        more = " and others" if len(found) > MOST_NAMED else ""
        named = "; ".join(_as_named(one) for one in found[:MOST_NAMED])
        raise InputError(
            f"{_short(who)} may be several: {named}{more}.",
            where="who",
            next_step="Name one by id or address.",
        )
    return found[0]


def _found(store: Store, who: str, account_id: str, mistyped: bool) -> list[Person]:
    if not account_id:
        return find_contact(store, who, limit=MOST_NAMED + 1, mistyped=mistyped)
    at = {one.id: one for one in contacts_at(store, account_id, limit=MOST_AT_ACCOUNT)}
    found = {one.id for one in find_contact(store, who, limit=MOST_FOUND, mistyped=mistyped)}
    key = person_key(who)
    return [one for one in at.values() if one.id in found or (key and key in person_key(one.name))]


def _is_called(person: Person, who: str) -> bool:
    return bool(person.name) and person_key(person.name) == person_key(who)


def _as_named(person: Person) -> str:
    said = [person.name or person.email or person.id]
    if person.company:
        said.append(person.company)
    return f"{', '.join(said)} ({person.id})"


def _short(who: str) -> str:
    said = " ".join(who.split())
    return repr(f"{said[:LONGEST_SHOWN]}…" if len(said) > LONGEST_SHOWN else said)
