"""A form on a page of another origin, as a visitor fills it in: it ends in the queue."""

import functools
import http.server
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Page

from tests.serve.web.browser.conftest import serving
from wellspent.jobs.sites import save_site
from wellspent.records.route import RoutedLead
from wellspent.records.routed_queue import RoutedQuery, RoutedRow
from wellspent.records.site import Site
from wellspent.store.connect import Store
from wellspent.store.routed_leads import list_routed
from wellspent.store.submissions import submissions_of
from wellspent.wiring import Wellspent

MESSAGE = "We run forty bakeries near Ghent and need an offer for new ovens by May."


@pytest.fixture
def own_pages(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Give a folder and the origin of the plain web server that shows its pages."""
    folder = tmp_path / "pages"
    folder.mkdir()
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield folder, f"http://localhost:{server.server_address[1]}"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def shop(empty: Wellspent, own_pages: tuple[Path, str]) -> Iterator[str]:
    """Give the address of a server with a site whose pages are those of the folder."""
    save_site(empty.store, Site(name="shop", origins=(own_pages[1],)))
    with serving(empty, working=True) as base:
        yield base


def fill_in(form: Page | Frame) -> None:
    form.fill('[name="name"]', "Ada Example")
    form.fill('[name="email"]', "ada@acme.example")
    form.fill('[name="company"]', "Acme Bakeries")
    form.fill('[name="message"]', MESSAGE)
    form.click("button")


def routed(store: Store) -> RoutedRow:
    """Wait until the enquiry stands in the queue."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        rows = list_routed(store, RoutedQuery()).rows
        if rows:
            return rows[0]
        time.sleep(0.1)
    raise AssertionError("nothing came into the queue within a minute")


def check(row: RoutedRow) -> None:
    assert (row.lead.name, row.lead.email) == ("Ada Example", "ada@acme.example")
    assert (row.lead.company, row.lead.source) == ("Acme Bakeries", "shop")
    assert row.lead.message == MESSAGE
    assert isinstance(row.routed, RoutedLead)
    assert row.routed.reasons
    assert row.routed.reason


def test_form_pasted_into_a_plain_page_brings_an_enquiry_into_the_queue(
    chromium: Browser, empty: Wellspent, own_pages: tuple[Path, str], shop: str
):
    folder, origin = own_pages
    snippet = httpx.get(f"{shop}/forms/shop/snippet").text
    pasted = re.search(r"<form.*</form>", snippet, re.DOTALL)
    assert pasted is not None
    (folder / "contact.html").write_text(f"<!doctype html><h1>Bakery supplies</h1>{pasted[0]}")
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/contact.html")
    fill_in(page)
    page.wait_for_url(f"{shop}/forms/shop/thanks")
    assert "Thank you" in page.inner_text("h1")
    context.close()
    row = routed(empty.store)
    check(row)
    sent = submissions_of(empty.store, [row.lead.id])[row.lead.id]
    assert (sent.trap_filled, sent.fill_seconds) == (False, None)


def test_framed_form_tells_time_to_fill_and_the_senders_zone(
    chromium: Browser, empty: Wellspent, own_pages: tuple[Path, str], shop: str
):
    folder, origin = own_pages
    frame = f'<iframe src="{shop}/forms/shop" title="Contact"></iframe>'
    (folder / "contact.html").write_text(f"<!doctype html><h1>Bakery supplies</h1>{frame}")
    context = chromium.new_context(timezone_id="Asia/Tokyo")
    page = context.new_page()
    page.goto(f"{origin}/contact.html")
    inside = page.frame(url=f"{shop}/forms/shop")
    assert inside is not None
    inside.wait_for_selector("button")
    fill_in(inside)
    page.frame_locator("iframe").get_by_text("Thank you").wait_for()
    context.close()
    row = routed(empty.store)
    check(row)
    sent = submissions_of(empty.store, [row.lead.id])[row.lead.id]
    assert sent.time_zone == "Asia/Tokyo"
    assert sent.fill_seconds is not None
    assert sent.fill_seconds > 0


def test_form_cannot_be_framed_by_a_page_of_others(
    chromium: Browser, empty: Wellspent, own_pages: tuple[Path, str], shop: str
):
    folder, origin = own_pages
    save_site(empty.store, Site(name="other", origins=("https://other.example",)))
    frame = f'<iframe src="{shop}/forms/other" title="Contact"></iframe>'
    (folder / "thief.html").write_text(f"<!doctype html>{frame}")
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{origin}/thief.html")
    page.wait_for_timeout(500)
    assert all("/forms/other" not in each.url or each.query_selector("form") is None
               for each in page.frames)  # fmt: skip
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_hosted_form_is_accessible(chromium: Browser, shop: str, scheme: str):
    context = chromium.new_context(
        color_scheme=scheme,  # pyright: ignore[reportArgumentType]
        viewport={"width": 375, "height": 700},
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(f"{shop}/forms/shop")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    context.close()
