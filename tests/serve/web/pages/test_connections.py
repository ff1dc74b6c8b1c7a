"""Connections: sites that send, programs that are told; secrets are shown once."""

import json
from datetime import UTC, datetime

import pytest

from tests.serve.web.read_page import links, tags, words
from wellspent.jobs.hooks import list_deliveries, list_hooks
from wellspent.jobs.sites import get_site, list_sites, save_site
from wellspent.records.hook import Delivery, DeliveryState, HookEvent
from wellspent.records.site import Site
from wellspent.serve.web.pages.sites import pieces_to_paste
from wellspent.store.hooks import add_deliveries

SITE = {
    "name": "shop",
    "origins": "https://www.example.com\nhttps://example.com/",
    "mapping": "",
    "language": "en",
    "enquiries_a_minute": "60",
    "most_kilobytes": "64",
    "thanks_address": "",
}
HOOK = {"address": "https://crm.example.com/told", "event": ["lead.routed", "lead.marked"]}


def test_site_is_added_and_its_page_has_what_to_paste(empty, empty_client):
    page = empty_client.post("/connections/sites", data=SITE)
    site = get_site(empty.store, "shop")
    assert site.origins == ("https://www.example.com", "https://example.com")
    assert page.url.path == "/connections/sites/shop"
    assert "/forms/shop" in links(page.text)
    assert 'action="http://localhost/forms/shop"' in words(page.text)
    assert "shop" in words(empty_client.get("/connections").text)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "No Good!"}, "can't be a site's name"),
        ({"origins": "javascript:alert(1)"}, "isn't the origin"),
        ({"enquiries_a_minute": "many"}, "must be a number"),
        ({"enquiries_a_minute": "1.5"}, "whole number"),
        ({"most_kilobytes": "0"}, "makes no sense"),
        ({"thanks_address": "javascript:alert(1)"}, "isn't a web address"),
        ({"mapping": "nobody"}, "nobody"),
    ],
)
def test_site_that_makes_no_sense_comes_back_as_it_was_typed(empty, empty_client, change, said):
    page = empty_client.post("/connections/sites", data=SITE | change)
    assert page.status_code == 422
    assert said in words(page.text)
    assert "https://www.example.com" in page.text or "origins" in change
    assert not list_sites(empty.store)


def test_site_is_never_overwritten_by_adding(empty, empty_client):
    save_site(empty.store, Site(name="shop", secret="a secret of sixteen"))
    assert empty_client.post("/connections/sites", data=SITE).status_code == 409
    assert get_site(empty.store, "shop").secret == "a secret of sixteen"


def test_changed_limits_keep_the_secret_which_no_page_shows(empty, empty_client):
    save_site(empty.store, Site(name="shop", secret="a secret of sixteen"))
    page = empty_client.post("/connections/sites/shop", data=SITE | {"most_kilobytes": "8"})
    site = get_site(empty.store, "shop")
    assert (site.most_kilobytes, site.secret) == (8, "a secret of sixteen")
    assert "a secret of sixteen" not in page.text + empty_client.get("/connections").text


def test_new_secret_is_shown_this_once(empty, empty_client):
    save_site(empty.store, Site(name="shop"))
    page = empty_client.post("/connections/sites/shop/secret", data={"what": "new"})
    secret = get_site(empty.store, "shop").secret
    assert len(secret) >= 16
    assert secret in page.text
    assert page.headers["cache-control"] == "no-store"
    assert secret not in empty_client.get("/connections/sites/shop").text
    empty_client.post("/connections/sites/shop/secret", data={"what": "none"})
    assert get_site(empty.store, "shop").secret == ""


def test_short_secret_of_a_form_tool_is_refused(empty, empty_client):
    save_site(empty.store, Site(name="shop"))
    given = {"what": "own", "secret": "short"}
    assert empty_client.post("/connections/sites/shop/secret", data=given).status_code == 422
    assert get_site(empty.store, "shop").secret == ""


def test_site_is_removed(empty, empty_client):
    save_site(empty.store, Site(name="shop"))
    empty_client.post("/connections/sites/shop/remove")
    assert not list_sites(empty.store)
    assert empty_client.get("/connections/sites/shop").status_code == 404


def test_two_pieces_to_paste_are_told_apart(empty, empty_client):
    save_site(empty.store, Site(name="shop", language="de"))
    (_, frame), (_, form) = pieces_to_paste(empty_client.get("/forms/shop/snippet").text)
    assert frame.startswith("<iframe")
    assert (form[:5], form[-7:]) == ("<form", "</form>")


def test_hook_shows_its_secret_once_and_is_paused_and_deleted(empty, empty_client):
    page = empty_client.post("/connections/hooks", data=HOOK)
    (hook,) = list_hooks(empty.store)
    assert hook.events == (HookEvent.LEAD_ROUTED, HookEvent.LEAD_MARKED)
    assert hook.secret in [given.get("value") for _, given in tags(page.text)]
    own = f"/connections/hooks/{hook.id}"
    assert hook.secret not in empty_client.get("/connections").text + empty_client.get(own).text
    assert "Paused" in words(empty_client.post(f"{own}/pause", data={"paused": "yes"}).text)
    empty_client.post(f"{own}/pause", data={"paused": "no"})
    assert not list_hooks(empty.store)[0].paused
    empty_client.post(f"{own}/delete")
    assert not list_hooks(empty.store)
    assert empty_client.get(own).status_code == 404


@pytest.mark.parametrize(
    "change", [{"address": "ftp://crm.example.com"}, {"address": ""}, {"event": []}]
)
def test_hook_that_makes_no_sense_is_refused(empty, empty_client, change):
    page = empty_client.post("/connections/hooks", data=HOOK | change)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert not list_hooks(empty.store)


def test_delivery_log_has_errors_and_a_message_is_sent_again(empty, empty_client):
    empty_client.post("/connections/hooks", data=HOOK)
    (hook,) = list_hooks(empty.store)
    failed = Delivery(
        hook_id=hook.id,
        event=HookEvent.LEAD_ROUTED,
        body=json.dumps({"lead": "<script>"}),
        created_at=datetime(2026, 11, 20, tzinfo=UTC),
        state=DeliveryState.FAILED,
        attempts=8,
        status=500,
        error="the receiver answered 500",
    )
    add_deliveries(empty.store, [failed])
    own = f"/connections/hooks/{hook.id}"
    page = empty_client.get(own).text
    assert "the receiver answered 500" in words(page)
    assert '<script>"' not in page
    (kept,) = list_deliveries(empty.store, hook.id)
    answer = empty_client.post(f"{own}/again", data={"delivery": kept.id})
    assert "tried again at once" in words(answer.text)
    assert list_deliveries(empty.store, hook.id)[0].state is DeliveryState.WAITING
    assert empty_client.post(f"{own}/again", data={"delivery": "D99"}).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["sites", "sites/shop", "sites/shop/secret", "sites/shop/remove", "hooks", "hooks/H1/delete"],
)
def test_form_of_another_site_is_refused(empty_client, path):
    answer = empty_client.post(f"/connections/{path}", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
