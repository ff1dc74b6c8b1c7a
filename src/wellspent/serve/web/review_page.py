"""The editor as it is rendered, whole or only what a check changes."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi.responses import HTMLResponse

from wellspent.errors import WellspentError
from wellspent.jobs.find_people import find_people
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.review_draft import reader_of_draft
from wellspent.jobs.review_templates import review_typed_template
from wellspent.jobs.review_typed import TypedReview, review_typed
from wellspent.jobs.ruleset_in_use import ruleset_in_use
from wellspent.jobs.sample_drafts import sample_drafts
from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.records.finding import DraftField, Fix
from wellspent.records.message_template import MessageTemplate
from wellspent.records.person import Person
from wellspent.records.reader import Reader
from wellspent.serve.web.marked_text import LONGEST_SHOWN, Mark, marked_pieces
from wellspent.serve.web.review_form import TypedDraft, draft_from
from wellspent.serve.web.review_view import ShownReview, shown_review
from wellspent.serve.web.templating import render
from wellspent.serve.web.wording import shortened
from wellspent.wiring import Wellspent

SAMPLE_WORDS = {
    "booth": "A visit to our booth that never was",
    "speaker": "The same, as our records have it",
    "too-soon": "Six minutes after the download",
    "fifth-knock": "The fifth knock at a silent door",
    "answered": "A question answered",
    "wrong-facts": "Facts about our own product that aren't so",
    "false-friend": "A referral that nobody gave",
    "at-night": "A call at night",
    "opted-out": "News to somebody who said no",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """What takes a fix back: the words that stand there now, and those that stood before."""

    field: DraftField
    start: int
    now: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """What the editor holds besides the fields: the template open in it, what was just done."""

    typed: TypedDraft
    template: MessageTemplate | None = None
    template_name: str = ""
    undo: Undo | None = None
    told: str = ""
    error: WellspentError | None = None


def editor_page(wellspent: Wellspent, editor: Editor) -> HTMLResponse:
    """Render the editor with what the rules say of what stands in it."""
    error, reviewed = editor.error, None
    try:
        reviewed = review_of(wellspent, editor)
    except WellspentError as wrong:
        error = error or wrong
    return render(
        "review.html",
        status=error.status if error else 200,
        error=error,
        editor=editor,
        typed=editor.typed,
        channels=[one.value for one in DraftChannel],
        types=[one.value for one in DraftType],
        zone=wellspent.settings.time_zone,
        samples=_samples(wellspent, editor),
        sample=holds_sample(wellspent.store),
        **_checked(wellspent, editor.typed, reviewed),
    )


def checked_part(wellspent: Wellspent, editor: Editor) -> HTMLResponse:
    """Render what a check changes: whom it is for, and the margin."""
    try:
        reviewed = review_of(wellspent, editor)
    except WellspentError as wrong:
        return render("review_wrong.html", status=wrong.status, error=wrong)
    parts = _checked(wellspent, editor.typed, reviewed)
    return render("review_checked.html", status=200, typed=editor.typed, editor=editor, **parts)


def review_of(wellspent: Wellspent, editor: Editor) -> TypedReview | None:
    """Return the review of what stands in the editor; None before anything does."""
    if editor.typed.is_empty:
        return None
    now = datetime.now(UTC)
    zone = ZoneInfo(wellspent.settings.time_zone)
    draft = draft_from(editor.typed, now=now, zone=zone)
    is_template = editor.template is not None
    ruleset = ruleset_in_use(wellspent.settings.review_config, heeds_markers=is_template)
    if is_template:
        draft = replace(draft, recipient="", sender="", send_at=None)
        return review_typed_template(wellspent.store, draft, ruleset=ruleset, now=now)
    return review_typed(wellspent.store, draft, ruleset=ruleset, now=now)


def fix_named(reviewed: TypedReview, name: str) -> Fix | None:
    """Return the fix that a button names by code, field and place; None if it is gone."""
    return next(
        (
            one.fix
            for one in reviewed.review.findings
            if one.fix and fix_name(one.code, one.fix) == name
        ),
        None,
    )


def fix_name(code: str, fix: Fix) -> str:
    """Return what a button says to name a fix."""
    return f"{code} {fix.field.value} {fix.start} {fix.end}"


def _checked(
    wellspent: Wellspent, typed: TypedDraft, reviewed: TypedReview | None
) -> dict[str, object]:
    shown = shown_review(reviewed.review, typed.subject, typed.body) if reviewed else None
    reader = reviewed.reader if reviewed else _reader_alone(wellspent, typed)
    return {
        "shown": shown,
        "taken": reviewed.draft if reviewed else None,
        "reader": reader,
        "people": _people_meant(wellspent, typed.to, reader),
        "pieces": _pieces(typed, shown) if shown else [],
        "is_cut": len(typed.body) > LONGEST_SHOWN,
        "fix_name": fix_name,
    }


def _reader_alone(wellspent: Wellspent, typed: TypedDraft) -> Reader | None:
    """Return whom it is for before a word is written."""
    return reader_of_draft(wellspent.store, Draft(recipient=typed.to))


def _people_meant(wellspent: Wellspent, to: str, reader: Reader | None) -> list[Person]:
    """Return whom a name may mean that is no address of anybody known."""
    known = reader is not None and reader.contact is not None
    return [] if known or not to else find_people(wellspent.store, to)


def _pieces(typed: TypedDraft, shown: ShownReview) -> list[object]:
    marks = [
        Mark(one.place.start, one.place.end, one.key, one.finding.severity.value)
        for one in shown.findings
        if one.place.field is DraftField.BODY
    ]
    marks += [
        Mark(one.place.start, one.place.end, one.key, one.claim.verdict.value)
        for one in shown.doubtful_claims
        if one.place.field is DraftField.BODY
    ]
    return list(marked_pieces(typed.body, marks))


def _samples(wellspent: Wellspent, editor: Editor) -> list[tuple[str, str, str]]:
    """Return sample drafts to try: address, what is in it, whom it is for."""
    if not editor.typed.is_empty or editor.template or not holds_sample(wellspent.store):
        return []
    return [
        (f"/review?{urlencode({'sample': one.id})}", SAMPLE_WORDS.get(one.id, one.subject),
         shortened(" ".join(one.body.split()), 100))
        for one in sample_drafts(wellspent.store)
    ]  # fmt: skip
