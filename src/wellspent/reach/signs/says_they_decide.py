"""Says that they decide, or that they sign: *it's my call*, *I sign it off*."""

from collections.abc import Iterator

from wellspent.reach.seen import Seen
from wellspent.reach.signs.said_of_power import said_of_power
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.heard import PowerKind


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield contacts' words that the decision or the signature is theirs."""
    for said in said_of_power(seen, {PowerKind.DECIDES, PowerKind.SIGNS_OFF}):
        if said.of_themselves:
            yield said.sign(SignOfRole.SAYS_THEY_DECIDE)
