import logging

import pytest
from fastapi.testclient import TestClient

from wellspent.errors import StoreUnavailable, WellspentError
from wellspent.serve.http import create_app
from wellspent.serve.problems import MEDIA_TYPE
from wellspent.settings import Settings
from wellspent.wiring import Wellspent

REQUESTS = [
    ("GET", "/api/v1/nothing", 404),
    ("DELETE", "/api/v1/leads", 405),
    ("GET", "/api/v1/leads?limit=x", 422),
    ("POST", "/api/v1/leads", 422),
    ("GET", "/api/v1/leads/none", 404),
    ("GET", "/api/v1/profile", 404),
    ("GET", "/api/v1/imports/none", 404),
    ("POST", "/api/v1/imports/none/undo", 404),
]


@pytest.mark.parametrize(("method", "path", "status"), REQUESTS)
def test_every_problem_has_the_one_shape(api: TestClient, method: str, path: str, status: int):
    answer = api.request(method, path)
    found = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, MEDIA_TYPE)
    assert {"type", "title", "status", "detail"} <= set(found)
    assert found["status"] == status
    assert found["type"].startswith("urn:wellspent:error:")


@pytest.mark.parametrize(
    ("path", "sent", "wanted"),
    [
        ("/api/v1/leads", "text/plain", "application/json"),
        ("/api/v1/leads", "application/x-www-form-urlencoded", "application/json"),
        ("/api/v1/imports/uploads", "application/json", "multipart/form-data"),
    ],
)
def test_other_content_type_is_refused_with_the_one_that_is_taken(api, path, sent, wanted):
    answer = api.post(path, content=b'{"name": "x"}', headers={"content-type": sent})
    found = answer.json()
    assert (answer.status_code, found["where"]) == (415, "header.content-type")
    assert found["next_step"] == f"Send it as {wanted}."


def test_same_type_of_problem_has_the_same_title_however_it_came_about(api: TestClient):
    asked = [
        api.get("/api/v1/nothing"), api.get("/api/v1/leads/none"),
        api.get("/api/v1/leads?limit=x"), api.get("/api/v1/leads?attribute=x"),
        api.post("/api/v1/leads", json={}),
    ]  # fmt: skip
    titles: dict[str, set[str]] = {}
    for found in (answer.json() for answer in asked):
        titles.setdefault(found["type"], set()).add(found["title"])
    assert titles == {
        "urn:wellspent:error:NotFound": {"Not found"},
        "urn:wellspent:error:InputError": {"The input can't be used as it is"},
    }


def test_body_that_is_no_json_is_a_problem(api: TestClient):
    answer = api.post(
        "/api/v1/leads", content=b"{nope", headers={"content-type": "application/json"}
    )
    assert (answer.status_code, answer.headers["content-type"]) == (422, MEDIA_TYPE)


def test_method_that_is_not_possible_names_those_that_are(api: TestClient):
    assert "GET" in api.delete("/api/v1/queue").headers["allow"]


def with_fault(parts: Wellspent, error: Exception) -> TestClient:
    app = create_app(parts)

    @app.get("/api/v1/fault")
    def fault() -> None:
        raise error

    return TestClient(app, base_url="http://localhost", raise_server_exceptions=False)


def test_error_of_ours_carries_its_status_and_next_step(parts: Wellspent):
    error = StoreUnavailable("It is busy.", where="here", next_step="Wait.")
    answer = with_fault(parts, error).get("/api/v1/fault")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert answer.json() == error.problem_details()


def test_unexpected_error_says_nothing_of_its_cause(parts: Wellspent, caplog):
    with caplog.at_level(logging.ERROR):
        answer = with_fault(parts, RuntimeError("secret /path")).get("/api/v1/fault")
    assert (answer.status_code, answer.headers["content-type"]) == (500, MEDIA_TYPE)
    assert "secret" not in answer.text
    assert "secret /path" in caplog.text


def test_browser_gets_a_page_where_a_program_gets_json(api: TestClient):
    page = api.get("/nothing", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert api.get("/nothing").headers["content-type"] == MEDIA_TYPE
    programs = api.get("/api/v1/nothing", headers={"accept": "text/html"})
    assert programs.headers["content-type"] == MEDIA_TYPE


def every_error(kind: type[WellspentError]) -> list[type[WellspentError]]:
    return [kind, *(deeper for one in kind.__subclasses__() for deeper in every_error(one))]


def test_every_status_of_our_errors_is_documented(parts: Wellspent):
    schema = create_app(parts).openapi()
    wanted = {str(kind.status) for kind in every_error(WellspentError)}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            assert wanted <= set(operation["responses"]), f"{method} {path}"


def test_token_is_asked_for_everywhere_but_health_and_files(parts: Wellspent):
    token = "0123456789abcdef"
    settings = Settings(
        data_folder=parts.settings.data_folder,
        store_url=parts.settings.store_url,
        api_token=token,
    )
    guarded = Wellspent(settings=settings, store=parts.store)
    client = TestClient(create_app(guarded), base_url="http://localhost")
    for path in ("/", "/leads", "/api/v1/leads", "/api/v1/openapi.json"):
        assert client.get(path).status_code == 401, path
        assert client.get(path, headers={"authorization": f"Bearer {token}"}).status_code == 200
    assert client.get("/api/v1/health").status_code == 200


def test_other_sites_may_read_nothing_and_change_nothing(api: TestClient):
    headers = {"origin": "https://evil.example"}
    assert "access-control-allow-origin" not in api.get("/api/v1/leads", headers=headers).headers
    assert api.post("/api/v1/leads", json={"name": "x"}, headers=headers).status_code == 403


def test_origin_that_is_listed_may_call_the_api(parts: Wellspent):
    origin = "https://crm.example.com"
    settings = Settings(data_folder=parts.settings.data_folder, cors=(origin,))
    client = TestClient(
        create_app(Wellspent(settings=settings, store=parts.store)), base_url="http://localhost"
    )
    asked = {"origin": origin, "access-control-request-method": "POST"}
    assert client.options("/api/v1/leads", headers=asked).status_code == 200
    answer = client.post("/api/v1/leads", json={"name": "x"}, headers={"origin": origin})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (201, origin)


def test_measure_that_cannot_be_told_is_described_as_null(api: TestClient):
    schema = api.get("/api/v1/openapi.json").json()["components"]["schemas"]["Measured"]
    assert schema["properties"]["value"]["anyOf"] == [{"type": "number"}, {"type": "null"}]
    assert schema["properties"]["count"]["type"] == "integer"
