"""The first sentence is about the sender.

## Why it matters
The reader decides in the first line whether the message is for them. Who you are stands in the
signature; what you make can wait until they know why it concerns them.

## Instead
Open with a fact about the reader's company or with what they asked, then say why you write.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

import re
from collections.abc import Iterator

from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.finding import Severity
from wellspent.records.product import Company
from wellspent.review.dealings.acquaintance import COLD
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.plain_words import PLAIN
from wellspent.review.reading.about_reader import about_reader
from wellspent.review.reading.particulars import is_particular
from wellspent.review.reading.sentence_kinds import SentenceKind, sentence_kinds
from wellspent.review.reading.text import Sentence, Span
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "self_first"

FIRST_CHARACTERS = 25
"""A phrase that begins later in the sentence isn't what it begins with."""

UNSEEN_SENDER = frozenset({DraftChannel.CALL_SCRIPT, DraftChannel.VOICEMAIL, DraftChannel.SMS})
"""Here one has to say one's name first; what comes after it is the opening."""

UNKNOWN_TO_THEM = frozenset({DraftType.FIRST_TOUCH, DraftType.BULK})
"""Here what begins with *we* is about ourselves; later it may be news that they wait for."""

_I_AM_NAME = re.compile(r"(?:I['’ ]?a?m|This is|It['’]s|Here is) [A-Z][a-z]{1,20}\b")
_CALLER = re.compile(r"[^.!?\n]{0,80}\b(?:here|speaking|hier)\b|[A-Z][a-z]+ [A-Z][a-z]+[,.]")


def find(message: Message) -> Iterator[Found]:
    """Mark the opening sentence's words about ourselves, unless it goes on about the reader."""
    for sentence in message.sentences[:2]:
        span = _about_us(message, sentence)
        if span is not None and not _is_about_reader(message, sentence):
            yield Found(span=span, is_unsure=not _is_only_about_us(message, sentence))
            return
        if not _only_introduces(message, sentence):
            return


def _is_only_about_us(message: Message, sentence: Sentence) -> bool:
    """Return whether it begins outright with ourselves, and has no *you* in it."""
    begins = _begins_with(message, sentence, PLAIN, within=AT_ONCE) is not None
    named = _I_AM_NAME.match(sentence.text) is not None or _is_our_company(message, sentence)
    begins = begins or _tells_of_us(message, sentence)
    return (begins or named) and not any(
        sentence.start <= span.start < sentence.end for span in message.hits(WORDS, "you")
    )


def _tells_of_us(message: Message, sentence: Sentence) -> bool:
    """Return whether a first message begins with *we*, and goes on about what we are or do."""
    if message.draft.type not in UNKNOWN_TO_THEM or is_particular(message, sentence):
        return False
    return _begins_with(message, sentence, "we", within=0) is not None and any(
        each.kind is SentenceKind.ABOUT_US and each.sentence.start == sentence.start
        for each in message.once(sentence_kinds)
    )


def _is_our_company(message: Message, sentence: Sentence) -> bool:
    """Return whether it begins with what our company is or does."""
    company = message.company
    names = [name for name in (company.name, *company.names) if name] if company else []
    rests = [sentence.text[len(name) :] for name in names if sentence.text.startswith(name)]
    return any(_IS_OR_DOES.match(rest) for rest in rests)


_IS_OR_DOES = re.compile(
    r" (?:is|are|has been|offers?|provides?|makes?|builds?|helps?|specialis\w+|specializ\w+|sells?"
    r"|ist|bietet|fertigt|baut|est|propose|fabrique|es|ofrece|fabrica) "
)
AT_ONCE = 12
"""Within so many characters a sentence begins with something outright: *Well, my name is*."""


def _only_introduces(message: Message, sentence: Sentence) -> bool:
    """Return whether this merely says who calls, where that has to be said."""
    if message.draft.channel not in UNSEEN_SENDER:
        return False
    if _I_AM_NAME.match(sentence.text) or _CALLER.match(sentence.text):
        return True
    return _begins_with(message, sentence, "introduces") is not None


def _about_us(message: Message, sentence: Sentence) -> Span | None:
    """Return the words about ourselves with which a sentence begins."""
    span = _begins_with(message, sentence, "about_us")
    if span is None and message.draft.channel not in UNSEEN_SENDER:
        span = _begins_with(message, sentence, PLAIN, within=AT_ONCE)
    if span is not None:
        return span
    if message.draft.channel in UNSEEN_SENDER:
        return _begins_with(message, sentence, "my_job")
    if match := _I_AM_NAME.match(sentence.text):
        return Span(sentence.start, sentence.start + match.end())
    span = _begins_with(message, sentence, "introduces")
    if span is None and message.draft.type in UNKNOWN_TO_THEM:
        span = _begins_with(message, sentence, "we", within=0) or _our_name(message, sentence)
    return span


def _begins_with(
    message: Message, sentence: Sentence, group: str, within: int = FIRST_CHARACTERS
) -> Span | None:
    for span in message.hits(WORDS, group):
        if 0 <= span.start - sentence.start <= within and span.end <= sentence.end:
            return span
    return None


def _our_name(message: Message, sentence: Sentence) -> Span | None:
    """Return our company's name in a sentence that has no *you* in it."""
    company = message.company
    if company is None or any(
        sentence.start <= span.start < sentence.end for span in message.hits(WORDS, "you")
    ):
        return None
    for name in (company.name, *company.names):
        at = sentence.text.find(name) if name else -1
        if at >= 0:
            return Span(sentence.start + at, sentence.start + at + len(name))
    return None


def _is_about_reader(message: Message, sentence: Sentence) -> bool:
    between = message.hits(WORDS, "between_us")
    about = [each.span for each in message.once(about_reader)]
    return any(sentence.start <= span.start < sentence.end for span in (*between, *about))


RULE = Rule(
    code="REL004",
    name="self-first-opening",
    severity=Severity.WARNING,
    message="It begins with ourselves.",
    advice="Begin with the reader; who you are stands in the signature.",
    page=__doc__ or "",
    find=find,
    types=COLD,
    words=words_file(WORDS),
    examples=(
        bad(
            "Hi Ada,\n\nmy name is Tom and I work at Aster Pumps. Could we talk?",
            "my name is",
            type=DraftType.FIRST_TOUCH,
        ),
        bad("Hi Ada,\n\nwe are a leading maker of pumps.", "we are a", type=DraftType.FOLLOW_UP),
        bad(
            "Hi Ada,\n\nit has been a busy year at Aster Pumps.",
            "Aster Pumps",
            company=Company(name="Aster Pumps"),
            type=DraftType.FIRST_TOUCH,
        ),
        bad(
            "Guten Tag Frau Weber,\n\nmein Name ist Tom Beck.",
            "mein Name ist",
            type=DraftType.FIRST_TOUCH,
        ),
        good("Hi Ada,\n\nI saw that your Leeds depot opened in March.", type=DraftType.FIRST_TOUCH),
        good("Hi Ada,\n\nI owe you an answer on the seal.", type=DraftType.FOLLOW_UP),
        good(
            "Hi Ada,\n\nI'm Tom; we met at the fair in Leeds, by the cold store.",
            type=DraftType.AFTER_EVENT,
        ),
        good(
            "Hi Ada, this is Tom from Aster Pumps. Is it loud in the cellar?",
            channel=DraftChannel.VOICEMAIL,
            type=DraftType.FIRST_TOUCH,
        ),
        good("Hi Ada,\n\nwe have found the seal. It ships today.", type=DraftType.FOLLOW_UP),
    ),
)
