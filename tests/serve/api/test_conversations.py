import pytest
from fastapi.testclient import TestClient

from tests.serve.api.long_work import finished

SAID = "Wow, that was amazing. I never knew that. What does it cost?"
CALL = {
    "kind": "call",
    "external_id": "call-17",
    "started_at": "2026-03-03T10:00:00+01:00",
    "minutes": 20,
    "our_side": ["otter.example"],
    "source": "recorder",
    "speakers": [
        {"name": "Wilma Sample", "email": "wilma@otter.example"},
        {"name": "Ada Kunde", "email": "ada@kunde.example"},
    ],
    "turns": [
        {"speaker": 1, "text": "This is what three plants did about the wet floor."},
        {"speaker": 2, "text": SAID},
    ],
}
TRANSCRIPT = """WEBVTT

00:01.000 --> 00:09.000
<v Wilma Sample>I would like to show you what the brush does.

00:09.500 --> 00:20.000
<v Ada Kunde>That was a good use of my time.
"""


def test_conversation_is_taken_in_once_heard_and_shown(api: TestClient):
    first = api.post("/api/v1/conversations", json=CALL)
    assert first.status_code == 201, first.text
    taken = first.json()
    talk = taken["conversation"]
    assert first.headers["location"] == f"/api/v1/conversations/{talk['id']}"
    assert [one["side"] for one in talk["speakers"]] == ["ours", "customer"]
    kinds = {one["kind"]: one for one in talk["reactions"]}
    assert kinds["delight"]["turn"] == 2
    assert SAID[kinds["delight"]["start"] : kinds["delight"]["end"]] == kinds["delight"]["quote"]
    assert talk["transcript"][1]["text"] == SAID
    again = api.post("/api/v1/conversations", json={**CALL, "our_side": []})
    assert again.status_code == 200
    assert again.json()["taken_in"]["unchanged"] == 1
    assert api.get(f"/api/v1/conversations/{talk['id']}").json() == talk
    (row,) = api.get("/api/v1/conversations", params={"reaction": "delight"}).json()["rows"]
    assert row["id"] == talk["id"]
    undone = finished(api, api.post(f"/api/v1/imports/{taken['taken_in']['import_id']}/undo"))
    assert undone["state"] == "done"
    assert api.get(f"/api/v1/conversations/{talk['id']}").status_code == 404


def test_internal_conversation_is_left_out_and_said(api: TestClient):
    talk = {**CALL, "speakers": [CALL["speakers"][0], {"email": "sam@otter.example"}]}
    answer = api.post("/api/v1/conversations", json=talk)
    assert answer.status_code == 200
    assert answer.json()["conversation"] is None
    assert answer.json()["taken_in"]["internal"] == 1
    assert api.get("/api/v1/conversations").json()["rows"] == []


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"turns": [{"speaker": 3, "text": "Hello"}]}, "body.turns.0"),
        ({"turns": [{"speaker": 1, "text": "Hello", "to": [9]}]}, "body.turns.0"),
        ({"turns": [{"speaker": 1, "text": "Hello", "start": 9, "end": 1}]}, "body.turns"),
        ({"our_side": ["gmail.com"]}, "our_side"),
    ],
)
def test_conversation_that_makes_no_sense_is_refused(
    api: TestClient, changed: dict[str, object], where: str
):
    answer = api.post("/api/v1/conversations", json={**CALL, **changed})
    assert (answer.status_code, answer.json()["where"]) == (422, where)


def test_file_is_taken_in_by_a_job_that_says_what_came_of_it(api: TestClient):
    answer = api.post(
        "/api/v1/conversations/files",
        params={"our_side": "Wilma Sample", "source": "calls", "keep": "excerpts"},
        files={"file": ("demo.vtt", TRANSCRIPT)},
    )
    job = finished(api, answer)
    assert job["state"] == "done", job
    assert any("without any date" in note for note in job["taken_in"]["notes"])
    assert (job["taken_in"]["created"], job["taken_in"]["refused"]) == (1, 0)
    assert job["result"] == f"/api/v1/imports/{job['taken_in']['import_id']}"
    (row,) = api.get("/api/v1/conversations").json()["rows"]
    talk = api.get(f"/api/v1/conversations/{row['id']}").json()
    assert talk["keep"] == "excerpts"
    assert [one["kind"] for one in talk["reactions"]] == ["good use of time"]


def test_file_that_cannot_be_read_is_told_in_the_job(api: TestClient):
    answer = api.post("/api/v1/conversations/files", files={"file": ("x.vtt", b"\x00\x01\x02")})
    job = finished(api, answer)
    assert job["taken_in"]["refused"] == 1
    assert any(note.startswith("x.vtt: ") for note in job["taken_in"]["notes"])


def test_reaction_is_corrected_and_the_ledger_follows(api: TestClient):
    talk = api.post("/api/v1/conversations", json=CALL).json()["conversation"]
    delight = next(one for one in talk["reactions"] if one["kind"] == "delight")
    before = api.get("/api/v1/ledger", params={"by": "team"}).json()["statement"]["total"]
    path = f"/api/v1/reactions/{delight['id']}/correction"
    corrected = api.post(path, json={"kind": None, "reason": "irony", "by": "Kim"})
    assert corrected.status_code == 200, corrected.text
    assert "delight" not in {one["kind"] for one in corrected.json()["reactions"]}
    assert corrected.json()["corrections"][0]["was"] == "delight"
    after = api.get("/api/v1/ledger", params={"by": "team"}).json()["statement"]["total"]
    assert after["credits"] == before["credits"] - 1
    assert api.post("/api/v1/reactions/F999/correction", json={"kind": None}).status_code == 404


def test_correction_is_taken_back_and_a_missed_reaction_added(api: TestClient):
    talk = api.post("/api/v1/conversations", json=CALL).json()["conversation"]
    delight = next(one for one in talk["reactions"] if one["kind"] == "delight")
    words, turn = delight["quote"], delight["turn"]
    gone = api.post(f"/api/v1/reactions/{delight['id']}/correction", json={"kind": None}).json()
    (correction,) = gone["corrections"]
    assert correction["holds"]
    back = api.post(f"/api/v1/reactions/corrections/{correction['id']}/take-back", json={})
    assert back.status_code == 200, back.text
    assert "delight" in {one["kind"] for one in back.json()["reactions"]}
    path = f"/api/v1/conversations/{talk['id']}/reactions"
    given = {"turn": turn, "quote": words, "kind": "learned something"}
    assert api.post(path, json=given).status_code == 422
    reaction = next(one for one in back.json()["reactions"] if one["kind"] == "delight")
    api.post(f"/api/v1/reactions/{reaction['id']}/correction", json={"kind": None})
    added = api.post(path, json=given)
    assert added.status_code == 200, added.text
    kinds = {one["quote"]: one["kind"] for one in added.json()["reactions"]}
    assert kinds[words] == "learned something"
    assert api.post("/api/v1/reactions/corrections/999/take-back", json={}).status_code == 404


def test_speaker_is_named_by_place_from_one(api: TestClient):
    talk = api.post("/api/v1/conversations", json=CALL).json()["conversation"]
    path = f"/api/v1/conversations/{talk['id']}/speakers"
    named = api.post(f"{path}/1", json={"rep": "Wilma Sample", "by": "Kim"})
    assert named.json()["speakers"][0]["rep"] == "Wilma Sample"
    assert api.post(f"{path}/3", json={"rep": "Wilma Sample"}).status_code == 404
    assert api.post(f"{path}/2", json={}).status_code == 422


def test_interaction_is_noted_once_by_its_key(api: TestClient):
    given = {
        "kind": "call",
        "with": ["ada@kunde.example"],
        "minutes": 12,
        "rep": "Wilma Sample",
        "their_words": "That was a good use of my time.",
    }
    first = api.post("/api/v1/interactions", json=given, headers={"Idempotency-Key": "a"})
    assert first.status_code == 201, first.text
    assert [one["kind"] for one in first.json()["reactions"]] == ["good use of time"]
    again = api.post("/api/v1/interactions", json=given, headers={"Idempotency-Key": "a"})
    assert again.json()["id"] == first.json()["id"]
    assert len(api.get("/api/v1/conversations").json()["rows"]) == 1
    letter = api.post("/api/v1/interactions", json={**given, "kind": "email"})
    assert letter.status_code == 422
    nobody = api.post("/api/v1/interactions", json={**given, "with": ["C99"]})
    assert nobody.status_code == 404


def test_file_without_a_date_is_dated_by_what_is_said(api: TestClient):
    answer = api.post(
        "/api/v1/conversations/files",
        params={"our_side": "Wilma Sample", "at": "2026-03-02T10:00:00Z"},
        files={"file": ("demo.vtt", TRANSCRIPT)},
    )
    job = finished(api, answer)
    assert job["taken_in"]["debits"] == 1
    (line,) = api.get("/api/v1/ledger/lines", params={"kind": "debit"}).json()["entries"]
    assert line["happened_at"] == "2026-03-02T10:00:00Z"
