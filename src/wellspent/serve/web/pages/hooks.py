"""One hook: who is told of what, and what came of each message; and adding or deleting one."""

from datetime import UTC, datetime
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from wellspent.errors import NotFound, WellspentError
from wellspent.jobs import hooks
from wellspent.jobs.holds_sample import holds_sample
from wellspent.records.hook import Hook, HookEvent
from wellspent.serve.web.pages.connections import EVENT_WORDS, connections_page
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.typed import Typed, text_of, texts_of
from wellspent.wiring import Wellspent

router = APIRouter(prefix="/connections/hooks")
PAGE_ROWS = 50


@router.post("")
def add_hook(wellspent: Parts, form: Typed) -> Response:
    """Add a hook and show its secret, this once."""
    address, chosen = text_of(form, "address"), tuple(texts_of(form, "event"))
    try:
        events = [event for event in HookEvent if event.value in chosen]
        added = hooks.add_hook(wellspent.store, address, events, now=datetime.now(UTC))
    except WellspentError as error:
        return connections_page(
            wellspent, hook_address=address, hook_events=chosen, error=error, wrong_in="hook"
        )
    return connections_page(wellspent, added=added)


@router.get("/{hook_id}")
def show_hook(request: Request, wellspent: Parts, hook_id: str) -> HTMLResponse:
    """Show a hook with its latest messages."""
    hook, before = _hook(wellspent, hook_id), request.query_params.get("before", "")[:100]
    found = hooks.list_deliveries(wellspent.store, hook_id, limit=PAGE_ROWS + 1, before=before)
    shown = found[:PAGE_ROWS]
    return render(
        "hook.html",
        hook=hook,
        words=EVENT_WORDS,
        deliveries=shown,
        further=shown[-1].id if len(found) > PAGE_ROWS else "",
        again=request.query_params.get("again") == "yes",
        sample=holds_sample(wellspent.store),
    )


@router.post("/{hook_id}/pause")
def pause_hook(wellspent: Parts, hook_id: str, form: Typed) -> Response:
    """Hold messages back, or let those that waited go out."""
    hooks.pause_hook(wellspent.store, hook_id, paused=text_of(form, "paused") == "yes")
    return RedirectResponse(f"/connections/hooks/{quote(hook_id)}", 303)


@router.post("/{hook_id}/delete")
def delete_hook(wellspent: Parts, hook_id: str) -> Response:
    """Tell that program nothing more."""
    hooks.delete_hook(wellspent.store, hook_id)
    return RedirectResponse("/connections", 303)


@router.post("/{hook_id}/again")
def send_again(wellspent: Parts, hook_id: str, form: Typed) -> Response:
    """Let a message be tried again at once."""
    delivery = text_of(form, "delivery", 100)
    hooks.send_again(wellspent.store, hook_id, delivery, now=datetime.now(UTC))
    return RedirectResponse(f"/connections/hooks/{quote(hook_id)}?again=yes", 303)


def _hook(wellspent: Wellspent, hook_id: str) -> Hook:
    for one in hooks.list_hooks(wellspent.store):
        if one.id == hook_id:
            return one
    raise NotFound(
        f"There is no hook {hook_id[:40]}.", next_step="The page Connections lists them all."
    )
