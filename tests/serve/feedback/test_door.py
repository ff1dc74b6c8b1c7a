import re

import pytest
from fastapi.testclient import TestClient

from tests.jobs.asked_customer import asked, call_with_ada, token_of
from wellspent.jobs.feedback_results import feedback_results
from wellspent.records.feedback import AskingWish, Worth
from wellspent.serve.feedback.pages import feedback_words
from wellspent.serve.http import create_app
from wellspent.settings import Settings
from wellspent.store.feedback import wish_in_force
from wellspent.wiring import Wellspent, wire

LARGEST_PAGE = 20_000


@pytest.fixture
def parts(sqlite_url, tmp_path) -> Wellspent:
    wired = wire(
        Settings(data_folder=str(tmp_path / "data"), store_url=sqlite_url, api_token="t" * 24)
    )
    call_with_ada(wired.store)
    return wired


@pytest.fixture
def customer(parts: Wellspent):
    with TestClient(create_app(parts), follow_redirects=False) as client:
        yield client


def link(parts: Wellspent, **changed) -> str:
    return f"/feedback/{token_of(asked(parts.store, **changed))}"


@pytest.fixture(autouse=True)
def _now_is_then(monkeypatch):
    from tests.jobs.asked_customer import NOW
    from wellspent.serve.feedback import door

    class Clock(door.datetime):
        @classmethod
        def now(cls, tz=None):
            return NOW

    monkeypatch.setattr(door, "datetime", Clock)


def test_page_needs_no_password_and_sets_no_cookie(customer: TestClient, parts: Wellspent):
    page = customer.get(link(parts))
    assert page.status_code == 200
    assert "Was this worth your time?" in page.text
    assert "set-cookie" not in page.headers
    assert page.headers["referrer-policy"] == "no-referrer"
    assert customer.get("/api/v1/leads").status_code >= 400


def test_page_is_small_and_without_scripts(customer: TestClient, parts: Wellspent):
    address = link(parts)
    first = customer.get(address)
    customer.post(address, data={"worth": "yes"})
    for page in (first, customer.get(address)):
        assert len(page.content) < LARGEST_PAGE
        assert "<script" not in page.text
        assert not re.search(r"https?://", page.text)
        assert "default-src 'none'" in page.headers["content-security-policy"]


def test_scanner_that_opens_the_link_does_not_vote(customer: TestClient, parts: Wellspent):
    address = link(parts)
    for _ in range(3):
        assert customer.get(address).status_code == 200
        assert customer.head(address).status_code == 200
    assert customer.get(f"{address}?worth=yes").status_code == 200
    assert feedback_results(parts.store).total.answered.count == 0


def test_tap_is_kept_then_more_may_be_said_once(customer: TestClient, parts: Wellspent):
    address = link(parts)
    tapped = customer.post(address, data={"worth": "partly"})
    assert (tapped.status_code, tapped.headers["location"]) == (303, address)
    assert "Your answer was kept: Partly" in customer.get(address).text
    said = {"complaint": ["my time", "my topics"], "words": "<b>shorter</b>", "wish": "never"}
    assert customer.post(f"{address}/more", data=said).status_code == 303
    assert "answered already" in customer.get(address).text
    assert customer.post(f"{address}/more", data={"words": "again"}).status_code == 409
    results = feedback_results(parts.store)
    assert results.total.worth[Worth.PARTLY].count == 1
    wish = wish_in_force(parts.store, email="ada@acme.example", contact_identity="")
    assert wish is AskingWish.NEVER


def test_second_tap_changes_nothing(customer: TestClient, parts: Wellspent):
    address = link(parts)
    customer.post(address, data={"worth": "yes"})
    assert customer.post(address, data={"worth": "no"}).status_code == 303
    assert feedback_results(parts.store).total.worth[Worth.YES].count == 1


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_page_speaks_the_customers_language(customer: TestClient, parts: Wellspent, language: str):
    page = customer.get(link(parts, language=language)).text
    assert f'<html lang="{language}">' in page
    assert feedback_words(language)["title"] in page


def test_all_languages_have_the_same_words():
    assert {len(feedback_words(language)) for language in ("en", "de", "fr", "es")} == {
        len(feedback_words("en"))
    }


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/feedback/", 404),
        ("GET", "/feedback/nonsense", 404),
        ("POST", "/feedback/nonsense", 404),
        ("PUT", "/feedback/nonsense", 405),
        ("GET", "/feedback/a/b", 405),
    ],
)
def test_wrong_links_are_answered_plainly(customer: TestClient, method, path, status):
    answer = customer.request(method, path, data={"worth": "yes"} if method == "POST" else None)
    assert answer.status_code == status


@pytest.mark.parametrize("fields", [{}, {"worth": "maybe"}, {"worth": ""}])
def test_tap_without_an_answer_is_refused(customer: TestClient, parts: Wellspent, fields):
    assert customer.post(link(parts), data=fields).status_code == 422


def test_endless_answers_are_refused(customer: TestClient, parts: Wellspent):
    answer = customer.post(link(parts), data={"worth": "yes", "words": "x" * 20_000})
    assert answer.status_code == 413
    assert feedback_results(parts.store).total.answered.count == 0
