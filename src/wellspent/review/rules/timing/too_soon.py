"""It comes before they can have read what they downloaded.

## Why it matters
Somebody took a white paper to read it. A call within minutes, or a mail that asks what they think
before they can have got to the end, says that the paper was bait and that they are being watched.

## Instead
Give them the time that it takes, and a day on top. Then write about what is in it.

## Evidence
House style. The time to read is reckoned, not measured: pages times 400 words, at 238 words a
minute (Brysbaert 2019, *How many words do we read per minute? A review and meta-analysis of reading
rate*, Journal of Memory and Language 109); where the number of pages isn't known, a quarter of an
hour. Before a call, voicemail or SMS an hour.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.finding import Severity
from wellspent.records.reader import Reader
from wellspent.review.dealings.touches import TOUCHES, earlier, evidence_of, sent_at
from wellspent.review.message import Message
from wellspent.review.reading.reading_time import WORDS_A_MINUTE
from wellspent.review.rule import Found, Need, Rule, bad, good, missing_in

WORDS_A_PAGE: Final = 400
MINUTES_OF_UNKNOWN: Final = 15.0
_PAGES: Final = re.compile(r"[1-9][0-9]{0,3}")
MINUTES_BEFORE_SPEAKING: Final = 60.0
_INTRUDING: Final = frozenset({DraftChannel.CALL_SCRIPT, DraftChannel.VOICEMAIL, DraftChannel.SMS})


def find(message: Message) -> Iterator[Found]:
    """Compare the minutes since the last download with those that it takes to read."""
    if message.draft.type is DraftType.REPLY or message.draft.type is DraftType.AFTER_MEETING:
        return
    for at, activity in message.once(earlier):
        if activity.kind is not ActivityKind.DOWNLOAD:
            if activity.direction is Direction.INBOUND and activity.kind in TOUCHES:
                return  # They wrote or called since: that is what is being answered.
            continue
        needed, passed = _minutes_needed(message, activity), sent_at(message) - at
        if passed < timedelta(minutes=needed):
            yield _found(message, activity, needed, passed)
        return


def _minutes_needed(message: Message, download: Activity) -> float:
    if message.draft.channel in _INTRUDING:
        return MINUTES_BEFORE_SPEAKING
    pages = _pages(download)
    return pages * WORDS_A_PAGE / WORDS_A_MINUTE["en"] if pages else MINUTES_OF_UNKNOWN


def _pages(download: Activity) -> float | None:
    """Return how many pages it has, where a column says so in digits; an import may keep text."""
    said = download.attributes.get("pages")
    if isinstance(said, str) and _PAGES.fullmatch(said.strip()):
        return float(said)
    return said if isinstance(said, float | int) and said > 0 else None


def _found(message: Message, download: Activity, needed: float, passed: timedelta) -> Found:
    minutes = max(0, round(passed.total_seconds() / 60))
    told = f"They downloaded it {minutes} minutes before"
    if message.draft.channel not in _INTRUDING:
        told += f"; reading it takes about {round(needed)}"
    return Found(
        span=missing_in(message),
        message=f"{told}.",
        evidence=evidence_of([download]),
    )


_NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def _after(
    minutes: float, *, pages: float | str | None = None, then: Activity | None = None
) -> Reader:
    download = Activity(
        id="V1",
        kind=ActivityKind.DOWNLOAD,
        direction=Direction.INBOUND,
        subject="Cleaning without chlorine",
        happened_at=_NOON - timedelta(minutes=minutes),
        attributes={} if pages is None else {"pages": pages},
    )
    activities = (download,) if then is None else (then, download)
    return Reader(contact=Contact(name="Ada Example"), activities=activities)


_WROTE = Activity(
    kind=ActivityKind.EMAIL,
    direction=Direction.INBOUND,
    body="Which page has the prices?",
    happened_at=_NOON - timedelta(minutes=2),
)

RULE = Rule(
    code="TIM001",
    name="too-soon",
    severity=Severity.WARNING,
    message="They can't have read yet what they downloaded.",
    advice="Wait at least until tomorrow, and write about what is in it.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT, Need.SEND_AT}),
    examples=(
        bad(
            "Hi Ada, how did you like our white paper?",
            reader=_after(5),
            channel=DraftChannel.EMAIL,
            send_at=_NOON,
        ),
        bad(
            "Hi Ada, what did you make of the 40 pages?",
            reader=_after(50, pages="40"),
            channel=DraftChannel.EMAIL,
            send_at=_NOON,
        ),
        bad(
            "Hello, this is Tom. You have just downloaded our checklist.",
            reader=_after(20, pages=2),
            channel=DraftChannel.CALL_SCRIPT,
            send_at=_NOON,
        ),
        good(
            "Hi Ada, page 12 of the paper may concern your Leeds plant.",
            reader=_after(26 * 60, pages=40),
            channel=DraftChannel.EMAIL,
            send_at=_NOON,
        ),
        good(
            "Hi Ada, the two-page checklist leaves out hoses, sorry. Here they are.",
            reader=_after(30, pages=2),
            channel=DraftChannel.EMAIL,
            send_at=_NOON,
        ),
        good(
            "Hi Ada, the prices are on page 7.",
            reader=_after(9, pages=40, then=_WROTE),
            channel=DraftChannel.EMAIL,
            send_at=_NOON,
        ),
    ),
)
