"""Checks terms, law or security: asks for the DPA, sends redlines, insists on their conditions."""

from collections.abc import Iterator

from wellspent.reach.seen import Seen
from wellspent.records.buying_role import RoleSign, SignOfRole


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield contacts' words in which they themselves check what we would sign."""
    for sentence in seen.said("standing", "terms", questions=True):
        if sentence.has("standing", "checks"):
            yield seen.sign(SignOfRole.CHECKS_TERMS, sentence)
