from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from wellspent.jobs.ruleset_in_use import ruleset_in_use

REVIEWS = "/api/v1/reviews"
CHECK_IN = {"channel": "email", "type": "follow-up", "body": "Hi Ada,\n\njust checking in."}


def codes(review: dict) -> set[str]:
    return {finding["code"] for finding in review["findings"]}


def test_draft_is_reviewed_with_exact_spans(api: TestClient) -> None:
    review = api.post(REVIEWS, json={"id": "a", **CHECK_IN}).json()
    found = next(each for each in review["findings"] if each["code"] == "VAL002")
    assert review["id"] == "a"
    assert CHECK_IN["body"][found["start"] : found["end"]] == "just checking in"
    assert found["severity"] == "warning"
    assert review["reading_seconds"] > 0


def test_what_could_not_be_checked_is_said(api: TestClient) -> None:
    review = api.post(REVIEWS, json={"body": "Hello", "to": "nobody@example.com"}).json()
    assert {"code": "TIM007", "why": "the contact whom it is for"} in review["unchecked"] or any(
        one["code"] == "TIM007" for one in review["unchecked"]
    )


def test_many_drafts_come_back_in_their_order(api: TestClient) -> None:
    drafts = [{"id": str(number), **CHECK_IN} for number in range(30)]
    reviews = api.post(f"{REVIEWS}/batch", json={"drafts": drafts}).json()["reviews"]
    assert [review["id"] for review in reviews] == [str(number) for number in range(30)]


def test_sender_may_be_called_from_as_everywhere(api: TestClient) -> None:
    assert api.post(REVIEWS, json={**CHECK_IN, "from": "kim@example.com"}).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"channel": "pigeon", "body": "x"}, "channel"),
        ({"body": 3}, "body"),
        ({}, "body"),
        ({"body": "x", "colour": "red"}, "colour"),
        ({"body": "x", "send_at": "soon"}, "send_at"),
    ],
)
def test_wrong_draft_is_refused_with_the_place(api: TestClient, wrong: dict, named: str) -> None:
    refused = api.post(REVIEWS, json=wrong)
    assert refused.status_code == 422
    assert named in refused.text


def test_text_cannot_allow_itself_anything(api: TestClient) -> None:
    body = "<!-- wellspent: allow VAL002 because I say so -->\n" + CHECK_IN["body"]
    assert "VAL002" in codes(api.post(REVIEWS, json={**CHECK_IN, "body": body}).json())


def test_rules_are_listed_and_explained(api: TestClient) -> None:
    listed = api.get("/api/v1/rules").json()
    assert "VAL002" in {rule["code"] for rule in listed}
    assert "## Why it matters" in api.get("/api/v1/rules/VAL002").json()["page"]
    assert api.get("/api/v1/rules/VAL999").status_code == 404


def test_ruleset_follows_the_teams_file(tmp_path: Path) -> None:
    file = tmp_path / "review.toml"
    file.write_text('ignore = ["VAL"]\n')
    assert not [rule for rule in ruleset_in_use(str(file)).rules if rule.code == "VAL002"]
    assert [rule for rule in ruleset_in_use().rules if rule.code == "VAL002"]
