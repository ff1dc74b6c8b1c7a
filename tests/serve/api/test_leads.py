import pytest
from fastapi.testclient import TestClient

from wellspent.serve.problems import MEDIA_TYPE

LEAD = {
    "name": "Mara Example",
    "email": "mara@bakery.example",
    "company": "Example Bakery",
    "source": "web form",
    "employees": 12,
    "arrived_at": "2026-01-31T09:00:00+01:00",
    "attributes": {"ovens": 3, "newsletter": True, "region": "North"},
}


def test_posted_lead_is_stored_and_found_at_its_address(api: TestClient):
    answer = api.post("/api/v1/leads", json=LEAD)
    assert answer.status_code == 201
    stored = api.get(answer.headers["location"]).json()["lead"]
    assert stored == answer.json()
    assert {name: stored[name] for name in ("name", "email", "employees")} == {
        "name": "Mara Example",
        "email": "mara@bakery.example",
        "employees": 12.0,
    }
    assert stored["attributes"] == {"ovens": 3.0, "newsletter": True, "region": "North"}
    assert stored["arrived_at"] == "2026-01-31T08:00:00Z"


def test_posted_lead_gets_its_fit_after_the_answer(api: TestClient):
    address = api.post("/api/v1/leads", json=LEAD).headers["location"]
    assert api.get(address).json()["fit"]["verdict"] == "rules only"


def test_same_key_twice_is_one_lead(api: TestClient):
    headers = {"Idempotency-Key": "form-17"}
    first = api.post("/api/v1/leads", json=LEAD, headers=headers)
    second = api.post("/api/v1/leads", json=LEAD, headers=headers)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert api.get("/api/v1/leads").json()["total"] == 1


def test_same_key_for_another_lead_is_a_conflict(api: TestClient):
    headers = {"Idempotency-Key": "form-17"}
    api.post("/api/v1/leads", json=LEAD, headers=headers)
    answer = api.post("/api/v1/leads", json=LEAD | {"name": "Someone Else"}, headers=headers)
    assert answer.status_code == 409


def test_time_without_zone_is_in_the_servers(api: TestClient):
    answer = api.post("/api/v1/leads", json=LEAD | {"arrived_at": "2026-01-31T09:00:00"})
    assert answer.json()["arrived_at"] == "2026-01-31T09:00:00Z"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"emial": "x"}, "body.emial"),
        ({"name": "x" * 501}, "body.name"),
        ({"name": "a\x00b"}, "body.name"),
        ({"email": "mara at bakery"}, "body.email"),
        ({"email": "@bakery.example"}, "body.email"),
        ({"email": "mara@bakery.example, x@y.example"}, "body.email"),
        ({"arrived_at": "2199-01-31T09:00:00Z"}, "body.arrived_at"),
        ({"employees": -1}, "body.employees"),
        ({"employees": "many"}, "body.employees"),
        ({"outcome": "maybe"}, "body.outcome"),
        ({"arrived_at": 1769850000}, "body.arrived_at"),
        ({"arrived_at": "yesterday"}, "body.arrived_at"),
        ({"arrived_at": "0001-01-01T00:00:00+14:00"}, "body.arrived_at"),
    ],
)
def test_wrong_field_is_named_and_nothing_is_stored(api: TestClient, change, where: str):
    answer = api.post("/api/v1/leads", json=LEAD | change)
    assert answer.status_code == 422
    assert answer.json()["where"] == where
    assert api.get("/api/v1/leads").json()["total"] == 0


def test_lead_that_says_nothing_is_refused(api: TestClient):
    assert api.post("/api/v1/leads", json={}).status_code == 422


def add(api: TestClient, number: int, **more: object) -> str:
    lead = {"name": f"Person {number}", "email": f"p{number}@example.com"} | more
    return api.post("/api/v1/leads", json=lead).json()["id"]


def test_pages_lead_on_by_their_cursor_and_hold_each_lead_once(api: TestClient):
    added = [add(api, number) for number in range(7)]
    found: list[str] = []
    after, pages = "", 0
    while after or pages == 0:
        page = api.get("/api/v1/leads", params={"limit": 3, "after": after, "sort": "arrived"})
        found += [row["lead"]["id"] for row in page.json()["rows"]]
        after, pages = page.json()["next_page"], pages + 1
    assert (sorted(found), pages) == (sorted(added), 3)


def test_list_is_filtered_by_source_and_attribute(api: TestClient):
    add(api, 1, source="fair", attributes={"region": "North"})
    wanted = add(api, 2, source="fair", attributes={"region": "South"})
    add(api, 3, source="web", attributes={"region": "South"})
    page = api.get("/api/v1/leads", params={"source": "fair", "attribute": "region=South"}).json()
    assert [row["lead"]["id"] for row in page["rows"]] == [wanted]


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "sort=luck", "after=nonsense", "foo=1", "attribute=noequals"]
)
def test_query_that_makes_no_sense_is_a_problem(api: TestClient, query: str):
    answer = api.get(f"/api/v1/leads?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == MEDIA_TYPE


@pytest.mark.parametrize("path", ["leads/L999", "leads/x", "leads/L999/explanation", "accounts/A9"])
def test_record_that_is_not_there_is_not_found(api: TestClient, path: str):
    answer = api.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, MEDIA_TYPE)
    assert answer.json()["detail"]


def test_explanation_adds_up(api: TestClient):
    fit = api.get(f"/api/v1/leads/{add(api, 1)}/explanation").json()["fit"]
    points = sum(one["points"] for one in fit["contributions"])
    assert fit["average_log_odds"] + points == pytest.approx(fit["log_odds"], abs=1e-9)


def test_queue_holds_the_open_leads(api: TestClient):
    wanted = add(api, 1)
    add(api, 2, outcome="won")
    queue = api.get("/api/v1/queue").json()
    assert [row["lead"]["id"] for row in queue["rows"]] == [wanted]
    assert (queue["open_leads"], queue["verdict"], queue["sample"]) == (1, "rules only", False)


@pytest.mark.parametrize("moment", ["0", "1767225600", "1e9", "-5", "1767225600.5"])
def test_a_bare_number_is_no_moment_not_even_as_text(api: TestClient, moment: str):
    assert api.get("/api/v1/leads", params={"arrived_since": moment}).status_code == 422
    assert api.get("/api/v1/leads", params={"arrived_since": "2026-01-01"}).status_code == 200
