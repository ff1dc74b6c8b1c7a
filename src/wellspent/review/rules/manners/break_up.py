"""It threatens to go away so that the reader moves: *should I close your file?*

## Why it matters
There is no file that the reader wants kept open. The trick is known, and it turns their silence
into their fault.

## Instead
Stop without announcing it, and come back when there is something for them. To make a no easy, say
so plainly: *if it isn't of use, a word is enough*.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

from collections.abc import Iterator

from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.review.frames import Frame, mark_frames
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.plain_words import PLAIN, by_certainty
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "break_up"

_ANSWERS = frozenset({DraftType.REPLY, DraftType.AFTER_MEETING})
_FRAMES = (Frame(("we_go", "if_nothing")),)


def find(message: Message) -> Iterator[Found]:
    """Mark the words that announce a parting; in a reply the reader wished it."""
    frames = () if message.draft.type in _ANSWERS else _FRAMES
    enough = (PLAIN, "break_up")
    found = mark_frames(message, WORDS, frames, enough=enough, unless=("other_leave",))
    return by_certainty(message, WORDS, found)


RULE = Rule(
    code="MAN006",
    name="break-up-threat",
    severity=Severity.WARNING,
    message="This announces a parting to make the reader move.",
    advice="Stop quietly, and write again when there is something for them.",
    page=__doc__ or "",
    find=find,
    words=words_file(WORDS),
    certainty=0.95,
    examples=(
        bad("Hi Ada,\n\nshould I close your file?", "should I close your file"),
        bad("Hi Ada,\n\nthis will be my last email to you.", "this will be my last email to"),
        bad(
            "Hi Ada,\n\nif I don't hear from you by Friday, I'll assume that pumps are not a"
            " priority.",
            "if I don't hear from you by Friday, I'll assume",
        ),
        bad(
            "Guten Tag,\n\ndies ist mein letzter Versuch, Sie zu erreichen.",
            "dies ist mein letzter Versuch",
        ),
        good("Hi Ada,\n\nthis is my last email before my leave; Ben looks after the seal."),
        good("Hi Ada,\n\nyour last message had no drawing in it. Could you send it again?"),
        good("Hi Ada,\n\nI assume that you have received the parts. Do they fit?"),
        good("Hi Ada,\n\nif it isn't of use, no answer is needed."),
    ),
)
