"""The subject pretends something that the message doesn't hold.

## Why it matters
It is opened under a false pretence, and read with the wish to be rid of it.

Rules that say so: US CAN-SPAM Act, 15 U.S.C. 7704 (a) (2) (subject headings that would mislead the
recipient about the contents); Directive 2002/58/EC, Art. 13 (4), and Directive 2006/114/EC on
misleading advertising. This states rules, it is no legal advice.

## Instead
Say in the subject what the message is about, as you would to a colleague.

## Evidence
The rules named above.
"""

from collections.abc import Iterator

from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.finding import DraftField, Severity
from wellspent.review.dealings.raised import takes_up
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.text import Span
from wellspent.review.reading.word_stems import stems_of
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "deceptive_subject"

UNASKED = frozenset(
    {DraftType.FIRST_TOUCH, DraftType.FOLLOW_UP, DraftType.BULK, DraftType.REFERRAL}
)

FIRST = frozenset({DraftType.FIRST_TOUCH, DraftType.BULK})


def find(message: Message) -> Iterator[Found]:
    """Mark words of the subject that pretend an order, an answer, or a personal matter."""
    if not message.draft.subject:
        return
    span = (
        _held_by_nothing(message, "invoice")
        or _held_by_nothing(message, "application")
        or _held_by_nothing(message, "congratulation")
        or _admitted(message)
        or _answer(message)
        or _personal(message)
        or _before_the_first(message)
    )
    if span is not None:
        yield Found(span=span)


def _held_by_nothing(message: Message, matter: str) -> Span | None:
    """Return what the subject says of a matter that the body has no word of."""
    hits = message.hits(WORDS, f"{matter}_subject", DraftField.SUBJECT)
    return hits[0] if hits and not message.hits(WORDS, f"{matter}_body") else None


def _admitted(message: Message) -> Span | None:
    """Return the matter of the subject, where the first sentence takes it back."""
    opening = message.opening
    hits = message.hits(WORDS, "pretence_subject", DraftField.SUBJECT)
    if not hits or opening is None:
        return None
    taken_back = any(
        opening.start <= span.start < opening.end for span in message.hits(WORDS, "admits")
    )
    return hits[0] if taken_back else None


def _answer(message: Message) -> Span | None:
    """Return what pretends an answer, to somebody of whom we hold nothing."""
    hits = message.hits(WORDS, "answer_subject", DraftField.SUBJECT)
    if not hits or message.draft.in_reply_to or takes_up(message):
        return None
    reader = message.reader
    if reader is None or reader.activities or reader.leads:
        return None
    return hits[0]


def _personal(message: Message) -> Span | None:
    hits = message.hits(WORDS, "personal_subject", DraftField.SUBJECT)
    return hits[0] if hits else None


def _before_the_first(message: Message) -> Span | None:
    """Return what a first message can't be about, and the body doesn't bear out."""
    hits = message.hits(WORDS, "first_subject", DraftField.SUBJECT)
    if not hits or message.draft.type not in FIRST or message.draft.in_reply_to or _known(message):
        return None
    if message.hits(WORDS, "takes_back"):
        return hits[0]
    if message.hits(WORDS, "first_body"):
        return None
    said = stems_of([message.quote(hits[0])])
    return None if said and said <= stems_of([message.body.text]) else hits[0]


def _known(message: Message) -> bool:
    reader = message.reader
    return reader is not None and bool(reader.activities or reader.leads)


RULE = Rule(
    code="LAW003",
    name="deceptive-subject",
    severity=Severity.ERROR,
    message="The subject pretends what the message doesn't hold (15 U.S.C. 7704 (a) (2)).",
    advice="Say in the subject what the message is about.",
    page=__doc__ or "",
    find=find,
    channels=frozenset({DraftChannel.EMAIL}),
    types=UNASKED,
    words=words_file(WORDS),
    examples=(
        bad(
            "Hi Ada,\n\nour pumps save energy. Shall we talk?",
            "Your invoice",
            subject="Your invoice 4711",
            channel=DraftChannel.EMAIL,
            type=DraftType.FIRST_TOUCH,
        ),
        bad(
            "Hi Ada,\n\nour pumps save energy. Shall we talk?",
            "URGENT",
            subject="URGENT: action required",
            channel=DraftChannel.EMAIL,
            type=DraftType.BULK,
        ),
        good(
            "Hi Ada,\n\nthe invoice for the two seals is attached.",
            subject="Invoice 4711",
            channel=DraftChannel.EMAIL,
            type=DraftType.FOLLOW_UP,
        ),
        good(
            "Hi Ada,\n\nyou asked what the seal withstands: 95 °C.",
            subject="Your question about the seal",
            channel=DraftChannel.EMAIL,
            type=DraftType.FOLLOW_UP,
        ),
        good(
            "Hi Ada,\n\nour pumps save energy. Shall we talk?",
            subject="Pumps for the Leeds depot",
            channel=DraftChannel.EMAIL,
            type=DraftType.FIRST_TOUCH,
        ),
    ),
)
