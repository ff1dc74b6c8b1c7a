"""Which account is meant: an id, or words that find exactly one."""

from wellspent.errors import InputError, NotFound
from wellspent.jobs.find_account import find_account
from wellspent.jobs.find_accounts import find_accounts
from wellspent.wiring import Wellspent

LONGEST_SHOWN = 60


def account_id_of(parts: Wellspent, words: str) -> str:
    """Return the id of the account of that id, or of the only one that the words find.

    Empty for no words. NotFound and InputError when none, or several, may be meant.
    """
    if not words.strip():
        return ""
    try:
        return find_account(parts.store, words.strip()).id
    except NotFound:
        found = find_accounts(parts.store, words, limit=5)
        if not found:
            raise NotFound(
                f"there is no account {words.strip()[:LONGEST_SHOWN]!r}",
                tried="ids, and how a word of a name, or a domain, begins",
                next_step="Name it by id (A42), or by the beginning of its name.",
            ) from None
    if len(found) > 1:
        some = ", ".join(f"{one.id} ({one.name})" for one in found)
        raise InputError(
            f"{words!r} may mean several accounts.",
            tried=f"searching for it found {some}",
            next_step="Name one by its id.",
        )
    return found[0].id
