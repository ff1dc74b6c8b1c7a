"""What people do with rows, by plain forms, and how each is taken back."""

import re
from datetime import UTC, datetime

import pytest

from tests.serve.web.read_page import tags, words
from tests.serve.web.small_company import client_of
from wellspent.jobs.explain_route import explain_route
from wellspent.jobs.move_lead import move_lead
from wellspent.jobs.route_queue import route_queue
from wellspent.jobs.routed_lead import routed_lead
from wellspent.records.route import Route
from wellspent.serve.long_work import LEARNING_FROM_MARKS, UNLEARNING

NOW = datetime.now(UTC)


def first(wellspent) -> str:
    return route_queue(wellspent.store, now=NOW).rows[0].lead.id


def undo_form(page: str) -> dict[str, list[str]]:
    form = re.search(r'<form class="done".*?</form>', page, re.DOTALL)[0]
    fields: dict[str, list[str]] = {}
    for tag, given in tags(form):
        if tag == "input":
            fields.setdefault(given["name"], []).append(given["value"])
    return fields


def wait_for_learning(client):
    for name in (LEARNING_FROM_MARKS, UNLEARNING):
        task = client.app.state.background.find(name)
        assert task is None or task.wait(60)


def test_release_makes_it_genuine_and_undo_takes_that_back(learned):
    lead = first(learned)
    move_lead(learned.store, lead, Route.QUARANTINE, by="Kim", now=NOW)
    client = client_of(learned)
    page = client.post("/queue/act", data={"one": f"release {lead}", "path": "/quarantine"}).text
    assert explain_route(learned.store, lead).marks[0].mark == "genuine"
    wait_for_learning(client)
    client.post("/queue/undo", data=undo_form(page))
    wait_for_learning(client)
    assert routed_lead(learned.store, lead).route is Route.QUARANTINE
    assert not explain_route(learned.store, lead).marks


def test_mark_is_said_and_taken_back_by_a_form(learned):
    lead = first(learned)
    client = client_of(learned)
    page = client.post("/queue/act", data={"one": f"bot {lead}", "route": "all"}).text
    assert 'role="status"' in page
    assert routed_lead(learned.store, lead).route is Route.QUARANTINE
    wait_for_learning(client)
    back = client.post("/queue/undo", data=undo_form(page)).text
    assert "taken back" in words(back)
    wait_for_learning(client)
    assert routed_lead(learned.store, lead).decided_by == "rule"


def test_page_that_was_looked_at_comes_back(learned):
    form = {"one": f"done {first(learned)}", "route": "all", "find": "Works", "overdue": "yes"}
    answer = client_of(learned).post("/queue/act", data=form, follow_redirects=False)
    assert answer.status_code == 303
    where = answer.headers["location"]
    assert re.fullmatch(r"/\?route=all&find=Works&overdue=yes&did=done&on=L\d+", where)


def test_name_given_beside_the_token_is_who_did_it(learned):
    lead = first(learned)
    client_of(learned).post("/queue/act", data={"one": f"give {lead}"}, auth=("Ada", "any"))
    assert routed_lead(learned.store, lead).decided_by == "Ada"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"act": "done"}, "No enquiry was chosen."),
        ({"act": "delete", "on": "L1"}, "nothing that can be done"),
        ({"act": "<script>", "on": "L1"}, "nothing that can be done"),
        ({"act": "done", "on": [f"L{one}" for one in range(101)]}, "More than 100"),
    ],
)
def test_act_that_makes_no_sense_is_refused_in_words(reading_client, form, said):
    page = reading_client.post("/queue/act", data=form)
    assert page.status_code == 422
    assert said in words(page.text)
    assert "<script>" not in re.sub(r'<script src="[^"]+" defer>', "", page.text)


def test_button_that_enter_presses_does_nothing(reading_client):
    answer = reading_client.post("/queue/act", data={"act": "", "on": "L301", "route": "all"})
    assert str(answer.url).endswith("/?route=all")


@pytest.mark.parametrize("path", ["/queue/act", "/queue/undo"])
def test_lead_that_is_gone_is_passed_over(reading_client, path):
    form = {"act": "done", "did": "done", "on": ["L99999", "bogus"]}
    assert reading_client.post(path, data=form).status_code == 200


def test_forged_tale_of_an_act_is_harmless(reading_client):
    for address in ("/?did=done&on=L1:bogus", "/?did=nonsense&on=L1", "/?did=done&on=%00"):
        assert reading_client.get(address).status_code == 200


def test_two_people_who_act_at_once_do_no_harm(learned):
    lead = first(learned)
    client = client_of(learned)
    client.post("/queue/act", data={"one": f"done {lead}"})
    client.post("/queue/act", data={"one": f"done {lead}"})
    assert routed_lead(learned.store, lead).acted_at is not None
