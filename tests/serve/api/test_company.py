from fastapi.testclient import TestClient

from tests.review.test_company_file import CASE

COMPANY = "/api/v1/company"
CONSENTS = "/api/v1/consents"


def test_facts_are_read_changed_and_kept(api: TestClient) -> None:
    assert api.get(COMPANY).json()["version"] == 0
    text = CASE.read_text("utf-8")
    assert api.put(COMPANY, json={"text": text, "based_on": 0, "by": "Kim"}).json()["version"] == 1
    assert api.get(COMPANY).json()["text"] == text
    overtaken = api.put(COMPANY, json={"text": 'name = "x"', "based_on": 0})
    assert overtaken.status_code == 409
    refused = api.put(COMPANY, json={"text": text.replace("warranty", "w", 1) + "\ncolour = 1"})
    assert refused.status_code == 422
    assert "colour" in refused.json()["detail"]
    assert [one["version"] for one in api.get(f"{COMPANY}/versions").json()] == [1, 0]
    assert api.get(f"{COMPANY}/versions/1").json()["saved_by"] == "Kim"
    assert api.get(f"{COMPANY}/versions/9").status_code == 404


def test_consent_is_noted_and_listed(api: TestClient) -> None:
    said = {
        "person": "ada@acme.example",
        "kind": "withdrawn",
        "channel": "email",
        "source": "link in a mail",
        "said_at": "2026-03-03T10:00:00Z",
    }
    first = api.post(CONSENTS, json=said)
    assert first.status_code == 201
    assert api.post(CONSENTS, json=said).json() == first.json()
    assert api.get(CONSENTS, params={"person": "ada@acme.example"}).json() == [first.json()]
    assert api.post(CONSENTS, json=said | {"person": "C77"}).status_code == 404
    assert api.post(CONSENTS, json=said | {"channel": "meeting"}).status_code == 422
    assert api.post(CONSENTS, json=said | {"source": ""}).status_code == 422
