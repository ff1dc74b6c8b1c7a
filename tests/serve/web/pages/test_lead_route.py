"""What a person decides on the Lead page, by plain forms, and how it is taken back."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.deliver.loopback import mail_server
from tests.serve.web.read_page import links, rows, tags, words
from tests.serve.web.small_company import client_of
from wellspent.deliver.mail import read_mail_server
from wellspent.jobs.explain_route import explain_route
from wellspent.jobs.route_queue import route_queue
from wellspent.jobs.routed_lead import routed_lead
from wellspent.records.authenticity import EnquiryKind, MarkKind
from wellspent.records.route import Route
from wellspent.serve.web.lead_view import Draft, mail_link

NOW = datetime.now(UTC)


@pytest.fixture
def lead(learned):
    return route_queue(learned.store, now=NOW).rows[0].lead.id


def post(client, lead, what, **fields):
    return client.post(f"/leads/{lead}/{what}", data=fields, follow_redirects=False)


def test_page_says_where_it_goes_who_has_it_and_both_axes(learned, client, lead):
    said = words(client.get(f"/leads/{lead}").text)
    routed = routed_lead(learned.store, lead)
    assert routed.reason in said
    assert routed.owner_reason in said
    for axis in ("Fit", "Authenticity"):
        assert axis in said
    assert "never multiplied" in said


def test_price_of_each_route_stands_with_its_sentence(learned, client, lead):
    choice = explain_route(learned.store, lead).choice
    table = [row for row in rows(client.get(f"/leads/{lead}").text) if len(row) == 4]
    by_route = {row[0].casefold(): row for row in table}
    for price in choice.prices:
        assert price.sentence == by_route[price.route][2]


def test_evidence_on_the_page_adds_up_to_the_authenticity(client, lead):
    table = rows(client.get(f"/leads/{lead}").text)
    start = next(
        index for index, row in enumerate(table) if row[:1] == ["Before anything was read"]
    )
    end = next(index for index, row in enumerate(table) if row[:1] == ["Authenticity (sum)"])
    *steps, total = (Decimal(row[2]) for row in table[start : end + 1])
    assert len(steps) > 1
    assert sum(steps) == total


def test_route_that_a_person_chose_stays_until_given_back(learned, client, lead):
    before = routed_lead(learned.store, lead).route
    answer = post(client, lead, "route", route="give")
    assert answer.status_code == 303
    moved = routed_lead(learned.store, lead)
    assert (moved.route, moved.decided_by) == (Route.GIVE, "a person")
    assert "No rule changes that" in words(client.get(answer.headers["location"]).text)
    post(client, lead, "route", route="rule")
    assert routed_lead(learned.store, lead).route is before


@pytest.mark.parametrize("route", ["person decides", "nowhere", ""])
def test_route_that_nobody_can_choose_is_refused_on_the_page(learned, client, lead, route):
    before = routed_lead(learned.store, lead)
    answer = post(client, lead, "route", route=route)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert routed_lead(learned.store, lead) == before


def test_mark_is_kept_with_kind_and_note_and_can_be_taken_back(learned, client, lead):
    answer = post(
        client, lead, "mark", mark="time-waster", kind="vendor pitch", note="Sells seals."
    )
    page = words(client.get(answer.headers["location"]).text)
    (mark,) = explain_route(learned.store, lead).marks
    assert (mark.mark, mark.kind) == (MarkKind.TIME_WASTER, EnquiryKind.VENDOR)
    assert "Sells seals." in page
    assert "Marked. It teaches" in page
    post(client, lead, "unmark")
    assert not explain_route(learned.store, lead).marks
    assert routed_lead(learned.store, lead).acted_at is None


def test_mark_without_a_word_is_refused(learned, client, lead):
    assert post(client, lead, "mark", mark="").status_code == 422
    assert not explain_route(learned.store, lead).marks


def test_release_is_offered_in_a_slow_lane_only(learned, client, lead):
    address = f"/leads/{lead}/release"
    assert address not in client.get(f"/leads/{lead}").text
    post(client, lead, "route", route="quarantine")
    assert address in client.get(f"/leads/{lead}").text
    post(client, lead, "release")
    assert routed_lead(learned.store, lead).released_at is not None


def test_answer_is_filled_in_shown_as_a_quote_and_its_markup_not_run(learned, client, lead):
    said = "<b>Four</b> lines by May"
    answer = post(client, lead, "answer", field="need", text=said)
    page = client.get(answer.headers["location"]).text
    assert "<b>Four</b>" not in page
    assert said in words(page)
    assert [one.text for one in explain_route(learned.store, lead).answers] == [said]


def test_empty_answer_is_refused(client, lead):
    assert post(client, lead, "answer", field="need", text=" ").status_code == 422


def test_step_that_was_taken_waits_no_longer_and_can_wait_again(learned, client, lead):
    post(client, lead, "done")
    assert routed_lead(learned.store, lead).acted_at is not None
    assert "It wasn't taken" in words(client.get(f"/leads/{lead}").text)
    post(client, lead, "waits")
    assert routed_lead(learned.store, lead).acted_at is None


def test_text_of_another_route_is_shown_and_nothing_is_moved(learned, client, lead):
    before = routed_lead(learned.store, lead)
    page = client.get(f"/leads/{lead}?step=ask").text
    assert "as for ask" in words(page)
    assert explain_route(learned.store, lead, step_for=Route.ASK).next_step.subject in page
    assert routed_lead(learned.store, lead) == before


def test_link_to_the_mail_program_holds_the_text(client, lead):
    page = client.get(f"/leads/{lead}").text
    link = next(one for one in links(page) if one.startswith("mailto:"))
    body = parse_qs(urlsplit(link).query)["body"][0]
    assert body.splitlines()[0] in words(page)


def test_link_to_the_mail_program_takes_no_further_header_from_an_address():
    link = mail_link("a@example.com?bcc=all@example.com&x", Draft("Hi", "x" * 5000))
    assert set(parse_qs(urlsplit(link).query)) == {"subject"}
    assert "body=" not in link
    assert unquote(urlsplit(link).path).startswith("a@example.com?bcc")


def test_nothing_can_be_sent_without_a_mail_server(learned, client, lead):
    assert f'action="/leads/{lead}/send"' not in client.get(f"/leads/{lead}").text
    answer = post(client, lead, "send", subject="Hello", body="My own words")
    assert answer.status_code == 422
    assert "My own words" in answer.text
    assert routed_lead(learned.store, lead).acted_at is None


def test_person_sends_the_text_as_they_left_it(learned, lead):
    with mail_server() as box:
        settings = replace(learned.settings, mail_sender="Sales <sales@example.com>")
        server = read_mail_server(box.address)
        client = client_of(replace(learned, settings=settings, mail_server=server))
        assert f'action="/leads/{lead}/send"' in client.get(f"/leads/{lead}").text
        answer = post(client, lead, "send", subject="Hello", body="My own words")
        assert answer.headers["location"].endswith("did=sent")
    assert routed_lead(learned.store, lead).acted_at is not None


def test_closed_enquiry_says_how_it_ended_and_offers_no_step(client):
    listed = client.get("/leads?outcome=won").text
    won = next(one for one in links(listed) if one.startswith("/leads/L"))
    page = client.get(won).text
    assert "Became a customer" in words(page)
    assert "/done" not in page
    assert [given for tag, given in tags(page) if given.get("action") == f"{won}/mark"]


@pytest.mark.parametrize("what", ["route", "mark", "unmark", "done", "waits", "answer", "release"])
def test_form_of_another_site_is_refused(reading_client, what):
    answer = reading_client.post(f"/leads/L301/{what}", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize("what", ["route", "done", "waits", "release", "unmark"])
def test_unknown_enquiry_is_a_calm_404(reading_client, what):
    answer = post(reading_client, "L999999", what, route="give")
    assert answer.status_code == 404
    assert "<h1>Not found</h1>" in answer.text
