"""It speaks to the reader as to somebody who knows little.

## Why it matters
The reader knows their own work better than any seller does. Being taught about it by a stranger
costs the stranger the answer.

## Instead
Say the fact without the pose (*the new limit is 70 °C, from July*), and ask where they know more.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

from collections.abc import Iterator

from wellspent.records.finding import Severity
from wellspent.review.frames import Frame, mark_frames
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "talking_down"

_FRAMES = (
    Frame(("so_you_follow", "made_easy")),
    Frame(("hard_for", "the_likes_of_you")),
)


def find(message: Message) -> Iterator[Found]:
    """Mark the words that talk down."""
    enough = ("talking_down", "even_who")
    return mark_frames(message, WORDS, _FRAMES, enough=enough, unless=("asked_for_it",))


RULE = Rule(
    code="MAN007",
    name="talking-down",
    severity=Severity.WARNING,
    message="This speaks to the reader as to somebody who knows little.",
    advice="Say the fact without the pose, and ask where they know more than we do.",
    page=__doc__ or "",
    find=find,
    words=words_file(WORDS),
    certainty=0.95,
    examples=(
        bad("Hi Ada,\n\nas you may not know, seals wear.", "as you may not know"),
        bad(
            "Hi Ada,\n\nany smart company would have changed its pumps by now.",
            "any smart company would",
        ),
        bad(
            "Hi Ada,\n\nlet me put it in simple words: pumps need seals.",
            "let me put it in simple words",
        ),
        bad(
            "Guten Tag,\n\njeder vernünftige Betrieb hat das längst getan.",
            "jeder vernünftige Betrieb hat",
        ),
        good("Hi Ada,\n\nas you know from Leeds, the seal is simple to change."),
        good("Hi Ada,\n\nyou don't know me yet: I look after the pumps at the harbour."),
        good("Hi Ada,\n\nyou know your line better than we do. Does it run at night?"),
        good("Hi Ada,\n\nthe limit for waste water falls to 35 °C in July."),
    ),
)
