"""The whole way, import to undo: by keyboard with scripts, and by mouse without."""

import pytest
from playwright.sync_api import Page

from tests.serve.web.small_company import CLOSED, OPEN

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FOCUSED = """() => { const e = document.activeElement;
  return (e.getAttribute('aria-label') || e.innerText || e.id || e.tagName).trim(); }"""


def tab_to(page: Page, words: str) -> None:
    """Press the tab key until the thing with these words has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == words:
            return
    raise AssertionError(f"no way to {words!r} by keyboard")


def press(page: Page, words: str) -> None:
    tab_to(page, words)
    page.keyboard.press("Enter")


def test_whole_way_by_keyboard(visits, enquiries):
    with visits.context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto("/")
        press(page, "Import a file")
        page.wait_for_url("**/imports")
        tab_to(page, "file")
        page.locator(":focus").set_input_files(enquiries)  # the chooser itself is the system's
        press(page, "Look at the file")
        page.wait_for_url("**/imports/new/*")
        press(page, "Preview")
        page.wait_for_url("**/preview")
        assert f"{CLOSED + OPEN} leads will be created" in page.inner_text("main")
        press(page, "Import")
        page.wait_for_url("**/imports/I1")
        press(page, "Learn from it")
        page.wait_for_url("**/profile", timeout=60_000)
        assert "Ready" in page.inner_text("main")
        press(page, "Today")
        page.wait_for_url(f"{visits.base}/")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        company = page.evaluate(FOCUSED)
        assert company == page.locator("[data-row] a").first.inner_text()
        page.keyboard.press("Enter")
        page.wait_for_url("**/leads/L*")
        assert page.inner_text("h1") == company
        press(page, "enquiries.csv")
        page.wait_for_url("**/imports/I1")
        press(page, "Undo this import")
        page.wait_for_url("**/undo")
        assert "taken out again" in page.inner_text("main")
        page.goto("/leads")
        assert "No enquiries yet" in page.inner_text("main")
    assert visits.elsewhere() == []
    assert visits.complaints == []


def test_whole_way_without_scripts(visits, enquiries):
    phone = {"width": 375, "height": 740}
    with visits.context(viewport=phone, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/imports")
        page.set_input_files("#file", enquiries)
        page.click("text=Look at the file")
        page.click("button:text-is('Preview')")
        page.click("main button:text-is('Import')")
        page.wait_for_url("**/imports/I1")
        page.click("text=Learn from it")
        page.wait_for_url("**/profile", timeout=60_000)
        page.click("nav >> text=Today")
        page.click("a[href='/?route=all']")
        assert page.locator("[data-lead]").count() == OPEN
        page.click("[data-lead] a.cover >> nth=0")
        page.wait_for_url("**/leads/L*")
        page.click("summary:has-text('The exact points')")
        page.click("details[open] summary:has-text('Table and downloads')")
        assert page.locator("text=This enquiry (sum)").is_visible()
        page.goto("/imports/I1")
        page.click("text=Undo this import")
        assert "taken out again" in page.inner_text("main")
    assert visits.elsewhere() == []
    assert visits.complaints == []
