"""What the pages that are open to everybody share: bounded bodies, words by language, headers."""

import asyncio
import base64
import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup
from starlette.requests import Request

from wellspent.errors import WellspentError

FALLBACK = "en"
SLOWEST_SECONDS = 30.0
"""How long a sender may take for what is at most a megabyte."""


async def bounded_body(
    request: Request, most: int, *, too_large: WellspentError, too_slow: WellspentError
) -> bytes:
    """Read a body of at most so many bytes; raises what is given where it is longer or late."""
    stated = request.headers.get("content-length", "0")
    if not stated.isdecimal() or int(stated) > most:
        raise too_large
    pieces: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(SLOWEST_SECONDS):
            async for piece in request.stream():
                size += len(piece)
                if size > most:
                    raise too_large
                pieces.append(piece)
    except TimeoutError as error:
        raise too_slow from error
    return b"".join(pieces)


@cache
def public_words(package: str, file: str, language: str) -> Mapping[str, str]:
    """Return the words of a page's file in a language; in English where we have none."""
    words = tomllib.loads(files(package).joinpath(file).read_text("utf-8"))
    return words.get(language, words[FALLBACK])


@cache
def own_style(path: Path) -> Markup:
    """Return a style sheet of ours, to stand in the page itself."""
    return Markup(path.read_text("utf-8"))  # noqa: S704  our own file, which nobody else writes


def public_headers(
    style: str, *, script: str = "", forms_lead_to: str = "", framers: str = "'none'", referrer: str
) -> dict[str, str]:
    """Return headers that let a page load nothing but its own style and script.

    `forms_lead_to` is one more address that a form may end at, `framers` who may frame the page.
    """
    scripts = f"script-src {_hash(script)}; " if script else ""
    leads_to = f" {forms_lead_to}" if forms_lead_to else ""
    headers = {
        "content-security-policy": (
            f"default-src 'none'; style-src {_hash(style)}; {scripts}"
            f"form-action 'self'{leads_to}; base-uri 'none'; frame-ancestors {framers}"
        ),
        "x-content-type-options": "nosniff",
        "referrer-policy": referrer,
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
        "cache-control": "no-store",
    }
    return headers if framers != "'none'" else {**headers, "x-frame-options": "DENY"}


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
