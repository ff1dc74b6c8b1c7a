import time
from datetime import UTC, datetime

from fastapi.testclient import TestClient

from wellspent.jobs.move_lead import move_lead
from wellspent.jobs.qualify_enquiry import qualify_enquiry
from wellspent.records.route import Route
from wellspent.wiring import Wellspent

LEADS = "/api/v1/leads"
ENQUIRY = {
    "name": "Ida Sample",
    "email": "ida.sample@sample-foods.example",
    "company": "Sample Foods",
    "message": "Please quote two filling lines for 500 ml bottles, delivery in March.",
}


def added(api: TestClient, parts: Wellspent, **more: str) -> str:
    lead = api.post(LEADS, json=ENQUIRY | more).json()["id"]
    qualify_enquiry(parts.store, lead, now=datetime.now(UTC))
    return lead


def test_queue_shows_the_route_with_its_reason_and_counts(api: TestClient, parts: Wellspent):
    lead = added(api, parts)
    queue = api.get("/api/v1/queue/routes", params={"points": 10}).json()
    (row,) = queue["rows"]
    assert row["lead"]["id"] == lead
    assert row["routed"]["reason"]
    assert queue["counts"][row["routed"]["route"]] == 1
    assert queue["points"][0]["lead_id"] == lead


def test_route_is_explained_with_evidence_prices_and_next_step(api: TestClient, parts: Wellspent):
    route = api.get(f"{LEADS}/{added(api, parts)}/route").json()
    judged = route["authenticity"]
    summed = sum(one["points"] for one in judged["contributions"]) + judged["average_log_odds"]
    assert abs(summed - judged["log_odds"]) < 1e-9
    prices = [one["cost"] for one in route["choice"]["prices"] if one["allowed"]]
    assert min(prices) == next(
        one["cost"] for one in route["choice"]["prices"] if one["route"] == route["choice"]["route"]
    )
    assert "Ida" in route["next_step"]["body"]


def test_person_moves_a_lead_and_gives_it_back(api: TestClient, parts: Wellspent):
    lead = added(api, parts)
    before = api.get(f"{LEADS}/{lead}/route").json()["routed"]
    moved = api.put(f"{LEADS}/{lead}/route", json={"route": "give", "by": "Kim"}).json()
    assert (moved["route"], moved["decided_by"]) == ("give", "Kim")
    back = api.delete(f"{LEADS}/{lead}/route").json()
    assert (back["route"], back["decided_by"]) == (before["route"], "rule")


def test_lead_leaves_quarantine_in_one_call(api: TestClient, parts: Wellspent):
    lead = added(api, parts)
    move_lead(parts.store, lead, Route.QUARANTINE, by="Kim", now=datetime.now(UTC))
    released = api.post(f"{LEADS}/{lead}/release", json={"by": "Ada"}).json()
    assert released["route"] != "quarantine"
    (mark,) = api.get(f"{LEADS}/{lead}/route").json()["marks"]
    assert mark["mark"] == "genuine"


def test_mark_is_kept_and_learned_from(api: TestClient, parts: Wellspent):
    lead = added(api, parts)
    answer = api.post(f"{LEADS}/{lead}/marks", json={"mark": "time-waster", "by": "Kim"})
    assert answer.status_code == 201
    assert answer.json()["acted_at"] is not None
    assert [mark["marked_by"] for mark in api.get(f"{LEADS}/{lead}/route").json()["marks"]] == [
        "Kim"
    ]
    learning = parts_background(api).find("learning from marks")
    assert learning is not None
    for _ in range(200):
        if learning.done:
            break
        time.sleep(0.05)
    assert learning.result is True


def parts_background(api: TestClient):
    return api.app.state.background  # pyright: ignore


def test_answer_fills_in_the_lead(api: TestClient, parts: Wellspent):
    lead = added(api, parts, company="")
    answer = {"field": "company", "text": "Sample Foods GmbH"}
    assert api.post(f"{LEADS}/{lead}/answers", json=answer).status_code == 201
    assert api.get(f"{LEADS}/{lead}").json()["lead"]["company"] == "Sample Foods GmbH"


def test_next_step_that_was_taken_leaves_the_queue_and_can_come_back(
    api: TestClient, parts: Wellspent
):
    lead = added(api, parts)
    api.put(f"{LEADS}/{lead}/next-step", json={"by": "Kim"})
    assert api.get("/api/v1/queue/routes").json()["rows"] == []
    api.delete(f"{LEADS}/{lead}/next-step")
    assert len(api.get("/api/v1/queue/routes").json()["rows"]) == 1


def test_wrong_words_are_refused(api: TestClient, parts: Wellspent):
    lead = added(api, parts)
    for address, body in (
        (f"{LEADS}/{lead}/marks", {"mark": "boring"}),
        (f"{LEADS}/{lead}/marks", {"mark": "bot", "surprise": 1}),
        (f"{LEADS}/{lead}/answers", {"field": "shoe size", "text": "43"}),
        (f"{LEADS}/{lead}/answers", {"field": "company", "text": "x" * 5000}),
    ):
        assert api.post(address, json=body).status_code in {413, 422}, body
    assert api.put(f"{LEADS}/{lead}/route", json={"route": "person decides"}).status_code == 422
    assert api.post(f"{LEADS}/L999/marks", json={"mark": "bot"}).status_code == 404
    assert api.get(f"{LEADS}/L999/route").status_code == 404
