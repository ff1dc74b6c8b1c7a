"""Contacts, accounts, briefs and time in a real browser: by keyboard, accessible, on one sheet."""

import re

import pytest
from playwright.sync_api import expect

from tests.serve.web.browser.test_accessible import check_each_look
from tests.serve.web.kept_conversations import keep, know_ada, recent_thread

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SAYS_WHO_SIGNS = "Thank you, that is really helpful. I make the decision for both plants."
PAGES = ("/contacts/C1", "/accounts/A1", "/contacts/C1/brief", "/time", "/brief", "/search?q=Kunde")


@pytest.fixture
def people(visits, empty):
    """Give visits to a server that knows Ada, and what she said of who decides."""
    know_ada(empty.store)
    keep(empty.store, recent_thread("browsed", said=SAYS_WHO_SIGNS))
    return visits


@pytest.mark.parametrize("address", PAGES)
def test_page_has_no_violation_and_needs_no_sideways_scrolling(people, address):
    with people.context(bypass_csp=True) as context:
        page = context.new_page()
        page.goto(address)
        check_each_look(page)
        page.set_viewport_size({"width": 320, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert people.elsewhere() == []


def test_who_is_ringing_is_answered_by_keyboard_alone(people):
    with people.context() as context:
        page = context.new_page()
        page.goto("/")
        page.keyboard.press("/")
        page.keyboard.type("Kunde")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=Kunde")
        page.locator("a[href='/contacts/C1/brief']").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("Ada Kunde")
    assert people.complaints == []


def test_role_is_corrected_and_taken_back_without_scripts(people):
    with people.context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/contacts/C1")
        before = page.inner_text("h2.route")
        page.click("summary:has-text('Not right?')")
        page.select_option("#role-is", "gatekeeper")
        page.click("button:text-is('Keep')")
        expect(page.locator("h2.route")).to_have_text("Gatekeeper")
        page.click("summary:has-text('take it back')")
        page.click("button:text-is('Take it back')")
        expect(page.locator("h2.route")).to_have_text(before)


def test_brief_prints_on_one_sheet_with_its_sources(people):
    with people.context() as context:
        page = context.new_page()
        page.goto("/contacts/C1/brief")
        page.emulate_media(media="print")
        assert not page.locator("nav.side").is_visible()
        assert page.locator(".print-block").is_visible()
        sheet = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
