import re
from datetime import UTC, datetime

from tests.serve.web.read_page import links, words
from tests.serve.web.small_company import client_of
from wellspent.jobs.move_lead import move_lead
from wellspent.jobs.route_queue import route_queue
from wellspent.jobs.routed_lead import routed_lead
from wellspent.records.route import Route


def put_in(wellspent, many: int) -> list[str]:
    now = datetime.now(UTC)
    ids = [row.lead.id for row in route_queue(wellspent.store, now=now).rows][:many]
    for lead in ids:
        move_lead(wellspent.store, lead, Route.QUARANTINE, by="Kim", now=now)
    return ids


def listed(page: str) -> list[str]:
    return re.findall(r'data-lead="(L\d+)"', page)


def test_quarantine_says_why_each_is_there_and_that_nothing_is_deleted(learned):
    (lead,) = put_in(learned, 1)
    page = client_of(learned).get("/quarantine").text
    assert "1 in quarantine" in words(page)
    assert routed_lead(learned.store, lead).reason in words(page)
    assert "Nothing is deleted" in words(page)
    assert "teaches" in words(page)


def test_quarantine_can_be_searched(learned):
    put_in(learned, 3)
    client = client_of(learned)
    found = listed(client.get("/quarantine?find=Works+302").text)
    assert len(found) == 1
    nothing = client.get("/quarantine?find=nobody-at-all").text
    assert "Nothing in quarantine matches" in words(nothing)
    assert "/quarantine" in links(nothing)


def test_several_are_released_at_once(learned):
    ids = put_in(learned, 3)
    form = {"path": "/quarantine", "act": "release", "on": ids[:2]}
    page = client_of(learned).post("/queue/act", data=form)
    assert page.url.path == "/quarantine"
    assert "2 enquiries: released" in words(page.text)
    assert listed(page.text) == ids[2:]
    assert routed_lead(learned.store, ids[0]).route is not Route.QUARANTINE


def test_empty_quarantine_is_calm(empty_client):
    assert "Quarantine is empty." in words(empty_client.get("/quarantine").text)


def test_today_leads_to_quarantine(learned):
    put_in(learned, 1)
    page = client_of(learned).get("/").text
    assert "/quarantine" in links(page)
    assert "Quarantine 1" in words(page)
