"""Bulk mail that doesn't say how to be left out of it.

## Why it matters
Whoever gets mail that was sent to many may refuse more of it, and must be told how in the mail
itself. Where that is missing the only way left is the button *spam*.

Rules that say so: US CAN-SPAM Act, 15 U.S.C. 7704 (a) (3) and (5); Directive 2002/58/EC, Art. 13
(2) and (4); UK PECR, reg. 22 and 23; Canada's Anti-Spam Legislation, s. 6 (2) and s. 11. The right
to object to direct marketing at any time: GDPR, Art. 21 (2). This states rules, it is no legal
advice.

## Instead
Say in one plain line how to stop it, with a link or *reply STOP*, and keep to it.

## Evidence
The rules named above.
"""

from collections.abc import Iterator

from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.finding import Severity
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.bulk import is_bulk
from wellspent.review.rule import Found, Rule, bad, good, missing_in

WORDS = "opt_out"


def find(message: Message) -> Iterator[Found]:
    """Report bulk mail in which no words or link offer to be left out."""
    if is_bulk(message) and message.words and not message.says_anywhere(WORDS, "opt_out"):
        yield Found(span=missing_in(message), is_unsure=message.says_anywhere(WORDS, "perhaps"))


RULE = Rule(
    code="LAW001",
    name="bulk-without-opt-out",
    severity=Severity.ERROR,
    message="It goes to many and doesn't say how to stop it (15 U.S.C. 7704, 2002/58/EC Art. 13).",
    advice="Add a line that says how to get no more of these.",
    page=__doc__ or "",
    find=find,
    channels=frozenset({DraftChannel.EMAIL, DraftChannel.SMS}),
    words=words_file(WORDS),
    examples=(
        bad(
            "Dear readers,\n\nour new list is out.\n\nAster Pumps",
            channel=DraftChannel.EMAIL,
            type=DraftType.BULK,
        ),
        bad(
            "Hello all,\n\nour shop opens on Monday. Come and see.",
            channel=DraftChannel.EMAIL,
            recipients=800,
        ),
        good(
            "Dear readers,\n\nour new list is out.\n\nKind regards\nAster Pumps\n\nUnsubscribe: "
            "https://aster.example/bye",
            channel=DraftChannel.EMAIL,
            type=DraftType.BULK,
        ),
        good(
            "Our shop opens on Monday. Reply STOP to get no more of these.",
            channel=DraftChannel.SMS,
            type=DraftType.BULK,
        ),
        good("Hi Ada,\n\nour new list is out.", channel=DraftChannel.EMAIL, recipients=1),
    ),
)
