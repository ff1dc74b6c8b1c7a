"""The guards before a small app of their own, so that each rule is seen alone."""

import base64
from collections.abc import Callable

import pytest
from fastapi import FastAPI, Request, UploadFile
from fastapi.testclient import TestClient

from wellspent.serve.guards import (
    BodyLimit,
    Guard,
    Refusal,
    SecurityHeaders,
    refuse_other_sites,
    refuse_strange_host,
    refuse_without_token,
)
from wellspent.serve.problems import MEDIA_TYPE, add_problem_handlers

TOKEN = "0123456789abcdef0123"


def client_behind(*, refuse: Refusal | None = None, limit: int | None = None) -> TestClient:
    app = FastAPI()
    add_problem_handlers(app)

    @app.api_route("/api/thing", methods=["GET", "POST", "PUT", "DELETE"])
    @app.api_route("/thing", methods=["GET", "POST", "PUT", "DELETE"])
    async def thing(request: Request) -> int:
        return len(await request.body())

    @app.post("/upload")
    def upload(file: UploadFile) -> int:
        return len(file.file.read())

    if refuse is not None:
        app.add_middleware(Guard, refuse=refuse)
    if limit is not None:
        app.add_middleware(BodyLimit, limit_of=lambda _path: limit)
    app.add_middleware(SecurityHeaders)
    return TestClient(app, base_url="http://localhost:8350", raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),  # a program
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://localhost:8350"}, 200),
        ({"origin": "http://localhost:9999"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "https://evil.example", "sec-fetch-site": "same-origin"}, 200),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_change_from_another_site_is_refused(method: str, headers: dict[str, str], status: int):
    client = client_behind(refuse=refuse_other_sites([]))
    assert client.request(method, "/thing", headers=headers).status_code == status


def test_reading_from_a_link_of_another_site_is_allowed():
    client = client_behind(refuse=refuse_other_sites([]))
    assert client.get("/thing", headers={"sec-fetch-site": "cross-site"}).status_code == 200


def test_trusted_origin_may_change_through_the_api_only():
    client = client_behind(refuse=refuse_other_sites(["https://crm.example.com"]))
    headers = {"origin": "https://crm.example.com", "sec-fetch-site": "cross-site"}
    assert client.post("/api/thing", headers=headers).status_code == 200
    assert client.post("/thing", headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8350", 200),
        ("127.0.0.1:80", 200),
        ("[::1]:80", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example:8350", 421),
    ],
)
def test_server_answers_only_to_its_own_names(host: str, status: int):
    client = client_behind(refuse=refuse_strange_host(["localhost", "127.0.0.1", "[::1]"]))
    assert client.get("/thing", headers={"host": host}).status_code == status


def basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        ("", 401),
        (f"Bearer {TOKEN}", 200),
        (f"bearer {TOKEN}", 200),
        (f"Bearer {TOKEN}x", 401),
        ("Bearer ", 401),
        (basic(f"anyone:{TOKEN}"), 200),
        (basic(f":{TOKEN}"), 200),
        (basic(f"{TOKEN}:"), 401),
        ("Basic !!!", 401),
        ("Bearer ünïcode", 401),
        (f"Digest {TOKEN}", 401),
    ],
)
def test_token_is_asked_for(authorization: str, status: int):
    client = client_behind(refuse=refuse_without_token(TOKEN, ["/open/"]))
    headers = {"authorization": authorization.encode("utf-8")}
    answer = client.get("/thing", headers=headers)  # pyright: ignore
    assert answer.status_code == status


def test_browser_is_asked_for_a_password_and_a_program_for_a_token():
    client = client_behind(refuse=refuse_without_token(TOKEN, []))
    assert client.get("/thing").headers["www-authenticate"].startswith("Basic ")
    assert client.get("/api/thing").headers["www-authenticate"] == "Bearer"


def chunks(total: int) -> Callable[[], object]:
    def give():
        for _ in range(total // 1000):
            yield b"x" * 1000

    return give


@pytest.mark.parametrize(("size", "status"), [(4000, 200), (6000, 413)])
def test_body_over_the_limit_is_refused_by_its_stated_length(size: int, status: int):
    client = client_behind(limit=5000)
    assert client.post("/thing", content=b"x" * size).status_code == status


@pytest.mark.parametrize(("size", "status"), [(4000, 200), (6000, 413)])
def test_body_over_the_limit_is_refused_while_it_streams(size: int, status: int):
    client = client_behind(limit=5000)
    answer = client.post("/thing", content=chunks(size)())  # pyright: ignore
    assert answer.status_code == status


def test_upload_over_the_limit_is_refused_with_one_problem():
    client = client_behind(limit=5000)
    answer = client.post("/upload", files={"file": ("a.csv", b"x" * 9000)})
    assert answer.status_code == 413
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.json()["type"] == "urn:wellspent:error:TooLarge"


@pytest.mark.parametrize("stated", ["-1", "many", "1e3"])
def test_stated_length_that_is_no_number_is_refused(stated: str):
    client = client_behind(limit=5000)
    answer = client.post("/thing", content=b"x", headers={"content-length": stated})
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/thing", "/nothing"])
def test_every_answer_carries_the_security_headers(path: str):
    headers = client_behind().get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
