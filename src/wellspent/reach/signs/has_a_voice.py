"""Is listened to: *they ask me what I think*, *I write the shortlist*."""

from collections.abc import Iterator

from wellspent.reach.seen import Seen
from wellspent.reach.signs.said_of_power import said_of_power
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.heard import PowerKind


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield words that somebody has a say without having the last one."""
    for said in said_of_power(seen, {PowerKind.INFLUENCES}):
        yield said.sign(SignOfRole.HAS_A_VOICE)
    for sentence in seen.said("standing", "voice"):
        yield seen.sign(SignOfRole.HAS_A_VOICE, sentence)
