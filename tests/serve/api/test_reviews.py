from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.store.made_records import import_records
from wellspent.jobs.ruleset_in_use import ruleset_in_use
from wellspent.records.contact import Contact
from wellspent.wiring import Wellspent

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
    unsaid = {"code": "TIM007", "why": "the contact whom it is for", "failed": False}
    assert unsaid in review["unchecked"]


def test_many_drafts_come_back_in_their_order(api: TestClient) -> None:
    drafts = [{"id": str(number), **CHECK_IN} for number in range(30)]
    reviews = api.post(f"{REVIEWS}/batch", json={"drafts": drafts}).json()["reviews"]
    assert [review["id"] for review in reviews] == [str(number) for number in range(30)]


def test_sender_may_be_called_from_as_everywhere(api: TestClient) -> None:
    assert api.post(REVIEWS, json={**CHECK_IN, "from": "kim@example.com"}).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"channel": "pigeon", "body": "x"}, "`channel` is one of email, call script"),
        ({"body": 3}, "`body` must be a text"),
        ({"body": "x", "colour": "red"}, "A draft has no key 'colour'."),
        ({"body": "x", "send_at": "soon"}, "`send_at` is no time such as 2026-03-03T10:00+01:00"),
        ([], "A draft is a JSON object"),
        ("x", "A draft is a JSON object"),
    ],
)
def test_wrong_draft_is_refused_in_our_words_with_the_place(
    api: TestClient, wrong: object, said: str
) -> None:
    for address, sent, where in (
        (REVIEWS, wrong, "the draft"),
        (f"{REVIEWS}/batch", {"drafts": [CHECK_IN, wrong]}, "draft 2"),
    ):
        refused = api.post(address, json=sent)
        assert refused.status_code == 422
        assert said in refused.json()["detail"]
        assert refused.json()["where"] == where
        assert refused.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("wrong", [{}, [], [CHECK_IN], {"drafts": []}, {"drafts": {}}, CHECK_IN])
def test_batch_says_how_drafts_come(api: TestClient, wrong: object) -> None:
    refused = api.post(f"{REVIEWS}/batch", json=wrong)
    assert refused.status_code == 422
    assert "Drafts come as one object with a list" in refused.json()["detail"]
    assert '{"drafts": [{"body"' in refused.json()["next_step"]


def test_anything_may_be_unknown(api: TestClient) -> None:
    assert api.post(REVIEWS, json={}).json()["reading_seconds"] == 0
    nulls = dict.fromkeys(("id", "channel", "type", "from", "to", "send_at", "body", "headers"))
    assert api.post(REVIEWS, json=nulls).status_code == 200


def test_present_may_be_said(api: TestClient) -> None:
    soon = {**CHECK_IN, "body": "Hi Ada,\n\nsee you at the webinar on 3 March 2026, at 10 o'clock."}
    for now in ("2026-03-02T10:00", "2026-03-02T10:00+01:00"):
        assert api.post(REVIEWS, params={"now": now}, json=soon).status_code == 200
    assert api.post(REVIEWS, params={"now": "soon"}, json=soon).status_code == 422


def test_recipient_of_whom_there_is_no_record_is_said(api: TestClient, parts: Wellspent) -> None:
    ada = Contact(name="Ada Lovell", external_id="C-1", email="ada@acme.example")
    import_records(parts.store, ada)
    mistyped = {**CHECK_IN, "to": "ada@acme.exmaple"}
    for answer in (
        api.post(REVIEWS, json=mistyped).json(),
        api.post(f"{REVIEWS}/batch", json={"drafts": [mistyped]}).json()["reviews"][0],
    ):
        (unknown,) = [one for one in answer["unchecked"] if one["code"] == "recipient"]
        assert "Did you mean ada@acme.example (Ada Lovell)?" in unknown["why"]
    known = api.post(REVIEWS, json={**CHECK_IN, "to": "ada@acme.example"}).json()
    assert "recipient" not in {one["code"] for one in known["unchecked"]}


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
