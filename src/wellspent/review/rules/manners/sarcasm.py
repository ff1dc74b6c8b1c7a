"""It jokes about the reader's silence: hippos, alligators, a fall off the earth.

## Why it matters
The joke is that the reader was rude. It was funny once, in 2012; since then the same hippo has
been in everybody's inbox.

## Instead
Leave the silence without a word. If you must know where you stand, ask one plain question.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

from collections.abc import Iterator

from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.review.frames import Frame, mark_frames
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.plain_words import PLAIN, by_certainty, unsure
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "sarcasm"

_NO_SILENCE = frozenset({DraftType.FIRST_TOUCH, DraftType.REPLY, DraftType.AFTER_MEETING})
"""Nobody can have been silent yet."""

_FRAMES = (Frame(("comic", "befell", "wonder")), Frame(("mock", "quiet")))


def find(message: Message) -> Iterator[Found]:
    """Mark the jokes about silence."""
    frames = () if message.draft.type in _NO_SILENCE else _FRAMES
    enough = (PLAIN, "sarcasm") if frames else ("sarcasm",)
    found = mark_frames(message, WORDS, frames, enough=enough, unless=("in_earnest",))
    if message.draft.type in _NO_SILENCE:
        return map(unsure, found)
    return by_certainty(message, WORDS, found)


RULE = Rule(
    code="MAN008",
    name="sarcasm-about-silence",
    severity=Severity.WARNING,
    message="This makes fun of the reader's silence.",
    advice="Leave the silence without a word, or ask one plain question.",
    page=__doc__ or "",
    find=find,
    words=words_file(WORDS),
    certainty=0.95,
    examples=(
        bad("Hi Ada,\n\nare you being chased by a hippo?", "chased by a hippo"),
        bad("Hi Ada,\n\nI guess you fell off the earth.", "fell off the earth"),
        bad(
            "Hi Ada,\n\nshould I send a search party, or is it still the audit?",
            "send a search party",
        ),
        bad(
            "Guten Tag,\n\nhat Sie der Alltag vom Erdboden verschluckt?", "vom Erdboden verschluckt"
        ),
        good("Hi Ada,\n\nyou joked about the hippo on slide nine; here is its pump."),
        good("Hi Ada,\n\nthe intake is now safe from alligators and turtles alike."),
        good("Hi Ada,\n\nno answer needed: the drawing is attached."),
    ),
)
