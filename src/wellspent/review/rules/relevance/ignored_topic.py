"""It pushes a topic of ours and leaves out the one that they raised.

## Why it matters
The reader told us what concerns them. A message about something else shows that nobody listened,
and the next one isn't read.

## Instead
Begin with what they raised, if only to say where it stands; then what you have to add.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.records.reader import Reader
from wellspent.review.dealings.raised import (
    Raised,
    answered_since,
    draft_stems,
    last_raised,
    may_speak_of,
    same_language,
    spoken_of,
    takes_up,
    topic_stems,
)
from wellspent.review.message import Message
from wellspent.review.reading.about_reader import WORDS as ABOUT_READER
from wellspent.review.rule import Found, Need, Rule, bad, good, missing_in

LEAST_STEMS = 2
LEAST_OTHER_STEMS = 7
"""A message that speaks of something else has so many words about it."""

STILL_FRESH = timedelta(days=90)
JUST_RAISED = timedelta(days=60)
EARLIER = timedelta(days=180)


def find(message: Message) -> Iterator[Found]:
    """Report a message of some length that has no word of anything that was spoken of."""
    if takes_up(message):
        return
    raised = message.once(last_raised)
    if raised is None or message.now - raised.at > STILL_FRESH:
        return
    topic, said = topic_stems([raised.text], message), draft_stems(message)
    if len(topic) < LEAST_STEMS or topic & said:
        return
    if said & spoken_of(message, message.now - EARLIER) or not same_language(message, raised.text):
        return
    if len(topic_stems([message.body.text], message)) >= LEAST_OTHER_STEMS:
        yield Found(
            span=missing_in(message),
            evidence=(raised.evidence,),
            is_unsure=_may_be_done_with(message, raised),
        )


def _may_be_done_with(message: Message, raised: Raised) -> bool:
    """Return whether what they raised was answered since, is old, or taken up in other words."""
    if message.reader is None or message.now - raised.at > JUST_RAISED:
        return True
    if answered_since(message.reader, raised.at, message.now):
        return True
    return may_speak_of(message, [raised.text]) or bool(message.hits(ABOUT_READER, "deed"))


_READER = Reader(
    contact=Contact(id="c1", name="Ada Okafor"),
    activities=(
        Activity(
            kind=ActivityKind.EMAIL,
            id="m1",
            direction=Direction.INBOUND,
            subject="Noise in the cold store",
            body="The compressor is far too loud since the service. Neighbours complain.",
            happened_at=datetime(2026, 2, 20, 9, 0, tzinfo=UTC),
        ),
    ),
)

RULE = Rule(
    code="REL006",
    name="ignored-topic",
    severity=Severity.WARNING,
    message="They raised something of their own; this says nothing of it.",
    advice="Take up what they raised before anything of ours.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT}),
    types=frozenset(set(DraftType) - {DraftType.BULK, DraftType.AFTER_MEETING}),
    examples=(
        bad(
            "Hi Ada,\n\nour new maintenance plan has three levels, and until May each of them "
            "costs a tenth less. Shall I send the list?",
            type=DraftType.FOLLOW_UP,
            reader=_READER,
        ),
        bad(
            "Hi Ada,\n\nI'd like to invite you to our open day in June, with lunch, a band and a "
            "tour of the works by bus, past the harbour and the mill.",
            type=DraftType.FOLLOW_UP,
            reader=_READER,
        ),
        good(
            "Hi Ada,\n\nour fitter comes on Tuesday and brings a damper: the noise should be gone "
            "the same day. Does eight o'clock suit?",
            type=DraftType.FOLLOW_UP,
            reader=_READER,
        ),
        good(
            "Hi Ada,\n\nyour point from Friday is with our workshop; I hear from them tomorrow and "
            "write to you before noon.",
            type=DraftType.FOLLOW_UP,
            reader=_READER,
        ),
        good(
            "Hi Ada,\n\nour new maintenance plan has three levels, and until May each of them "
            "costs a tenth less. Shall I send the list?",
            type=DraftType.FOLLOW_UP,
            reader=Reader(contact=Contact(id="c2", name="Ada Okafor")),
        ),
    ),
)
