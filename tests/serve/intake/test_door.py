import re
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from tests.serve.intake.conftest import SHOP, TOKEN
from wellspent.collect.webhook import OWN_SCHEME, sign
from wellspent.jobs.sites import save_site
from wellspent.store.submissions import get_submission
from wellspent.wiring import Wellspent

SAID = {"name": "Ada", "email": "ada@acme.example", "message": "Do you deliver to Ghent?"}
FROM_SHOP = {"origin": "https://shop.example", "accept": "text/html"}


def test_form_of_the_sites_own_page_is_kept_and_thanked(door: TestClient, parts: Wellspent):
    answer = door.post("/forms/shop", data=SAID, headers=FROM_SHOP)
    assert (answer.status_code, answer.headers["location"]) == (303, "/forms/shop/thanks")
    assert "Thank you" in door.get("/forms/shop/thanks").text
    kept = get_submission(parts.store, "S1")
    assert (kept.site, kept.channel, kept.fields) == ("shop", "form", SAID)


def test_thanks_may_be_a_page_of_the_site(door: TestClient, parts: Wellspent):
    save_site(parts.store, replace(SHOP, thanks_address="https://shop.example/thanks"))
    answer = door.post("/forms/shop", data=SAID, headers=FROM_SHOP)
    assert answer.headers["location"] == "https://shop.example/thanks"
    rule = door.get("/forms/shop").headers["content-security-policy"]
    assert "form-action 'self' https://shop.example;" in rule


def test_script_of_the_sites_own_page_gets_the_id(door: TestClient):
    headers = {"origin": "https://shop.example", "idempotency-key": "k1"}
    first = door.post("/forms/shop", json=SAID, headers=headers)
    assert (first.status_code, first.json()) == (202, {"id": "S1", "duplicate_of": ""})
    assert first.headers["access-control-allow-origin"] == "https://shop.example"
    again = door.post("/forms/shop", json=SAID, headers=headers)
    assert again.json() == {"id": "S2", "duplicate_of": "S1"}
    other = door.post("/forms/shop", json=SAID | {"message": "And pumps?"}, headers=headers)
    assert (other.status_code, other.json()["duplicate_of"]) == (202, "")
    asked = door.options("/forms/shop", headers=headers | {"access-control-request-method": "POST"})
    assert asked.status_code == 204
    assert "Idempotency-Key" in asked.headers["access-control-allow-headers"]


def test_page_of_another_site_is_refused_and_told_why(door: TestClient):
    answer = door.post("/forms/shop", data=SAID, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "origins" in answer.json()["next_step"]
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("origin", ["null", "http://localhost:8350"])
def test_page_that_hides_its_address_and_our_own_may_send(door: TestClient, origin: str):
    assert door.post("/forms/shop", data=SAID, headers={"origin": origin}).status_code == 303


def test_site_without_origins_takes_forms_from_everywhere(door: TestClient, parts: Wellspent):
    save_site(parts.store, replace(SHOP, name="open", origins=()))
    answer = door.post("/forms/open", data=SAID, headers={"origin": "https://any.example"})
    assert answer.status_code == 303
    assert door.get("/forms/open").headers["x-frame-options"] == "DENY"


def test_time_to_fill_and_zone_are_told_by_our_form(door: TestClient, parts: Wellspent):
    page = door.get("/forms/shop").text
    found = re.search(r'name="_shown" value="([^"]+)"', page)
    assert found is not None
    sent = SAID | {"_shown": found[1], "_second_message": "", "_zone": "Europe/Brussels"}
    door.post("/forms/shop", data=sent, headers=FROM_SHOP)
    kept = get_submission(parts.store, "S1")
    assert kept.fill_seconds is not None
    assert 0 <= kept.fill_seconds < 30
    assert (kept.trap_filled, kept.time_zone, kept.fields) == (False, "Europe/Brussels", SAID)


@pytest.mark.parametrize("shown", ["x", "1.2.3", "1700000000.000.abcdef", ".", "é" * 200])
def test_time_that_we_did_not_write_is_unknown(door: TestClient, parts: Wellspent, shown: str):
    sent = SAID | {"_shown": shown, "_second_message": "buy now", "_zone": "../../etc/passwd"}
    door.post("/forms/shop", data=sent, headers=FROM_SHOP)
    kept = get_submission(parts.store, "S1")
    assert (kept.fill_seconds, kept.trap_filled, kept.time_zone) == (None, True, "")


def test_form_may_be_framed_by_the_sites_own_pages_only(door: TestClient):
    headers = door.get("/forms/shop").headers
    assert "frame-ancestors https://shop.example" in headers["content-security-policy"]
    assert "x-frame-options" not in headers
    assert "DENY" in door.get("/forms/shop/snippet").headers["x-frame-options"]


def test_snippet_posts_to_us(door: TestClient):
    text = door.get("/forms/shop/snippet").text
    assert 'action="http://localhost:8350/forms/shop"' in text
    assert '<iframe src="http://localhost:8350/forms/shop"' in text
    assert "<script" not in text


def test_form_speaks_the_sites_language(door: TestClient, parts: Wellspent):
    save_site(parts.store, replace(SHOP, name="laden", language="de"))
    page = door.get("/forms/laden").text
    assert '<html lang="de">' in page
    assert "Wie können wir helfen?" in page


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"", "application/x-www-form-urlencoded", 422),
        (b"message=+++", "application/x-www-form-urlencoded", 422),
        (b"_second_message=x", "application/x-www-form-urlencoded", 422),
        (b"{", "application/json", 422),
        (b"[1]", "application/json", 422),
        (b"x", "image/png", 422),
        (b"x", "multipart/form-data", 422),
        (b"a=" + b"x" * 9000, "application/x-www-form-urlencoded", 413),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(
    door: TestClient, body: bytes, content_type: str, status: int
):
    answer = door.post("/forms/shop", content=body, headers={"content-type": content_type})
    assert answer.status_code == status
    assert answer.json()["next_step"]


def test_body_without_a_length_is_limited_while_it_comes(door: TestClient):
    answer = door.post("/forms/shop", content=(b"a" * 1000 for _ in range(20)))
    assert answer.status_code == 413


def test_person_sees_a_problem_as_a_page(door: TestClient):
    answer = door.post("/forms/shop", data={}, headers=FROM_SHOP)
    assert answer.status_code == 422
    assert "<h1>" in answer.text
    assert 'href="/leads"' not in answer.text


def test_flooding_site_is_told_to_wait_and_stops_no_other(door: TestClient, parts: Wellspent):
    save_site(parts.store, replace(SHOP, name="flood", enquiries_a_minute=3))
    answers = [door.post("/forms/flood", json=SAID) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [202, 202, 202, 429, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert door.post("/forms/shop", json=SAID).status_code == 202


def test_webhook_of_a_site_with_a_secret_must_be_signed(door: TestClient, parts: Wellspent):
    secret = "a secret of this site alone"
    save_site(parts.store, replace(SHOP, name="tool", mapping="tally", secret=secret))
    body = b'{"eventId": "e1", "data": {"fields": [{"label": "Email", "value": "a@b.example"}]}}'
    assert door.post("/webhooks/tool", content=body).status_code == 403
    signed = {"x-wellspent-signature": sign(body, secret, OWN_SCHEME)}
    answers = [door.post("/webhooks/tool", content=body, headers=signed) for _ in range(2)]
    assert [answer.json()["duplicate_of"] for answer in answers] == ["", "S1"]
    kept = get_submission(parts.store, "S1")
    assert (kept.channel, kept.idempotency_key) == ("webhook", "e1")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/forms/nowhere", 404),
        ("POST", "/forms/", 404),
        ("POST", "/webhooks/nowhere", 404),
        ("GET", "/webhooks/shop", 405),
        ("POST", "/webhooks/shop/more", 404),
        ("GET", "/forms/shop/more", 404),
        ("POST", "/forms/shop/thanks", 405),
        ("DELETE", "/forms/shop", 405),
    ],
)
def test_other_paths_and_methods_are_refused(door: TestClient, method: str, path: str, status: int):
    assert door.request(method, path).status_code == status


def test_everything_else_still_asks_for_the_token(server: TestClient):
    assert server.get("/api/v1/leads").status_code == 401
    shown = {"authorization": f"Bearer {TOKEN}"}
    assert server.get("/api/v1/leads", headers=shown).status_code == 200
    assert server.post("/forms/../api/v1/leads", json={"name": "x"}).status_code in {401, 404}
    assert server.post("/forms/shop", json=SAID, headers={"host": "any.example"}).status_code == 202
