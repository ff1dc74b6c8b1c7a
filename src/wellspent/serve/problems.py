"""Problem details (RFC 9457): the one shape in which the server says what went wrong.

Programs get `application/problem+json`. A browser that asks for a page gets the page that the web
door has set as `app.state.error_page`, made from the same details.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from wellspent import errors
from wellspent.errors import StoreUnavailable, WellspentError

Problem = Mapping[str, object]
ErrorPage = Callable[[Request, Problem], Response]

MEDIA_TYPE = "application/problem+json"
API_PREFIX = "/api/"
_RETRY_SECONDS = 2
_TITLES = {
    name: error.title
    for name, error in vars(errors).items()
    if isinstance(error, type) and issubclass(error, WellspentError)
}
_log = logging.getLogger("wellspent.serve")


def problem(status: int, detail: str, *, kind: str = "", **more: object) -> dict[str, object]:
    """Return problem details for a status; `kind` is the last part of the type's URN."""
    phrase = HTTPStatus(status).phrase
    kind = kind or phrase.title().replace(" ", "").replace("-", "")
    found: dict[str, object] = {
        "type": f"urn:wellspent:error:{kind}",
        "title": _TITLES.get(kind, phrase),
        "status": status,
        "detail": detail,
    }
    return found | more


def problem_response(
    request: Request, details: Problem, headers: Mapping[str, str] | None = None
) -> Response:
    """Answer with a problem: as a page to a browser outside the API, as JSON otherwise."""
    status = cast("int", details["status"])
    page = cast("ErrorPage | None", getattr(request.app.state, "error_page", None))
    wants_page = "text/html" in request.headers.get("accept", "")
    if page is not None and wants_page and not request.url.path.startswith(API_PREFIX):
        response = page(request, details)
        response.status_code = status
        response.headers.update(headers or {})
        return response
    return JSONResponse(dict(details), status, headers=headers, media_type=MEDIA_TYPE)


def add_problem_handlers(app: FastAPI) -> None:
    """Make every error of the app come out as problem details."""
    app.add_exception_handler(WellspentError, _own_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected)


async def _own_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, WellspentError)
    wait = {"Retry-After": str(_RETRY_SECONDS)} if isinstance(error, StoreUnavailable) else None
    return problem_response(request, error.problem_details(), wait)


async def _invalid_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [_fault(fault) for fault in cast("Sequence[Mapping[str, object]]", error.errors())]
    wanted = _other_content(request)
    if wanted and faults and faults[0]["where"].startswith("body"):
        return problem_response(request, _unsupported(request, wanted))
    first = faults[0] if faults else {"where": "", "what": "it can't be understood"}
    details = problem(
        422,
        f"The request can't be used: {first['where']}: {first['what']}.",
        kind="InputError",
        where=first["where"],
        errors=faults,
        next_step="Correct the named parts and send it again.",
    )
    return problem_response(request, details)


def _other_content(request: Request) -> str:
    """Return the content type that the endpoint takes, where the request came with another."""
    body = getattr(request.scope.get("route"), "body_field", None)
    wanted = str(getattr(getattr(body, "field_info", None), "media_type", ""))
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    empty = request.headers.get("content-length", "0") == "0" and not sent
    return "" if empty or sent == wanted or sent.endswith("+json") else wanted


def _unsupported(request: Request, wanted: str) -> Problem:
    sent = request.headers.get("content-type", "") or "none"
    return problem(
        415,
        f"This can't be read as {sent[:100]}.",
        where="header.content-type",
        next_step=f"Send it as {wanted}.",
    )


def _fault(fault: Mapping[str, object]) -> dict[str, str]:
    place = ".".join(str(part) for part in cast("Sequence[object]", fault.get("loc", ())))
    return {"where": place, "what": str(fault.get("msg", ""))}


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = {
        400: "The request can't be understood.",
        404: f"There is nothing at {request.url.path}.",
        405: f"{request.method} isn't possible at {request.url.path}.",
    }
    phrase = HTTPStatus(error.status_code).phrase
    own = "" if error.detail == phrase else error.detail
    detail = own or words.get(error.status_code, phrase)
    return problem_response(request, problem(error.status_code, detail), error.headers)


async def _unexpected(request: Request, error: Exception) -> Response:
    # The cause goes to the log, never to the caller: it may name files or hold someone's data.
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    details = problem(
        500,
        "Something went wrong on our side; nothing that was acknowledged is lost.",
        next_step="Try again; if it stays, look at the server's log.",
    )
    return problem_response(request, details)
