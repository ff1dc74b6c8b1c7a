from fastapi.testclient import TestClient

RULES = "/api/v1/routing-rules"


def test_rules_in_force_are_the_programs_own_until_others_are_saved(api: TestClient) -> None:
    before = api.get(RULES).json()
    assert before["version"] == 0
    changed = before["text"].replace("rep_hour = 60.0", "rep_hour = 90.0")
    assert changed != before["text"]
    saved = api.put(RULES, json={"text": changed, "based_on": 0, "by": "Kim"}).json()
    assert "rep_hour = 90.0" in api.get(RULES).json()["text"]
    versions = api.get(f"{RULES}/versions").json()
    assert [one["version"] for one in versions] == [saved["version"], 0]
    assert api.get(f"{RULES}/versions/0").json()["text"] == before["text"]


def test_change_that_another_one_overtook_is_refused(api: TestClient) -> None:
    text = api.get(RULES).json()["text"]
    api.put(RULES, json={"text": text, "based_on": 0, "by": "Kim"})
    overtaken = api.put(RULES, json={"text": text, "based_on": 0, "by": "Ada"})
    assert overtaken.status_code == 409
    assert "Kim" in overtaken.json()["detail"]


def test_preview_changes_nothing(api: TestClient) -> None:
    text = api.get(RULES).json()["text"]
    tried = api.post(f"{RULES}/preview", json={"text": text})
    assert tried.status_code == 200
    assert tried.json()["moved"] == 0
    assert api.get(RULES).json()["version"] == 0


def test_rules_that_make_no_sense_are_refused_with_the_place(api: TestClient) -> None:
    for text, named in (
        ("slow_lane_share = 2.0", "slow_lane_share"),
        ("[costs]\nrep_hours = 3", "rep_hours"),
        ("not toml", "TOML"),
    ):
        refused = api.put(RULES, json={"text": text})
        assert refused.status_code == 422, text
        assert named in refused.text
    backwards = {"text": "", "since": "2026-02-01T00:00:00Z", "until": "2026-01-01T00:00:00Z"}
    assert api.post(f"{RULES}/preview", json=backwards).status_code == 422


def test_honesty_says_when_nothing_can_be_said(api: TestClient) -> None:
    told = api.get("/api/v1/routing-honesty").json()
    assert told["genuine"] == 0
    assert "nothing can be said" in told["sentence"]
    assert told["overall"]["share"]["value"] is None
