"""Named as the one who has to approve: *I'll have to run this by our director*."""

from collections.abc import Iterator

from wellspent.reach.seen import Seen
from wellspent.reach.signs.said_of_power import said_of_power
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.heard import PowerKind


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield whose consent contacts said they need; `about` where we don't know the one."""
    for said in said_of_power(seen, {PowerKind.NEEDS_APPROVAL}):
        if not said.of_themselves:
            yield said.sign(SignOfRole.NAMED_AS_APPROVER)
