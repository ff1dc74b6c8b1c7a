"""The first sentence is about the sender.

## Why it matters
The reader decides in the first line whether the message is for them. Who you are stands in the
signature; what you make can wait until they know why it concerns them.

## Instead
Open with a fact about the reader's company or with what they asked, then say why you write.

## Evidence
House style; what it costs this team in replies is shown by `wellspent report`.
"""

import re
from collections.abc import Iterator

from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.finding import Severity
from wellspent.records.product import Company
from wellspent.review.about_reader import about_reader
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.rule import Found, Rule, bad, good
from wellspent.review.text import Sentence, Span

WORDS = "self_first"

FIRST_CHARACTERS = 25
"""A phrase that begins later in the sentence isn't what it begins with."""

UNSEEN_SENDER = frozenset({DraftChannel.CALL_SCRIPT, DraftChannel.VOICEMAIL, DraftChannel.SMS})
"""Here one has to say one's name first."""

_I_AM_NAME = re.compile(r"(?:I['’ ]?a?m|This is|It['’]s) [A-Z][a-z]{1,20}\b")


def find(message: Message) -> Iterator[Found]:
    """Mark the opening sentence's words about ourselves, unless it goes on about the reader."""
    opening = message.opening
    if opening is None:
        return
    span = _about_us(message, opening)
    if span is not None and not _is_about_reader(message, opening):
        yield Found(span=span)


def _about_us(message: Message, opening: Sentence) -> Span | None:
    """Return the words about ourselves with which the sentence begins."""
    may_introduce = message.draft.channel in UNSEEN_SENDER
    for group in ("about_us",) if may_introduce else ("about_us", "introduces"):
        for span in message.hits(WORDS, group):
            if 0 <= span.start - opening.start <= FIRST_CHARACTERS and span.end <= opening.end:
                return span
    if not may_introduce and (match := _I_AM_NAME.match(opening.text)):
        return Span(opening.start, opening.start + match.end())
    return _our_name(message, opening)


def _our_name(message: Message, opening: Sentence) -> Span | None:
    """Return our company's or product's name, when it is the sentence's subject."""
    company = message.company
    if company is None:
        return None
    named = [company.name, *company.names]
    for product in company.products:
        named += [product.name, *product.names]
    for name in named:
        if name and opening.text.startswith(name):
            return Span(opening.start, opening.start + len(name))
    return None


def _is_about_reader(message: Message, opening: Sentence) -> bool:
    between = message.hits(WORDS, "between_us")
    about = [each.span for each in message.once(about_reader)]
    return any(opening.start <= span.start < opening.end for span in (*between, *about))


RULE = Rule(
    code="REL004",
    name="self-first-opening",
    severity=Severity.WARNING,
    message="It begins with ourselves.",
    advice="Begin with the reader; who you are stands in the signature.",
    page=__doc__ or "",
    find=find,
    words=words_file(WORDS),
    examples=(
        bad(
            "Hi Ada,\n\nmy name is Tom and I work at Aster Pumps. Could we talk?",
            "my name is",
            type=DraftType.FIRST_TOUCH,
        ),
        bad("Hi Ada,\n\nwe are a leading maker of pumps.", "we are a"),
        bad(
            "Hi Ada,\n\nAster Pumps makes pumps for every trade.",
            "Aster Pumps",
            company=Company(name="Aster Pumps"),
        ),
        bad("Guten Tag Frau Weber,\n\nmein Name ist Tom Beck.", "mein Name ist"),
        good("Hi Ada,\n\nI saw that your Leeds depot opened in March."),
        good("Hi Ada,\n\nI owe you an answer on the seal."),
        good("Hi Ada,\n\nI'm Tom; we met at the fair in Leeds, by the cold store."),
        good("Hi Ada, this is Tom from Aster Pumps.", channel=DraftChannel.VOICEMAIL),
        good("Hi Ada,\n\nwelcome to Leeds!"),
    ),
)
