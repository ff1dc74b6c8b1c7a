import math
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellspent.errors import StoreUnavailable
from wellspent.records.declared import DeclaredProfile, ValueWeights
from wellspent.records.mapping import Mapping
from wellspent.records.measured import Measured
from wellspent.records.profile import LearnedProfile
from wellspent.records.queue import LeadQuery
from wellspent.store.as_json import from_json, to_json

moments = st.datetimes(timezones=st.just(UTC))
numbers = st.floats(allow_nan=False)
st.register_type_strategy(datetime, moments)
st.register_type_strategy(float, numbers)
st.register_type_strategy(str, st.text(max_size=20))


@settings(max_examples=25, deadline=None)
@given(st.from_type(LearnedProfile))
def test_learned_profile_comes_back_as_it_went_in(profile: LearnedProfile) -> None:
    assert from_json(LearnedProfile, to_json(profile)) == profile


@settings(max_examples=50, deadline=None)
@given(
    st.from_type(DeclaredProfile)
    | st.from_type(ValueWeights)
    | st.from_type(Mapping)
    | st.builds(LeadQuery, attributes=st.dictionaries(st.text(), st.text()))
)
def test_other_records_come_back_as_they_went_in(
    thing: DeclaredProfile | ValueWeights | Mapping | LeadQuery,
) -> None:
    assert from_json(type(thing), to_json(thing)) == thing


def test_what_cannot_be_told_stays_so() -> None:
    measured = Measured(math.nan, -math.inf, math.inf, 0)
    back = from_json(Measured, to_json(measured))
    assert math.isnan(back.value)
    assert replace(back, value=0.0) == replace(measured, value=0.0)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"value": "x"}', "null"])
def test_damaged_text_says_what_to_do(text: str) -> None:
    with pytest.raises(StoreUnavailable, match="can't be read back"):
        from_json(Measured, text)
