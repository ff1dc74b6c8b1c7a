from datetime import UTC, datetime, timedelta

import pytest

from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.draft import Draft, DraftType
from wellspent.records.reader import Reader
from wellspent.review.reading.occasion import supposed_type

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
