"""Particulars: whether a message says anything that only this reader, or few, could be told.

Read widely, as for use to the reader: a rule that says *nothing in it* must be sure. A thing of
theirs, a name, a figure, a real question: any of them is a particular.
"""

import re
from typing import Final

from wellspent.phrases.pattern import fold
from wellspent.review.message import Message
from wellspent.review.reading.about_reader import WORDS as ABOUT_READER
from wellspent.review.reading.about_reader import about_reader
from wellspent.review.reading.asks import AskKind, asks_of
from wellspent.review.reading.placed import Placed
from wellspent.review.reading.sentence_kinds import WORDS as KINDS
from wellspent.review.reading.sentence_kinds import SentenceKind, sentence_kinds
from wellspent.review.reading.text import Sentence
from wellspent.review.reading.word_likeness import plain_words

_CLOCK: Final = (
    r"[ \u00a0]?(?:-| to | or )?\d{0,3}[ \u00a0]?(?:min\w*|mins|hours?|h\b|hrs?\b|uhr|am\b|pm\b|:|%"
    r"|x\b|percent|prozent|st\b|nd\b|th\b|heures?|horas?|stunden?)"
)
_FIGURE: Final = re.compile(rf"(?<![\w.,:])\d[\d.,]{{0,12}}(?!{_CLOCK})(?![\d.,:])", re.IGNORECASE)
"""A number that is no time, and none of the shares that boasts are made of."""

_CAPITAL: Final = re.compile(r"(?<=[^\s.!?:\n] )(?<!\n)[A-ZÀ-Þ][\w'’-]{2,40}")
"""A word with a capital within a sentence; in German every noun has one."""


_OF_OURSELVES: Final = frozenset({SentenceKind.INTRODUCTION, SentenceKind.ABOUT_US})
"""Whatever names and figures stand there are ours."""

_IDLE: Final = (
    (KINDS, "empty_question"),
    (KINDS, "idle_question"),
    ("empty_check_in", "check_in"),
)


def holds_particulars(message: Message) -> bool:
    """Return whether anything in the body after the greeting is particular to its reader."""
    kinds = {each.kind for each in message.once(sentence_kinds)}
    if SentenceKind.SUBSTANCE in kinds or speaks_of_reader(message):
        return True
    return any(
        is_particular(message, each.sentence)
        for each in message.once(sentence_kinds)
        if each.kind not in _OF_OURSELVES
    )


def speaks_of_reader(message: Message) -> bool:
    """Return whether it speaks of what is theirs, or of where we learnt something of them."""
    return speaks_of_reader_until(message, len(message.body.text))


def speaks_of_reader_until(message: Message, end: int) -> bool:
    """Return whether it does so before a place in the body."""
    spans = [mention.span for mention in message.once(about_reader)]
    spans += [span for group in ("yours", "learnt") for span in message.hits(ABOUT_READER, group)]
    return any(span.start < end for span in spans)


def is_particular(message: Message, sentence: Sentence) -> bool:
    """Return whether a sentence holds a figure, a name that isn't ours, or a real question."""
    if _FIGURE.search(sentence.text) or names_somebody(message, sentence):
        return True
    return message.once(_real_questions).any_within(sentence.start, sentence.end)


def names_somebody(message: Message, sentence: Sentence) -> bool:
    """Return whether a name stands in a sentence that is neither ours nor the reader's own."""
    if message.language == "de":
        return False
    known = message.once(_known_words)
    return any(
        fold(word) not in known
        for word in re.split(r"\W+", " ".join(_CAPITAL.findall(sentence.text)))
        if len(word) > 2
    )


def _known_words(message: Message) -> frozenset[str]:
    """Return the words of our names and the reader's, and those that have a capital anyway."""
    company, reader = message.company, message.reader
    named = [message.draft.sender, message.body.signature]
    named += [company.name, *company.names] if company else []
    for product in company.products if company else ():
        named += [product.name, *product.names]
    named += [reader.contact.name] if reader and reader.contact else []
    words = {fold(word) for text in named for word in re.findall(r"\w+", text)}
    return plain_words("capitalised") | plain_words("small") | words


def _real_questions(message: Message) -> Placed[None]:
    """Return the questions that ask for more than time, interest or an answer."""
    idle = Placed(
        (span.start, None) for words, group in _IDLE for span in message.hits(words, group)
    )
    questions = [ask.span for ask in message.once(asks_of) if ask.kind is AskKind.QUESTION]
    return Placed(
        (span.start, None) for span in questions if not idle.any_within(span.start, span.end)
    )
