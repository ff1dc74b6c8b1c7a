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
from wellspent.review.dealings.acquaintance import is_stranger
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.asks import asks_of
from wellspent.review.reading.sentence_kinds import products_named
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


FEWEST_SENTENCES = 2
"""One sentence alone is part of a talk that goes on."""


def find(message: Message) -> Iterator[Found]:
    """Report a message without request or question that doesn't merely deliver something."""
    if not message.words or message.once(asks_of):
        return
    if message.hits(WORDS, "delivers") or message.hits(WORDS, "next_step"):
        return
    if any(message.hits(words, group) for words, group in _ASKED_OTHERWISE):
        return
    if not _WAY_ON.search(message.body.text) and _is_for_a_prospect(message):
        yield Found(span=missing_in(message), is_unsure=not _pitches(message))


def _is_for_a_prospect(message: Message) -> bool:
    """Return whether it is outreach: it presents what is ours, or goes to a stranger."""
    account = message.reader.account if message.reader else None
    if account is not None and account.customer_since is not None:
        return False
    return message.once(is_stranger) is True or _pitches(message)


def _pitches(message: Message) -> bool:
    """Return whether it presents what is ours."""
    if len(message.sentences) < FEWEST_SENTENCES:
        return False
    presented = any(message.hits("sentence_kinds", group) for group in ("presents", "about_us"))
    return presented or bool(message.once(products_named))


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
