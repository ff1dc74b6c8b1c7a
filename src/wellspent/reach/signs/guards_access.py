"""Guards access: *everything goes through me first*, *I keep her diary*."""

from collections.abc import Iterator

from wellspent.reach.seen import Seen
from wellspent.reach.signs.said_of_power import said_of_power
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.heard import PowerKind


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield words that somebody guards the way to another."""
    for said in said_of_power(seen, {PowerKind.GATEKEEPER}):
        yield said.sign(SignOfRole.GUARDS_ACCESS)
    for sentence in seen.said("standing", "guards"):
        yield seen.sign(SignOfRole.GUARDS_ACCESS, sentence)
