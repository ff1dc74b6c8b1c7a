"""The editor in a real browser: a false premise typed, seen, traced to its record, and mended."""

import re

import pytest
from playwright.sync_api import expect

from tests.serve.web.browser.test_accessible import check_each_look
from tests.serve.web.known_reader import ADA, WRONG_NAME, make_known

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DESK = {"width": 1440, "height": 900}
MARKED = "[...document.querySelectorAll('.mirror mark')].map(one => one.textContent)"
NAGGING = "I've tried to reach you several times."
FOCUSED = "document.activeElement.innerText"


@pytest.fixture
def writing(visits, empty):
    make_known(empty)
    return visits


@pytest.fixture
def page(writing):
    with writing.context(viewport=DESK) as context:
        yield context.new_page()


def checked(page, words: str) -> None:
    """Wait until the margin's answer holds these words."""
    expect(page.locator("[data-state]")).to_have_text(
        re.compile(f"^Checked.*{words}"), timeout=20_000
    )


def says(page, beginning: str) -> None:
    """Wait until the text begins so."""
    expect(page.locator("#body")).to_have_value(re.compile(f"^{beginning}"), timeout=20_000)


def test_false_premise_is_caught_while_typing_and_traced_by_keyboard(writing, page):
    page.goto("/review")
    page.keyboard.type(ADA)
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "subject":
            break
    page.focus("#subject")
    page.keyboard.type("Your visit")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "body"
    page.keyboard.type("Hi Ada,\n\nthank you for your visit to our booth at the Hygiene Forum.")
    checked(page, "Our records contradict")
    assert "your visit to our booth" in page.evaluate(MARKED)
    assert page.evaluate("document.activeElement.id") == "body"
    page.keyboard.press("F8")
    assert "your visit" in page.evaluate(FOCUSED).lower()
    page.keyboard.press("e")
    row = page.locator("#checked [data-row]:focus-within")
    assert "speaker (Hygiene Forum)" in row.inner_text()
    with page.context.expect_page() as opened:
        row.locator(".records a").click()
    record = opened.value
    record.wait_for_load_state()
    assert "Event participation: Hygiene Forum" in record.inner_text("h1")
    assert page.input_value("#body").startswith("Hi Ada,")
    assert writing.elsewhere() == []
    assert writing.complaints == []


def test_fix_by_key_keeps_the_place_and_is_taken_back_by_key(page):
    page.goto(f"/review?to={ADA}")
    page.fill("#body", WRONG_NAME)
    checked(page, "Our records contradict")
    page.keyboard.press("F8")
    page.keyboard.press("f")
    says(page, "Hi Ada,")
    checked(page, "")
    expect(page.locator("#checked .contradicted, #checked .error")).to_have_count(0)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("u")
    says(page, "Hi Anna,")
    checked(page, "Our records contradict")


def test_cursor_and_words_stay_while_answers_come(page):
    page.goto("/review")
    page.focus("#body")
    page.keyboard.type(f"{NAGGING} And more", delay=15)
    checked(page, "warning")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("XY")
    checked(page, "warning")
    typed = f"{NAGGING} And moXYre"
    assert page.input_value("#body") == typed
    assert page.evaluate("document.getElementById('body').selectionStart") == len(typed) - 2


def test_marks_move_with_what_is_typed_before_them(page):
    page.goto("/review")
    page.fill("#body", NAGGING)
    checked(page, "warning")
    page.route("**/review/check", lambda route: route.abort())
    page.evaluate("document.getElementById('body').setSelectionRange(0, 0)")
    page.focus("#body")
    page.keyboard.press("Control+Home")
    page.keyboard.type("Ada, ")
    assert any("several times" in one for one in page.evaluate(MARKED))


def test_server_that_is_gone_loses_no_word(page):
    page.goto("/review")
    page.route("**/review/check", lambda route: route.abort())
    page.fill("#body", NAGGING)
    expect(page.locator("[data-state]")).to_contain_text("Your text is kept")
    assert page.input_value("#body") == NAGGING
    page.unroute("**/review/check")
    page.click("[data-review-now]:not(.hidden)")
    checked(page, "warning")


def test_name_typed_in_part_is_cleared_up_by_a_button(page):
    page.goto("/review")
    page.fill("#to", "Ada")
    page.locator(".people button", has_text="Ada Example").click()
    page.wait_for_selector("#to-known b:text-is('Ada Example')")
    assert page.input_value("#to") == ADA
    assert page.evaluate("document.activeElement.id") == "body"


def test_without_scripts_the_same_page_answers(writing):
    with writing.context(viewport=DESK, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"/review?to={ADA}")
        page.fill("#body", WRONG_NAME)
        page.click("[data-review-now]:not(.hidden)")
        assert "Our records contradict 1 statement" in page.inner_text("#checked")
        assert page.locator(".as-checked .mark").first.inner_text() == "Anna"
        page.click("#checked button:has-text('Put “Ada”')")
        assert page.input_value("#body").startswith("Hi Ada,")
        page.click("button:text-is('Undo the fix'):not([data-undo])")
        assert page.input_value("#body").startswith("Hi Anna,")
        page.click("text=Keep it as a template")
        page.fill("#template_name", "From paper")
        page.click("button:text-is('Keep it')")
        assert "The template is kept" in page.inner_text("main")


def test_enter_in_the_recipient_reviews_and_chooses_nobody(writing):
    with writing.context(viewport=DESK, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/review?to=Ada")
        page.press("#to", "Enter")
        assert page.input_value("#to") == "Ada"


def test_keys_are_listed(page):
    page.goto("/review")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert "F8" in page.inner_text("#keys")


def test_template_is_checked_while_typing_and_saved(page):
    page.goto("/review")
    page.fill("#body", "Two plants keep their drains clean.")
    page.click("text=Keep it as a template")
    page.fill("#template_name", "Calm")
    page.click("button:text-is('Keep it')")
    page.wait_for_url("**/review/templates/T1?kept=yes")
    page.fill("#body", NAGGING)
    checked(page, "warning")
    page.click("button:text-is('Save the template')")
    page.wait_for_url("**/review/templates/T1?kept=yes")
    page.goto("/review/templates")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/templates/T1")
    assert page.input_value("#body") == NAGGING


def test_long_text_is_typed_without_delay_and_checked_when_asked(page):
    page.goto("/review")
    page.evaluate(
        """() => { const body = document.getElementById('body');
        body.value = 'Rinsing takes time. '.repeat(6000);
        body.dispatchEvent(new Event('input', { bubbles: true })); }"""
    )
    assert page.locator("form.long").count() == 1
    page.focus("#body")
    page.keyboard.press("Control+Home")
    page.keyboard.type("Hi")
    assert page.evaluate("document.getElementById('body').value.slice(0, 9)") == "HiRinsing"
    expect(page.locator("[data-state]")).to_contain_text("press Review")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-state]")).to_have_text(re.compile("^Checked"), timeout=60_000)


def test_editor_with_findings_has_no_violation(writing):
    with writing.context(bypass_csp=True, viewport=DESK) as context:
        page = context.new_page()
        page.goto(f"/review?to={ADA}")
        page.fill("#subject", "Your visit to our booth")
        page.fill("#body", f"{WRONG_NAME} {NAGGING}")
        checked(page, "Our records contradict")
        check_each_look(page)


@pytest.mark.parametrize("width", [320, 375, 720])
def test_editor_with_findings_needs_no_sideways_scrolling(writing, width):
    with writing.context(viewport={"width": width, "height": 740}) as context:
        page = context.new_page()
        page.goto(f"/review?to={ADA}")
        page.fill("#body", WRONG_NAME + " averylongwordwithoutanybreak" * 3 + "x" * 300)
        checked(page, "Our records contradict")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_has_the_text_with_its_findings(page):
    page.goto(f"/review?to={ADA}")
    page.fill("#body", WRONG_NAME)
    checked(page, "Our records contradict")
    page.emulate_media(media="print")
    assert page.locator(".as-checked").is_visible()
    assert "Hi Anna," in page.inner_text(".as-checked")
    assert not page.locator("#body").is_visible()
