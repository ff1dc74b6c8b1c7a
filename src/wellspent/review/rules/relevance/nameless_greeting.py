"""It greets nobody in particular, though one person is written to.

## Why it matters
We know their name. *Dear Sir or Madam* says that we didn't look, or that a thousand others got it.

## Instead
Greet by name. If the name isn't known, find it out or leave the formula away.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

import re
from collections.abc import Iterator

from wellspent.records.contact import Contact
from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.finding import Severity
from wellspent.records.reader import Reader
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.text import Span
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "nameless_greeting"

UNKNOWN = frozenset({DraftType.FIRST_TOUCH, DraftType.REFERRAL})
WRITTEN_AT_LENGTH = frozenset({DraftChannel.EMAIL, DraftChannel.LINKEDIN})
"""Where a *Good day,* without a name is missed: among acquaintances it is no formula."""

LONGEST_START = 40
"""A greeting that calls nobody begins so far into the first line at the latest."""

_PLACEHOLDER = re.compile(r"[{}\[\]<>%$]")
"""A name that is still to be filled in is another matter."""

_LINE = re.compile(r"[^\n]{0,160}")
_NAMED_NEXT = re.compile(
    r"\.?,?[ \t]+(?:[^\W\d_A-ZÀ-Þ][^\W\d_]{0,9}\.?[ \t]+)?"
    r"(?:[^\W\d_a-zß-ÿ][\w.'’-]{1,30}[ \t]*){1,4}(?:[,!:?;–—]|$)"
)
"""*Buenos días, señora Ortega*, *Good day, Mrs Peck,* and *Director Hale,* go on with a name."""

_EITHER = re.compile(
    r"\w{0,10} ?\b(?:Mr|Mrs|Ms|Sir|Mister)\.? ?(?:/|or) ?(?:Mr|Mrs|Ms|Miss)\b\.?(?= ?(?:[,:!\n]|$))"
)
"""*Dear Mr./Mrs.,* with the stops at which phrases end."""

_MARK = re.compile(r"[,;:!?\n]")
_ENDS = re.compile(r"[ \t]*(?:[,!:;–—-]|$)")


def find(message: Message) -> Iterator[Found]:
    """Mark a greeting that names nobody."""
    if (message.draft.recipients or 1) > 1:
        return
    text = message.body.text
    start = len(text) - len(text.lstrip())
    line = _LINE.match(text, start)
    if line is None or _PLACEHOLDER.search(line[0]):
        return
    nameless = _nameless_end(message, start, line.end())
    if nameless:
        yield Found(span=_greeting(message, start, nameless))


def _nameless_end(message: Message, start: int, line_end: int) -> int:
    """Return where the words end that call nobody; 0 when it greets somebody, or not at all."""
    text = message.body.text
    for span in _called(message):
        begins = start <= span.start <= start + LONGEST_START and span.end <= line_end
        nameless = begins and not _NAMED_NEXT.match(text, span.end, line_end)
        if nameless and _greets_before(message, start, span):
            return span.end
    either = _EITHER.match(text, start, line_end)
    if either:
        return either.end()
    if message.draft.type not in UNKNOWN or message.draft.channel not in WRITTEN_AT_LENGTH:
        return 0
    ends = [span.end for span in message.hits(WORDS, "bare") if span.start == start]
    for end in ends:
        if _ENDS.match(text, end, line_end) and not _NAMED_NEXT.match(text, end, line_end):
            return end
    return 0


def _called(message: Message) -> Iterator[Span]:
    """Yield where somebody is called, but by no name."""
    yield from message.hits(WORDS, "nobody")
    parts = message.hits(WORDS, "nobody_by_part")
    yield from (span for span in parts if not _MARK.search(message.quote(span)))
    yield from message.hits(WORDS, "whoever")


def _greets_before(message: Message, start: int, span: Span) -> bool:
    """Return whether before a place stands at most another word of greeting."""
    if span.start == start or span in message.hits(WORDS, "whoever"):
        return True
    greeting = message.greeting
    return greeting is not None and span.start < greeting.end


def _greeting(message: Message, start: int, end: int) -> Span:
    """Return the whole greeting without the marks at its end."""
    greeting = message.greeting
    whole = max(end, greeting.end if greeting else 0)
    return Span(start, start + len(message.body.text[start:whole].rstrip(" ,.:!;–—-")))


_ADA = Reader(contact=Contact(id="c1", name="Ada Okafor"))

RULE = Rule(
    code="REL009",
    name="nameless-greeting",
    severity=Severity.WARNING,
    message="One person is written to, and isn't named.",
    advice="Greet them by their name.",
    page=__doc__ or "",
    find=find,
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
