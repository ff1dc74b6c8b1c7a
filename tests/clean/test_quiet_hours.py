from datetime import UTC, datetime

import pytest

from wellspent.clean.quiet_hours import HOUSE, QuietHours


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"),
    [(7, 59, True), (8, 0, False), (19, 59, False), (20, 0, True), (0, 0, True)],
)
def test_house_hours_are_from_eight_to_eight(hour, minute, quiet):
    assert HOUSE.is_quiet(datetime(2026, 3, 3, hour, minute, tzinfo=UTC)) is quiet


def test_other_hours_may_be_set():
    assert not QuietHours(6, 22).is_quiet(datetime(2026, 3, 3, 21, 30, tzinfo=UTC))
