"""Templates: the team's texts with what is found in them, the worst first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlencode

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from wellspent.errors import NotFound, WellspentError
from wellspent.jobs.draft_words import channel_named, type_named
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.message_templates import (
    delete_template,
    get_template,
    save_template,
)
from wellspent.jobs.review_templates import ReviewedTemplate, review_templates
from wellspent.jobs.ruleset_in_use import ruleset_in_use
from wellspent.records.finding import Severity
from wellspent.records.message_template import MessageTemplate
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.review_fixes import with_button
from wellspent.serve.web.review_form import (
    DraftForm,
    TypedDraft,
    draft_typed,
    typed_from_template,
)
from wellspent.serve.web.review_page import Editor, checked_part, editor_page
from wellspent.serve.web.templating import render
from wellspent.serve.web.typed import text_of
from wellspent.serve.web.who import Who
from wellspent.wiring import Wellspent

router = APIRouter(prefix="/review/templates")
SORTS: dict[str, tuple[str, Callable[[ReviewedTemplate], object]]] = {
    "worst": ("", lambda one: tuple(-count for count in one.badness)),
    "name": ("Template", lambda one: one.template.name.casefold()),
    "saved": ("Saved", lambda one: -_seconds(one.template.saved_at)),
    "reading": ("Reading time", lambda one: -one.review.reading_seconds),
}


@router.get("")
def show_templates(wellspent: Parts, sort: str = "worst", deleted: str = "") -> HTMLResponse:
    """Show all templates with their findings, sorted as asked."""
    ruleset = ruleset_in_use(wellspent.settings.review_config, heeds_markers=True)
    reviewed = review_templates(wellspent.store, ruleset=ruleset, now=datetime.now(UTC))
    sort = sort if sort in SORTS else "worst"
    rows = sorted(reviewed, key=SORTS[sort][1])  # pyright: ignore[reportArgumentType, reportCallIssue]: one kind of key each
    return render(
        "review_templates.html",
        rows=rows,
        sort=sort,
        severities=list(Severity),
        clean=sum(not any(one.badness) for one in rows),
        deleted=deleted[:120],
        sample=holds_sample(wellspent.store),
    )


@router.post("")
def keep_new(wellspent: Parts, form: DraftForm, who: Who) -> Response:
    """Keep what stands in the editor as a new template; what makes no sense comes back."""
    typed, name = draft_typed(form), text_of(form, "template_name", 200)
    try:
        kept = save_template(wellspent.store, _from_typed(typed, name), by=who)
    except WellspentError as error:
        editor = Editor(typed=typed, template_name=name, error=error)
        return editor_page(wellspent, editor)
    return RedirectResponse(f"/review/templates/{kept.id}?kept=yes", 303)


@router.get("/{template_id}")
def show_template(wellspent: Parts, template_id: str, kept: str = "") -> HTMLResponse:
    """Show a template in the editor, with what is found in it."""
    template = get_template(wellspent.store, template_id)
    editor = Editor(
        typed=typed_from_template(template, TypedDraft()),
        template=template,
        template_name=template.name,
        told="The template is kept." if kept else "",
    )
    return editor_page(wellspent, editor)


@router.post("/{template_id}")
def save(wellspent: Parts, template_id: str, form: DraftForm, who: Who) -> Response:
    """Save a template under this or another name; what can't be saved stays in the editor."""
    if form.get("fix") or form.get("undo"):
        return review_template(wellspent, template_id, form)
    typed, name = draft_typed(form), text_of(form, "name", 200)
    try:
        changed = replace(_from_typed(typed, name), id=template_id, version=_version(form))
        kept = save_template(wellspent.store, changed, by=who)
    except NotFound as error:
        return editor_page(wellspent, Editor(typed=typed, template_name=name, error=error))
    except WellspentError as error:
        return editor_page(
            wellspent, replace(_typed_editor(wellspent, template_id, form), error=error)
        )
    return RedirectResponse(f"/review/templates/{kept.id}?kept=yes", 303)


@router.post("/{template_id}/check")
def review_template(wellspent: Parts, template_id: str, form: DraftForm) -> HTMLResponse:
    """Review a template as it was typed, without saving it."""
    editor = _typed_editor(wellspent, template_id, form)
    return editor_page(wellspent, with_button(wellspent, editor, form))


@router.post("/{template_id}/live")
def check(wellspent: Parts, template_id: str, form: DraftForm) -> HTMLResponse:
    """Review a template as it is being typed: only what changes on the page."""
    return checked_part(wellspent, _typed_editor(wellspent, template_id, form))


@router.post("/{template_id}/delete")
def delete(wellspent: Parts, template_id: str, form: DraftForm) -> Response:
    """Forget a template; if somebody saved it meanwhile it stays, and the page says so."""
    template = get_template(wellspent.store, template_id)
    delete_template(wellspent.store, template_id, version=_version(form))
    return RedirectResponse(f"/review/templates?{urlencode({'deleted': template.name})}", 303)


def _typed_editor(wellspent: Wellspent, template_id: str, form: FormData) -> Editor:
    """Return the editor with what was typed, based on the version that it was typed over."""
    template = get_template(wellspent.store, template_id)
    return Editor(
        typed=draft_typed(form),
        template=replace(template, version=_version(form)),
        template_name=text_of(form, "name", 200),
    )


def _from_typed(typed: TypedDraft, name: str) -> MessageTemplate:
    return MessageTemplate(
        name=name,
        channel=channel_named(typed.channel, where="channel"),
        type=type_named(typed.type, where="type"),
        subject=typed.subject,
        body=typed.body,
    )


def _version(form: FormData) -> int:
    text = text_of(form, "version", 9)
    return int(text) if text.isascii() and text.isdecimal() else 0


def _seconds(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0
