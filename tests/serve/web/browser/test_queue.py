"""The queue as people use it: by single keys, by thumb on a phone, and without scripts."""

import time
from datetime import UTC, datetime

import pytest

from tests.serve.web.browser.test_accessible import check_each_look
from tests.serve.web.small_company import OPEN
from wellspent.jobs.explain_route import explain_route
from wellspent.jobs.move_lead import move_lead
from wellspent.jobs.route_queue import route_queue
from wellspent.jobs.routed_lead import routed_lead
from wellspent.records.route import Route

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 375, "height": 740}
THUMB = 44


def ids(page) -> list[str]:
    return page.eval_on_selector_all("[data-lead]", "rows => rows.map(row => row.dataset.lead)")


def focused(page) -> str:
    return page.evaluate("document.activeElement.closest('[data-lead]')?.dataset.lead")


def test_d_ticks_off_the_row_and_u_brings_it_back(own_visits, learned):
    with own_visits.context(viewport=DESK) as context:
        page = context.new_page()
        page.goto("/?route=all")
        before = ids(page)
        for key in ("j", "j", "d"):
            page.keyboard.press(key)
        page.wait_for_selector("#done")
        assert "next step taken" in page.inner_text("#done")
        assert ids(page) == [before[0], *before[2:]]
        assert focused(page) == before[2]
        assert routed_lead(learned.store, before[1]).acted_at is not None
        page.keyboard.press("u")
        page.wait_for_selector("text=taken back")
        assert ids(page) == before
        assert page.url == f"{own_visits.base}/?route=all"
    assert own_visits.complaints == []


@pytest.mark.parametrize(
    ("key", "said"), [("g", "marked genuine"), ("w", "marked time-waster"), ("b", "marked bot")]
)
def test_one_key_marks_the_row(own_visits, key, said):
    with own_visits.context(viewport=DESK) as context:
        page = context.new_page()
        page.goto("/?route=all")
        page.keyboard.press("j")
        page.keyboard.press(key)
        page.wait_for_selector("#done")
        assert said in page.inner_text("#done")
    assert own_visits.complaints == []


def test_key_pressed_twice_in_a_hurry_acts_once(own_visits, learned):
    with own_visits.context(viewport=DESK) as context:
        page = context.new_page()
        page.route("**/queue/act", lambda route: (time.sleep(0.3), route.continue_()))
        page.goto("/?route=all")
        lead = ids(page)[0]
        page.keyboard.press("j")
        page.keyboard.press("g")
        page.keyboard.press("g")
        page.wait_for_selector("#done")
    assert len(explain_route(learned.store, lead).marks) == 1


def test_keys_work_on_all_that_were_chosen(own_visits, learned):
    with own_visits.context(viewport=DESK) as context:
        page = context.new_page()
        page.goto("/?route=all")
        before = ids(page)
        for key in ("j", "x", "j", "x", "d"):
            page.keyboard.press(key)
        page.wait_for_selector("#done")
        assert page.inner_text("#done").startswith("2 enquiries")
        assert ids(page) == before[2:]


def test_quarantine_is_left_by_one_key(own_visits, learned):
    now = datetime.now(UTC)
    lead = route_queue(learned.store, now=now).rows[0].lead.id
    move_lead(learned.store, lead, Route.QUARANTINE, by="Kim", now=now)
    with own_visits.context(viewport=DESK) as context:
        page = context.new_page()
        page.goto("/quarantine")
        page.keyboard.press("j")
        page.keyboard.press("r")
        page.wait_for_selector("text=Quarantine is empty.")
        assert "released, and counted as genuine" in page.inner_text("#done")
    assert routed_lead(learned.store, lead).route is not Route.QUARANTINE
    assert own_visits.complaints == []


def test_keys_leave_fields_and_other_rows_alone(own_visits):
    with own_visits.context(viewport=DESK) as context:
        page = context.new_page()
        page.goto("/?route=all")
        page.keyboard.press("d")
        page.focus("#search")
        page.keyboard.type("dgwbru")
        assert page.input_value("#search") == "dgwbru"
        assert page.locator("#done").count() == 0
        assert len(ids(page)) == OPEN


def test_a_row_is_moved_to_another_route(own_visits, learned):
    with own_visits.context(viewport=DESK) as context:
        page = context.new_page()
        page.goto("/?route=all")
        lead = ids(page)[0]
        row = page.locator(f"[data-lead={lead}]")
        row.locator("summary").click()
        row.locator("button:text-is('Give')").click()
        page.wait_for_selector("text=moved to give")
    assert routed_lead(learned.store, lead).route is Route.GIVE


def test_m_moves_by_keyboard_alone(own_visits, learned):
    with own_visits.context(viewport=DESK) as context:
        page = context.new_page()
        page.goto("/?route=all")
        page.keyboard.press("j")
        lead = focused(page)
        page.keyboard.press("m")
        chosen = page.evaluate("document.activeElement.innerText").lower()
        page.keyboard.press("Enter")
        page.wait_for_selector(f"text=moved to {chosen}")
    assert routed_lead(learned.store, lead).route == chosen


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_thumb_reaches_every_act_on_a_phone(own_visits, scheme):
    how = {"viewport": PHONE, "has_touch": True, "color_scheme": scheme}
    with own_visits.context(**how) as context:
        page = context.new_page()
        page.goto("/?route=all")
        buttons = page.locator("[data-lead] >> nth=0 >> .acts > .small-act")
        for button in buttons.all():
            assert button.bounding_box()["height"] >= THUMB
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        buttons.first.tap()
        page.wait_for_selector("#done")
        assert len(ids(page)) == OPEN - 1


def test_everything_works_without_scripts(own_visits, learned):
    with own_visits.context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/?route=all")
        first = page.get_attribute("[data-lead] >> nth=0", "data-lead")
        page.click("[data-lead] >> nth=0 >> button:has-text('Done')")
        assert "next step taken" in page.inner_text("#done")
        assert page.locator("[data-lead]").count() == OPEN - 1
        page.click("button:text-is('Undo')")
        assert page.get_attribute("[data-lead] >> nth=0", "data-lead") == first
        page.check("[data-lead] >> nth=0 >> input[type=checkbox]")
        page.check("[data-lead] >> nth=1 >> input[type=checkbox]")
        page.click(".bulk button:text-is('Bot')")
        assert page.inner_text("#done").startswith("2 enquiries: marked bot")
        page.click("summary:has-text('Filter')")
        page.fill("#f-find", "Works 303")
        page.click("main button:text-is('Filter')")
        assert page.locator("[data-lead]").count() <= 1
    assert own_visits.elsewhere() == []


def test_pages_with_everything_open_have_no_violation(own_visits, learned):
    now = datetime.now(UTC)
    first, *_ = route_queue(learned.store, now=now).rows
    move_lead(learned.store, first.lead.id, Route.QUARANTINE, by="Kim", now=now)
    with own_visits.context(bypass_csp=True) as context:
        page = context.new_page()
        for address, key in (("/?route=all", "d"), ("/quarantine", "r")):
            page.goto(address)
            check_each_look(page)
            page.keyboard.press("j")
            page.keyboard.press(key)
            page.wait_for_selector("#done")
            check_each_look(page)


def test_focus_on_a_row_shows_its_intervals_on_the_map(learned_visits):
    with learned_visits.context(viewport=DESK) as context:
        page = context.new_page()
        page.goto("/?route=all")
        page.keyboard.press("j")
        lead = focused(page)
        shown = f"getComputedStyle(document.querySelector('#map-{lead} .whisker')).visibility"
        assert page.evaluate(shown) == "visible"
        page.keyboard.press("j")
        assert page.evaluate(shown) == "hidden"


def test_enter_in_a_choice_does_nothing_unasked(own_visits):
    with own_visits.context(viewport=DESK) as context:
        page = context.new_page()
        page.goto("/?route=all")
        page.focus("[data-lead] >> nth=0 >> input[type=checkbox]")
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
        assert page.locator("#done").count() == 0
