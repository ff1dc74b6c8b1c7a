"""Review: an editor that says what a reader would mind, before the message is sent."""

from dataclasses import replace
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wellspent.errors import NotFound, WellspentError
from wellspent.jobs.find_people import find_people
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.sample_drafts import sample_drafts
from wellspent.records.finding import DraftField, Fix
from wellspent.records.person import Person
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.review_form import DraftForm, TypedDraft, draft_typed, typed_from_draft
from wellspent.serve.web.review_page import (
    Editor,
    Undo,
    checked_part,
    editor_page,
    fix_named,
    review_of,
)
from wellspent.serve.web.typed import text_of
from wellspent.serve.web.who import Who
from wellspent.wiring import Wellspent

router = APIRouter(prefix="/review")


@router.get("")
def show_editor(request: Request, wellspent: Parts, who: Who, sample: str = "") -> HTMLResponse:
    """Show the editor: empty, for somebody (`to`), or with a sample draft."""
    given = request.query_params
    typed = TypedDraft(to=given.get("to", "")[:320], sender=who)
    if sample:
        typed = _sample(wellspent, sample)
    return editor_page(wellspent, Editor(typed=typed))


@router.post("")
def review_whole(wellspent: Parts, form: DraftForm) -> HTMLResponse:
    """Review what was typed; a button may choose the recipient, apply a fix, or take it back."""
    typed = draft_typed(form)
    if chosen := text_of(form, "choose_to", 320):
        typed = replace(typed, to=chosen)
    editor = Editor(typed=typed)
    if name := text_of(form, "fix", 200):
        editor = _fixed(wellspent, editor, name)
    elif text_of(form, "undo", 10):
        editor = _taken_back(editor, form)
    return editor_page(wellspent, editor)


@router.post("/check")
def check(wellspent: Parts, form: DraftForm) -> HTMLResponse:
    """Review what is being typed: only what changes on the page."""
    return checked_part(wellspent, Editor(typed=draft_typed(form)))


@router.get("/people")
def people(wellspent: Parts, q: str = "") -> list[Person]:
    """Return people whom the words in the recipient's field may mean."""
    return find_people(wellspent.store, q)


def _sample(wellspent: Wellspent, sample: str) -> TypedDraft:
    drafts = sample_drafts(wellspent.store) if holds_sample(wellspent.store) else []
    draft = next((one for one in drafts if one.id == sample), None)
    if draft is None:
        raise NotFound(
            "There is no such sample draft here.", next_step="`wellspent demo` has some."
        )
    return typed_from_draft(draft, ZoneInfo(wellspent.settings.time_zone))


def _fixed(wellspent: Wellspent, editor: Editor, name: str) -> Editor:
    try:
        reviewed = review_of(wellspent, editor)
    except WellspentError as error:
        return replace(editor, error=error)
    fix = fix_named(reviewed, name) if reviewed else None
    if fix is None:
        return replace(editor, told="The text is another one by now; here is what it says now.")
    before = _field(editor.typed, fix.field)[fix.start : fix.end]
    undo = Undo(field=fix.field, start=fix.start, now=fix.replacement, before=before)
    told = (
        f"Fixed: “{before}” is now “{fix.replacement}”."
        if fix.replacement
        else (f"Fixed: “{before}” is gone.")
    )
    return replace(editor, typed=_put(editor.typed, fix), undo=undo, told=told)


def _taken_back(editor: Editor, form: DraftForm) -> Editor:
    field = DraftField.SUBJECT if text_of(form, "undo_field", 10) == "subject" else DraftField.BODY
    start, now = text_of(form, "undo_start", 10), _as_sent(form, "undo_now")
    if not start.isascii() or not start.isdecimal():
        return editor
    place = int(start)
    if not _field(editor.typed, field).startswith(now, place):
        return replace(editor, told="The text is another one by now, so nothing was taken back.")
    back = Fix(
        field=field, start=place, end=place + len(now), replacement=_as_sent(form, "undo_before")
    )
    return replace(editor, typed=_put(editor.typed, back), told="Taken back.")


def _as_sent(form: DraftForm, name: str) -> str:
    value = form.get(name, "")
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def _field(typed: TypedDraft, field: DraftField) -> str:
    return typed.subject if field is DraftField.SUBJECT else typed.body


def _put(typed: TypedDraft, fix: Fix) -> TypedDraft:
    text = _field(typed, fix.field)
    text = text[: fix.start] + fix.replacement + text[fix.end :]
    if fix.field is DraftField.SUBJECT:
        return replace(typed, subject=text)
    return replace(typed, body=text)


def address_to_write(to: str) -> str:
    """Return the address of the editor with a recipient in it."""
    return f"/review?{urlencode({'to': to})}"
