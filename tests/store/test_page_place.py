from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.errors import InputError
from wellspent.store.page_place import page_place, place_named

ZONES = st.sampled_from([UTC, timezone(timedelta(hours=-3, minutes=-30))])


@given(st.datetimes(timezones=ZONES), st.integers(0, 2**63))
def test_place_is_read_as_it_was_written(moment: datetime, number: int):
    assert place_named(page_place(moment, number), what="things") == (moment, number)


@pytest.mark.parametrize("place", ["", "|", "2026-01-01|", "|7", "soon|7", "2026-01-01|seven", "7"])
def test_place_that_is_none_is_refused(place: str):
    with pytest.raises(InputError, match="is no page of things"):
        place_named(place, what="things")
