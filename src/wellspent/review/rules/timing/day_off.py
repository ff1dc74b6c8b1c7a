"""It rings or buzzes on a weekend or public holiday of their country.

## Why it matters
It is their free day. A call about our business on it takes something that nobody can give back.

## Instead
Wait for their next working day. A holiday of theirs that you know of and keep is a small courtesy
that people notice.

## Evidence
House style; the days are those of the package `holidays`, public holidays of the whole country.
Weekends are those of the country: Friday and Saturday in Saudi Arabia.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from wellspent.clean.day_off import day_off
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.draft import DraftChannel
from wellspent.records.finding import Severity
from wellspent.records.reader import Reader
from wellspent.review.dealings.note_words import was_wished
from wellspent.review.dealings.touches import sent_at, wrote_just_before
from wellspent.review.message import Message
from wellspent.review.rule import Found, Need, Rule, bad, good, missing_in


def find(message: Message) -> Iterator[Found]:
    """Look at the calendar where the reader is."""
    reader = message.reader or Reader()
    local = sent_at(message).astimezone(ZoneInfo(reader.time_zone))
    country = country_of(reader)
    reason = day_off(country, local.date())
    if not reason or wrote_just_before(message) or was_wished(message, "off_days"):
        return
    yield Found(
        span=missing_in(message),
        message=f"In {country} {local.day} {local:%B} is a day off: {reason}.",
    )


def country_of(reader: Reader) -> str:
    """Return the country of the contact, else of the account."""
    own = reader.contact.country if reader.contact else ""
    return own or (reader.account.country if reader.account else "")


def _reader(country: str, zone: str, *, wrote_at: datetime | None = None) -> Reader:
    wrote = Activity(kind=ActivityKind.SMS, direction=Direction.INBOUND, happened_at=wrote_at)
    return Reader(
        contact=Contact(name="Ada Example"),
        account=Account(name="Acme", country=country),
        time_zone=zone,
        activities=(wrote,) if wrote_at else (),
    )


def _noon(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


RULE = Rule(
    code="TIM005",
    name="day-off",
    severity=Severity.ERROR,
    message="It is a day off where they are.",
    advice="Call on their next working day.",
    page=__doc__ or "",
    find=find,
    channels=frozenset({DraftChannel.CALL_SCRIPT, DraftChannel.SMS, DraftChannel.VOICEMAIL}),
    needs=frozenset({Need.CONTACT, Need.SEND_AT, Need.TIME_ZONE, Need.COUNTRY}),
    certainty=0.98,
    examples=(
        bad(
            "Hi Ada, this is Tom.",
            reader=_reader("Germany", "Europe/Berlin"),
            channel=DraftChannel.CALL_SCRIPT,
            send_at=_noon(5, 14),
        ),
        bad(
            "Hi Ada, Tom here.",
            reader=_reader("United States", "America/Chicago"),
            channel=DraftChannel.SMS,
            send_at=_noon(3, 7),
        ),
        bad(
            "Hi Ada, Tom here.",
            reader=_reader("Saudi Arabia", "Asia/Riyadh"),
            channel=DraftChannel.SMS,
            send_at=_noon(3, 6),
        ),
        good(
            "Hi Ada, this is Tom.",
            reader=_reader("United Kingdom", "Europe/London"),
            channel=DraftChannel.CALL_SCRIPT,
            send_at=_noon(5, 14),
        ),
        good(
            "Hi Ada, Tom here.",
            reader=_reader("Saudi Arabia", "Asia/Riyadh"),
            channel=DraftChannel.SMS,
            send_at=_noon(3, 8),
        ),
        good(
            "Hi Ada, read this when you are back.",
            reader=_reader("Germany", "Europe/Berlin"),
            channel=DraftChannel.EMAIL,
            send_at=_noon(5, 14),
        ),
        good(
            "Hi Ada, yes, I can come today.",
            reader=_reader("Germany", "Europe/Berlin", wrote_at=_noon(5, 14) - timedelta(hours=1)),
            channel=DraftChannel.SMS,
            send_at=_noon(5, 14),
        ),
    ),
)
