import pytest

from tests.serve.web.small_company import OPEN

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def page(learned_visits):
    with learned_visits.context(viewport={"width": 1440, "height": 900}) as context:
        yield context.new_page()


def test_skip_link_comes_first_and_leads_to_the_content(page):
    page.goto("/leads")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'main'")


def test_focus_is_always_visible(page):
    page.goto("/leads")
    for _ in range(12):
        page.keyboard.press("Tab")
        style = "getComputedStyle(document.activeElement)"
        assert page.evaluate(f"{style}.outlineStyle") == "solid"
        assert page.evaluate(f"parseFloat({style}.outlineWidth)") >= 2


def test_slash_goes_to_the_search_and_finds(page):
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("Works 299")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Works+299")
    assert "Made-up Works 299" in page.inner_text("main")


def test_keys_do_nothing_while_typing(page):
    page.goto("/")
    page.focus("#search")
    page.keyboard.type("jkx?/")
    assert page.input_value("#search") == "jkx?/"
    assert not page.locator("#keys").is_visible()


def test_question_mark_lists_the_keys_and_escape_closes(page):
    page.goto("/")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_x_chooses_rows_and_the_download_holds_them(page):
    page.goto("/leads?outcome=open")
    for key in ("j", "x", "j", "j", "x"):
        page.keyboard.press(key)
    assert page.locator("tr.chosen").count() == 2
    with page.expect_download() as download:
        page.click("text=Download the chosen rows")
    lines = download.value.path().read_text().splitlines()
    assert len(lines) == 3


def test_j_and_k_stop_at_the_ends(page):
    page.goto("/leads?outcome=open")
    for _ in range(OPEN + 5):
        page.keyboard.press("j")
    rows = page.locator("[data-row] a.cover")
    assert page.evaluate("document.activeElement.innerText") == rows.last.inner_text()
    for _ in range(OPEN + 5):
        page.keyboard.press("k")
    assert page.evaluate("document.activeElement.innerText") == rows.first.inner_text()


def test_choosing_a_filter_sends_it(page):
    page.goto("/leads")
    page.select_option("#f-outcome", "open")
    page.wait_for_url("**outcome=open**")
    assert page.locator("[data-row]").count() == OPEN
