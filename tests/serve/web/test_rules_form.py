import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.errors import WellspentError
from wellspent.jobs.rules_file import get_rules_version, read_rules_text, rules_as_text
from wellspent.records.authenticity import EnquiryKind
from wellspent.records.route import KindCosts, Route, RoutingRules, ServiceLevel, Territory
from wellspent.serve.web.rules_changes import changed_keys
from wellspent.serve.web.rules_form import kinds_that_differ, line_count, rules_from, typed_of

SHARES = st.integers(0, 10_000).map(lambda number: number / 10_000)
NAMES = st.text("abcdefgh ÄÖü-'", min_size=1, max_size=20).map(str.strip).filter(bool)


@pytest.fixture(scope="module")
def usual() -> RoutingRules:
    return read_rules_text("")


def test_rules_of_the_program_come_back_from_the_form_as_they_are(sqlite_store):
    rules = read_rules_text(get_rules_version(sqlite_store, 0).text)
    assert rules_from(typed_of(rules)) == rules


@given(
    share=SHARES,
    worth=st.integers(0, 10**9).map(lambda cents: cents / 100),
    kept=SHARES,
    minutes=st.integers(0, 1_000_000).map(lambda number: number / 10),
    reps=st.lists(NAMES, max_size=5, unique=True),
    countries=st.lists(NAMES, max_size=3),
    whose=st.sampled_from([None, True, False]),
    kind=st.sampled_from(list(EnquiryKind)),
)
def test_any_rules_come_back_as_they_are(share, worth, kept, minutes, reps, countries, whose, kind):
    rules = read_rules_text("")
    costs = replace(
        rules.costs, customer_worth=worth, kinds={kind: KindCosts(put_off={Route.ASK: kept})}
    )
    rules = replace(
        rules,
        costs=costs,
        slow_lane_share=share,
        reps=tuple(reps),
        territories=(Territory(owner="Kim", countries=tuple(countries)),),
        service_levels=(ServiceLevel(route=Route.GIVE, minutes=minutes, hand_raise=whose),),
        send_by_itself=frozenset({Route.ASK}),
    )
    back = rules_from(typed_of(rules))
    assert back.costs.kinds[kind].put_off[Route.ASK] == pytest.approx(kept, abs=1e-12)
    assert back.slow_lane_share == pytest.approx(share, abs=1e-12)
    assert replace(back, slow_lane_share=share, costs=costs) == rules
    assert back.costs.customer_worth == worth


@given(st.dictionaries(st.text(max_size=30), st.text(max_size=30), max_size=10))
def test_nonsense_is_refused_with_words(typed):
    usual = typed_of(read_rules_text(""))
    with contextlib.suppress(WellspentError):
        rules_as_text(rules_from(usual | typed))
    with pytest.raises(WellspentError):
        rules_from(typed)


def test_kinds_that_say_something_of_their_own_are_named(usual):
    typed = typed_of(replace(usual, costs=replace(usual.costs, kinds={})))
    assert kinds_that_differ(typed) == []
    assert kinds_that_differ(typed | {"minutes-give-spam": "2"}) == [EnquiryKind.SPAM]


def test_lines_are_counted_up_to_a_limit():
    assert line_count({}, "level") == 0
    assert line_count({"level-2-route": "give", "level-x-route": ""}, "level") == 3
    assert line_count({"level-999-route": "give"}, "level") == 500


def test_changes_name_the_key_with_what_it_says_and_would_say(usual):
    other = replace(usual, reps=("Kim", "Lee"), costs=replace(usual.costs, rep_hour=72.5))
    changes = changed_keys(rules_as_text(usual), rules_as_text(other))
    assert {(one.key, one.before, one.after) for one in changes} == {
        ("reps", "nothing", "Kim; Lee"),
        ("costs › rep_hour", "60", "72.5"),
    }
    assert changed_keys(rules_as_text(usual), rules_as_text(usual)) == []
