"""It says what the sender wants, and nothing that is of use to the reader.

## Why it matters
A message asks for time. Where it gives nothing back, no answer, fact, idea, help or document, the
reader has no reason to open the next one.

## Instead
Bring one thing that serves them even if they never buy: a figure from a plant like theirs, the
answer to their question, a drawing, a person worth knowing. Then ask.

## Evidence
House style; Gouldner (1960), *The Norm of Reciprocity*, American Sociological Review 25: people
give to those who gave.
"""

from collections.abc import Iterator

from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.particulars import holds_particulars
from wellspent.review.reading.sentence_kinds import SentenceKind, sentence_kinds
from wellspent.review.reading.value_for_reader import holds_nothing
from wellspent.review.rule import Found, Rule, bad, good, missing_in

_WANTS_SOMETHING = frozenset(
    {SentenceKind.ASK, SentenceKind.ABOUT_US, SentenceKind.INTRODUCTION, SentenceKind.WISH}
)
_SAYS_NOTHING = (
    ("empty_check_in", "check_in"),
    ("flattery", "flattery"),
    ("sentence_kinds", "about_us"),
)


LEAST_WORDS = 8
"""A shorter message may be half of a talk."""


def find(message: Message) -> Iterator[Found]:
    """Report a message whose every sentence is about us or our wishes and names no use."""
    kinds = {each.kind for each in message.once(sentence_kinds)}
    wants = kinds & _WANTS_SOMETHING or any(message.hits(*words) for words in _SAYS_NOTHING)
    if wants and message.once(holds_nothing):
        yield Found(span=missing_in(message), is_unsure=not _is_plain(message))


def _is_plain(message: Message) -> bool:
    """Return whether it only asks how things stand, or says nothing particular at all."""
    if len(message.words) < LEAST_WORDS:
        return False
    return bool(message.hits("empty_check_in", "check_in")) or not message.once(holds_particulars)


RULE = Rule(
    code="VAL001",
    name="nothing-for-reader",
    severity=Severity.WARNING,
    message="This says what we want; there is nothing in it for the reader.",
    advice="Bring one thing that serves them even if they never buy, then ask.",
    page=__doc__ or "",
    find=find,
    types=frozenset(
        {
            DraftType.FIRST_TOUCH,
            DraftType.FOLLOW_UP,
            DraftType.AFTER_EVENT,
            DraftType.AFTER_DOWNLOAD,
            DraftType.REFERRAL,
            DraftType.RENEWAL,
            DraftType.BULK,
        }
    ),
    words=words_file("value_for_reader"),
    certainty=0.9,
    examples=(
        bad(
            "Hi Ada,\n\nI'm the new account manager for the north. Do you have 15 minutes on"
            " Tuesday for a call, so that I can present our company?",
            type=DraftType.FIRST_TOUCH,
        ),
        bad(
            "Hi Ada,\n\ndid you have time to think about our talk? When can we speak?",
            type=DraftType.FOLLOW_UP,
        ),
        good(
            "Hi Ada,\n\nyou asked whether the pump runs at 90 °C: it does. Shall we talk on"
            " Tuesday?",
            type=DraftType.FOLLOW_UP,
        ),
        good(
            "Hi Ada,\n\nthe bakery next door halved its water bill. Shall I send you the drawing?",
            type=DraftType.FIRST_TOUCH,
        ),
        good("Hi Ada,\n\nthank you for Tuesday!", type=DraftType.FOLLOW_UP),
    ),
)
