"""Fixes by a form's button: apply one to what was typed, or take the last one back."""

from dataclasses import replace

from starlette.datastructures import FormData

from wellspent.errors import WellspentError
from wellspent.records.finding import DraftField, Fix
from wellspent.serve.web.review_form import TypedDraft
from wellspent.serve.web.review_page import Editor, Undo, fix_named, review_of
from wellspent.serve.web.typed import text_of
from wellspent.wiring import Wellspent


def with_button(wellspent: Wellspent, editor: Editor, form: FormData) -> Editor:
    """Return the editor after what a button of its form asks for: a fix, or none of it."""
    if name := text_of(form, "fix", 200):
        return _fixed(wellspent, editor, name)
    if text_of(form, "undo", 10):
        return _taken_back(editor, form)
    return editor


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


def _taken_back(editor: Editor, form: FormData) -> Editor:
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


def _as_sent(form: FormData, name: str) -> str:
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
