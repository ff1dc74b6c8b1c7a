"""Named a budget: *the budget is mine*, *we have earmarked 40,000*, *my boss holds the budget*."""

from collections.abc import Iterator
from typing import Final

from wellspent.reach.seen import Seen
from wellspent.reach.signs.said_of_power import PERSON, said_of_power
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.heard import PowerKind

KNOWS_OF_IT: Final = 0.5
"""Who tells of a budget may only know of it; who calls it theirs owns it."""


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield words on whose a budget is, and contacts' words that there is one."""
    own: set[tuple[str, int | None]] = set()
    for said in said_of_power(seen, {PowerKind.OWNS_BUDGET}):
        own.add((said.talk.id, said.statement.quote.turn))
        yield said.sign(SignOfRole.NAMED_A_BUDGET)
    for sentence in seen.said(PERSON, "budget"):
        place = (sentence.talk.id, sentence.turn)
        if place not in own and not sentence.has(PERSON, "supposed"):
            own.add(place)
            yield seen.sign(SignOfRole.NAMED_A_BUDGET, sentence)
    for sentence in seen.said("money", "budget"):
        if (sentence.talk.id, sentence.turn) in own or sentence.has(PERSON, "supposed"):
            continue
        yield seen.sign(SignOfRole.NAMED_A_BUDGET, sentence, certainty=KNOWS_OF_IT)
