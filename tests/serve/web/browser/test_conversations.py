"""Conversations in a real browser: files become a ledger with quotes, and a tap changes it."""

import re

import pytest
from playwright.sync_api import expect

from tests.serve.web.browser.test_accessible import check_each_look
from tests.serve.web.kept_conversations import keep, know_ada, recent_thread
from tests.serve.web.kept_files import calendar_file, mail_file, transcript_file

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 375, "height": 740}


@pytest.fixture
def talks(visits, empty):
    """Give visits to a server that knows Ada, and nothing that she said yet."""
    know_ada(empty.store)
    return visits


def test_dropped_files_become_a_ledger_with_quotes_and_a_tap_changes_it(talks, tmp_path):
    files = [mail_file(tmp_path), calendar_file(tmp_path), transcript_file(tmp_path)]
    with (
        talks.context(viewport=DESK) as context,
        talks.context(viewport=PHONE, java_script_enabled=False) as customer,
    ):
        page = context.new_page()
        page.goto("/conversations")
        page.set_input_files("#file", files)
        page.click("summary:has-text('Whose side')")
        page.fill("#our-side", "otter.example, Wilma Sample")
        page.click("text=Bring them in")
        page.wait_for_selector("#done")
        assert "new conversation" in page.inner_text("h1")
        page.goto("/ledger")
        expect(page.locator("#statement")).to_contain_text("Ada Kunde")
        page.click("text=Line by line")
        assert page.locator("td q").count() >= 2
        page.goto("/conversations")
        page.click("a.cover >> nth=0")
        page.click("text=Make the link")
        link = page.input_value("#asked-link")
        before = signs(page)
        answer = customer.new_page()
        answer.goto(talks.base + re.sub(r"^https?://[^/]+", "", link))
        assert signs(page) == before
        answer.click("button[value=yes]")
        assert signs(page) == before + 1
        page.goto("/feedback-results")
        assert "1 of 1 who answered" in page.inner_text("h1")
    assert talks.elsewhere() == []
    assert talks.complaints == []


def signs(page) -> int:
    """Return the signs of value that the ledger counts, as its page says."""
    page.goto("/ledger")
    return int(page.inner_text("#statement tfoot td[data-label='Signs of value']"))


def test_reaction_is_corrected_and_a_call_noted_by_keyboard(talks, empty):
    here = keep(empty.store, recent_thread("browsed"))
    with talks.context(viewport=DESK) as context:
        page = context.new_page()
        page.goto(f"/conversations/{here}")
        page.click("summary:has-text('Correct') >> nth=0")
        page.select_option(".notes select >> nth=0", "gratitude")
        page.click(".notes button:visible")
        page.wait_for_selector("text=was heard as delight, is gratitude")
        page.keyboard.press("n")
        page.wait_for_selector("#note-who")
        page.keyboard.type("Ada Kunde")
        page.keyboard.press("Tab")
        page.keyboard.type("12")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=declared")
    assert talks.complaints == []


def test_pages_have_no_violation_and_no_sideways_scrolling(talks, empty):
    here = keep(empty.store, recent_thread("looked-at", stranger="A. K."))
    with talks.context(bypass_csp=True) as context:
        page = context.new_page()
        for address in (f"/conversations/{here}", "/conversations", "/note", "/ledger", "/owed"):
            page.goto(address)
            check_each_look(page)
            page.set_viewport_size(PHONE)
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
