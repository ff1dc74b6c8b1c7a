"""Needs somebody's approval: *I'll have to run this by our director*."""

from collections.abc import Iterator

from wellspent.reach.seen import Seen
from wellspent.reach.signs.said_of_power import said_of_power
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.heard import PowerKind


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield contacts' words that they can't go on without somebody's consent."""
    for said in said_of_power(seen, {PowerKind.NEEDS_APPROVAL}):
        if said.needs_consent:
            yield said.sign(SignOfRole.NEEDS_APPROVAL, of_speaker=True)
