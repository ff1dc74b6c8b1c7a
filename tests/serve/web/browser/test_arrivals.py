"""From a form on a plain page into the queue: with reasons and a route, and without a reload."""

import re
import shutil
import urllib.error
import urllib.request
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page

from tests.serve.web.browser.conftest import Visits, serving
from tests.serve.web.small_company import OPEN
from wellspent.jobs.route_queue import route_queue
from wellspent.jobs.sites import save_site
from wellspent.records.routed_queue import RoutedRow
from wellspent.records.site import Site
from wellspent.settings import Settings
from wellspent.wiring import wire

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PLAIN_PAGE = "http://shop.example/contact"
TOKEN = "a token of sixteen letters or more"
TEAM = {"http_credentials": {"username": "Ada", "password": TOKEN}}
DESK = {"width": 1440, "height": 900}
SOON = 30_000
ENQUIRY = {
    "name": "Ida Sample",
    "email": "ida.sample@sample-foods.example",
    "company": "Sample Foods",
    "message": "Please quote two filling lines for 500 ml bottles, delivery in March.",
}


@pytest.fixture
def company(learned_folder, tmp_path):
    """Give a store with a site, behind a server that asks the team for a token."""
    shutil.copytree(learned_folder, tmp_path / "open")
    wellspent = wire(Settings(data_folder=str(tmp_path / "open"), api_token=TOKEN))
    save_site(wellspent.store, Site(name="shop", origins=("http://shop.example",)))
    yield wellspent
    wellspent.store.close()


@pytest.fixture
def server(chromium, company):
    with serving(company, working=True) as base:
        yield Visits(chromium, base)


def plain_page(base: str) -> str:
    """Return a page of the customer-to-be's world: plain HTML with our snippet pasted in."""
    with urllib.request.urlopen(f"{base}/forms/shop/snippet") as answer:
        snippet = answer.read().decode()
    form = re.search(r"<form.*</form>", snippet, re.DOTALL)[0]
    return f"<!doctype html><title>Contact</title><h1>Contact us</h1>{form}"


def send(server: Visits, **changed: str) -> None:
    """Fill in the form on the plain page and send it, in a browser without scripts."""
    html = plain_page(server.base)
    with server.context(java_script_enabled=False) as context:
        context.route(PLAIN_PAGE, lambda route: route.fulfill(body=html, content_type="text/html"))
        page = context.new_page()
        page.goto(PLAIN_PAGE)
        for name, value in (ENQUIRY | changed).items():
            page.fill(f"[name={name}]", value)
        page.click("button")
        page.wait_for_url("**/forms/shop/thanks")


def arrived(company) -> RoutedRow:
    """Return what was made of the enquiry that was sent."""
    rows = route_queue(company.store, now=datetime.now(UTC)).rows
    return next(row for row in rows if row.lead.email == ENQUIRY["email"])


def stay(page: Page) -> None:
    """Leave a mark in the page that a reload would wipe out."""
    page.evaluate("window.stillHere = true")


def test_form_on_a_plain_page_brings_an_enquiry_into_the_queue_without_a_reload(server, company):
    with server.context(viewport=DESK, **TEAM) as team:
        page = team.new_page()
        page.goto("/?route=all")
        stay(page)
        page.keyboard.press("j")
        before = page.evaluate("document.activeElement.innerText")
        send(server)
        page.wait_for_selector("#news a", timeout=SOON)
        assert page.inner_text("#news").startswith("1 new (1 ")
        assert page.locator("[data-lead]").count() == OPEN
        assert page.evaluate("document.activeElement.innerText") == before
        page.click("#news a")
        page.wait_for_selector("h1:has-text('1 new; begin with Sample Foods')")
        (fresh,) = page.locator("[data-lead]").all()
        row = arrived(company)
        shown = fresh.inner_text()
        assert ENQUIRY["company"] in shown
        assert row.routed.reason in shown
        assert row.routed.reasons[0] in shown
        assert shown.lower().count(row.routed.route)
        assert page.evaluate("window.stillHere")
        assert page.locator("#news a").count() == 0
    assert server.complaints == []


def test_page_goes_on_listening_after_it_showed_what_was_new(server):
    with server.context(viewport=DESK, **TEAM) as team:
        page = team.new_page()
        page.goto("/")
        for number in (1, 2):
            send(
                server, email=f"ida{number}@sample-foods.example", message=f"A quote for {number}."
            )
            page.wait_for_selector("#news a", timeout=SOON)
            assert page.inner_text("#news").startswith("1 new")
            page.click("#news a")
            page.wait_for_selector("h1:has-text('1 new; begin with Sample Foods')")
    assert server.complaints == []


def test_what_came_before_somebody_listened_is_told_too(server):
    with server.context(viewport=DESK, **TEAM) as team:
        page = team.new_page()
        page.route("**/static/arrivals.js*", lambda route: route.abort())
        page.goto("/")
        since = page.get_attribute("#news", "data-since")
        send(server)
        page.unroute("**/static/arrivals.js*")
        page.wait_for_function(
            """since => new Promise(done => {
              const source = new EventSource(`/arrivals?since=${since}`);
              source.addEventListener('arrivals', (event) => {
                source.close();
                done(Object.values(JSON.parse(event.data).routes).join() === '1'); }); })""",
            arg=since,
            timeout=SOON,
        )


def test_nobody_without_the_token_hears_of_arrivals(server):
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(f"{server.base}/arrivals")


def test_page_that_is_not_looked_at_asks_for_nothing(server):
    with server.context(viewport=DESK, **TEAM) as team:
        page = team.new_page()
        page.goto("/")
        page.evaluate(
            "Object.defineProperty(document, 'hidden', {value: true});"
            "document.dispatchEvent(new Event('visibilitychange'))"
        )
        asked = len(server.asked)
        send(server)
        page.wait_for_timeout(3000)
        assert not [url for url in server.asked[asked:] if "/arrivals?" in url]
        assert page.locator("#news a").count() == 0
