from datetime import UTC, datetime, timedelta

import pytest

from tests.review.dealings.test_touches import message_to
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.review.dealings.note_words import was_wished

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)


def said(body: str, *, days: float = 5, ours: bool = False) -> Activity:
    return Activity(
        kind=ActivityKind.EMAIL,
        direction=Direction.OUTBOUND if ours else Direction.INBOUND,
        happened_at=NOW - timedelta(days=days),
        body=body,
    )


@pytest.mark.parametrize(
    ("activity", "group", "wished"),
    [
        (said("Best call me after 8 pm."), "off_hours", True),
        (said("Am besten abends."), "off_hours", True),
        (said("Good evening, what is the price?"), "off_hours", False),
        (said("Early next year we decide."), "off_hours", False),
        (said("We work on Saturdays, call then."), "off_days", True),
        (said("Le samedi matin, ça va."), "off_days", True),
        (said("Call me tomorrow."), "off_days", False),
        (said("I could call on Saturday.", ours=True), "off_days", False),
        (said("Saturdays suit me.", days=200), "off_days", False),
    ],
)
def test_wish_is_heard_in_their_own_words_of_lately(
    activity: Activity, group: str, wished: bool
) -> None:
    assert was_wished(message_to(activity), group) is wished
