"""A company's own site, read politely: the page at its door and what it says of itself.

Only where the team has turned it on. `robots.txt` is asked first and heeded; where it can't be read
for a fault of the server's, nothing is. The name is resolved and must be public, and the call goes
to the address that was looked at (`address.py`). One page, with limits of size and time; at most
two redirects, each to the same company's name, each looked at anew.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from time import monotonic
from typing import Final
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from wellspent.collect.html_text import lines_of_html
from wellspent.deliver.address import Destination, Resolve, find_destination, resolve
from wellspent.errors import InputError, ServerUnavailable
from wellspent.phrases.sentences import sentence_spans
from wellspent.records.brief import SiteFact

AGENT: Final = "Wellspent"
PATIENCE: Final = 8.0
LARGEST_PAGE: Final = 512 * 1024
LARGEST_ROBOTS: Final = 128 * 1024
MOST_REDIRECTS: Final = 2
MOST_FACTS: Final = 4
SHORTEST: Final = 5
LONGEST: Final = 300

_DESCRIPTION: Final = re.compile(
    r"<meta\b[^<>]{0,300}?(?:name|property)\s{0,3}=\s{0,3}[\"'](?:og:)?description[\"']"
    r"[^<>]{0,300}?content\s{0,3}=\s{0,3}[\"]([^\"<>]{1,600})[\"]",
    re.IGNORECASE,
)
_ABOUT_THEMSELVES: Final = re.compile(
    r"\b(?:we|our|wir|unsere?|nous|notre|nosotros|nuestr[oa])\b", re.IGNORECASE
)


def read_company_site(
    domain: str,
    *,
    now: datetime,
    lookup: Resolve = resolve,
    private_too: bool = False,
    scheme: str = "https",
) -> tuple[SiteFact, ...]:
    """Return sentences in which a company speaks of itself, each with where and when it stood.

    InputError when the address isn't public or `robots.txt` asks to stay away; ServerUnavailable
    when the site can't be read.
    """
    start = f"{scheme}://{domain}/"
    try:
        address, page = _page(start, lookup, private_too)
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise ServerUnavailable(
            f"The site of {domain} can't be read ({type(error).__name__}).",
            where=start,
            next_step="Look whether it is there; the brief is complete without it.",
        ) from error
    found = dict.fromkeys(_sentences(page))
    return tuple(
        SiteFact(text=one, address=address, read_at=now) for one in list(found)[:MOST_FACTS]
    )


def _page(start: str, lookup: Resolve, private_too: bool) -> tuple[str, str]:
    address = start
    for _ in range(MOST_REDIRECTS + 1):
        _check_robots(address, lookup, private_too)
        destination = find_destination(address, private_too=private_too, lookup=lookup)
        status, headers, body = _get(destination, LARGEST_PAGE)
        if 300 <= status < 400 and "location" in headers:
            address = _same_company(start, urljoin(address, headers["location"]))
            continue
        if status != 200 or "html" not in headers.get("content-type", ""):
            raise ServerUnavailable(f"The site answered {status} and no page.", where=address)
        return address, body.decode("utf-8", "replace")
    raise ServerUnavailable("The site sends from one address to the next.", where=start)


def _check_robots(address: str, lookup: Resolve, private_too: bool) -> None:
    """Raise unless `robots.txt` lets us read an address: none (4xx) lets, a fault doesn't."""
    robots = urljoin(address, "/robots.txt")
    destination = find_destination(robots, private_too=private_too, lookup=lookup)
    status, _, body = _get(destination, LARGEST_ROBOTS)
    if 400 <= status < 500:
        return
    rules = RobotFileParser()
    rules.parse(body.decode("utf-8", "replace").splitlines() if status == 200 else
                ["User-agent: *", "Disallow: /"])  # fmt: skip
    if not rules.can_fetch(AGENT, address):
        raise InputError(
            "The site's robots.txt asks programs to stay away.",
            where=robots,
            next_step="Read it yourself; the brief is complete without it.",
        )


def _same_company(start: str, address: str) -> str:
    wanted, given = urlsplit(start), urlsplit(address)
    host = (wanted.hostname or "").removeprefix("www.")
    if given.scheme not in ("https", wanted.scheme) or (
        (given.hostname or "").removeprefix("www.") != host
    ):
        raise InputError("The site sends to another one, which isn't followed.", where=address)
    return address


def _get(to: Destination, largest: int) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and the beginning of what an address gives, within the time."""
    shown = f"[{to.ip}]" if ":" in to.ip else to.ip
    usual = 443 if to.scheme == "https" else 80
    headers = {
        "host": to.host if to.port == usual else f"{to.host}:{to.port}",
        "user-agent": AGENT,
        "accept": "text/html, text/plain",
    }
    end = monotonic() + PATIENCE
    received = bytearray()
    with (
        httpx.Client(timeout=PATIENCE, follow_redirects=False, trust_env=False) as client,
        client.stream(
            "GET",
            f"{to.scheme}://{shown}:{to.port}{to.path}",
            headers=headers,
            extensions={"sni_hostname": to.host},
        ) as answer,
    ):
        for piece in answer.iter_bytes():
            received += piece
            if len(received) >= largest or monotonic() > end:
                break
        known = {name.casefold(): value for name, value in answer.headers.items()}
        return answer.status_code, known, bytes(received[:largest])


def _sentences(page: str) -> Iterator[str]:
    """Yield what a page says of the company: its own description first."""
    for match in _DESCRIPTION.finditer(page):
        yield " ".join(unescape(match[1]).split())
    for line in lines_of_html(page):
        for start, end in sentence_spans(line.text):
            text = " ".join(line.text[start:end].split())
            fits = len(text) <= LONGEST and len(text.split()) >= SHORTEST
            if fits and _ABOUT_THEMSELVES.search(text):
                yield text
