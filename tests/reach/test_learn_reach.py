from datetime import timedelta
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reach.made_touches import NOW, made_touches, touch
from wellspent.errors import InputError, SettingsError
from wellspent.reach.habits import PLACE_OF, ReachHabits, habits_from_json, habits_to_json
from wellspent.reach.learn_reach import COMPANIES_KEPT, learn_reach
from wellspent.reach.shrinkage import spread_from_toml, stated_spread
from wellspent.reach.team_effects import NO_SLOT
from wellspent.records.activity import ActivityKind

EMAIL, CALL, SMS = ActivityKind.EMAIL, ActivityKind.CALL, ActivityKind.SMS


@cache
def habits() -> ReachHabits:
    return learn_reach(made_touches(seed=4, people=60, each=20), now=NOW)


def at(day: int, hour: int):
    return (NOW - timedelta(days=day)).replace(hour=hour)


def test_texts_do_better_than_mails_where_they_did():
    texts, mails = PLACE_OF[SMS], PLACE_OF[EMAIL]
    assert habits().log_odds[texts, NO_SLOT] > habits().log_odds[mails, NO_SLOT] + 0.5


def test_counts_are_of_all_touches():
    made = made_touches(seed=4, people=60, each=20)
    assert habits().touches == len(made)
    assert sum(habits().answered) == sum(each.is_answered for each in made)
    assert habits().people == 60


def test_hour_that_goes_well_is_found():
    made = [
        touch(n, at(1 + n % 250, hour), SMS, contact=f"C{n}", answered_after=5 if good else None)
        for n, (hour, good) in enumerate(
            (hour, hour == 9 if n % 5 else n % 2 == 0)
            for n, hour in enumerate([8, 9, 10, 14, 15, 16] * 60)
        )
    ]
    learned = learn_reach(made, now=NOW)
    monday = learned.log_odds[PLACE_OF[SMS]][:24]
    assert monday[9] > monday[15] + 0.7


def test_weekdays_are_told_apart():
    made = [
        touch(n, day, EMAIL, contact=f"C{n}", answered_after=5 if day.weekday() == 1 else None)
        for n in range(400)
        for day in [at(n % 280, 10)]
        if day.weekday() < 5
    ]
    learned = learn_reach(made, now=NOW).log_odds[PLACE_OF[EMAIL]]
    assert learned[24 + 10] > learned[3 * 24 + 10] + 1


def test_hours_of_unknown_zones_are_not_learned_from():
    made = [
        touch(n, at(n % 200, 9), SMS, contact=f"C{n}", answered_after=5, zone_known=False)
        for n in range(200)
    ]
    monday = learn_reach(made, now=NOW).log_odds[PLACE_OF[SMS]][:24]
    assert np.ptp(monday) == pytest.approx(0, abs=1e-6)


def test_role_that_answers_more_adds_to_the_chance():
    made = [
        touch(
            n,
            at(n % 200, 10),
            EMAIL,
            contact=f"C{n}",
            answered_after=5 if n % (2 if n % 4 < 2 else 10) == 0 else None,
            role="end user" if n % 4 < 2 else "decision maker",
        )
        for n in range(400)
    ]
    learned = learn_reach(made, now=NOW)
    users, deciders = learned.roles["end user"], learned.roles["decision maker"]
    assert users[PLACE_OF[EMAIL]] > deciders[PLACE_OF[EMAIL]]
    assert learned.role_touches == {"end user": 200, "decision maker": 200}


def test_people_who_differ_much_widen_the_spread():
    spread = {}
    for name in ("alike", "apart"):
        made = [
            touch(
                person * 20 + number,
                at(1 + number * 9, 10),
                contact=f"C{person}",
                account=f"A{person // 2}",
                answered_after=5 if (number if name == "alike" else person) % 3 == 0 else None,
            )
            for person in range(100)
            for number in range(20)
        ]
        spread[name] = learn_reach(made, now=NOW).spread
    assert spread["apart"].person > 2 * spread["alike"].person


def test_nothing_learned_keeps_the_stated_spread():
    learned = learn_reach([], now=NOW)
    assert learned.spread == stated_spread()
    assert learned.touches == 0


def test_which_companies_are_kept_hangs_not_on_the_order():
    made = [
        touch(n, at(n % 200, 10), contact=f"C{n}", account=f"A{n}", answered_after=n % 2 or None)
        for n in range(3 * COMPANIES_KEPT)
    ]
    forth, back = learn_reach(made, now=NOW), learn_reach(made[::-1], now=NOW)
    assert forth.spread.person == pytest.approx(back.spread.person)
    assert forth.log_odds == pytest.approx(back.log_odds)


def test_habits_are_kept_as_text_and_read_again():
    read = habits_from_json(habits_to_json(habits()))
    assert read.learned_at == habits().learned_at
    assert read.spread == habits().spread
    assert read.log_odds == pytest.approx(habits().log_odds, abs=1e-4)
    assert read.sent == habits().sent
    assert len(habits_to_json(habits())) < 40_000


@pytest.mark.parametrize("text", ["", "[]", '{"version": 0}', '{"version": 1}'])
def test_text_that_holds_no_habits_is_refused(text):
    with pytest.raises(InputError, match="can't be read"):
        habits_from_json(text)


@pytest.mark.parametrize("text", ["", "person = 1", "persons = 1", 'person = "wide"'])
def test_spread_that_is_none_is_refused(text):
    with pytest.raises(SettingsError, match="can't be used"):
        spread_from_toml(text, "here")


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 1000), people=st.integers(1, 30), each=st.integers(1, 12))
def test_errors_and_log_odds_are_finite(seed, people, each):
    learned = learn_reach(made_touches(seed, people, each), now=NOW)
    assert np.isfinite(learned.log_odds).all()
    assert (learned.error > 0).all()
    assert 0 < learned.spread.person < 10
