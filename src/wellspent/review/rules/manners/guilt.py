"""It makes the reader feel bad for not having answered or decided.

## Why it matters
Nobody owes a seller an answer. A reproach, even a mild one, tells the reader that the work was
done for the seller's sake; what they feel then goes with the name of the firm.

## Instead
Leave the silence without a word. Say what is new for them, or wait.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

from collections.abc import Iterator

from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.review.frames import Frame, mark_frames
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "guilt"

_FRAMES = (
    Frame(("feeling", "silence")),
    Frame(("effort", "silence"), reach=1),
    Frame(("effort", "feeling"), reach=1),
    Frame(("effort", "witness")),
    Frame(("effort", "duty")),
    Frame(("duty", "silence")),
    Frame(("witness", "silence"), reach=1),
)


def find(message: Message) -> Iterator[Found]:
    """Mark the words of reproach; a reply has nobody's silence to reproach."""
    frames = () if message.draft.type is DraftType.REPLY else _FRAMES
    return mark_frames(message, WORDS, frames, enough=("guilt",), unless=("harmless",))


RULE = Rule(
    code="MAN001",
    name="guilt",
    severity=Severity.WARNING,
    message="This makes the reader feel bad for not answering.",
    advice="Drop the reproach: say what is new for them, or wait.",
    page=__doc__ or "",
    find=find,
    words=words_file(WORDS),
    certainty=0.95,
    examples=(
        bad(
            "Hi Ada,\n\nI took the time to put together a full proposal and was disappointed not to"
            " hear back.",
            "I took the time to put",
            "was disappointed not to",
        ),
        bad(
            "Hi Ada,\n\nafter all the work we put into the layout, a short no would have been"
            " fine.",
            "after all the work",
            "a short no would have been",
            type=DraftType.FOLLOW_UP,
        ),
        bad(
            "Guten Tag Frau Okoro,\n\nich bin etwas enttäuscht, dass Sie sich bisher nicht gemeldet"
            " haben.",
            "ich bin etwas enttäuscht, dass Sie",
        ),
        bad(
            "Hola Ana:\n\nno ha tenido la cortesía de responder.",
            "no ha tenido la cortesía de responder",
        ),
        good("Hola Ana:\n\nno tuve la cortesía de responder a tiempo, lo siento."),
        good("Guten Tag,\n\nwir haben es nicht für nötig gehalten, den Filter zu tauschen."),
        good("Hi Ada,\n\nI owe you an answer: the pump runs at 90 °C."),
        good("Hi Ada,\n\nthank you for taking the time to show me the line in Leeds."),
        good("Hi Ada,\n\nno rush at all: the drawing is yours whether you need it now or in May."),
        good('Hi Ada,\n\nyou wrote "you owe me an answer", and you are right: here it is.'),
    ),
)
