from datetime import UTC, datetime, timedelta

import pytest

from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.records.finding import Review, Supposed
from wellspent.records.reader import Reader
from wellspent.review.reading.occasion import Usual, supposed_type, taken_for, with_supposed

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
ADA = Contact(id="contact_1", name="Ada Example")


def reader(*activities: Activity) -> Reader:
    return Reader(contact=ADA, activities=activities)


def happened(kind: ActivityKind, days_ago: int, direction: Direction) -> Activity:
    return Activity(kind=kind, happened_at=NOW - timedelta(days=days_ago), direction=direction)


@pytest.mark.parametrize(
    ("draft", "known", "expected"),
    [
        (Draft(type=DraftType.RENEWAL), reader(), DraftType.RENEWAL),
        (Draft(recipients=400), None, DraftType.BULK),
        (Draft(headers={"list-unsubscribe": "<mailto:x@example.com>"}), None, DraftType.BULK),
        (Draft(in_reply_to="<1@example.com>"), None, DraftType.REPLY),
        (Draft(), None, None),
        (Draft(), Reader(), None),
        (Draft(), reader(), DraftType.FIRST_TOUCH),
        (
            Draft(),
            reader(happened(ActivityKind.DOWNLOAD, 2, Direction.INBOUND)),
            DraftType.AFTER_DOWNLOAD,
        ),
        (
            Draft(),
            reader(happened(ActivityKind.DOWNLOAD, 40, Direction.INBOUND)),
            DraftType.FOLLOW_UP,
        ),
        (Draft(), reader(happened(ActivityKind.EMAIL, 1, Direction.INBOUND)), DraftType.REPLY),
        (Draft(), reader(happened(ActivityKind.EMAIL, 1, Direction.OUTBOUND)), DraftType.FOLLOW_UP),
        (
            Draft(),
            reader(happened(ActivityKind.EVENT, -3, Direction.UNKNOWN)),
            DraftType.FIRST_TOUCH,
        ),
    ],
)
def test_type_is_supposed_from_head_and_records(
    draft: Draft, known: Reader | None, expected: DraftType | None
) -> None:
    assert supposed_type(draft, known, now=NOW) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("just checking in to see if you had any thoughts", DraftType.FOLLOW_UP),
        ("Hi Ada,\n\nI haven't heard back from you.", DraftType.FOLLOW_UP),
        ("Guten Tag, ich wollte zu meiner letzten Mail nachfragen.", DraftType.FOLLOW_UP),
        ("Bonjour, je me permets de revenir vers vous.", DraftType.FOLLOW_UP),
        ("Thank you for downloading our guide.", DraftType.AFTER_DOWNLOAD),
        ("Thanks for stopping by our booth at the fair!", DraftType.AFTER_EVENT),
        ("Thank you for the meeting on Tuesday.", DraftType.AFTER_MEETING),
        ("You asked whether the seal holds 95 degrees. It does.", DraftType.REPLY),
        ("Ben Cole suggested that I write to you.", DraftType.REFERRAL),
        ("Your maintenance contract with us ends in May.", DraftType.RENEWAL),
        ("Dear customers, our new list is out.", DraftType.BULK),
        ("My name is Tom and our platform saves time.", DraftType.FIRST_TOUCH),
        ("Mein Name ist Tom Beck.", DraftType.FIRST_TOUCH),
        ("Please send me the gas numbers for March.", None),
        ("Kim, the meeting is in room 4. Bring the model.", None),
        ("All done.\n\n> just checking in on this", None),
    ],
)
def test_type_is_supposed_from_the_words_where_no_records_tell(
    body: str, expected: DraftType | None
) -> None:
    assert supposed_type(Draft(body=body), None, now=NOW) is expected


def test_draft_is_taken_for_mail_unless_it_is_to_be_spoken() -> None:
    written = taken_for(Draft(body="Hi Ada, the pump fits."), None, now=NOW)
    spoken = taken_for(Draft(body="What happens when a seal goes? [pause]"), None, now=NOW)
    assert (written.channel, spoken.channel) == (DraftChannel.EMAIL, None)


def test_what_a_team_says_comes_before_what_is_supposed() -> None:
    usual = Usual(channel=DraftChannel.SMS, type=DraftType.BULK)
    given = Draft(body="just checking in", type=DraftType.REPLY)
    taken = taken_for(given, None, now=NOW, usual=usual)
    assert (taken.channel, taken.type) == (DraftChannel.SMS, DraftType.REPLY)
    reviewed = with_supposed(Review(draft_id="", findings=()), given, taken)
    assert reviewed.supposed == Supposed(channel=DraftChannel.SMS)
