"""Review: an editor that says what a reader would mind, before the message is sent."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from wellspent.errors import NotFound
from wellspent.jobs.find_people import find_people
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.message_templates import get_template, message_from
from wellspent.jobs.sample_drafts import sample_drafts
from wellspent.records.person import Person
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.review_fixes import with_button
from wellspent.serve.web.review_form import (
    LONGEST_FIELD,
    DraftForm,
    TypedDraft,
    draft_typed,
    typed_from_draft,
    typed_from_template,
)
from wellspent.serve.web.review_page import Editor, checked_part, editor_page
from wellspent.serve.web.typed import text_of
from wellspent.serve.web.who import Who
from wellspent.wiring import Wellspent

router = APIRouter(prefix="/review")


@router.get("")
def show_editor(
    wellspent: Parts, who: Who, to: str = "", sample: str = "", template: str = ""
) -> HTMLResponse:
    """Show the editor: empty, for somebody (`to`), with a template's words or a sample draft."""
    typed = TypedDraft(to=to.strip()[:LONGEST_FIELD], sender=who)
    if sample:
        typed = _sample(wellspent, sample)
    elif template:
        typed = typed_from_template(message_from(get_template(wellspent.store, template)), typed)
    return editor_page(wellspent, Editor(typed=typed))


@router.post("")
def review_whole(wellspent: Parts, form: DraftForm) -> HTMLResponse:
    """Review what was typed; a button may choose the recipient, apply a fix, or take it back."""
    typed = draft_typed(form)
    if chosen := text_of(form, "choose_to", 320):
        typed = replace(typed, to=chosen)
    return editor_page(wellspent, with_button(wellspent, Editor(typed=typed), form))


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
