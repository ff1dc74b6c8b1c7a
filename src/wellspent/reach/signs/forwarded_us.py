"""Forwarded us: passed on our mail, offer or document inside their firm."""

from collections.abc import Iterator

from wellspent.reach.seen import Seen
from wellspent.records.buying_role import RoleSign, SignOfRole


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield contacts' words that they passed us on."""
    for sentence in seen.said("bringing", "forwards"):
        yield seen.sign(SignOfRole.FORWARDED_US, sentence)
