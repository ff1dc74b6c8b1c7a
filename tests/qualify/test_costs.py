from dataclasses import replace
from pathlib import Path

import pytest

from wellspent.errors import FileUnreadable, InputError
from wellspent.qualify.costs import (
    check_rules,
    default_rules,
    parse_rules,
    read_rules,
    rules_text,
)
from wellspent.records.route import Route, Territory


def test_rules_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    rules = replace(
        default_rules(),
        slow_lane_share=0.03,
        reps=("Ömer Örnek", 'Wilma "W" Sample'),
        territories=(Territory(owner="Wilma", countries=("Germany", "France")),),
        send_by_itself=frozenset({Route.GIVE, Route.ASK}),
    )
    (tmp_path / "rules.toml").write_text(rules_text(rules), encoding="utf-8")
    assert read_rules(tmp_path / "rules.toml") == rules


def test_default_rules_are_read_back_from_their_text() -> None:
    assert parse_rules(rules_text(default_rules())) == default_rules()


def test_what_a_file_leaves_out_is_as_in_the_default_rules() -> None:
    rules = parse_rules('[costs]\nrep_hour = 90\n[costs.minutes]\n"give" = 1')
    usual = default_rules()
    assert rules.costs.rep_hour == 90.0
    assert rules.costs.minutes == {**usual.costs.minutes, Route.GIVE: 1.0}
    assert rules.service_levels == usual.service_levels


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("slow_lane = 0.1", "`slow_lane`"),
        ("[costs]\nhourly = 3", "`costs, hourly`"),
        ('[costs.minutes]\n"call you" = 1', "call you"),
        ('[costs.minutes]\n"call now" = -1', "-1 makes no sense"),
        ('[costs.put_off]\n"ask" = 1.5', "1.5 makes no sense"),
        ("slow_lane_share = nan", "nan makes no sense"),
        ("[costs]\ncustomer_worth = inf", "inf makes no sense"),
        ("[costs.kinds.spam]\nhours = {}", "`costs, kinds, spam, hours`"),
        ("[costs.kinds.nonsense]", "nonsense"),
        ('[[service_levels]]\nroute = "ask"', "minutes"),
        ("working_hours = [17, 9]", "17 to 9"),
        ("working_days = [8]", "7"),
        ('time_zone = "../../etc/passwd"', "no time zone"),
        ('send_by_itself = ["quarantine"]', "Nothing is ever sent from quarantine"),
        ('[facts]\nsecret = "x"', "no fact 'secret'"),
        ('[facts]\nmaterial = "a\\nBcc: x@example.com"', "one line"),
        ('reps = "Wilma"', "`reps`"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_rules(text, where="our.toml")
    assert said in str(refused.value)
    assert "our.toml" in str(refused.value)


def test_text_that_is_no_toml_is_refused() -> None:
    with pytest.raises(FileUnreadable):
        parse_rules("costs = [")


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        read_rules(tmp_path / "none.toml")


def test_cost_table_must_have_a_number_for_each_route() -> None:
    rules = default_rules()
    bare = replace(rules, costs=replace(rules.costs, minutes={Route.ASK: 1.0}))
    with pytest.raises(InputError, match="no number for call now"):
        check_rules(bare)
