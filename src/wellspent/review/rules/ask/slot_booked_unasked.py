"""It books the reader's time without having been asked.

## Why it matters
A calendar belongs to its owner. To refuse a slot that was never agreed is work, and feels like
being rude on somebody else's account.

## Instead
Offer two times, or ask when it would suit.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

from collections.abc import Iterator
from itertools import chain

from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.review.dealings.raised import last_raised
from wellspent.review.frames import Frame, mark_frames
from wellspent.review.message import Message
from wellspent.review.phrase_groups import find_in, words_file
from wellspent.review.plain_words import PLAIN, by_certainty
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "booked_unasked"


_FRAMES = (Frame(("set_down", "when")), Frame(("we_come", "when")))


def find(message: Message) -> Iterator[Found]:
    """Mark a time that was set, where nothing says that it was asked for or agreed."""
    if message.hits(WORDS, "agreed"):
        return
    booked = [*message.hits(WORDS, PLAIN), *message.hits(WORDS, "booked")]
    met = mark_frames(message, WORDS, _FRAMES, unless=("left_open",))
    said = chain((Found(span=span) for span in booked[:1]), met)
    for found in by_certainty(message, WORDS, said):
        sentence = message.field(found.span.field).sentence_at(found.span.start)
        if sentence is None or not sentence.asks:
            if not _wanted(message):
                yield found
            return


def _wanted(message: Message) -> bool:
    """Return whether they last wrote of a call or a visit: it may be what they wished for."""
    raised = message.once(last_raised)
    return raised is not None and "they_asked" in find_in(WORDS, raised.text)


RULE = Rule(
    code="ASK004",
    name="slot-booked-unasked",
    severity=Severity.WARNING,
    message="A time was set that nobody agreed to.",
    advice="Offer two times, or ask when it suits.",
    page=__doc__ or "",
    find=find,
    types=frozenset(set(DraftType) - {DraftType.REPLY, DraftType.AFTER_MEETING}),
    words=words_file(WORDS),
    examples=(
        bad(
            "Hi Ada,\n\nI've put 30 minutes in your calendar for Tuesday.",
            "put 30 minutes in your calendar",
            type=DraftType.FIRST_TOUCH,
        ),
        bad(
            "Hi Ada,\n\nI'll call you on Tuesday at 10 to go through it.",
            "I'll call you on Tuesday at 10 to",
            type=DraftType.FOLLOW_UP,
        ),
        good(
            "Hi Ada,\n\nyou asked for a call: I'll ring you on Tuesday at ten.",
            type=DraftType.FOLLOW_UP,
        ),
        good("Hi Ada,\n\nmay I call you on Tuesday at ten?", type=DraftType.FIRST_TOUCH),
        good("Hi Ada,\n\nas agreed I'll call you on Tuesday.", type=DraftType.FOLLOW_UP),
    ),
)
