from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reach.made_touches import NOW, made_touches, touch
from wellspent.clean.day_off import day_off
from wellspent.clean.quiet_hours import HOUSE, QuietHours
from wellspent.reach.habits import ReachHabits
from wellspent.reach.learn_reach import learn_reach
from wellspent.reach.reachable import reachability
from wellspent.reach.shrinkage import stated_spread
from wellspent.reach.touches import CHANNELS
from wellspent.records.activity import ActivityKind
from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.records.reachability import KnownFrom, Touch

EMAIL, CALL, SMS = ActivityKind.EMAIL, ActivityKind.CALL, ActivityKind.SMS
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")


@cache
def habits() -> ReachHabits:
    return learn_reach(made_touches(seed=1), now=NOW)


def nothing() -> ReachHabits:
    return learn_reach([], now=NOW)


def reached(touches=(), *, zone="Europe/Berlin", consents=(), now=NOW, learned=None, **more):
    return reachability(
        "C1",
        touches,
        learned or habits(),
        zone=zone,
        consents=consents,
        now=now,
        **more,
    )


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


def said(kind: ConsentKind, channel: ActivityKind | None = None) -> ConsentEntry:
    return ConsentEntry(kind=kind, channel=channel, said_at=NOW - timedelta(days=9), id="N1")


def test_card_says_what_was_answered_how_fast_and_when():
    history = [
        touch(1, at(2, 8), answered_after=90),
        touch(2, at(3, 14), answered_after=10),
        touch(3, at(19, 7, 30), answered_after=10),
        touch(4, at(16, 12)),
    ]
    card = reached(history).card
    assert [line.text for line in card] == [
        "answered 3 of 4 texts, median 10 minutes",
        "last reply Thursday 07:40 by text (19 November 2026)",
    ]
    assert {each.record_id for each in card[0].evidence} >= {"V1", "V1a", "V4"}
    assert [each.record_id for each in card[1].evidence] == ["V3a"]


def test_card_says_before_which_hour_they_never_answered():
    early = [touch(number, at(2 + number, 8)) for number in range(3)]
    texts = [line.text for line in reached([*early, touch(9, at(12, 10), answered_after=5)]).card]
    assert "never answered before 10:00 (3 tries)" in texts


def test_two_early_tries_are_too_few_to_say_so():
    early = [touch(number, at(2 + number, 8)) for number in range(2)]
    texts = [line.text for line in reached([*early, touch(9, at(12, 10), answered_after=5)]).card]
    assert not any("never" in text for text in texts)


def test_reply_over_a_night_that_puts_clocks_back_took_its_real_minutes():
    sent = datetime(2026, 10, 24, 23, tzinfo=UTC).astimezone(BERLIN)
    history = [
        Touch(
            contact_id="C1",
            account_id="A1",
            channel=SMS,
            sent_at=sent,
            activity_id="V1",
            zone_known=True,
            answered_at=datetime(2026, 10, 25, 2, tzinfo=UTC).astimezone(BERLIN),
            answered_on=SMS,
            answer_id="V2",
        )
    ]
    by_channel = {each.channel: each for each in reached(history).channels}
    assert by_channel[SMS].median_minutes == 180


def test_never_touched_says_no_evidence_yet_and_what_the_team_says():
    result = reached()
    assert result.card == ()
    assert result.notes[0].startswith("no evidence yet: we never reached out to them; of this team")
    assert {each.answer.known_from for each in result.channels} == {KnownFrom.TEAM}


def test_team_without_touches_knows_nothing():
    result = reached(learned=nothing())
    assert {each.answer.known_from for each in result.channels} == {KnownFrom.NOTHING}
    assert {each.answer.team_chance for each in result.channels} == {None}
    assert result.best == ()
    assert result.notes[0] == "no evidence yet: we never reached out to them"


def test_quick_texts_stand_against_silent_mails():
    texts = [touch(n, at(2 + n, 10), SMS, answered_after=5) for n in range(6)]
    mails = [touch(9 + n, at(2 + n, 15), EMAIL) for n in range(6)]
    result = reached([*texts, *mails], learned=replace(habits(), spread=stated_spread()))
    chances = {each.channel: each.answer for each in result.channels}
    assert chances[SMS].low > chances[EMAIL].high
    assert chances[SMS].known_from is KnownFrom.PERSON
    assert result.best[0].channel is SMS


def test_colleagues_say_something_of_somebody_new():
    willing = [
        touch(n, at(2 + n % 15, 10), SMS, answered_after=5, contact=f"C{10 + n % 5}")
        for n in range(30)
    ]
    alike = replace(habits(), spread=replace(habits().spread, company=1.0, person=0.3))
    before, after = reached(learned=alike), reached(willing, learned=alike)
    chances = [
        next(each.answer for each in result.channels if each.channel is SMS)
        for result in (before, after)
    ]
    assert chances[1].chance > chances[0].chance
    assert chances[1].known_from is KnownFrom.COMPANY
    assert chances[1].sent == 0


def test_no_time_zone_no_best_time():
    result = reached(zone="")
    assert result.best == ()
    assert result.slots == {}
    assert "their time zone isn't known: say it, and best times follow" in result.notes


def test_holiday_is_named_and_has_no_best_time():
    christmas = datetime(2026, 12, 22, 9, tzinfo=UTC)
    result = reached(now=christmas, holidays=lambda day: day_off("Germany", day))
    assert "Friday 25 December is a holiday where they are: Christmas Day" in result.notes
    assert result.best
    assert not {each.start.date() for each in result.best} & {
        date(2026, 12, 25),
        date(2026, 12, 26),
    }


def test_channel_without_a_number_is_no_way():
    result = reached(no_way={CALL: "no telephone number is known"})
    by_channel = {each.channel: each for each in result.channels}
    assert by_channel[CALL].why_not == "no telephone number is known"
    assert CALL not in {each.channel for each in result.best}


@pytest.mark.parametrize("kind", [ConsentKind.OBJECTED, ConsentKind.WITHDRAWN])
def test_opt_out_of_everything_leaves_no_best_time(kind):
    result = reached(consents=[said(kind)])
    assert result.best == ()
    assert result.slots == {}
    assert all(not each.allowed and each.why_not for each in result.channels)


def test_consent_given_again_later_counts():
    again = ConsentEntry(kind=ConsentKind.GIVEN, said_at=NOW - timedelta(days=1))
    assert reached(consents=[said(ConsentKind.OBJECTED), again]).best


def test_calls_that_are_only_recorded_when_taken_tell_no_chance():
    taken = [touch(n, at(1 + n % 19, 10), CALL, answered_after=0) for n in range(12)]
    result = reached(learned=learn_reach(taken, now=NOW))
    by_channel = {each.channel: each.answer.known_from for each in result.channels}
    assert by_channel[CALL] is KnownFrom.NOTHING
    assert result.best == ()
    assert any("hardly any call that nobody took" in note for note in result.notes)
    missed = [touch(30 + n, at(1 + n, 11), CALL) for n in range(4)]
    result = reached(learned=learn_reach([*taken, *missed], now=NOW))
    assert {each.channel for each in result.best} == {CALL}


sent_touches = st.lists(
    st.tuples(
        st.integers(1, 60 * 24 * 200),
        st.sampled_from(CHANNELS),
        st.none() | st.integers(1, 1400),
        st.sampled_from(["C1", "C1", "C2", "C3"]),
    ),
    max_size=25,
)
instants = st.integers(0, 60 * 24 * 400).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def as_touches(drawn, zone: str = "Europe/Berlin", now: datetime = NOW) -> list[Touch]:
    place = ZoneInfo(zone)
    return [
        touch(
            number,
            (now - timedelta(days=1, minutes=minutes)).astimezone(place),
            channel,
            answered_after=waited,
            contact=contact,
        )
        for number, (minutes, channel, waited, contact) in enumerate(drawn)
    ]


@settings(max_examples=40, deadline=None)
@given(
    drawn=sent_touches,
    refused=st.sets(st.sampled_from(CHANNELS)),
    zone=st.sampled_from(ZONES),
    now=instants,
    quiet=st.tuples(st.integers(6, 10), st.integers(15, 21)),
)
def test_opt_outs_and_quiet_hours_always_win_and_nothing_is_in_the_past(
    drawn, refused, zone, now, quiet
):
    hours = QuietHours(*quiet)
    result = reached(
        as_touches(drawn, zone, now),
        zone=zone,
        consents=[said(ConsentKind.WITHDRAWN, channel) for channel in refused],
        now=now,
        quiet_hours=hours,
    )
    assert not refused & {each.channel for each in result.best}
    assert not refused & set(result.slots)
    for each in result.best:
        assert now <= each.start < each.end <= now + timedelta(days=7, hours=2)
        assert not hours.is_quiet(each.start)
        assert not hours.is_quiet(each.end - timedelta(minutes=1))
        assert each.start.weekday() < 5
        assert each.start.utcoffset() == each.start.astimezone(ZoneInfo(zone)).utcoffset()


@settings(max_examples=40, deadline=None)
@given(
    drawn=sent_touches,
    silent=st.tuples(st.integers(1, 60 * 24 * 200), st.sampled_from(CHANNELS)),
    whose=st.sampled_from(["C1", "C2", "C9"]),
)
def test_more_silence_never_raises_a_chance(drawn, silent, whose):
    history = as_touches(drawn)
    minutes, channel = silent
    one_more = as_touches([(minutes, channel, None, whose)])
    before, after = reached(history), reached([*history, *one_more])
    for old, new in zip(before.channels, after.channels, strict=True):
        if old.answer.known_from is not KnownFrom.NOTHING:
            assert new.answer.chance <= old.answer.chance + 1e-7
    for kind, slots in before.slots.items():
        for old, new in zip(slots, after.slots[kind], strict=True):
            assert new.answer.chance <= old.answer.chance + 1e-7


@settings(max_examples=40, deadline=None)
@given(drawn=sent_touches, now=instants)
def test_intervals_hold_their_chance(drawn, now):
    result = reached(as_touches(drawn, now=now), now=now)
    for each in result.channels:
        assert 0 <= each.answer.low <= each.answer.chance <= each.answer.high <= 1
        assert 0 <= each.answer.answered <= each.answer.sent


@pytest.mark.parametrize(("month", "day"), [(3, 29), (10, 25)])
def test_best_times_follow_the_clock_over_a_change(month, day):
    now = datetime(2026, month, day, tzinfo=UTC) - timedelta(days=2)
    history = [
        touch(n, (now - timedelta(days=3 + n)).replace(hour=8).astimezone(BERLIN), answered_after=5)
        for n in range(20)
    ]
    for each in reached(history, now=now).best:
        assert HOUSE.first <= each.start.hour < HOUSE.last
        assert each.start.minute == 0
        assert each.start.astimezone(UTC).astimezone(BERLIN).hour == each.start.hour
