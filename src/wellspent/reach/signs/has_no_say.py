"""Says that they have no say: *it isn't up to me*, *nobody asks us*."""

from collections.abc import Iterator

from wellspent.reach.seen import Seen
from wellspent.reach.signs.said_of_power import said_of_power
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.heard import PowerKind


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield words that it isn't theirs to say."""
    for said in said_of_power(seen, {PowerKind.NO_POWER}):
        if said.contact_id:
            yield said.sign(SignOfRole.HAS_NO_SAY)
