"""Named by somebody else as the one who decides or signs: *our CFO signs off*."""

from collections.abc import Iterator

from wellspent.reach.seen import Seen
from wellspent.reach.signs.said_of_power import said_of_power
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.heard import PowerKind


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield what contacts said of others; `about` where we don't know the one they mean."""
    for said in said_of_power(seen, {PowerKind.DECIDES, PowerKind.SIGNS_OFF}):
        if not said.of_themselves:
            yield said.sign(SignOfRole.NAMED_AS_DECIDER)
