"""Who is meant by what a person typed: a contact's id, address, or a name that is only theirs."""

import re

from wellspent.errors import InputError
from wellspent.jobs.find_people import find_people
from wellspent.records.person import Person
from wellspent.serve.web.wording import list_words
from wellspent.wiring import Wellspent

_ID = re.compile(r"C[0-9]+")
MOST_NAMED = 4


def contact_meant(wellspent: Wellspent, words: str) -> str:
    """Return a contact's id; InputError where nobody, or more than one, is meant."""
    if _ID.fullmatch(words):
        return words
    known = [one for one in find_people(wellspent.store, words) if not one.lead_id]
    exact = [
        one for one in known if words.casefold() in {one.name.casefold(), one.email.casefold()}
    ]
    found = exact or known
    if len(found) == 1:
        return found[0].id
    raise _unclear(words, found)


def person_meant(wellspent: Wellspent, words: str) -> str:
    """Return a contact's id, or the address as it was typed where no contact has it."""
    try:
        return contact_meant(wellspent, words)
    except InputError:
        if "@" in words:
            return words
        raise


def _unclear(words: str, found: list[Person]) -> InputError:
    shown = words[:60]
    if not found:
        return InputError(
            f"No contact is called “{shown}”.",
            where="who",
            next_step="Type their address, or the beginning of their name.",
        )
    named = [f"{one.name or one.email} ({one.id}, {one.company or one.email})" for one in found]
    more = " and others" if len(named) > MOST_NAMED else ""
    return InputError(
        f"“{shown}” may be {list_words(named[:MOST_NAMED])}{more}.",
        where="who",
        next_step="Type the address, or the id in brackets.",
    )
