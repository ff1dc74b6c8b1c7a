"""It asks who the right person is instead of finding out.

## Why it matters
The reader is asked to do the sender's homework, for somebody they don't know and at the cost of a
colleague's time.

## Instead
Find out who it is: the company's site, its last order, the person who asked. If you can't, say what
you found and offer something that is worth passing on by itself.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

from collections.abc import Iterator
from itertools import chain, islice

from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.review.dealings.acquaintance import COLD
from wellspent.review.frames import Frame, mark_frames
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.plain_words import PLAIN, by_certainty
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "person_responsible"

_FRAMES = (
    Frame(("not_you", "pass_on", "somebody")),
    Frame(("not_you", "somebody", "in_hand")),
    Frame(("somebody", "in_hand", "asks_us")),
)


def find(message: Message) -> Iterator[Found]:
    """Mark the first place where it asks for the person responsible."""
    asked = mark_frames(message, WORDS, (), enough=(PLAIN, "asks_for"), unless=("told",))
    met = mark_frames(message, WORDS, _FRAMES, unless=("known",))
    found = list(by_certainty(message, WORDS, chain(asked, met)))
    return islice(sorted(found, key=lambda each: each.is_unsure), 1)


RULE = Rule(
    code="REL002",
    name="person-responsible",
    severity=Severity.WARNING,
    message="The reader is asked to find the right person for you.",
    advice="Find out who it is, then write to them.",
    page=__doc__ or "",
    find=find,
    types=COLD,
    words=words_file(WORDS),
    examples=(
        bad(
            "Hi Ada,\n\ncould you tell me who is responsible for pumps at your site?",
            "tell me who is responsible",
            type=DraftType.FIRST_TOUCH,
        ),
        bad(
            "Hi Ada,\n\nif this isn't yours, please point me in the right direction.",
            "point me in the right direction",
            type=DraftType.FOLLOW_UP,
        ),
        bad(
            "Guten Tag,\n\nwer ist bei Ihnen für den Einkauf zuständig?",
            "wer ist bei Ihnen für den Einkauf zuständig",
            type=DraftType.FIRST_TOUCH,
        ),
        good(
            "Hi Ada,\n\nthank you for pointing me to the right person. I wrote to Ms Weber.",
            type=DraftType.FOLLOW_UP,
        ),
        good(
            "Hi Ada,\n\nas you are responsible for the Leeds depot: its pump is ten years old.",
            type=DraftType.FIRST_TOUCH,
        ),
        good(
            "Hi Ada,\n\nI am responsible for your order and will call when it leaves.",
            type=DraftType.FOLLOW_UP,
        ),
    ),
)
