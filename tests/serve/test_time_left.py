from datetime import UTC, datetime, timedelta

import pytest

from wellspent.serve.time_left import time_left

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "now"), (45, "in 45 min"), (-45, "45 min over"), (150, "in 2 h"), (-3000, "2 d over")],
)
def test_time_left_is_said_in_the_largest_unit(minutes: int, said: str) -> None:
    assert time_left(NOW + timedelta(minutes=minutes), NOW) == said


def test_time_left_of_nothing_due_is_empty() -> None:
    assert time_left(None, NOW) == ""
