from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from tests.jobs.made_conversations import ADA, call, taken, thread
from tests.store.made_records import import_records
from wellspent.jobs.feedback_results import CUTS
from wellspent.records.account import Account
from wellspent.records.contact import Contact
from wellspent.serve.api.feedback import ResultsCut
from wellspent.wiring import Wellspent


@pytest.fixture
def filled(parts: Wellspent, api: TestClient) -> TestClient:
    """Give the API over a store with a call of 20 minutes and a thread that praises and asks."""
    import_records(parts.store, Account(name="Kunde", external_id="A-1", domain="kunde.example"))
    import_records(
        parts.store, Contact(name=ADA.name, email=ADA.email, external_id="C-1", account_key="A-1")
    )
    taken(parts.store, call(), thread())
    return api


def test_statement_is_the_sum_of_its_lines_at_each_cut(filled: TestClient):
    lines = filled.get("/api/v1/ledger/lines").json()["entries"]
    minutes = sum(one["minutes"] for one in lines)
    for cut in ("contact", "account", "rep", "team", "channel", "interaction", "period"):
        stated = filled.get("/api/v1/ledger", params={"by": cut}).json()["statement"]
        assert sum(one["minutes"] for one in stated["lines"]) == pytest.approx(minutes)
        assert stated["total"]["minutes"] == pytest.approx(minutes)


def test_what_has_no_sign_of_value_comes_first(filled: TestClient):
    found = filled.get("/api/v1/ledger").json()
    assert [one["minutes"] for one in found["without_value"]] == [20.0]
    assert found["longest_without"][0]["name"] == "Ada Kunde"
    trend = filled.get("/api/v1/ledger/trend").json()
    assert [one["key"] for one in trend] == ["202611"]


def test_correction_takes_a_line_back_once(filled: TestClient):
    query = {"kind": "debit", "channel": "call"}
    (line,) = filled.get("/api/v1/ledger/lines", params=query).json()["entries"]
    path = f"/api/v1/ledger/lines/{line['id']}/correction"
    given = {"minutes": 12, "reason": "they left early", "by": "Kim"}
    right = filled.post(path, json=given)
    assert right.status_code == 201
    assert (right.json()["minutes"], right.json()["corrects"]) == (12.0, line["id"])
    assert filled.post(path, json=given).status_code == 409
    lines = filled.get("/api/v1/ledger/lines", params=query).json()["entries"]
    assert sorted(one["minutes"] for one in lines) == [-20.0, 12.0, 20.0]
    query["only_in_force"] = "true"
    (kept,) = filled.get("/api/v1/ledger/lines", params=query).json()["entries"]
    assert kept["id"] == right.json()["id"]


@pytest.mark.parametrize(
    "given", [{"minutes": -1, "reason": "x"}, {"minutes": 5, "reason": "  "}, {"minutes": 5}]
)
def test_correction_without_minutes_or_reason_is_refused(
    filled: TestClient, given: dict[str, object]
):
    assert filled.post("/api/v1/ledger/lines/E1/correction", json=given).status_code == 422


def test_what_we_owe_is_settled_and_opened_again(filled: TestClient):
    (owed,) = filled.get("/api/v1/owed").json()
    assert (owed["kind"], owed["turn"]) == ("unanswered question", 2)
    path = f"/api/v1/owed/{owed['id']}/settle"
    assert filled.post(path, json={"reason": "by telephone", "by": "Kim"}).status_code == 200
    assert filled.get("/api/v1/owed").json() == []
    filled.post(path, json={"is_settled": False})
    assert [one["id"] for one in filled.get("/api/v1/owed").json()] == [owed["id"]]
    dismissed = filled.post(path, json={"heard_wrongly": True}).json()
    assert (dismissed["is_settled"], dismissed["changed"]) == (True, True)
    filled.post(path, json={"is_settled": False})
    assert filled.get("/api/v1/owed", params={"rep": "nobody"}).json() == []
    assert filled.get("/api/v1/owed", params={"account_id": "A99"}).json() == []
    assert filled.get("/api/v1/owed", params={"account_id": "X"}).status_code == 404
    assert filled.post("/api/v1/owed/F99/settle", json={}).status_code == 404


def test_feedback_is_asked_and_answered(filled: TestClient):
    # A call in the past of the real clock: the link's age is reckoned by it.
    noted = filled.post(
        "/api/v1/interactions",
        json={
            "kind": "call",
            "with": ["ada@kunde.example"],
            "minutes": 5,
            "rep": "Wilma Sample",
            "happened_at": (datetime.now(UTC) - timedelta(hours=2)).isoformat(),
        },
    ).json()
    given = {"activity_id": noted["activity_id"], "by": "Wilma Sample"}
    assert filled.post("/api/v1/feedback", json={**given, "send": True}).status_code == 422
    asked = filled.post("/api/v1/feedback", json=given)
    assert asked.status_code == 201, asked.text
    assert asked.json()["only_opens_here"] is True
    assert asked.json()["sent"] is False
    assert "link_hash" not in asked.text
    assert filled.post("/api/v1/feedback", json=given).status_code == 409
    path = asked.json()["link"].partition(":8350")[2]
    assert filled.post(path, data={"worth": "yes"}).status_code == 200
    found = filled.get("/api/v1/feedback", params={"by": "rep"}).json()
    (line,) = found["lines"]
    assert (line["key"], line["asked"], line["answered"]["count"]) == ("Wilma Sample", 1, 1)
    assert line["worth"]["yes"]["count"] == 1
    assert filled.get("/api/v1/feedback", params={"by": "moon"}).status_code == 422


def test_every_cut_of_results_can_be_asked_for():
    assert set(ResultsCut) == set(CUTS)
