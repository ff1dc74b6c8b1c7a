"""The customer's one-tap page: `/feedback/TOKEN`, open to whoever has the link.

It stands before the guards of the team's pages: nobody shows a password here, and nothing but this
one interaction can be seen. Looking at it votes for nothing, so mail scanners that open links
don't either; a tap on a button does. No cookies, no scripts, nothing loaded from elsewhere.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from wellspent.errors import Conflict, InputError, TooLarge, WellspentError
from wellspent.jobs.answer_feedback import add_to_feedback, answer_feedback, open_feedback
from wellspent.records.feedback import AskingWish, Worth
from wellspent.records.heard import Complaint
from wellspent.serve.feedback.pages import (
    ask_page,
    more_page,
    not_possible_page,
    problem_page,
    said_page,
)
from wellspent.serve.public_page import bounded_body
from wellspent.wiring import Wellspent

FEEDBACK = "/feedback/"
LARGEST_BODY = 16 * 1024

Fields = Mapping[str, Sequence[str]]
Kind = TypeVar("Kind", Worth, Complaint, AskingWish)


class FeedbackDoor:
    """What answers on the one-tap page's paths, as an ASGI app of its own."""

    def __init__(
        self, parts: Wellspent, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._store, self._clock = parts.store, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        request = Request(scope, receive)
        try:
            response = await self._answer(request)
        except WellspentError as error:
            response = problem_page(error)
        except ClientDisconnect:
            return
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        path: str = request.scope["path"]
        token, _, page = path.removeprefix(FEEDBACK).partition("/")
        if request.method in {"GET", "HEAD"} and not page:
            return await run_in_threadpool(self._page, token)
        if request.method == "POST" and page in {"", "more"}:
            fields = await _fields(request)
            keep = self._keep_more if page else self._keep_answer
            await run_in_threadpool(keep, token, fields)
            back = f"{FEEDBACK}{token}"
            return RedirectResponse(back, 303, headers={"cache-control": "no-store"})
        return not_possible_page()

    def _page(self, token: str) -> Response:
        opened = open_feedback(self._store, token, now=self._clock())
        if opened.answer is None:
            return ask_page(token, opened.request)
        if opened.may_add_words:
            return more_page(token, opened.request, opened.answer)
        return said_page(opened.request)

    def _keep_answer(self, token: str, fields: Fields) -> None:
        worth = _one_of(Worth, fields, "worth")
        try:
            answer_feedback(self._store, token, worth, now=self._clock())
        except Conflict:
            # Tapped twice: the page says what was kept. A link that is out of date says so itself.
            open_feedback(self._store, token, now=self._clock())

    def _keep_more(self, token: str, fields: Fields) -> None:
        complaints = [
            _one_of(Complaint, {"complaint": [value]}, "complaint")
            for value in fields.get("complaint", [])
        ]
        wish = _one_of(AskingWish, fields, "wish") if "wish" in fields else AskingWish.AS_NOW
        add_to_feedback(
            self._store,
            token,
            complaints=complaints,
            words=fields.get("words", [""])[0],
            wish=wish,
            objects=fields.get("objects", [""])[0] == "yes",
            now=self._clock(),
        )


def is_feedback(scope: Scope) -> bool:
    """Return whether a request is for the customer's page."""
    return scope["type"] == "http" and scope["path"].startswith(FEEDBACK)


def _one_of(kinds: type[Kind], fields: Fields, name: str) -> Kind:
    given = fields.get(name, [""])[0]
    try:
        return kinds(given)
    except ValueError as error:
        raise InputError(
            "No answer was chosen.", where=name, next_step="Go back and choose one of the answers."
        ) from error


async def _fields(request: Request) -> Fields:
    """Read a form; TooLarge over 16 kB, InputError when it doesn't come or can't be read."""
    body = await bounded_body(
        request,
        LARGEST_BODY,
        too_large=TooLarge("That is too long.", next_step="Please write fewer words."),
        too_slow=InputError("Your answer didn't come in whole.", next_step="Please send it again."),
    )
    try:
        return parse_qs(body.decode("utf-8", "replace"), max_num_fields=50)
    except ValueError as error:
        raise InputError("That isn't an answer of this page.") from error
