"""It only asks how things stand, and brings nothing new.

## Why it matters
A message that says *just checking in* takes a minute of the reader's and gives none back. It tells
them that the next one may be left unread.

## Instead
Write when there is something for them: the answer to what they asked, a figure from a plant like
theirs, a date that concerns them. If there is nothing, wait.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

from collections.abc import Iterator

from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.review.message import Message
from wellspent.review.own_hits import own_hits
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.value_for_reader import holds_nothing
from wellspent.review.rule import Found, Rule, bad, good


def find(message: Message) -> Iterator[Found]:
    """Mark the words that check in, in a message that brings nothing else."""
    hits = own_hits(message, "empty_check_in", "check_in")
    if hits and message.once(holds_nothing):
        yield Found(span=hits[0])


RULE = Rule(
    code="VAL002",
    name="empty-check-in",
    severity=Severity.WARNING,
    message="This only asks how things stand; there is nothing in it for the reader.",
    advice="Say what is new for them, or wait until something is.",
    page=__doc__ or "",
    find=find,
    types=frozenset(
        {
            DraftType.FIRST_TOUCH,
            DraftType.FOLLOW_UP,
            DraftType.AFTER_EVENT,
            DraftType.AFTER_DOWNLOAD,
            DraftType.AFTER_MEETING,
            DraftType.REFERRAL,
            DraftType.RENEWAL,
        }
    ),
    words=words_file("empty_check_in"),
    certainty=0.95,
    examples=(
        bad(
            "Hi Ada,\n\njust checking in on my last mail. Any news?",
            "just checking in on",
            type=DraftType.FOLLOW_UP,
        ),
        bad(
            "Guten Tag Frau Okoro,\n\nich wollte nur kurz nachfragen, ob es Neuigkeiten gibt.",
            "wollte nur kurz nachfragen",
            type=DraftType.FOLLOW_UP,
        ),
        good(
            "Hi Ada,\n\nyou asked whether the pump runs at 90 °C: it does, up to 95 °C.",
            type=DraftType.FOLLOW_UP,
        ),
        good(
            "Hi Ada,\n\njust checking in with the drawing that you asked for: it is attached.",
            type=DraftType.FOLLOW_UP,
        ),
        good("Hi Ada,\n\nany news from the depot? Ben asks for it too.", type=DraftType.REPLY),
    ),
)
