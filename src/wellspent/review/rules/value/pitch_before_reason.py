"""It presents our product before any reason why this reader should care.

## Why it matters
A stranger reads the first two lines to find out whether the message is for them. A product there
says that it is for everybody.

## Instead
Begin with the reason: what you saw at their place, what people in their trade lose by it. The
product comes after, in half a line.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

from collections.abc import Iterator

from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.particulars import is_particular, speaks_of_reader_until
from wellspent.review.reading.sentence_kinds import SentenceKind, products_named, sentence_kinds
from wellspent.review.reading.text import Sentence
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "sentence_kinds"
BEGINNING = 25
"""Within so many characters a sentence that presents something has come to it."""

_REASON = frozenset({SentenceKind.SUBSTANCE, SentenceKind.ABOUT_READER})


def find(message: Message) -> Iterator[Found]:
    """Mark the sentence that presents us, where nothing of substance stands before it."""
    for each in message.once(sentence_kinds):
        if each.kind in _REASON:
            return
        if each.kind is SentenceKind.ABOUT_US:
            yield Found(span=each.sentence.span, is_unsure=not _presents(message, each.sentence))
            return


def _presents(message: Message, sentence: Sentence) -> bool:
    """Return whether a sentence presents what we sell outright, and nothing particular is said."""
    begun = [each for each in message.sentences if each.start <= sentence.start]
    if speaks_of_reader_until(message, sentence.end) or any(
        is_particular(message, each) for each in begun[:-1]
    ):
        return False
    starts = [span.start for span in message.hits(WORDS, "presents")]
    starts += [span.start for span in message.once(products_named)]
    return any(sentence.start <= start <= sentence.start + BEGINNING for start in starts)


RULE = Rule(
    code="VAL003",
    name="pitch-before-reason",
    severity=Severity.WARNING,
    message="Our product comes before any reason why this reader should care.",
    advice="Begin with the reason: what you know of their work. Then the product, in half a line.",
    page=__doc__ or "",
    find=find,
    types=frozenset({DraftType.FIRST_TOUCH}),
    words=words_file(WORDS),
    certainty=0.9,
    examples=(
        bad(
            "Hi Ada,\n\nI hope you are well. Our new platform has dashboards and alerts. Shall we"
            " talk?",
            "Our new platform has dashboards and alerts.",
            type=DraftType.FIRST_TOUCH,
        ),
        bad(
            "Guten Tag Frau Okoro,\n\nunsere neue Pumpe ist jetzt lieferbar.",
            "unsere neue Pumpe ist jetzt lieferbar.",
            type=DraftType.FIRST_TOUCH,
        ),
        good(
            "Hi Ada,\n\nbakeries with two shifts lose an hour a day to seals. Our pump has none.",
            type=DraftType.FIRST_TOUCH,
        ),
        good(
            "Hi Ada,\n\nyour Leeds depot opened in March. Our pump would fit the wash line there.",
            type=DraftType.FIRST_TOUCH,
        ),
        good("Hi Ada,\n\nour pump runs at 90 °C, yes.", type=DraftType.REPLY),
    ),
)
