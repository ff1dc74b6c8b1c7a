"""The public door's paths: `/forms/SITE` and `/webhooks/SITE`, open to everybody.

They stand before the guards of all other pages: nobody shows a token here, pages of other sites
are meant to post here, and nothing can be read here but the form. What they take is limited by
site, in size and number, and it is on disk before it is acknowledged.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import ceil
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from wellspent.errors import (
    InputError,
    NotAllowed,
    NotFound,
    StoreUnavailable,
    TooLarge,
    TooMany,
    WellspentError,
)
from wellspent.jobs.form_shown import shown_token
from wellspent.jobs.read_submission import submission_from_form, submission_from_webhook
from wellspent.jobs.receive_enquiry import Intake
from wellspent.records.site import Site
from wellspent.records.submission import Submission
from wellspent.serve.intake.hand_over import HandOver
from wellspent.serve.intake.known_sites import KnownSites
from wellspent.serve.intake.limits import Limits
from wellspent.serve.intake.pages import form_page, problem_page, snippet, thanks_page
from wellspent.serve.public_page import SLOWEST_SECONDS, bounded_body
from wellspent.wiring import Wellspent

FORMS, WEBHOOKS = "/forms/", "/webhooks/"
KILOBYTE = 1024
RETRY_SECONDS = 2
MEDIA_TYPE = "application/problem+json"
METHODS = "GET, POST, OPTIONS"

Received = Callable[[Submission], None]


@dataclass(slots=True)
class PublicDoor:
    """What answers on the public paths, as an ASGI app of its own.

    `received` is called after each enquiry that was kept.
    """

    parts: Wellspent
    intake: Intake
    key: bytes
    received: Received = lambda _: None
    limits: Limits = field(default_factory=Limits)
    sites: KnownSites = field(init=False)
    hand_over: HandOver = field(init=False)

    def __post_init__(self) -> None:
        self.sites = KnownSites(self.parts)
        self.hand_over = HandOver(self.intake)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        request = Request(scope, receive)
        try:
            response = await self._answer(request)
        except WellspentError as error:
            response = _problem(request, error)
        except ClientDisconnect:
            return
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        path: str = request.scope["path"]
        start = FORMS if path.startswith(FORMS) else WEBHOOKS
        name, _, page = path.removeprefix(start).partition("/")
        site = await self.sites.find(name)
        if start == WEBHOOKS:
            return await self._webhook(request, site, page)
        _check_origin(request, site)
        try:
            response = await self._form_path(request, site, page)
        except WellspentError as error:
            response = _problem(request, error)
        _let_in(response, request, site)
        return response

    async def _form_path(self, request: Request, site: Site, page: str) -> Response:
        if request.method == "OPTIONS" and not page:
            return Response(status_code=204)
        if request.method == "POST" and not page:
            return await self._form(request, site)
        if request.method in {"GET", "HEAD"}:
            return self._page(request, site, page)
        return _not_possible(request)

    def _page(self, request: Request, site: Site, page: str) -> Response:
        now = datetime.now(UTC)
        if page == "":
            return form_page(site, self.key, now)
        if page == "thanks":
            return thanks_page(site)
        if page == "snippet":
            return snippet(site, f"{request.url.scheme}://{request.url.netloc}")
        if page == "shown":
            token = shown_token(self.key, site.name, now)
            return JSONResponse({"_shown": token}, headers={"cache-control": "no-store"})
        raise _nothing_here(request)

    async def _form(self, request: Request, site: Site) -> Response:
        self.limits.take(site)
        with self.limits.under_way(site):
            body = await _body(request, site)
            submission = submission_from_form(
                site,
                body,
                request.headers.get("content-type", ""),
                key=self.key,
                now=datetime.now(UTC),
                idempotency_key=request.headers.get("idempotency-key", ""),
            )
            kept = await self._keep(submission)
        if _wants_json(request, submission):
            return _accepted(kept)
        return RedirectResponse(site.thanks_address or f"{FORMS}{site.name}/thanks", 303)

    async def _webhook(self, request: Request, site: Site, page: str) -> Response:
        if page:
            raise _nothing_here(request)
        if request.method != "POST":
            return _not_possible(request)
        self.limits.take(site)
        with self.limits.under_way(site):
            body = await _body(request, site)
            headers = dict(request.headers)
            kept = await self._keep(
                submission_from_webhook(site, body, headers, now=datetime.now(UTC))
            )
        return _accepted(kept)

    async def _keep(self, submission: Submission) -> Submission:
        kept = await self.hand_over.keep(submission)
        self.received(kept)
        return kept


def is_public(scope: Scope) -> bool:
    """Return whether a request is for the public door."""
    return scope["type"] == "http" and scope["path"].startswith((FORMS, WEBHOOKS))


async def _body(request: Request, site: Site) -> bytes:
    """Read a body within the site's limit; TooLarge over it, InputError when it doesn't come."""
    return await bounded_body(
        request,
        site.most_kilobytes * KILOBYTE,
        too_large=_too_large(site),
        too_slow=InputError(
            f"the message didn't come in whole within {SLOWEST_SECONDS:.0f} seconds",
            next_step="Please send it again.",
        ),
    )


def _check_origin(request: Request, site: Site) -> None:
    """Refuse what a page of a site posts that isn't among the site's origins.

    A page may hide where it is (`null`), and programs say nothing: nothing is won by refusing
    those, since nobody is recognised here by anything that a browser sends by itself.
    """
    origin = request.headers.get("origin", "").lower()
    if not site.origins or origin in {"", "null"} or origin in site.origins:
        return
    if urlsplit(origin).netloc == request.headers.get("host", "").lower():
        return
    raise NotAllowed(
        "this form belongs to other pages than the one it was sent from",
        where=f"site {site.name}, sent from {origin[:200]}",
        next_step="Whoever runs the page adds its address to the site's origins.",
    )


def _let_in(response: Response, request: Request, site: Site) -> None:
    """Let scripts of the site's own pages read the answer (CORS)."""
    origin = request.headers.get("origin", "").lower()
    response.headers["vary"] = "Origin"
    if origin in site.origins:
        response.headers["access-control-allow-origin"] = origin
        response.headers["access-control-allow-methods"] = METHODS
        response.headers["access-control-allow-headers"] = "Content-Type, Idempotency-Key"
        response.headers["access-control-max-age"] = "600"


def _wants_json(request: Request, submission: Submission) -> bool:
    accepts = request.headers.get("accept", "")
    return submission.channel == "json" or (
        "application/json" in accepts and "text/html" not in accepts
    )


def _accepted(kept: Submission) -> Response:
    answer = {"id": kept.id, "duplicate_of": kept.duplicate_of}
    return JSONResponse(answer, 202, headers={"cache-control": "no-store"})


def _problem(request: Request, error: WellspentError) -> Response:
    if "text/html" in request.headers.get("accept", ""):
        response = problem_page(error.problem_details(), error.status)
    else:
        response = JSONResponse(error.problem_details(), error.status, media_type=MEDIA_TYPE)
    if isinstance(error, TooMany):
        response.headers["retry-after"] = str(max(1, ceil(error.wait_seconds)))
    elif isinstance(error, StoreUnavailable):
        response.headers["retry-after"] = str(RETRY_SECONDS)
    if isinstance(error, TooMany | TooLarge):
        response.headers["connection"] = "close"  # the rest of the body isn't read
    return response


def _too_large(site: Site) -> TooLarge:
    return TooLarge(
        f"the message is larger than the {site.most_kilobytes} kB that this form takes",
        where=f"site {site.name}",
        next_step="Please send a shorter message, without files.",
    )


def _nothing_here(request: Request) -> NotFound:
    return NotFound(
        f"there is nothing at {request.scope['path'][:200]}", next_step="Check the address."
    )


def _not_possible(request: Request) -> Response:
    details = {"title": "Not possible", "status": 405, "detail": f"{request.method} isn't for here"}
    return JSONResponse(details, 405, headers={"allow": METHODS}, media_type=MEDIA_TYPE)
