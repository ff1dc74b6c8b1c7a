"""Signs of the four complaints in the customer's own words."""

from collections.abc import Sequence
from typing import Final

from wellspent.listen.spoken import Spoken
from wellspent.records.conversation import Side
from wellspent.records.heard import Complaint, ComplaintSign, Reaction, ReactionKind

WORDS: Final = "complaint"

_GROUPS: Final = (
    (Complaint.MY_BUSINESS, "business"),
    (Complaint.MY_TOPICS, "topics"),
    (Complaint.THEIR_PRODUCT, "product"),
)

CERTAINTY: Final = 0.75


def complaints(spoken: Spoken, reactions: Sequence[Reaction]) -> tuple[ComplaintSign, ...]:
    """Return the signs, in their order; a complaint about time is one of *my time*."""
    found = [
        ComplaintSign(complaint=Complaint.MY_TIME, quote=one.quote, certainty=one.certainty)
        for one in reactions
        if one.kind is ReactionKind.COMPLAINT_ABOUT_TIME
    ]
    for said in spoken.of(Side.CUSTOMER):
        for complaint, group in _GROUPS:
            if spans := said.spans(WORDS, group):
                quote = spoken.quote(said, spans)
                sign = ComplaintSign(complaint=complaint, quote=quote, certainty=CERTAINTY)
                found.append(sign)
    return tuple(sorted(found, key=lambda one: (one.quote.turn, one.quote.start)))
