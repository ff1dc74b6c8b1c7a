"""Introduced by somebody: a colleague leads us to them, or lends us their name."""

import re
from collections.abc import Iterator
from typing import Final

from wellspent.reach.introductions import introductions
from wellspent.reach.seen import Seen
from wellspent.records.buying_role import RoleSign, SignOfRole

_ADDRESSED: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Herrn?|Frau|Mme|Monsieur|Madame|M|Sra?|Señora?|Don|Doña)\.?\s+[A-ZÀ-Ý][\w-]+"
)


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield who was introduced, with by whom; `about` where we don't know them yet."""
    for one in introductions(seen):
        yield RoleSign(
            kind=SignOfRole.INTRODUCED,
            contact_id=one.to_id,
            by=one.from_id,
            account_id=seen.contacts[one.to_id].account_id,
            certainty=0.8,
            evidence=one.evidence,
            conversation_id=one.evidence.record_id,
            turn=int(one.evidence.field.partition(" ")[2]),
        )
    for sentence in seen.said("bringing", "introduces"):
        by = sentence.contact_id
        named = _ADDRESSED.search(sentence.text)
        if named and not seen.people.named_in(sentence.text, by=by):
            yield seen.named_sign(SignOfRole.INTRODUCED, sentence, about=named.group())
