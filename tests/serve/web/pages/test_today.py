import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.serve.web.read_page import links, rows, words
from tests.serve.web.small_company import HOSTILE, OPEN, client_of
from wellspent.jobs.add_lead import add_lead
from wellspent.jobs.move_lead import move_lead
from wellspent.jobs.next_step_taken import next_step_taken
from wellspent.jobs.route_queue import route_queue
from wellspent.records.lead import Lead
from wellspent.records.route import Route
from wellspent.records.submission import Submission
from wellspent.serve.long_work import ROUTING
from wellspent.store.submissions import append, mark_failed

NOW = datetime.now(UTC)


def queue_of(wellspent):
    return route_queue(wellspent.store, now=datetime.now(UTC)).rows


def listed(page: str) -> list[str]:
    return re.findall(r'data-lead="(L\d+)"', page)


def test_today_lists_what_waits_those_due_first(learned, reading_client):
    page = reading_client.get("/?route=all").text
    assert listed(page) == [row.lead.id for row in queue_of(learned)]
    assert len(listed(page)) == OPEN


def test_first_heading_is_the_answer_how_many_whom_and_by_when(learned, reading_client):
    page = reading_client.get("/").text
    heading = words(re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)[1])
    first = words(re.search(r'class="cover" href="/leads/L\d+">(.*?)</a>', page)[1])
    counts = route_queue(learned.store, now=NOW).counts
    assert heading.startswith(f"{counts[Route.CALL_NOW]} to call now; begin with {first}, ")
    assert re.search(r"due in \d+|overdue|due now", heading)


def test_fit_and_authenticity_each_have_a_number_an_interval_and_a_bar(reading_client):
    page = reading_client.get("/?route=all").text
    shares = re.findall(r'<div class="share">.*?</div>', page, re.DOTALL)
    assert len(shares) == 2 * OPEN
    for share in shares:
        assert re.search(r"(Fit|Authenticity).* \d+ \(\d+-\d+\)", words(share))
        assert 'class="interval ' in share


def test_today_begins_with_the_next_route_when_nobody_is_to_be_called(learned):
    for row in queue_of(learned):
        move_lead(learned.store, row.lead.id, Route.LIGHT_TOUCH, now=NOW)
    page = client_of(learned).get("/").text
    assert f"{OPEN} to answer with a light touch" in words(page)
    assert len(listed(page)) == OPEN


def test_each_route_is_a_link_with_its_count(learned):
    lead = queue_of(learned)[0].lead.id
    move_lead(learned.store, lead, Route.ASK, now=NOW)
    client = client_of(learned)
    counts = route_queue(learned.store, now=NOW).counts
    page = words(client.get("/").text)
    for route, count in counts.items():
        assert f"{route.capitalize()} {count}" in page
    assert lead in listed(client.get("/?route=ask").text)


def test_row_says_why_what_kind_how_old_and_who_has_it(learned, reading_client):
    row = queue_of(learned)[0]
    page = words(reading_client.get("/?route=all").text)
    assert row.routed.reason in page
    assert row.routed.owner_reason in page
    assert row.routed.kind.value.capitalize() in page
    assert re.search(r"\d+ (hours|days) ago", page)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/?route=all&find=Works+302", 1),
        ("/?route=all&find=nobody-at-all", 0),
        ("/?route=all&owner=Nobody", 0),
        ("/?route=all&kind=job+seeker", 0),
        ("/?route=all&overdue=yes&owner=Nobody", 0),
    ],
)
def test_filters_narrow_the_list_and_can_be_cleared(reading_client, address, found):
    page = reading_client.get(address).text
    assert len(listed(page)) == found
    assert "/?route=all" in links(page)
    assert "Clear" in words(page)


def test_what_makes_no_sense_in_an_address_is_named_and_left_out(reading_client):
    page = reading_client.get("/?route=bogus&kind=nonsense")
    assert page.status_code == 200
    assert "Not understood, so left out: route “bogus”, kind “nonsense”." in words(page.text)


def test_pages_follow_each_other_and_lose_nobody(reading_client, monkeypatch):
    monkeypatch.setattr("wellspent.serve.web.queue_page.PAGE_ROWS", 4)
    client = reading_client
    first = client.get("/?route=all").text
    following = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = client.get(following).text
    assert [len(listed(first)), len(listed(second))] == [4, OPEN - 4]
    assert len({*listed(first), *listed(second)}) == OPEN
    assert client.get("/?after=bogus").status_code == 422


def test_map_has_a_link_for_each_row_and_its_numbers_as_a_table(reading_client):
    page = reading_client.get("/?route=all").text
    assert len(re.findall(r'<a href="/leads/L\d+" class="point"', page)) == OPEN
    assert len(rows(page)) == OPEN + 1
    svg, numbers = (
        reading_client.get(f"/queue/map.{ending}?route=all") for ending in ("svg", "csv")
    )
    assert svg.headers["content-type"] == "image/svg+xml"
    assert "<a " not in svg.text
    assert len(numbers.text.splitlines()) == OPEN + 1


def test_promise_oldest_and_trust_stand_beside_the_queue(learned, reading_client):
    queue = route_queue(learned.store, now=NOW)
    page = reading_client.get("/").text
    assert queue.promise.sentence in words(page)
    assert "Waiting longest" in words(page)
    assert "a won case ranks above a lost one" in words(page)
    assert {"/honesty", "/profile", f"/leads/{queue.oldest_waiting.lead.id}"} <= set(links(page))


def test_what_failed_on_the_way_is_shown_with_its_error_and_next_try(learned):
    (sent,) = append(learned.store, [Submission(site="shop", fields={"name": "Ida"})], now=NOW)
    again = NOW + timedelta(minutes=2)
    mark_failed(learned.store, sent.id, "the model couldn't be read", next_try_at=again)
    page = words(client_of(learned).get("/").text)
    assert "the model couldn't be read" in page
    assert f"{again:%H:%M}" in page
    assert "Nothing is lost" in page


def test_hostile_name_is_shown_not_run(reading_client):
    page = reading_client.get("/?route=all").text
    assert "<script>alert" not in page
    assert HOSTILE in words(page)


def test_empty_store_teaches_the_next_step(empty_client):
    page = empty_client.get("/").text
    assert {"/imports", "/profile/declare"} <= set(links(page))
    assert "wellspent demo" in words(page)


def test_everything_seen_to_is_said_calmly(learned):
    for row in queue_of(learned):
        next_step_taken(learned.store, row.lead.id, now=NOW)
    page = words(client_of(learned).get("/").text)
    assert "Nobody waits for us" in page
    assert "Every open enquiry was seen to." in page


def test_leads_that_were_never_routed_can_be_routed_from_here(empty):
    add_lead(empty.store, Lead(id="", name="Ida Sample", message="A quote, please."))
    client = client_of(empty)
    assert "no route was chosen for yet" in words(client.get("/").text)
    client.post("/queue/route")
    assert client.app.state.background.find(ROUTING).wait(30)
    page = client.get("/?route=all").text
    assert len(listed(page)) == 1
