"""Works with it every day: the one who will live with what is bought."""

from collections.abc import Iterator

from wellspent.reach.seen import Seen
from wellspent.reach.signs.said_of_power import PERSON
from wellspent.records.buying_role import RoleSign, SignOfRole


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield contacts' words that they are the ones who use it."""
    for sentence in seen.said("standing", "uses"):
        if not sentence.has(PERSON, "supposed"):
            yield seen.sign(SignOfRole.USES_IT, sentence)
