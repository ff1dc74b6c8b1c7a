from datetime import UTC, datetime

import pytest

from wellspent.errors import InputError
from wellspent.jobs.explain_route import explain_route
from wellspent.jobs.move_lead import move_lead
from wellspent.jobs.route_queue import route_queue
from wellspent.jobs.routed_lead import routed_lead
from wellspent.records.route import Route
from wellspent.serve.web.queue_acts import act_on, take_back, told
from wellspent.serve.web.row_name import row_name

NOW = datetime.now(UTC)
ACTS = ["done", "genuine", "time-waster", "bot", "release", "give", "quarantine"]


def waiting(wellspent) -> list[str]:
    return [row.lead.id for row in route_queue(wellspent.store, now=NOW).rows]


def decided(wellspent, lead: str):
    """Return what a person sees of a decision: not when it was made, nor by which rule."""
    routed = routed_lead(wellspent.store, lead)
    return routed.route, routed.acted_at, routed.released_at, routed.decided_by == "rule"


def test_each_act_can_be_taken_back_whoever_had_decided_before(learned):
    by_rule, by_person, *_ = waiting(learned)
    move_lead(learned.store, by_person, Route.ASK, by="Kim", now=NOW)
    as_it_was = {lead: decided(learned, lead) for lead in (by_rule, by_person)}
    for act in ACTS:
        remembered = act_on(learned, act, [by_rule, by_person], by="Ada")
        changed = {lead: decided(learned, lead) for lead in as_it_was}
        assert changed != as_it_was, act
        assert told(learned, act, remembered, undone=False), act
        assert take_back(learned, act, remembered, by="Ada") == len(remembered)
        assert {lead: decided(learned, lead) for lead in as_it_was} == as_it_was, act
        assert not explain_route(learned.store, by_rule).marks
        assert not explain_route(learned.store, by_person).marks


def test_release_passes_over_what_lies_in_no_slow_lane(learned):
    lead = waiting(learned)[0]
    assert act_on(learned, "release", [lead], by="") == []


def test_what_was_done_is_said_of_one_by_name_and_of_many_by_count(learned):
    one, two, *_ = waiting(learned)
    name = row_name(route_queue(learned.store, now=NOW).rows[0])
    said = told(learned, "done", [one], undone=False)
    assert said.sentence.startswith(f"{name}: next step taken")
    many = told(learned, "bot", [one, two], undone=False)
    assert many.sentence.startswith("2 enquiries: marked bot")
    assert many.on == (one, two)
    assert told(learned, "bot", [one], undone=True).act == ""


@pytest.mark.parametrize(
    ("did", "on"), [("", ["L301"]), ("sold", ["L301"]), ("done", []), ("done", ["L0"])]
)
def test_nothing_is_said_of_what_makes_no_sense(learned, did, on):
    assert told(learned, did, on, undone=False) is None


@pytest.mark.parametrize("act", ["", "person decides", "delete"])
def test_unknown_act_is_refused(learned, act):
    with pytest.raises(InputError):
        act_on(learned, act, ["L301"], by="")
