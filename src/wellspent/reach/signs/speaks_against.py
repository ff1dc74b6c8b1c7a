"""Speaks against it: would stop it, sees no need for it."""

from collections.abc import Iterator

from wellspent.reach.seen import Seen
from wellspent.reach.signs.said_of_power import PERSON
from wellspent.records.buying_role import RoleSign, SignOfRole


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield contacts' words that stand against it."""
    for sentence in seen.said("standing", "against"):
        if not sentence.has(PERSON, "supposed"):
            yield seen.sign(SignOfRole.SPEAKS_AGAINST, sentence)
