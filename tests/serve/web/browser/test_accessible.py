"""Automated accessibility checks (axe) on every page: light and dark, phone and desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.serve.web.test_every_page import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WIDTHS = {375: 740, 1440: 900}
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"


def check_each_look(page: Page) -> None:
    """Check a page light and dark, on a phone and at a desk, with everything unfolded."""
    page.evaluate(OPEN_ALL)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            found = Axe().run(page)
            assert len(found.response["passes"]) > 10
            assert found.violations_count == 0, f"{scheme} {width}: {found.generate_report()}"


@pytest.mark.parametrize("address", PAGES)
def test_page_has_no_violation(learned_visits, address):
    # axe is put into the page by the test, which the page's own policy would refuse
    with learned_visits.context(bypass_csp=True) as context:
        page = context.new_page()
        page.goto(address)
        check_each_look(page)


def test_steps_of_an_import_have_no_violation(visits, enquiries):
    with visits.context(bypass_csp=True) as context:
        page = context.new_page()
        page.goto("/imports")
        page.set_input_files("#file", enquiries)
        page.click("text=Look at the file")
        check_each_look(page)
        page.click("button:text-is('Preview')")
        check_each_look(page)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [320, 375, 720])
def test_page_needs_no_sideways_scrolling(learned_visits, address, width):
    """720 px is a 1440 px screen at 200 % zoom."""
    with learned_visits.context(viewport={"width": width, "height": 740}) as context:
        page = context.new_page()
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_moves_for_those_who_asked_for_calm(learned_visits):
    with learned_visits.context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto("/")
        moving = """[...document.querySelectorAll('*')].filter(one => {
          const style = getComputedStyle(one);
          return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none'; })"""
        assert page.evaluate(f"{moving}.length") == 0


def test_print_leaves_out_what_paper_cannot_use(learned_visits):
    with learned_visits.context() as context:
        page = context.new_page()
        page.goto("/profile")
        page.emulate_media(media="print")
        assert not page.locator("nav.side").is_visible()
        assert not page.locator("text=Learn again").is_visible()
        assert page.locator(".verdict").is_visible()
        ink = page.evaluate(
            "getComputedStyle(document.querySelector('.chart .bar, .chart .mark')).fill"
        )
        assert ink == "rgb(0, 0, 0)"


def test_nothing_is_asked_of_other_servers(learned_visits):
    with learned_visits.context() as context:
        page = context.new_page()
        for address in PAGES:
            page.goto(address)
    assert learned_visits.elsewhere() == []
