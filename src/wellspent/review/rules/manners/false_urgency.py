"""It presses with scarcity or dates that the matter doesn't have.

## Why it matters
*Only today* makes the reader ask why, and there is no good answer. Pressure works on those who
don't compare, once; the others leave.

## Instead
Say the real date with its reason (*your contract ends on 31 March, notice is three months*), or
leave the time to the reader.

## Evidence
House style; invented time limits are also listed as unfair in Directive 2005/29/EC, annex I, no. 7
(written for consumers).
"""

from collections.abc import Iterator

from wellspent.records.draft import DraftType
from wellspent.records.finding import DraftField, Severity
from wellspent.review.dealings.acquaintance import COLD
from wellspent.review.frames import Frame, mark_frames
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.plain_words import PLAIN, by_certainty
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "false_urgency"


_FRAMES = (
    Frame(("so_soon", "lost", "offered")),
    Frame(("taking", "others")),
)
_NO_PRESSURE = ("reason", "no_pressure")


def find(message: Message) -> Iterator[Found]:
    """Mark the words that press, where no reason stands beside them."""
    enough = (PLAIN, "pressure")
    found = mark_frames(message, WORDS, _FRAMES, enough=enough, unless=_NO_PRESSURE)
    yield from by_certainty(message, WORDS, found)
    if message.draft.type in COLD:
        for span in message.hits(WORDS, "urgent_subject", DraftField.SUBJECT):
            yield Found(
                span=span, message="Nothing is urgent about a message that nobody waits for."
            )


RULE = Rule(
    code="MAN003",
    name="false-urgency",
    severity=Severity.WARNING,
    message="This presses, and says no reason why it must be so soon.",
    advice="Give the real date with its reason, or leave the time to the reader.",
    page=__doc__ or "",
    find=find,
    words=words_file(WORDS),
    certainty=0.95,
    examples=(
        bad("Hi Ada,\n\nthis offer ends tonight, so act now.", "offer ends tonight", "act now"),
        bad(
            "Hi Ada,\n\nI could do 12 % if you sign by tonight.",
            "if you sign by tonight",
        ),
        bad("Hallo Ada,\n\nnur noch heute: 20 % auf alle Pumpen.", "nur noch heute"),
        bad(
            "Hi Ada,\n\nwould you like to see the pump?",
            "URGENT",
            subject="URGENT: your pumps",
            type=DraftType.FIRST_TOUCH,
        ),
        good("Hi Ada,\n\nyour contract ends on 31 March; notice would be due by 31 December."),
        good(
            "Hi Ada,\n\nThursday is the last chance to change the order, because production starts"
            " on Friday."
        ),
        good("Hi Ada,\n\nno hurry at all: the price stands until the end of the year."),
        good("Hi Ada,\n\nthe trade fair is on Tuesday. Will you be in Hanover?"),
    ),
)
