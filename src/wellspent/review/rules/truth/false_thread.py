"""The subject says that this answers or forwards a message, and it doesn't.

## Why it matters
*Re:* on a first mail is a trick to be opened. It works once, and then the sender is known for it.

## Instead
Write a subject that says what the mail holds.

## Evidence
A subject likely to mislead about the contents is unlawful in commercial mail in the United States:
CAN-SPAM Act, 15 U.S.C. 7704(a)(2).
"""

import re
from collections.abc import Iterator

from wellspent.records.activity import Activity, ActivityKind
from wellspent.records.draft import DraftType
from wellspent.records.finding import DraftField, Severity
from wellspent.records.reader import Reader
from wellspent.review.message import Message
from wellspent.review.reading.text import Span
from wellspent.review.rule import Found, Need, Rule, bad, good

_THREAD = re.compile(
    r"\s*((?:re|aw|antw|fwd?|wg|tr|rv|rif|sv|vs)\s?(?:\[\d\])?\s?:)", re.IGNORECASE
)


def find(message: Message) -> Iterator[Found]:
    """Mark the *Re:* of a message that answers none."""
    match = _THREAD.match(message.subject.text)
    if match is None or message.draft.in_reply_to:
        return
    if not _is_known(message.subject.text[match.end() :], message.reader):
        yield Found(span=Span(match.start(1), match.end(1), DraftField.SUBJECT))


def _is_known(subject: str, reader: Reader | None) -> bool:
    """Return whether a mail of that subject is in the records: many programs name no message."""
    asked = _bare(subject)
    activities = reader.activities if reader else ()
    return bool(asked) and any(
        each.kind is ActivityKind.EMAIL and _bare(each.subject) == asked for each in activities
    )


def _bare(subject: str) -> str:
    """Return a subject without its marks of answers, to be compared."""
    while match := _THREAD.match(subject):
        subject = subject[match.end() :]
    return " ".join(subject.split()).casefold()


RULE = Rule(
    code="TRU016",
    name="false-thread",
    severity=Severity.ERROR,
    message="This answers no message, though its subject says so.",
    advice="Take the *Re:* out, and say what the mail is about.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.THREAD}),
    certainty=0.97,
    examples=(
        bad("Hi Ada,\n\na question.", "Re:", subject="Re: your seals", in_reply_to=""),
        bad("Hallo,\n\neine Frage.", "AW:", subject="AW: Angebot", in_reply_to=""),
        good(
            "Hi Ada,\n\nthe answer is 95 °C.",
            subject="Re: your seals",
            in_reply_to="m1",
            type=DraftType.REPLY,
        ),
        good(
            "Hi Ada,\n\nthe answer is 72 cm.",
            subject="Re: Width of the Otter",
            in_reply_to="",
            reader=Reader(
                activities=(Activity(kind=ActivityKind.EMAIL, subject="width of the Otter"),)
            ),
        ),
        good("Hi Ada,\n\na question.", subject="Reply cards for your stand", in_reply_to=""),
        good("Hi Ada,\n\na question.", subject="Seals: re-use or replace?", in_reply_to=""),
    ),
)
