"""What holds for each page: light, without inline code, escaped, with a way on."""

import re
from html.parser import HTMLParser

import pytest

from tests.serve.web.read_page import tags, words
from tests.serve.web.small_company import client_of
from wellspent.serve.web.templating import STATIC_FOLDER

PAGES = (
    "/",
    "/?route=all",
    "/quarantine",
    "/leads",
    "/leads?outcome=open&sort=arrived&order=up",
    "/leads/L1",
    "/leads/L301",
    "/rules",
    "/rules/versions/0",
    "/honesty",
    "/connections",
    "/search?q=works",
    "/review",
    "/review?to=person1%40works1.example",
    "/review/templates",
    "/review/rules",
    "/review/rules/MAN002",
    "/review/facts",
    "/records/L1",
    "/profile",
    "/profile/declare",
    "/profile/value",
    "/profile/points/industry",
    "/imports",
    "/imports/I1",
    "/conversations",
    "/note",
    "/ledger",
    "/ledger/lines",
    "/owed",
    "/time",
    "/brief",
    "/brief?who=nobody+whom+we+know",
    "/accounts/A1",
    "/accounts/A1/brief",
    "/feedback-results",
    "/nothing/here",
)
FIRST_VIEW = 100_000


@pytest.mark.parametrize("address", PAGES)
def test_first_view_stays_under_100_kb(reading_client, address):
    page = reading_client.get(address)
    assets = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)
    weight = len(page.content) + sum(len(reading_client.get(asset).content) for asset in assets)
    assert weight < FIRST_VIEW


@pytest.mark.parametrize("address", PAGES)
def test_page_has_no_inline_style_and_no_inline_script(reading_client, address):
    for tag, given in tags(reading_client.get(address).text):
        assert "style" not in given
        assert not [name for name in given if name.startswith("on")]
        assert tag != "style"
        assert tag != "script" or given.get("src", "").startswith("/static/")


@pytest.mark.parametrize("address", PAGES)
def test_page_asks_only_this_server(reading_client, address):
    for tag, given in tags(reading_client.get(address).text):
        for name in ("src", "href", "action"):
            if tag != "svg" and name in given:
                assert not re.match(r"(?:[a-z]+:)?//", given[name])


@pytest.mark.parametrize("address", PAGES)
def test_page_is_named_and_has_one_heading_and_unique_ids(reading_client, address):
    page = reading_client.get(address).text
    assert re.search(r"<title>[^<]+ · Wellspent</title>", page)
    assert page.count("<h1") == 1
    ids = [given["id"] for _, given in tags(page) if "id" in given]
    assert len(ids) == len(set(ids))
    assert '<html lang="en">' in page


@pytest.mark.parametrize("address", PAGES)
def test_every_field_has_a_label(reading_client, address):
    found = tags(reading_client.get(address).text)
    labelled = {given.get("for") for tag, given in found if tag == "label"}
    for tag, given in found:
        if tag in {"input", "select", "textarea"} and given.get("type") != "hidden":
            in_label = given.get("type") == "checkbox"
            assert in_label or given.get("aria-label") or given.get("id") in labelled


def test_pages_close_what_they_open(reading_client):
    void = {"meta", "link", "input", "br", "img", "path", "line", "circle", "rect", "polygon"}

    class Balance(HTMLParser):
        def __init__(self):
            super().__init__()
            self.open = []

        def handle_starttag(self, tag, attrs):
            if tag not in void:
                self.open.append(tag)

        def handle_startendtag(self, tag, attrs):
            pass

        def handle_endtag(self, tag):
            assert self.open.pop() == tag

    for address in PAGES:
        balance = Balance()
        balance.feed(reading_client.get(address).text)
        assert balance.open == []


def test_strict_policy_and_no_store_on_pages(reading_client):
    headers = reading_client.get("/").headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


def test_change_from_another_site_is_refused(reading_client):
    answer = reading_client.post("/profile/learn", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert "another site" in words(answer.text)


def test_failure_on_our_side_is_a_calm_page_that_tells_no_secret(learned, monkeypatch):
    def fail(*_given, **_more):
        raise RuntimeError("password=hunter2")

    monkeypatch.setattr("wellspent.serve.web.queue_page.route_queue", fail)
    client = client_of(learned)
    client._transport.raise_server_exceptions = False
    page = client.get("/")
    assert page.status_code == 500
    assert "hunter2" not in page.text
    assert "Try again" in words(page.text)


def test_search_keeps_what_was_typed_and_finds_leads(reading_client):
    page = reading_client.get("/search", params={"q": "Works 17"})
    assert 'value="Works 17"' in page.text
    assert "Made-up Works 17" in words(page.text)
    nothing = words(reading_client.get("/search", params={"q": '"><img src=x>'}).text)
    assert "No lead matches" in nothing


def test_static_files_are_kept_for_long_under_their_version(reading_client):
    address = re.search(r'href="(/static/wellspent.css\?v=\w+)"', reading_client.get("/").text)[1]
    assert "immutable" in reading_client.get(address).headers["cache-control"]
    assert {path.suffix for path in STATIC_FOLDER.iterdir()} == {".css", ".js", ".svg"}
