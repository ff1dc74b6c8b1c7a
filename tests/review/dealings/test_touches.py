from datetime import UTC, datetime, timedelta

import pytest

from wellspent.phrases.phrase_groups import PhraseBook
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.draft import Draft
from wellspent.records.reader import Reader
from wellspent.review.dealings.touches import (
    is_answer,
    is_same_rep,
    last_answer,
    touches_of,
    unanswered_touches,
)
from wellspent.review.message import Message

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)


def made(
    kind: ActivityKind,
    direction: Direction,
    days: float = 1,
    minutes: float | None = None,
    note: str = "",
) -> Activity:
    return Activity(
        kind=kind,
        direction=direction,
        happened_at=NOW - timedelta(days=days),
        minutes=minutes,
        subject=note,
    )


def message_to(*activities: Activity, send_at: datetime | None = NOW) -> Message:
    return Message(
        Draft(body="Hi", send_at=send_at),
        book=PhraseBook([]),
        now=NOW,
        reader=Reader(activities=activities),
    )


OUT, IN = Direction.OUTBOUND, Direction.INBOUND


@pytest.mark.parametrize(
    ("activity", "answers"),
    [
        (made(ActivityKind.EMAIL, OUT), False),
        (made(ActivityKind.EMAIL, IN), True),
        (made(ActivityKind.CALL, OUT), False),
        (made(ActivityKind.CALL, OUT, minutes=1), False),
        (made(ActivityKind.CALL, OUT, minutes=12), True),
        (made(ActivityKind.CALL, OUT, minutes=3, note="Left a message"), False),
        (made(ActivityKind.MEETING, OUT, minutes=30), True),
        (made(ActivityKind.MEETING, OUT, note="No-show"), False),
        (made(ActivityKind.FORM, IN), True),
    ],
)
def test_answer_is_what_the_reader_took_part_in(activity: Activity, answers: bool) -> None:
    assert is_answer(activity) is answers


def test_touches_know_when_they_were_answered() -> None:
    answer = made(ActivityKind.EMAIL, IN, 5)
    message = message_to(made(ActivityKind.EMAIL, OUT, 1), answer, made(ActivityKind.CALL, OUT, 9))
    assert [touch.answered_at for touch in touches_of(message)] == [None, answer.happened_at]
    assert last_answer(message) is answer
    assert len(unanswered_touches(message, within=timedelta(days=30))) == 1


def test_what_happens_after_the_draft_is_sent_does_not_count() -> None:
    later = made(ActivityKind.EMAIL, OUT, 1)
    assert touches_of(message_to(later, send_at=NOW - timedelta(days=2))) == ()
    assert touches_of(message_to(Activity(kind=ActivityKind.EMAIL, direction=OUT))) == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tom Baker", "tom baker", True),
        ("tom.baker@aster.example", "Tom Baker", True),
        ("Tom Baker <sales@aster.example>", "Tom Baker", True),
        ("t.baker@aster.example", "Tom Baker", True),
        ("tbaker@aster.example", "Tom Baker", True),
        ("tb@aster.example", "Tom Baker", True),
        ("Kim Muster", "Tom Baker", False),
        ("kim@aster.example", "tom@aster.example", False),
        ("sales@aster.example", "Tom Baker", None),
        ("", "Tom Baker", None),
    ],
)
def test_rep_is_known_by_name_and_address(one: str, other: str, same: bool | None) -> None:
    assert is_same_rep(one, other) is same
    assert is_same_rep(other, one) is same
