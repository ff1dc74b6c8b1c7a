"""Which person is meant on the command line, and how a line names them."""

from wellspent.jobs.which_person import which_person
from wellspent.records.person import Person
from wellspent.serve.cli.which_account import account_id_of
from wellspent.wiring import Wellspent

WHO_HELP = "Id, key, address, name or telephone number."


def person_named(parts: Wellspent, who: str, *, account: str = "", mistyped: bool = True) -> Person:
    """Return whom the words mean, at an account where one is named; NotFound, InputError.

    `mistyped` False, before something is changed: a name must be right.
    """
    account_id = account_id_of(parts, account)
    return which_person(parts.store, who, account_id=account_id, mistyped=mistyped)


def in_a_line(person: Person) -> str:
    """Return a person as a heading names them: `Ada Kunde, CFO, Kunde (C1)`."""
    said = [person.name or person.email or "no name known", person.title, person.company]
    return f"{', '.join(filter(None, said))} ({person.id})"
