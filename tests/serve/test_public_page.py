import asyncio

import pytest
from starlette.requests import Request

from wellspent.errors import InputError, TooLarge
from wellspent.serve import public_page
from wellspent.serve.public_page import bounded_body, public_headers, public_words

LARGE, SLOW = TooLarge("too large"), InputError("too slow")


def read(*pieces: bytes, stated: str = "", never_ends: bool = False) -> bytes:
    given = [*pieces]
    headers = [(b"content-length", stated.encode())] if stated else []

    async def receive() -> dict:
        if not given and never_ends:
            await asyncio.sleep(60)
        body = given.pop(0) if given else b""
        return {"type": "http.request", "body": body, "more_body": bool(given) or never_ends}

    request = Request({"type": "http", "headers": headers}, receive)
    return asyncio.run(bounded_body(request, 10, too_large=LARGE, too_slow=SLOW))


def test_body_within_bounds_is_read_whole():
    assert read(b"12345", b"67890") == b"1234567890"


@pytest.mark.parametrize("stated", ["11", "many", "-1", "1e3"])
def test_body_that_says_it_is_longer_is_refused_unread(stated: str):
    with pytest.raises(TooLarge):
        read(b"1", stated=stated)


def test_body_that_is_longer_than_it_says_is_refused():
    with pytest.raises(TooLarge):
        read(b"12345", b"678901", stated="5")


def test_body_that_does_not_come_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(public_page, "SLOWEST_SECONDS", 0.05)
    with pytest.raises(InputError):
        read(b"12345", never_ends=True)


def test_words_are_english_in_a_language_we_have_none_of():
    place = ("wellspent.serve.feedback", "feedback_words.toml")
    assert public_words(*place, "xx") == public_words(*place, "en") != public_words(*place, "de")


def test_page_loads_its_own_style_and_script_only():
    policy = public_headers("p {}", script="1", referrer="no-referrer")["content-security-policy"]
    assert policy == (
        "default-src 'none'; style-src 'sha256-SNJDlN1Iy2mnt7DOjQIyDb2LQE6O5PQiSZomcdzawQ4='; "
        "script-src 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


def test_page_that_may_be_framed_does_not_say_deny():
    framed = public_headers("p {}", framers="https://a.example", referrer="no-referrer")
    assert "x-frame-options" not in framed
    assert public_headers("p {}", referrer="no-referrer")["x-frame-options"] == "DENY"
