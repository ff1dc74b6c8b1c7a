from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reach.made_touches import NOW, row
from wellspent.reach.touches import ANSWER_WITHIN, CHANNELS, rows_of, touches
from wellspent.records.activity import Activity, ActivityKind, Direction

EMAIL, CALL, SMS = ActivityKind.EMAIL, ActivityKind.CALL, ActivityKind.SMS
NINE = datetime(2026, 11, 2, 9, tzinfo=UTC)


def after(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def made(rows, zones=None, now=NOW):
    return touches(rows, zones=zones or {}, now=now)


def test_text_answered_by_a_text_is_answered():
    (found,) = made([row(1, NINE), row(2, after(12), theirs=True)])
    assert found.answered_at == after(12)
    assert found.answered_on is SMS
    assert (found.activity_id, found.answer_id) == ("V1", "V2")


def test_silence_of_a_day_is_no_answer():
    (found,) = made([row(1, NINE), row(2, NINE + ANSWER_WITHIN, theirs=True)])
    assert not found.is_answered


def test_touch_whose_day_is_not_over_is_left_out():
    assert made([row(1, NINE)], now=NINE + timedelta(hours=23)) == ()
    assert len(made([row(1, NINE)], now=NINE + timedelta(hours=24))) == 1


def test_answered_touch_counts_at_once():
    rows = [row(1, NINE), row(2, after(5), theirs=True)]
    assert len(made(rows, now=after(6))) == 1


def test_reply_on_one_channel_leaves_the_other_silent():
    rows = [row(1, NINE), row(2, after(10), EMAIL), row(3, after(20), SMS, theirs=True)]
    by_channel = {each.channel: each.is_answered for each in made(rows)}
    assert by_channel == {SMS: True, EMAIL: False}


def test_reply_on_a_third_channel_answers_the_latest_touch():
    rows = [row(1, NINE), row(2, after(10), EMAIL), row(3, after(20), CALL, theirs=True)]
    by_channel = {each.channel: each.answered_on for each in made(rows)}
    assert by_channel == {SMS: None, EMAIL: CALL}


def test_our_reply_to_their_message_is_no_touch():
    rows = [row(1, NINE, theirs=True), row(2, after(30)), row(3, after(40), EMAIL)]
    assert [each.channel for each in made(rows)] == [EMAIL]


def test_second_text_within_the_hour_belongs_to_the_first():
    rows = [row(1, NINE), row(2, after(1)), row(3, after(90))]
    assert [each.activity_id for each in made(rows)] == ["V1", "V3"]


def test_call_is_answered_when_somebody_was_spoken_to():
    rows = [row(1, NINE, CALL), row(2, after(10), CALL, was_talk=True)]
    assert [each.is_answered for each in made(rows)] == [False, True]


def test_download_is_no_answer_and_a_form_is():
    rows = [row(1, NINE), row(2, after(10), ActivityKind.DOWNLOAD, theirs=True)]
    assert not made(rows)[0].is_answered
    rows = [row(1, NINE), row(2, after(10), ActivityKind.FORM, theirs=True)]
    assert made(rows)[0].is_answered


def test_nobody_in_particular_is_not_touched():
    assert made([row(1, NINE, contact="")]) == ()


def test_sent_at_is_by_the_contacts_clock_on_both_sides_of_a_change():
    summer = datetime(2026, 10, 24, 7, tzinfo=UTC)
    winter = datetime(2026, 10, 25, 7, tzinfo=UTC)
    found = made([row(1, summer), row(2, winter)], {"C1": "Europe/Berlin"})
    assert [each.sent_at.hour for each in found] == [9, 8]
    assert all(each.zone_known for each in found)


def test_zone_of_no_place_is_not_known():
    (found,) = made([row(1, NINE)], {"C1": "Europe/Nowhere"})
    assert not found.zone_known


def test_rows_of_activities_know_a_talk_from_a_voicemail():
    talked = Activity(id="V1", kind=CALL, direction=Direction.OUTBOUND, minutes=7, happened_at=NINE)
    missed = Activity(
        id="V2",
        kind=CALL,
        direction=Direction.OUTBOUND,
        minutes=1,
        subject="left voicemail",
        happened_at=NINE,
    )
    undated = Activity(id="V3", kind=CALL, direction=Direction.OUTBOUND)
    assert [each.was_talk for each in rows_of([talked, missed, undated])] == [True, False]


rows_of_one = st.lists(
    st.tuples(
        st.integers(0, 60 * 24 * 30),
        st.sampled_from([*CHANNELS, ActivityKind.FORM, ActivityKind.MEETING]),
        st.booleans(),
        st.booleans(),
    ),
    max_size=40,
)


@given(rows_of_one)
def test_answers_come_after_their_touch_and_within_a_day(drawn):
    rows = [
        row(number, after(minutes), channel, theirs=theirs, was_talk=talk)
        for number, (minutes, channel, theirs, talk) in enumerate(drawn)
    ]
    for each in made(rows, {"C1": "America/New_York"}, NINE + timedelta(days=60)):
        if each.answered_at is not None:
            waited = each.answered_at.timestamp() - each.sent_at.timestamp()
            assert 0 <= waited < ANSWER_WITHIN.total_seconds()


@given(rows_of_one, st.randoms())
def test_order_of_rows_does_not_matter(drawn, shuffler):
    different = {minutes: (minutes, *others) for minutes, *others in drawn}
    rows = [
        row(number, after(minutes), channel, theirs=theirs, was_talk=talk)
        for number, (minutes, channel, theirs, talk) in enumerate(different.values())
    ]
    mixed = list(rows)
    shuffler.shuffle(mixed)
    assert made(mixed) == made(rows)


@pytest.mark.parametrize("days", [0, 3])
def test_what_is_ahead_is_not_looked_at(days):
    assert made([row(1, NOW + timedelta(days=days, minutes=1))]) == ()
