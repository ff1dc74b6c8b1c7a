"""The brief: one cited sheet on whom one talks to next, found in seconds by name or number."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from wellspent.errors import NotFound, WellspentError
from wellspent.jobs.brief import brief_for
from wellspent.jobs.briefs_ahead import briefs_ahead
from wellspent.jobs.find_accounts import find_accounts
from wellspent.jobs.find_contact import find_contact
from wellspent.jobs.holds_sample import holds_sample
from wellspent.records.brief import Brief
from wellspent.serve.brief_forms import MEDIA_TYPES, BriefForm, brief_bytes
from wellspent.serve.web.brief_view import first_lines, shown_parts, sources_listed
from wellspent.serve.web.days_ahead import BRIEFS_AHEAD
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.who import Who
from wellspent.wiring import Wellspent

router = APIRouter()
KINDS = {"contacts": "CL", "accounts": "A"}
FORMS = {"md": BriefForm.MARKDOWN, "pdf": BriefForm.PDF}
LONGEST_ASKED = 200
MOST_AHEAD = 8


@router.get("/brief", response_model=None)
def find(request: Request, wellspent: Parts) -> HTMLResponse | RedirectResponse:
    """Find whom a name or number means: their brief when it is one, else those to choose from."""
    asked = request.query_params.get("who", "").strip()[:LONGEST_ASKED]
    now = datetime.now(UTC)
    people = find_contact(wellspent.store, asked) if asked else []
    if len(people) == 1:
        return RedirectResponse(f"/contacts/{people[0].id}/brief", 303)
    return render(
        "brief_who.html",
        asked=asked,
        people=people,
        accounts=find_accounts(wellspent.store, asked)[:8] if asked else [],
        ahead=[]
        if asked
        else briefs_ahead(
            wellspent.store, now=now, until=now + BRIEFS_AHEAD, limit=MOST_AHEAD, with_briefs=False
        ),
        now=now,
        sample=holds_sample(wellspent.store),
    )


@router.get("/{kind}/{id_}/brief")
def show(request: Request, wellspent: Parts, kind: str, id_: str, reader: Who) -> HTMLResponse:
    """Show the brief of a contact (or of somebody who enquired), or of an account."""
    return _page(request, wellspent, kind, id_, reader)


@router.get("/{kind}/{id_}/brief.{ending}", response_model=None)
def download(
    request: Request, wellspent: Parts, kind: str, id_: str, ending: str, reader: Who
) -> Response:
    """Download the brief as Markdown (`md`) or as a PDF on one sheet (`pdf`)."""
    if ending not in FORMS:
        raise NotFound("A brief can't be had so.", next_step="Use brief.md or brief.pdf.")
    brief = _brief(request, wellspent, kind, id_, reader)
    form = FORMS[ending]
    try:
        content = brief_bytes(brief, form)
    except WellspentError as error:
        return _page(request, wellspent, kind, id_, reader, error=error)
    name = f"brief-{id_}.{ending}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=MEDIA_TYPES[form], headers=headers)


def _page(
    request: Request,
    wellspent: Wellspent,
    kind: str,
    id_: str,
    reader: str,
    *,
    error: WellspentError | None = None,
) -> HTMLResponse:
    brief = _brief(request, wellspent, kind, id_, reader)
    return render(
        "brief.html",
        status=error.status if error else 200,
        error=error,
        brief=brief,
        here_address=f"/{kind}/{id_}",
        everything=_wants_all(request),
        first=first_lines(brief),
        parts=shown_parts(brief),
        sources=sources_listed(brief),
        now=datetime.now(UTC),
        sample=brief.is_sample,
    )


def _brief(request: Request, wellspent: Wellspent, kind: str, id_: str, reader: str) -> Brief:
    if id_[:1] not in KINDS.get(kind, "") or not id_[:1] or not id_[1:].isdecimal():
        raise NotFound(
            f"there is no brief of {kind[:20]} {id_[:40]}",
            next_step="Look for the person under /brief, by name or number.",
        )
    return brief_for(
        wellspent.store,
        id_,
        now=datetime.now(UTC),
        everything=_wants_all(request),
        rep=reader,
    )


def _wants_all(request: Request) -> bool:
    return bool(request.query_params.get("all"))
