"""It speaks much more of us than of them.

## Why it matters
Whoever counts the words *we* and *you* in a message knows whom it is for. The reader notices
without counting.

## Instead
Turn the sentences round: what the reader has, does and gets, then what we add to it.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

from collections.abc import Iterator

from wellspent.records.account import Account
from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.records.reader import Reader
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.rule import Found, Rule, bad, good, missing_in

WORDS = "more_about_us"

LEAST_WORDS = 40
LEAST_OURS = 4
LEAST_SHARE = 0.08
"""Of all words so many speak of us; in a long message single ones say nothing."""

TIMES_AS_MANY = 2.0
"""So many times more words for us than for them are much more."""


def find(message: Message) -> Iterator[Found]:
    """Compare how often we and the reader are named, in a message long enough to tell."""
    if len(message.words) < LEAST_WORDS:
        return
    ours = len(message.hits(WORDS, "us")) + _named(message, _our_names(message))
    if ours < max(LEAST_OURS, LEAST_SHARE * len(message.words)):
        return
    theirs = len(message.hits(WORDS, "them")) + _named(message, _their_names(message))
    if ours >= TIMES_AS_MANY * theirs:
        yield Found(
            span=missing_in(message),
            message=f"It names us {ours} times and the reader {theirs} times.",
        )


def _named(message: Message, names: list[str]) -> int:
    text = message.body.text
    return sum(text.count(name) for name in names)


def _our_names(message: Message) -> list[str]:
    company = message.company
    if company is None:
        return []
    products = [product.name for product in company.products]
    return [name for name in (company.name, *products) if name]


def _their_names(message: Message) -> list[str]:
    account = message.reader.account if message.reader else None
    return [account.name] if account and account.name else []


_PITCH = (
    "Hi Ada,\n\nour team has built pumps for thirty years. We design, make and test every pump "
    "in our own works, and our engineers are proud of our record. We won two prizes with our "
    "newest range. We would love to show our works and our products to you."
)

RULE = Rule(
    code="REL005",
    name="more-about-us",
    severity=Severity.WARNING,
    message="It speaks much more of us than of the reader.",
    advice="Say first what the reader has, does and gets; then what we add.",
    page=__doc__ or "",
    find=find,
    types=frozenset(
        {
            DraftType.FIRST_TOUCH,
            DraftType.FOLLOW_UP,
            DraftType.AFTER_EVENT,
            DraftType.AFTER_DOWNLOAD,
            DraftType.REFERRAL,
            DraftType.BULK,
        }
    ),
    words=words_file(WORDS),
    examples=(
        bad(_PITCH, type=DraftType.FIRST_TOUCH),
        bad(
            _PITCH.replace("to you", "at the fair"),
            type=DraftType.BULK,
            reader=Reader(account=Account(name="Harbour Brewing")),
        ),
        good("Hi Ada,\n\nwe ship our pump on Monday.", type=DraftType.FOLLOW_UP),
        good(
            "Hi Ada,\n\nyour cellar has two pumps of ours. We looked at your last three orders: "
            "each time your seal had worn before its time. Our engineer thinks that your pump runs "
            "dry at night. If you send us one reading of your meter, we can tell you whether that "
            "is so, and what you would save.",
            type=DraftType.FOLLOW_UP,
        ),
        good(_PITCH, type=DraftType.REPLY),
    ),
)
