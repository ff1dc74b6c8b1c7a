"""One site: its limits, its secret, the snippet to paste; and adding or removing one."""

from dataclasses import replace
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from wellspent.errors import Conflict, NotFound, WellspentError
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.sites import (
    LANGUAGES,
    delete_site,
    form_tools,
    get_site,
    list_sites,
    new_secret,
    save_site,
)
from wellspent.records.site import Site
from wellspent.serve.intake.pages import snippet
from wellspent.serve.web.pages.connections import connections_page
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.site_form import TypedSite, site_from, site_typed, typed_site
from wellspent.serve.web.templating import render
from wellspent.serve.web.typed import Typed, text_of
from wellspent.wiring import Wellspent

router = APIRouter(prefix="/connections/sites")


@router.post("")
def add_site(wellspent: Parts, form: Typed) -> Response:
    """Add a site; what makes no sense comes back as it was typed."""
    typed = site_typed(form)
    try:
        site = site_from(typed)
        if any(one.name == site.name.lower() for one in list_sites(wellspent.store)):
            raise Conflict(
                f"There is a site named {site.name} already.",
                next_step="Open it in the list, or choose another name.",
            )
        kept = save_site(wellspent.store, site)
    except WellspentError as error:
        return connections_page(wellspent, site=typed, error=error, wrong_in="site")
    return RedirectResponse(f"/connections/sites/{quote(kept.name)}", 303)


@router.get("/{name}")
def show_site(request: Request, wellspent: Parts, name: str) -> HTMLResponse:
    """Show a site with the HTML to paste into a page."""
    site = get_site(wellspent.store, name)
    saved = request.query_params.get("saved") == "yes"
    return _page(request, wellspent, site, typed_site(site), saved=saved)


@router.post("/{name}")
def change_site(request: Request, wellspent: Parts, name: str, form: Typed) -> Response:
    """Keep what was changed; the secret stays."""
    site, typed = get_site(wellspent.store, name), site_typed(form, name)
    try:
        save_site(wellspent.store, site_from(typed, secret=site.secret))
    except NotFound:
        raise
    except WellspentError as error:
        return _page(request, wellspent, site, typed, error=error)
    return RedirectResponse(f"/connections/sites/{quote(name)}?saved=yes", 303)


@router.post("/{name}/secret")
def change_secret(request: Request, wellspent: Parts, name: str, form: Typed) -> Response:
    """Set the secret that signs its webhooks: a new one, the form tool's own, or none."""
    site, what = get_site(wellspent.store, name), text_of(form, "what", 20)
    made = new_secret() if what == "new" else ""
    secret = made or ("" if what == "none" else text_of(form, "secret", 200))
    try:
        if what == "own" and not secret:
            return _page(request, wellspent, site, typed_site(site))
        changed = save_site(wellspent.store, replace(site, secret=secret))
    except WellspentError as error:
        return _page(request, wellspent, site, typed_site(site), error=error)
    return _page(request, wellspent, changed, typed_site(changed), shown_once=made, saved=True)


@router.post("/{name}/remove")
def remove_site(wellspent: Parts, name: str) -> Response:
    """Forget a site; what came from it stays."""
    delete_site(wellspent.store, name)
    return RedirectResponse("/connections", 303)


def _page(
    request: Request,
    wellspent: Wellspent,
    site: Site,
    typed: TypedSite,
    *,
    shown_once: str = "",
    saved: bool = False,
    error: WellspentError | None = None,
) -> HTMLResponse:
    base = f"{request.url.scheme}://{request.url.netloc}"
    return render(
        "site.html",
        status=error.status if error else 200,
        error=error,
        site=site,
        typed=typed,
        saved=saved,
        shown_once=shown_once,
        pieces=pieces_to_paste(bytes(snippet(site, base).body).decode()),
        base=base,
        tools=form_tools(),
        languages=LANGUAGES,
        sample=holds_sample(wellspent.store),
    )


def pieces_to_paste(text: str) -> list[tuple[str, str]]:
    """Return what the snippet offers to choose from: each in words, with its HTML."""
    _, *parts = (part.strip() for part in text.split("\n\n"))
    return list(zip(parts[::2], parts[1::2], strict=True))
