"""Needs somebody's approval: *I'll have to run this by our director*, *our CFO signs off*."""

from collections.abc import Iterator
from typing import Final

from wellspent.reach.seen import Seen
from wellspent.reach.signs.said_of_power import said_of_power
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.heard import PowerKind

SAID_BY_THE_WAY: Final = 0.5
"""Who says that somebody else decides says less plainly that they don't."""


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield contacts' words that the yes is somebody else's."""
    for said in said_of_power(seen, {PowerKind.NEEDS_APPROVAL}):
        yield said.sign(SignOfRole.NEEDS_APPROVAL, of_speaker=True)
    for said in said_of_power(seen, {PowerKind.DECIDES, PowerKind.SIGNS_OFF}):
        if not said.of_themselves:
            yield said.sign(SignOfRole.NEEDS_APPROVAL, of_speaker=True, share=SAID_BY_THE_WAY)
