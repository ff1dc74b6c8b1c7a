"""Imports: the past ones, each with its result, its refused rows, and its undo."""

from dataclasses import dataclass

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse

from wellspent.errors import Conflict, InputError, NotFound, WellspentError
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.list_imports import get_import, list_imports, refused_csv
from wellspent.jobs.saved_mappings import delete_mapping, list_mappings
from wellspent.jobs.undo_import import refuse_if_undone
from wellspent.records.imports import ImportRun, ImportState
from wellspent.records.source import RecordKind
from wellspent.records.undo import UndoReport
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.background import Task
from wellspent.serve.long_work import start_undo, undo_name
from wellspent.serve.uploads import find_upload, uploads_folder
from wellspent.serve.web.import_draft import draft_of_import, drafts_folder
from wellspent.serve.web.parts import LongWork, Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.typed import Typed, text_of
from wellspent.settings import Settings
from wellspent.wiring import Wellspent

router = APIRouter()
WORTH_WAITING = 0.5
"""Seconds in which a small import is undone, so that nobody is led away for it."""

CAN_UNDO = (ImportState.DONE, ImportState.STOPPED, ImportState.FAILED, ImportState.UNDOING)
CAN_RESUME = (ImportState.STOPPED, ImportState.FAILED, ImportState.RUNNING)
TEACH = (RecordKind.LEAD, RecordKind.DEAL, RecordKind.ACCOUNT)


@dataclass(frozen=True, slots=True)
class NextStep:
    """Where to go from a finished import."""

    address: str
    words: str


@router.get("/imports")
def show_imports(wellspent: Parts) -> HTMLResponse:
    """Show past imports, and the field for a new file."""
    return imports_page(wellspent)


def imports_page(wellspent: Wellspent, *, error: WellspentError | None = None) -> HTMLResponse:
    """Render the list; an error of the last upload stands above it."""
    return render(
        "imports.html",
        sample=holds_sample(wellspent.store),
        status=error.status if error else 200,
        error=error,
        imports=list_imports(wellspent.store),
        mappings=list_mappings(wellspent.store),
        limit_mb=wellspent.settings.max_upload_mb,
    )


@router.post("/imports/mappings/forget")
def forget_mapping(wellspent: Parts, form: Typed) -> Response:
    """Forget a saved mapping; what was imported by it stays."""
    kind = text_of(form, "record_kind", 20)
    try:
        if kind not in set(RecordKind):
            raise InputError("The mapping's kind of record isn't known.")
        delete_mapping(wellspent.store, text_of(form, "name", 500), RecordKind(kind))
    except WellspentError as error:
        return imports_page(wellspent, error=error)
    return RedirectResponse("/imports#mappings", 303)


@router.get("/imports/{import_id}")
def show_import(wellspent: Parts, work: LongWork, import_id: str) -> HTMLResponse:
    """Show what came of an import; while it is being undone, that this goes on."""
    task = work.find(undo_name(import_id))
    if task is not None and task.done:
        return undo_page(wellspent, task)
    if task is not None:
        run = get_import(wellspent.store, import_id)
        return render("undoing.html", run=run, sample=holds_sample(wellspent.store))
    return import_page(wellspent, get_import(wellspent.store, import_id))


def import_page(
    wellspent: Wellspent,
    run: ImportRun,
    *,
    error: WellspentError | None = None,
    undone: UndoReport | None = None,
) -> HTMLResponse:
    """Render an import's result; after an undo, with what it did."""
    done = run.state is ImportState.DONE
    resumable = run.state in CAN_RESUME
    return render(
        "import.html",
        sample=holds_sample(wellspent.store),
        status=error.status if error else 200,
        error=error,
        run=run,
        sentence=sentence(run),
        undone=undone,
        can_undo=run.state in CAN_UNDO,
        can_learn=done and run.record_kind in TEACH,
        next_step=next_step(run),
        resume_upload=resumable_upload(wellspent.settings, run) if resumable else "",
    )


@router.post("/imports/{import_id}/undo")
def undo_import(wellspent: Parts, work: LongWork, import_id: str) -> Response:
    """Take back all that an import did, beside the pages; its page shows how that goes."""
    run = get_import(wellspent.store, import_id)
    try:
        refuse_if_undone(run)
    except Conflict as error:
        return import_page(wellspent, run, error=error)
    task = start_undo(wellspent, work, import_id)
    if not task.wait(WORTH_WAITING):
        return RedirectResponse(f"/imports/{import_id}", 303)
    return undo_page(wellspent, task)


def undo_page(wellspent: Wellspent, task: Task) -> HTMLResponse:
    """Render the import that was undone, with what that did or why it failed."""
    run = get_import(wellspent.store, task.name.removeprefix(undo_name("")))
    report = task.result if isinstance(task.result, UndoReport) else None
    return import_page(wellspent, run, error=task.error, undone=report)


@router.get("/imports/{import_id}/refused.csv")
def download_refused(wellspent: Parts, import_id: str) -> Response:
    """Download the refused rows, to mend and import again."""
    get_import(wellspent.store, import_id)
    headers = {"content-disposition": 'attachment; filename="refused.csv"'}
    lines = refused_csv(wellspent.store, import_id)
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)


def sentence(run: ImportRun) -> str:
    """Say in a sentence what came of an import."""
    if run.state is ImportState.UNDONE:
        return "Undone: what it created is gone, what it changed is as before."
    if run.state is ImportState.UNDOING:
        return "It is being undone. If that was cut short, undo it again to finish."
    if run.state is ImportState.STOPPED:
        return f"Stopped after {counted(run.rows_read, 'row')}; what was read so far is kept."
    if run.state is ImportState.FAILED:
        return f"It failed after {counted(run.rows_read, 'row')}; what was read so far is kept."
    if run.state is ImportState.RUNNING:
        return f"It is running: {counted(run.rows_read, 'row')} so far."
    if run.created + run.changed + run.refused == 0:
        return "Done: everything in this file was here already, so nothing changed."
    refused = f", {counted(run.refused, 'row')} refused" if run.refused else ", none refused"
    return f"Done: {run.created:,} created, {run.changed:,} changed{refused}."


def next_step(run: ImportRun) -> NextStep | None:
    """Return where to go next."""
    if run.state is ImportState.UNDONE:
        return NextStep("/imports", "Import another file")
    if run.state is ImportState.DONE and run.record_kind not in TEACH:
        return NextStep("/imports", "Import another file")
    return None


def resumable_upload(settings: Settings, run: ImportRun) -> str:
    """Return the id of the upload that an import can go on from, or nothing once it is gone."""
    draft = draft_of_import(drafts_folder(settings.data_folder), run.id)
    if draft is None:
        return ""
    try:
        return find_upload(uploads_folder(settings.data_folder), draft.upload_id).id
    except NotFound:
        return ""
