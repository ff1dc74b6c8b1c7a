"""It leaves open what the reader could do next.

## Why it matters
A reader who would like to go on has to think out the next step by themselves. Most won't.

## Instead
End with one small thing that takes them a minute: a question that they can answer in a line, or a
choice of two dates.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

import re
from collections.abc import Iterator

from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.finding import Severity
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.asks import asks_of
from wellspent.review.rule import Found, Rule, bad, good, missing_in

WORDS = "no_ask"

_ASKED_OTHERWISE = (
    ("large_ask", "asks"),
    ("booked_unasked", "set_down"),
    ("booked_unasked", "we_come"),
    ("person_responsible", "asks_for"),
    ("empty_check_in", "check_in"),
)
"""Words of other rules of asking: whoever asks too much asks."""

_WAY_ON = re.compile(
    r"\d{3}[ /.-]?\d{3,4}|\?|https?://|\bwww\.|[\w-]\.[a-z]{2,10}/\w|\w@\w|\b[YJOS]/N\b|\[\w"
)
"""A question, a number to call, a page or an address is a next step."""


def find(message: Message) -> Iterator[Found]:
    """Report a message without request or question that doesn't merely deliver something."""
    if not message.words or message.once(asks_of):
        return
    if message.hits(WORDS, "delivers") or message.hits(WORDS, "next_step"):
        return
    if any(message.hits(words, group) for words, group in _ASKED_OTHERWISE):
        return
    if not _WAY_ON.search(message.body.text):
        yield Found(span=missing_in(message))


RULE = Rule(
    code="ASK001",
    name="no-ask",
    severity=Severity.WARNING,
    message="It leaves open what the reader could do next.",
    advice="End with one small question or step.",
    page=__doc__ or "",
    find=find,
    channels=frozenset(set(DraftChannel) - {DraftChannel.CALL_SCRIPT}),
    types=frozenset(
        {
            DraftType.FIRST_TOUCH,
            DraftType.FOLLOW_UP,
            DraftType.AFTER_EVENT,
            DraftType.AFTER_DOWNLOAD,
            DraftType.REFERRAL,
        }
    ),
    words=words_file(WORDS),
    examples=(
        bad(
            "Hi Ada,\n\nyour bottling line stops twice a month. Our pump runs a year on one seal.",
            channel=DraftChannel.EMAIL,
            type=DraftType.FIRST_TOUCH,
        ),
        bad(
            "Hallo Frau Weber,\n\nunsere Pumpe spart Strom. Sie läuft in vielen Brauereien.",
            channel=DraftChannel.EMAIL,
            type=DraftType.FOLLOW_UP,
        ),
        good(
            "Hi Ada,\n\nyour line stops twice a month. Is it the seals?",
            channel=DraftChannel.EMAIL,
            type=DraftType.FIRST_TOUCH,
        ),
        good(
            "Hi Ada,\n\nhere is the drawing that you wanted. It fits DN 40.",
            channel=DraftChannel.EMAIL,
            type=DraftType.FOLLOW_UP,
        ),
        good(
            "Hi Ada,\n\nthank you for the tour on Friday. The new cellar is a fine piece of work.",
            channel=DraftChannel.EMAIL,
            type=DraftType.FOLLOW_UP,
        ),
    ),
)
