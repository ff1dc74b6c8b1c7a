"""Says that somebody else decides, and so that they themselves don't: *our CFO signs off*."""

from collections.abc import Iterator

from wellspent.reach.seen import Seen
from wellspent.reach.signs.said_of_power import said_of_power
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.heard import PowerKind


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield contacts' words that the decision is somebody else's."""
    for said in said_of_power(seen, {PowerKind.DECIDES, PowerKind.SIGNS_OFF}):
        if not said.of_themselves:
            yield said.sign(SignOfRole.SAYS_ANOTHER_DECIDES, of_speaker=True)
