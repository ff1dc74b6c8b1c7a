"""It greets nobody in particular, though one person is written to.

## Why it matters
We know their name. *Dear Sir or Madam* says that we didn't look, or that a thousand others got it.

## Instead
Greet by name. If the name isn't known, find it out or leave the formula away.

## Evidence
House style; what it costs this team in replies is shown by `wellspent report`.
"""

import re
from collections.abc import Iterator

from wellspent.records.contact import Contact
from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.records.reader import Reader
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.rule import Found, Need, Rule, bad, good
from wellspent.review.text import Span

WORDS = "nameless_greeting"

_PLACEHOLDER = re.compile(r"[{}\[\]<>%$]")
"""A name that is still to be filled in is another matter."""


def find(message: Message) -> Iterator[Found]:
    """Mark a greeting that names nobody."""
    greeting = message.greeting
    if greeting is None or (message.draft.recipients or 1) > 1:
        return
    if _PLACEHOLDER.search(message.quote(greeting)):
        return
    for span in message.hits(WORDS, "nobody"):
        if span.end <= greeting.end:
            yield Found(span=_without_marks(message, greeting))
            return


def _without_marks(message: Message, greeting: Span) -> Span:
    return Span(greeting.start, greeting.start + len(message.quote(greeting).rstrip(" ,.:!;–—-")))


_ADA = Reader(contact=Contact(id="c1", name="Ada Okafor"))

RULE = Rule(
    code="REL009",
    name="nameless-greeting",
    severity=Severity.WARNING,
    message="One person is written to, and isn't named.",
    advice="Greet them by their name.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT}),
    types=frozenset(set(DraftType) - {DraftType.BULK}),
    words=words_file(WORDS),
    examples=(
        bad(
            "Dear Sir or Madam,\n\nwe make pumps.",
            "Dear Sir or Madam",
            type=DraftType.FIRST_TOUCH,
            reader=_ADA,
        ),
        bad(
            "Hi there,\n\njust a thought on the pump.",
            "Hi there",
            type=DraftType.FOLLOW_UP,
            reader=_ADA,
        ),
        bad(
            "Sehr geehrte Damen und Herren,\n\nwir bauen Pumpen.",
            "Sehr geehrte Damen und Herren",
            type=DraftType.FIRST_TOUCH,
            reader=_ADA,
        ),
        good("Dear Ms Okafor,\n\nthe pump is on its way.", type=DraftType.REPLY, reader=_ADA),
        good(
            "Hi there,\n\nthe webinar is on Tuesday.",
            type=DraftType.FOLLOW_UP,
            recipients=40,
            reader=_ADA,
        ),
        good("Hi Ada,\n\nthere is a pump that fits.", type=DraftType.FIRST_TOUCH, reader=_ADA),
    ),
)
