"""What a browser fetches for a first view: the page and all that it names, packed as it travels."""

import pytest

from tests.serve.web.read_page import tags

MOST_BYTES = 100_000
PAGES = [
    "/",
    "/leads",
    "/review",
    "/review/rules",
    "/leads/L1",
    "/profile",
    "/profile/points/industry",
    "/imports",
]


def travelled(client, address: str) -> tuple[int, str]:
    """Return how many bytes an address takes on the way, and its text."""
    with client.stream("GET", address, headers={"accept-encoding": "gzip"}) as answer:
        assert answer.status_code == 200
        raw = b"".join(answer.iter_raw())
    return len(raw), client.get(address).text


@pytest.mark.parametrize("page", PAGES)
def test_first_view_is_small(reading_client, page):
    size, html = travelled(reading_client, page)
    needed = {
        given.get("href", "") or given.get("src", "")
        for tag, given in tags(html)
        if tag == "script" or (tag == "link" and given.get("rel") in {"stylesheet", "icon"})
    }
    assert needed
    assert size + sum(travelled(reading_client, one)[0] for one in needed) < MOST_BYTES


def test_page_travels_packed_and_only_where_it_is_understood(reading_client):
    packed = reading_client.get("/leads", headers={"accept-encoding": "gzip"})
    plain = reading_client.get("/leads", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert travelled(reading_client, "/leads")[0] * 3 < len(plain.content)
