"""The Lead page, rules and connections as people use them: by keyboard, and without scripts."""

import pytest

from wellspent.jobs.explain_route import explain_route
from wellspent.jobs.rules_file import rules_file
from wellspent.jobs.sites import get_site
from wellspent.records.authenticity import MarkKind

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
LEAD = "L301"


def test_everything_on_the_lead_page_works_without_scripts(learned, own_visits):
    with own_visits.context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"/leads/{LEAD}")
        assert not page.locator("[data-copy]").is_visible()
        page.select_option("#mark", "genuine")
        page.fill("#note", "They called back.")
        page.click("text=Mark it")
        assert "They called back." in page.inner_text("main")
        page.click("text=What each route would cost")
        assert page.locator("tr.in-force").is_visible()
    assert [one.mark for one in explain_route(learned.store, LEAD).marks] == [MarkKind.GENUINE]


def test_text_is_copied_and_the_mail_link_follows_what_is_typed(own_visits):
    with own_visits.context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"/leads/{LEAD}")
        page.fill("#body", "Line one\nLine two & more")
        page.click("#step [data-copy]")
        page.wait_for_function(
            "document.querySelector('#step [data-copied]').innerText == 'Copied.'"
        )
        assert page.evaluate("navigator.clipboard.readText()").endswith("Line two & more")
        assert page.get_attribute("[data-mail]", "href").endswith(
            "body=Line%20one%0D%0ALine%20two%20%26%20more"
        )


def test_rules_are_tried_and_saved_by_keyboard_alone(learned, own_visits):
    with own_visits.context() as context:
        page = context.new_page()
        page.goto("/rules")
        page.focus("#rep_hour")
        page.keyboard.press("Control+A")
        page.keyboard.type("95")
        page.keyboard.press("Enter")
        page.wait_for_url("**/rules/try")
        assert rules_file(learned.store).version == 0
        page.focus("#by")
        page.keyboard.type("Kim")
        page.keyboard.press("Enter")
        page.wait_for_url("**/rules?saved=1")
    assert rules_file(learned.store).saved_by == "Kim"


def test_site_is_added_without_scripts_and_its_form_can_be_looked_at(empty, visits):
    with visits.context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/connections")
        page.fill("#name", "shop")
        page.click("text=Add the site")
        page.click("text=Look at the form")
        assert page.url.endswith("/forms/shop")
        assert page.locator("textarea[name=message]").is_visible()
    assert get_site(empty.store, "shop").language == "en"


def test_every_route_page_is_two_steps_from_today(own_visits):
    with own_visits.context() as context:
        page = context.new_page()
        for words, address in (("Honesty", "/honesty"), ("Connections", "/connections")):
            page.goto("/")
            page.click("nav.side >> text=Routes")
            page.click(f"nav[aria-label=Routes] >> text={words}")
            page.wait_for_url(f"**{address}")
