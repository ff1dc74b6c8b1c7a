import random

import pytest
from fastapi.testclient import TestClient

from tests.serve.api.long_work import finished, imported


@pytest.fixture
def learned(api: TestClient) -> TestClient:
    """Give the API of a store that has learned from 240 enquiries."""
    chance = random.Random(3)
    lines = ["Company,Industry,Country,Status"]
    for number in range(240):
        food = chance.random() < 0.5
        won = chance.random() < (0.6 if food else 0.2)
        country = chance.choice(["France", "Spain"])
        status = "Won" if won else "Lost"
        lines.append(f"Firm {number},{'Food' if food else 'Steel'},{country},{status}")
    lines += ["Firm 900,Food,Spain,Open", "Firm 901,Steel,Spain,Open"]
    file = ("past.csv", "\n".join(lines).encode())
    uploaded = api.post("/api/v1/imports/uploads?kind=lead", files={"file": file}).json()
    imported(api, {"upload_id": uploaded["upload_id"], "mapping": uploaded["mappings"][0]})
    assert finished(api, api.post("/api/v1/profile/learn"))["result"] == "/api/v1/profile"
    return api


def bands(api: TestClient) -> dict[str, dict[str, object]]:
    attributes = api.get("/api/v1/scorecard").json()["attributes"]
    industry = next(one for one in attributes if one["name"] == "industry")
    return {band["label"]: band for band in industry["bands"]}


def order(api: TestClient) -> list[str]:
    return [row["lead"]["company"] for row in api.get("/api/v1/queue").json()["rows"]]


def test_points_set_by_hand_reorder_the_queue_and_go_back(learned: TestClient):
    assert order(learned) == ["Firm 900", "Firm 901"]
    given = {"attribute": "industry", "points": {"Food": -5, "Steel": 5}}
    job = finished(learned, learned.put("/api/v1/profile/points", json=given))
    assert (job["what"], job["state"]) == ("rescoring", "done")
    assert order(learned) == ["Firm 901", "Firm 900"]
    assert {one["points"] for one in learned.get("/api/v1/profile/points").json()} == {-5, 5}
    back = {"attribute": "industry", "points": {"Food": None, "Steel": None}}
    finished(learned, learned.put("/api/v1/profile/points", json=back))
    assert learned.get("/api/v1/profile/points").json() == []
    assert order(learned) == ["Firm 900", "Firm 901"]


def test_points_that_somebody_else_changed_meanwhile_are_a_conflict(learned: TestClient):
    version = learned.get("/api/v1/scorecard").json()["version"]
    given = {"attribute": "industry", "points": {"Food": 1}, "seen_version": version}
    finished(learned, learned.put("/api/v1/profile/points", json=given))
    answer = learned.put("/api/v1/profile/points", json=given | {"points": {"Food": 2}})
    assert answer.status_code == 409
    assert "Food: as learned before, +1 now" in answer.json()["tried"]
    assert bands(learned)["Food"]["points"] == 1


def test_unknown_band_changes_nothing(learned: TestClient):
    given = {"attribute": "industry", "points": {"Food": 1, "Moon": 1}}
    assert learned.put("/api/v1/profile/points", json=given).status_code == 404
    assert learned.get("/api/v1/profile/points").json() == []


def test_word_on_a_column_is_kept_and_taken_back(api: TestClient):
    said = api.put("/api/v1/profile/columns", json={"column": "country", "keep": False})
    assert said.json() == {"country": False}
    assert api.get("/api/v1/profile/columns").json() == {"country": False}
    assert api.delete("/api/v1/profile/columns", params={"column": "country"}).json() == {}
    assert api.delete("/api/v1/profile/columns", params={"column": "country"}).status_code == 404
    personal = {"column": "gender", "keep": True}
    assert api.put("/api/v1/profile/columns", json=personal).status_code == 422


def test_value_weights_are_kept(api: TestClient):
    usual = api.get("/api/v1/profile/value-weights").json()
    kept = api.put("/api/v1/profile/value-weights", json=usual | {"spend": 7})
    assert kept.json() == usual | {"spend": 7}
    assert api.get("/api/v1/profile/value-weights").json()["spend"] == 7
    nothing = dict.fromkeys(usual, 0) | {"best_share": 0.25}
    assert api.put("/api/v1/profile/value-weights", json=nothing).status_code == 422
