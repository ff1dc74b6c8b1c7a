"""The call script asks nothing that needs more than yes or no.

## Why it matters
A call in which only the caller speaks teaches them nothing. An open question lets the customer say
what the matter is.

## Instead
Write down two questions that begin with *what*, *how* or *which*, about their work, and ask the
first within a minute.

## Evidence
House style: our judgement; what it costs in talks has not been measured.
"""

from collections.abc import Iterator

from wellspent.records.draft import DraftChannel
from wellspent.records.finding import Severity
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.text import Sentence, Span
from wellspent.review.rule import Found, Rule, bad, good, missing_in

WORDS = "call_script"


def find(message: Message) -> Iterator[Found]:
    """Report a script in which no sentence asks an open question."""
    opens = message.hits(WORDS, "open_question")
    courtesies = message.hits(WORDS, "courtesy")
    if message.words and not any(
        _asks_openly(sentence, opens, courtesies) for sentence in message.body.sentences
    ):
        yield Found(span=missing_in(message))


def _asks_openly(sentence: Sentence, opens: list[Span], courtesies: list[Span]) -> bool:
    if any(sentence.start <= span.start < sentence.end for span in courtesies):
        return False
    within = [span for span in opens if sentence.start <= span.start < sentence.end]
    return bool(within) and (sentence.asks or within[0].end - within[0].start > _ONE_WORD)


_ONE_WORD = 9
"""*tell me about* asks without a question mark; a single *what* needs one."""

RULE = Rule(
    code="ASK005",
    name="script-without-open-question",
    severity=Severity.WARNING,
    message="The script asks nothing that needs more than yes or no.",
    advice="Add a question that begins with what, how or which, about their work.",
    page=__doc__ or "",
    find=find,
    channels=frozenset({DraftChannel.CALL_SCRIPT}),
    words=words_file(WORDS),
    examples=(
        bad(
            "Hi Ada, this is Tom from Aster Pumps. How are you today? We make pumps. "
            "Are you interested?",
            channel=DraftChannel.CALL_SCRIPT,
        ),
        bad(
            "Hi Ada, do you have two minutes? Is energy a topic for you? [pause] Shall I send "
            "you our list?",
            channel=DraftChannel.CALL_SCRIPT,
        ),
        good(
            "Hi Ada, Tom from Aster Pumps. What happens in the cellar when a seal goes? [pause]",
            channel=DraftChannel.CALL_SCRIPT,
        ),
        good(
            "Hi Ada, tell me about the new line. [listen]",
            channel=DraftChannel.CALL_SCRIPT,
        ),
        good(
            "Guten Tag Frau Weber. Wie lange steht die Linie, wenn eine Dichtung reißt?",
            channel=DraftChannel.CALL_SCRIPT,
        ),
    ),
)
