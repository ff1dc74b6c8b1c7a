"""Speaks for us: recommends us inside, pushes for it, lends their name."""

from collections.abc import Iterator

from wellspent.reach.seen import Seen
from wellspent.reach.signs.said_of_power import PERSON
from wellspent.records.buying_role import RoleSign, SignOfRole


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield contacts' words that take our side in their own firm."""
    for sentence in seen.said("standing", "for_us"):
        if not sentence.has(PERSON, "supposed"):
            yield seen.sign(SignOfRole.SPEAKS_FOR_US, sentence)
