"""Guards that stand before every request: names, origin, token, size, and security headers.

Each is a plain ASGI wrapper, so that streams stay streams. A page of another site that is open in
the same browser must not be able to write here (cross-site request forgery), nor read here by
pointing a name of its own at this machine (DNS rebinding); both matter most on one's own machine,
where no token is asked for.
"""

import base64
import binascii
import hmac
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from fastapi import Request, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wellspent.serve.problems import API_PREFIX, problem, problem_response

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
MEGABYTE = 1024 * 1024
SMALL_BODY = 2 * MEGABYTE

SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

Refusal = Callable[[Request], Response | None]


class Guard:
    """Let a request through unless `refuse` answers it."""

    def __init__(self, app: ASGIApp, refuse: Refusal) -> None:
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request (ASGI)."""
        if scope["type"] == "http":
            refusal = self._refuse(Request(scope))
            if refusal is not None:
                await refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)


def refuse_strange_host(allowed: Iterable[str]) -> Refusal:
    """Refuse requests that call the server by a name that isn't its own."""
    names = frozenset(name.lower() for name in allowed)

    def refuse(request: Request) -> Response | None:
        name = _host_name(request.headers.get("host", ""))
        if name in names:
            return None
        details = problem(
            421,
            f"This server doesn't answer to the name {name or '(none)'}.",
            next_step="Call it by its own name, or add the name to the setting allowed_hosts.",
        )
        return problem_response(request, details)

    return refuse


def refuse_other_sites(trusted_origins: Iterable[str]) -> Refusal:
    """Refuse changes that a page of another site sends (cross-site request forgery).

    Browsers say where a request comes from (`Sec-Fetch-Site`, or `Origin` in older ones), and
    pages can't forge either. Programs send neither and aren't led by a page: they pass.
    """
    trusted = frozenset(origin.rstrip("/").lower() for origin in trusted_origins)

    def refuse(request: Request) -> Response | None:
        if request.method in SAFE_METHODS or _same_site(request, trusted):
            return None
        details = problem(
            403,
            "This change came from a page of another site, so it was not made.",
            next_step="Send it from Wellspent's own pages, or list the origin in the setting cors.",
        )
        return problem_response(request, details)

    return refuse


def _same_site(request: Request, trusted: frozenset[str]) -> bool:
    origin = request.headers.get("origin", "").lower()
    if origin in trusted and request.url.path.startswith(API_PREFIX):
        return True
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    return not origin or urlsplit(origin).netloc == request.headers.get("host", "").lower()


def _host_name(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower()


def refuse_without_token(token: str, open_paths: Iterable[str]) -> Refusal:
    """Refuse requests that don't show the token.

    Programs send it as bearer token; a browser asks the person for it as password (any name).
    Paths that begin with one of `open_paths` need none.
    """
    secret = token.encode()
    open_prefixes = tuple(open_paths)

    def refuse(request: Request) -> Response | None:
        if request.url.path.startswith(open_prefixes) or _preflight(request):
            return None
        shown = _shown_token(request.headers.get("authorization", ""))
        if hmac.compare_digest(shown, secret):
            return None
        details = problem(
            401,
            "This server asks for a token, and the request shows none or a wrong one.",
            next_step="Send `Authorization: Bearer TOKEN`; in a browser, give it as password.",
        )
        api = request.url.path.startswith(API_PREFIX)
        challenge = "Bearer" if api else 'Basic realm="Wellspent", charset="UTF-8"'
        return problem_response(request, details, {"WWW-Authenticate": challenge})

    return refuse


def _preflight(request: Request) -> bool:
    return request.method == "OPTIONS" and "access-control-request-method" in request.headers


def _shown_token(authorization: str) -> bytes:
    scheme, _, rest = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip().encode()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(rest.strip(), validate=True).partition(b":")[2]
        except (binascii.Error, ValueError):
            return b""
    return b""


class BodyLimit:
    """Refuse bodies over the limit of their path, by their stated length or while they stream."""

    def __init__(self, app: ASGIApp, limit_of: Callable[[str], int]) -> None:
        self._app = app
        self._limit_of = limit_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        limit = self._limit_of(scope["path"])
        stated = Headers(scope=scope).get("content-length", "0")
        if not stated.isdigit() or int(stated) > limit:
            await _too_large(request, limit)(scope, receive, send)
            return
        await self._count(request, limit, receive, send)

    async def _count(self, request: Request, limit: int, receive: Receive, send: Send) -> None:
        seen, answered = 0, False

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise _OverLimit
            return message

        async def noted(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self._app(request.scope, counted, noted)
        except _OverLimit:
            if not answered:
                await _too_large(request, limit)(request.scope, receive, send)


class _OverLimit(BaseException):
    """Passes through handlers of ordinary errors, up to the guard that counts."""


def _too_large(request: Request, limit: int) -> Response:
    details = problem(
        413,
        f"The body is larger than the {limit // MEGABYTE} MB that are allowed here.",
        kind="TooLarge",
        next_step="Send less at once, or raise the setting max_upload_mb for files.",
    )
    return problem_response(request, details, {"Connection": "close"})


class SecurityHeaders:
    """Add the security headers to every answer that doesn't set its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request (ASGI)."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                if "cache-control" not in headers:
                    headers["cache-control"] = "no-store"
            await send(message)

        await self._app(scope, receive, guarded if scope["type"] == "http" else send)
