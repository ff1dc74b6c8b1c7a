"""Introduced by somebody: a colleague named them to us in a sentence that introduces."""

from collections.abc import Iterator

from wellspent.reach.introductions import introductions
from wellspent.reach.seen import Seen
from wellspent.records.buying_role import RoleSign, SignOfRole


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield who was introduced, with by whom."""
    for one in introductions(seen):
        yield RoleSign(
            kind=SignOfRole.INTRODUCED,
            contact_id=one.to_id,
            by=one.from_id,
            account_id=seen.contacts[one.to_id].account_id,
            certainty=0.8,
            evidence=one.evidence,
            conversation_id=one.evidence.record_id,
        )
