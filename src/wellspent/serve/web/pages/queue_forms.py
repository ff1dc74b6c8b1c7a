"""The forms of the queue: do something with rows, take it back, route all anew."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import QueryParams

from wellspent.errors import WellspentError
from wellspent.serve.long_work import (
    start_learning_from_marks,
    start_routing,
    start_unlearning,
)
from wellspent.serve.web.pages.today import queue_page
from wellspent.serve.web.parts import LongWork, Parts
from wellspent.serve.web.queue_acts import TEACHING, act_on, take_back
from wellspent.serve.web.queue_address import (
    QUARANTINE,
    TODAY,
    QueueView,
    queue_address,
    view_from,
)
from wellspent.serve.web.typed import Typed, text_of, texts_of
from wellspent.serve.web.who import Who

router = APIRouter()
WORTH_WAITING = 2.0
"""Seconds in which a small store is routed, so that the page after it shows the queue."""


@router.post("/queue/act")
def act(wellspent: Parts, work: LongWork, form: Typed, who: Who) -> Response:
    """Do something with one row (its own button) or with all that were chosen."""
    view = view_of(form)
    done_to_one, _, one = text_of(form, "one", 100).rpartition(" ")
    what = done_to_one or text_of(form, "act", 40)
    chosen = [one] if done_to_one else texts_of(form, "on")
    if not what:
        return RedirectResponse(queue_address(view), 303)
    try:
        done = act_on(wellspent, what, chosen, by=who)
    except WellspentError as error:
        return queue_page(wellspent, view, QueryParams(), error=error)
    if what in TEACHING and done:
        start_learning_from_marks(wellspent, work)
    return back_to(view, what, done)


@router.post("/queue/undo")
def undo(wellspent: Parts, work: LongWork, form: Typed, who: Who) -> Response:
    """Take back what was just done."""
    view, what, on = view_of(form), text_of(form, "did", 40), texts_of(form, "on")
    try:
        taken_back = take_back(wellspent, what, on, by=who)
    except WellspentError as error:
        return queue_page(wellspent, view, QueryParams(), error=error)
    if what in TEACHING and taken_back:
        start_unlearning(wellspent, work)
    return back_to(view, what, on, undone="yes")


@router.post("/queue/route")
def route_all(wellspent: Parts, work: LongWork) -> Response:
    """Route all open enquiries anew."""
    start_routing(wellspent, work).wait(WORTH_WAITING)
    return RedirectResponse(TODAY, 303)


def view_of(form: Typed) -> QueueView:
    """Return the page of the queue that a form was on."""
    fields: Mapping[str, str] = {
        key: value for key, value in form.items() if isinstance(value, str)
    }
    return view_from(fields, QUARANTINE if fields.get("path") == QUARANTINE else TODAY)


def back_to(view: QueueView, did: str, on: Sequence[str], **more: str) -> Response:
    """Lead back to the page, whose address tells what was done."""
    address = queue_address(view)
    said = urlencode([("did", did), *(("on", one) for one in on), *more.items()])
    return RedirectResponse(f"{address}{'&' if '?' in address else '?'}{said}", 303)
