"""Connections: the sites that send us enquiries, and the programs that we tell what happens."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from wellspent.errors import WellspentError
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.hooks import list_hooks
from wellspent.jobs.sites import LANGUAGES, form_tools, list_sites
from wellspent.records.hook import Hook, HookEvent
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.site_form import NEW_SITE, TypedSite
from wellspent.serve.web.templating import render
from wellspent.wiring import Wellspent

router = APIRouter()
EVENT_WORDS = {
    HookEvent.LEAD_ARRIVED: "an enquiry was stored",
    HookEvent.LEAD_ROUTED: "it was decided where it goes, or that changed",
    HookEvent.LEAD_MARKED: "somebody said what it turned out to be",
    HookEvent.LEAD_RELEASED: "somebody released it",
}


@router.get("/connections")
def show_connections(wellspent: Parts) -> HTMLResponse:
    """Show where enquiries come from, and who is told of them."""
    return connections_page(wellspent)


def connections_page(
    wellspent: Wellspent,
    *,
    site: TypedSite = NEW_SITE,
    hook_address: str = "",
    hook_events: tuple[str, ...] = tuple(HookEvent),
    added: Hook | None = None,
    error: WellspentError | None = None,
    wrong_in: str = "",
) -> HTMLResponse:
    """Render the page; `added` is a new hook, whose secret is shown this once.

    `wrong_in` says which of the two forms the error belongs to: `site` or `hook`.
    """
    return render(
        "connections.html",
        status=error.status if error else 200,
        error=error,
        wrong_in=wrong_in,
        sites=list_sites(wellspent.store),
        hooks=list_hooks(wellspent.store),
        typed=site,
        tools=form_tools(),
        languages=LANGUAGES,
        hook_address=hook_address,
        hook_events=hook_events,
        events=EVENT_WORDS,
        added=added,
        sample=holds_sample(wellspent.store),
    )
