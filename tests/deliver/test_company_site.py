"""A company's site is read politely, and never inside a private network."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from wellspent.deliver.company_site import LARGEST_PAGE, read_company_site
from wellspent.errors import InputError, ServerUnavailable, WellspentError
from wellspent.records.brief import SiteFact

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PAGE = """<html><head><title>Kunde</title>
<meta name="description" content="Kunde bakes rye &amp; wheat in three plants.">
<script>we("should never show")</script></head>
<body><p>We clean four times a day. Cookies?</p><p>Our bread needs dry floors.</p></body>"""


@contextmanager
def site(pages: dict[str, tuple[int, dict[str, str], bytes]]) -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(f"{self.path} {self.headers['user-agent']}")
            status, headers, body = pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"kunde.example:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()


def here(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


def read(domain: str) -> tuple[SiteFact, ...]:
    return read_company_site(domain, now=NOW, lookup=here, private_too=True, scheme="http")


HTML = {"content-type": "text/html; charset=utf-8"}


def test_what_a_company_says_of_itself_is_read_with_its_address() -> None:
    with site({"/": (200, HTML, PAGE.encode())}) as (domain, asked):
        facts = read(domain)
    assert [one.text for one in facts] == [
        "Kunde bakes rye & wheat in three plants.",
        "We clean four times a day.",
        "Our bread needs dry floors.",
    ]
    assert {(one.address, one.read_at) for one in facts} == {(f"http://{domain}/", NOW)}
    assert asked == ["/robots.txt Wellspent", "/ Wellspent"]


@pytest.mark.parametrize(
    "robots",
    [
        (200, {}, b"User-agent: *\nDisallow: /"),
        (200, {}, b"User-agent: Wellspent\nDisallow: /"),
        (500, {}, b""),
        (301, {"location": "/elsewhere"}, b""),
    ],
)
def test_robots_are_heeded(robots: tuple[int, dict[str, str], bytes]) -> None:
    pages = {"/robots.txt": robots, "/": (200, HTML, PAGE.encode())}
    with site(pages) as (domain, asked):
        with pytest.raises(InputError, match=r"robots\.txt"):
            read(domain)
        assert len(asked) == 1


def test_a_private_address_is_never_read() -> None:
    with site({"/": (200, HTML, PAGE.encode())}) as (domain, asked):
        with pytest.raises(InputError, match="public address"):
            read_company_site(domain, now=NOW, lookup=here, scheme="http")
        assert asked == []


@pytest.mark.parametrize(
    "location", ["http://169.254.169.254/latest", "http://other.example/", "file:///etc/passwd"]
)
def test_a_redirect_to_another_place_is_not_followed(location: str) -> None:
    pages = {"/": (302, {"location": location}, b"")}
    with site(pages) as (domain, asked):
        with pytest.raises(WellspentError):
            read(domain)
        assert len(asked) == 2


def test_a_circle_of_redirects_ends() -> None:
    pages = {"/": (302, {"location": "/"}, b"")}
    with site(pages) as (domain, _), pytest.raises(ServerUnavailable):
        read(domain)


@pytest.mark.parametrize(
    "page", [(503, HTML, b""), (200, {"content-type": "image/png"}, b"\x89PNG"), (404, HTML, b"")]
)
def test_what_is_no_page_is_an_error_that_says_so(page: tuple[int, dict[str, str], bytes]) -> None:
    with site({"/": page}) as (domain, _), pytest.raises(ServerUnavailable):
        read(domain)


def test_a_page_without_end_is_read_in_part() -> None:
    endless = b"<p>We bake bread every single day.</p>" + b"<meta name=" * (LARGEST_PAGE // 4)
    with site({"/": (200, HTML, endless)}) as (domain, _):
        assert [one.text for one in read(domain)] == ["We bake bread every single day."]
