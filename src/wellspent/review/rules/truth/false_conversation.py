"""It speaks of a call, meeting or mail otherwise than our records do.

## Why it matters
*As we discussed on Friday* to somebody who never spoke to us is taken for a trick, and a
voicemail is no conversation.

## Instead
Name the day and the person as they are recorded; where nothing took place, say why you write.

## Evidence
House style; the finding itself quotes the record that says otherwise.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.finding import ClaimKind, Severity
from wellspent.records.reader import Reader
from wellspent.review.message import Message
from wellspent.review.rule import Found, Need, Rule, bad, good
from wellspent.review.truth.claim_reader import contradicted

READER: Final = Reader(
    contact=Contact(id="c1", name="Ada Example", title="Head of Purchasing", account_id="a1"),
    account=Account(id="a1", name="Example Foods Ltd", industry="Dairy"),
    activities=(
        Activity(
            id="k1",
            kind=ActivityKind.CALL,
            direction=Direction.OUTBOUND,
            subject="Seals",
            body="Spoke about seals. The budget is frozen until Q3. They run three lines.",
            happened_at=datetime(2026, 2, 24, 9, tzinfo=UTC),
            minutes=12,
            rep="Tom Reed",
        ),
        Activity(
            id="k2",
            kind=ActivityKind.CALL,
            direction=Direction.OUTBOUND,
            subject="Left voicemail",
            body="No answer.",
            happened_at=datetime(2026, 2, 19, 9, tzinfo=UTC),
            minutes=1,
            rep="Tom Reed",
        ),
    ),
)


def find(message: Message) -> Iterator[Found]:
    """Yield the statements that our records contradict."""
    yield from contradicted(message, ClaimKind.CONVERSATION)


RULE = Rule(
    code="TRU003",
    name="false-conversation",
    severity=Severity.ERROR,
    message="Our records have this conversation otherwise.",
    advice="Give the real day, channel and person, or leave it out.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT}),
    examples=(
        bad(
            "Hi Ada,\n\nas we discussed on Friday, here is the data sheet.",
            "as we discussed on",
            reader=READER,
        ),
        bad(
            "Hi Ada,\n\nit was good to speak to you on 19 February.",
            "good to speak to you",
            reader=READER,
        ),
        bad(
            "Hi Ada,\n\nwe haven't spoken yet, so let me be brief.",
            "we haven't spoken",
            reader=READER,
        ),
        bad(
            "Hi Ada,\n\nwhen Julia called you last Tuesday, you asked about seals.",
            "when Julia called you",
            reader=READER,
        ),
        good("Hi Ada,\n\nas we discussed last Tuesday, here is the data sheet.", reader=READER),
        good("Hi Ada,\n\ncould we speak on Friday?", reader=READER),
        good("Hi Ada,\n\nI left you a voicemail on 19 February about the seals.", reader=READER),
    ),
)
