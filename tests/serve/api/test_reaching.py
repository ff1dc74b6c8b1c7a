"""Briefs, reachability, roles, committees, deciders and time as a program asks for them."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.serve.small_committee import DECIDES, fill
from wellspent.wiring import Wellspent

API = "/api/v1"


@pytest.fixture
def filled(parts: Wellspent, api: TestClient) -> TestClient:
    fill(parts.store)
    return api


def given(api: TestClient, path: str, **query: object) -> Any:
    answer = api.get(f"{API}{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def problem(api: TestClient, path: str, status: int, **query: object) -> Any:
    answer = api.get(f"{API}{path}", params=query)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.json()


def test_brief_of_a_person_and_of_an_account(filled: TestClient):
    by_name = given(filled, "/contacts/Ada Kunde/brief", rep="Wilma Sample")
    assert (by_name["contact_id"], by_name["account_id"]) == ("C1", "A1")
    lines = [line for section in by_name["sections"] for line in section["lines"]]
    assert all(line["evidence"] for line in lines if line["standing"] == "cited")
    assert given(filled, "/contacts/030 1234567/brief")["contact_id"] == "C1"
    assert given(filled, "/accounts/A1/brief")["contact_id"] is None
    assert len(lines) <= sum(
        len(section["lines"])
        for section in given(filled, "/contacts/C1/brief", everything=True)["sections"]
    )


@pytest.mark.parametrize(
    ("form", "media_type", "beginning"),
    [
        ("markdown", "text/markdown", "# Ada Kunde"),
        ("text", "text/plain", "Ada Kunde, CFO"),
        ("html", "text/html", "<!doctype html>"),
    ],
)
def test_brief_comes_in_other_forms(filled: TestClient, form: str, media_type: str, beginning: str):
    answer = filled.get(f"{API}/contacts/C1/brief", params={"format": form})
    assert answer.headers["content-type"] == f"{media_type}; charset=utf-8"
    assert answer.text.startswith(beginning)


def test_several_are_named_and_nobody_is_not_found(filled: TestClient):
    for path in ("brief", "reach", "role"):
        several = problem(filled, f"/contacts/Ada/{path}", 422)
        assert "Ada Norden, Nordbrot (C3)" in several["detail"]
        problem(filled, f"/contacts/Nobody/{path}", 404)
        problem(filled, f"/contacts/{'x' * 201}/{path}", 422)
        problem(filled, f"/contacts/C1/{path}", 404, account_id="A9")
        assert given(filled, f"/contacts/Ada/{path}", account_id="A2")["contact_id"] == "C3"
    problem(filled, "/contacts/C1/brief", 422, format="docx")


def test_other_words_are_refused_without_a_language_model(filled: TestClient):
    for path in ("/contacts/C1/brief", "/accounts/A1/brief"):
        said = problem(filled, path, 422, rephrase=True)
        assert said["next_step"].startswith("Set language_model_url")


def test_meetings_ahead_come_with_the_briefs_of_who_comes(filled: TestClient):
    with_ada, with_stranger = given(filled, "/briefs-ahead")
    assert (with_ada["title"], with_ada["contact_ids"]) == ("Floors of hall 2", ["C1"])
    (brief,) = with_ada["briefs"]
    assert (brief["contact_id"], brief["meeting_title"]) == ("C1", "Floors of hall 2")
    declined = [one["presence"] for one in with_ada["people"] if one["contact_id"] == "C2"]
    assert declined == ["declined"]
    assert (with_stranger["briefs"], bool(with_stranger["why_none"])) == ([], True)
    (first,) = given(filled, "/briefs-ahead", with_briefs=False, limit=1)
    assert (first["contact_ids"], first["briefs"]) == (["C1"], [])
    assert given(filled, "/briefs-ahead", rep="Nobody") == []
    problem(filled, "/briefs-ahead", 422, until="2001-01-01T00:00:00Z")
    problem(filled, "/briefs-ahead", 422, limit=21)


def test_reach_tells_the_card_channels_and_slots(filled: TestClient):
    reach = given(filled, "/contacts/C1/reach")
    assert (reach["name"], reach["time_zone"]) == ("Ada Kunde", "Europe/Berlin")
    (text,) = [one for one in reach["channels"] if one["channel"] == "sms"]
    assert (text["sent"], text["answered"], text["median_minutes"]) == (4, 3, 12.0)
    assert set(reach["slots"]) >= {"sms"}
    assert reach["best_times"] == sorted(reach["best_times"], key=lambda one: one["chance"] is None)


def test_correction_of_a_role_stands_until_it_is_taken_back(filled: TestClient):
    path = f"{API}/contacts/C2/role"
    before = given(filled, "/contacts/C2/role")
    assert sum(before["shares"].values()) == pytest.approx(1, abs=1e-3)
    said = {"role": "champion", "by": "Kim", "reason": "he told me"}
    kept = filled.post(path, json=said)
    assert kept.status_code == 201
    assert {key: kept.json()[key] for key in said} == said
    after = given(filled, "/contacts/C2/role")
    assert (after["role"], after["correction"]["reason"]) == ("champion", "he told me")
    (member,) = [
        one
        for one in given(filled, "/accounts/A1/committee")["members"]
        if one["contact_id"] == "C2"
    ]
    assert member["judgement"]["role"] == "champion"
    assert filled.delete(path, params={"by": "Kim"}).json()["role"] == "champion"
    back = given(filled, "/contacts/C2/role")
    assert (back["role"], back["correction"]) == (before["role"], None)
    assert [one["stands"] for one in back["said"]] == [False] * len(back["said"])
    assert filled.delete(path).status_code == 404
    assert given(filled, "/contacts/Ben Kunda/role")["contact_id"] == "C2"
    assert filled.post(f"{API}/contacts/Ben Kunda/role", json=said).status_code == 404


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"role": "boss"},
        {"role": "unknown"},
        {"role": "champion", "reason": "x" * 1001},
        {"role": "champion", "by": "\x00"},
        {"role": "champion", "rôle": "x"},
    ],
)
def test_senseless_correction_is_refused(filled: TestClient, said: dict[str, str]):
    answer = filled.post(f"{API}/contacts/C2/role", json=said)
    assert answer.status_code == 422
    assert given(filled, "/contacts/C2/role")["said"] == []


def test_of_who_objected_no_role_is_told(filled: TestClient):
    person = {"person": "ada@kunde.example", "kind": "objected", "source": "mail"}
    assert filled.post(f"{API}/consents", json=person).status_code == 201
    problem(filled, "/contacts/C1/role", 404)
    assert given(filled, "/decision-makers") == []
    assert given(filled, "/contacts/C1/reach")["best_times"] == []
    members = given(filled, "/accounts/A1/committee")["members"]
    assert "C1" not in {one["contact_id"] for one in members}


def test_committee_and_deciders_rest_on_what_was_said(filled: TestClient):
    committee = given(filled, "/accounts/A1/committee")
    assert {one["contact_id"] for one in committee["members"]} == {"C1", "C2"}
    (ada,) = given(filled, "/decision-makers", industry="baking", words="Kun")
    assert ada["contact_id"] == "C1"
    quotes = [one["sign"]["evidence"]["quote"] for one in ada["reasons"]]
    assert any(DECIDES.rstrip(".") in quote for quote in quotes)
    said = [one["sign"] for one in ada["reasons"] if one["sign"]["turn"]]
    assert said
    assert all(one["evidence"]["field"].split(" to")[0] == f"turn {one['turn']}" for one in said)
    assert given(filled, "/decision-makers", words="Nordbrot") == []
    problem(filled, "/decision-makers", 404, account_id="A9")
    problem(filled, "/decision-makers", 422, limit=51)
    problem(filled, "/accounts/A9/committee", 404)


def test_time_adds_up_at_each_cut(filled: TestClient):
    for by in ("role", "power", "value", "stage", "outcome", "channel", "month", "rep"):
        spent = given(filled, "/time", by=by)
        minutes = sum(line["our_minutes"] for line in spent["lines"])
        assert minutes == pytest.approx(spent["total"]["our_minutes"])
    assert given(filled, "/time", rep="Nobody")["lines"] == []
    assert given(filled, "/time/won")["halves"] == []
    problem(filled, "/time", 422, by="name")
    problem(filled, "/time", 422, since="2026-02-01", until="2026-01-01")
    problem(filled, "/time", 422, since="1700000000")


def test_next_hour_says_why(filled: TestClient):
    assert all(one["reasons"] for one in given(filled, "/next-hour"))
    assert given(filled, "/next-hour", rep="Nobody") == []
    problem(filled, "/next-hour", 422, limit=0)


def test_titles_are_read_in_order(api: TestClient):
    titles = ["CFO", "Assistant to the CEO", ""]
    read = api.post(f"{API}/titles", json={"titles": titles, "employees": 40}).json()
    assert [one["title"] for one in read] == titles
    assert [one["level"] for one in read] == ["c-level", "assistant", "unknown"]
    assert all(sum(one["prior"].values()) == pytest.approx(1) for one in read)


@pytest.mark.parametrize(
    "asked",
    [
        {"titles": []},
        {"titles": "CFO"},
        {"titles": ["x" * 501]},
        {"titles": ["CFO"] * 2001},
        {"titles": ["CFO"], "employees": 0},
        {"titles": ["CFO"], "sold_to": ["astrology"]},
        {"titles": ["CFO"], "more": 1},
    ],
)
def test_senseless_titles_are_refused(api: TestClient, asked: dict[str, object]):
    assert api.post(f"{API}/titles", json=asked).status_code == 422
