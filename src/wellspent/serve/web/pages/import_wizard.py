"""Import a file in four steps: file, columns, preview, import. Each step has an address."""

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from urllib.parse import urlencode

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from wellspent.errors import InputError, NotFound, WellspentError
from wellspent.jobs import import_file
from wellspent.jobs.list_imports import get_import
from wellspent.jobs.look_into_file import sample_values, table_names
from wellspent.jobs.saved_mappings import save_mapping
from wellspent.records.attribute import AttributeKind
from wellspent.records.imports import ImportPreview, ImportRun
from wellspent.records.mapping import Mapping
from wellspent.records.raw import Record
from wellspent.records.source import RecordKind
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.background import Task
from wellspent.serve.long_work import import_name
from wellspent.serve.uploads import Upload, find_upload, forget_upload, save_upload, uploads_folder
from wellspent.serve.web.import_draft import ImportDraft, drafts_folder, find_draft, save_draft
from wellspent.serve.web.mapping_form import column_rows, field_choices, mapping_from
from wellspent.serve.web.pages.imports import CAN_RESUME, imports_page
from wellspent.serve.web.parts import LongWork, Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.typed import Typed, file_of, text_of
from wellspent.serve.web.wording import kinds, label_words, shortened, value_words
from wellspent.wiring import Wellspent

router = APIRouter()
MOST_EXAMPLES = 5
MOST_FIELDS = 8


@router.post("/imports")
def upload_file(wellspent: Parts, form: Typed) -> Response:
    """Take the file in, and lead to its columns."""
    file = file_of(form, "file")
    folder = uploads_folder(wellspent.settings.data_folder)
    try:
        if file is None:
            raise InputError("No file was chosen.", next_step="Choose a file, then send it.")
        upload = save_upload(folder, file.filename or "", file.file)
    except WellspentError as error:
        return imports_page(wellspent, error=error)
    try:
        table_names(upload.path)
    except WellspentError as error:
        forget_upload(folder, upload.id)
        return imports_page(wellspent, error=error)
    return RedirectResponse(f"/imports/new/{upload.id}", 303)


@router.get("/imports/new/{upload_id}")
def show_columns(wellspent: Parts, upload_id: str, table: str = "") -> HTMLResponse:
    """Show what each column is proposed to become."""
    upload = _upload(wellspent, upload_id)
    tables = table_names(upload.path)
    chosen = table if table in tables else tables[0]
    draft = find_draft(_drafts(wellspent), upload_id)
    if draft is not None and (draft.table or tables[0]) == chosen:
        return columns_page(upload, tables, chosen, draft.mapping)
    return columns_page(upload, tables, chosen, _proposed(wellspent, upload, chosen))


@router.post("/imports/new/{upload_id}")
def correct_columns(wellspent: Parts, upload_id: str, form: Typed) -> Response:
    """Keep what each column becomes, and lead to the preview; or propose anew for another kind."""
    upload = _upload(wellspent, upload_id)
    tables = table_names(upload.path)
    table = text_of(form, "table") if text_of(form, "table") in tables else tables[0]
    kept = table if len(tables) > 1 else ""
    kind = _kind(text_of(form, "record_kind"))
    proposed = _proposed(wellspent, upload, table, kind)
    if text_of(form, "again") or text_of(form, "shown_kind") != proposed.record_kind.value:
        _save(wellspent, ImportDraft(upload_id=upload_id, table=kept, mapping=proposed))
        return RedirectResponse(f"/imports/new/{upload_id}?{urlencode({'table': table})}", 303)
    try:
        mapping = mapping_from(form, proposed)
    except WellspentError as error:
        return columns_page(upload, tables, table, proposed, error=error, form=form)
    remember = bool(text_of(form, "save_mapping"))
    _save(
        wellspent,
        ImportDraft(upload_id=upload_id, table=kept, mapping=mapping, remember=remember),
    )
    return RedirectResponse(f"/imports/new/{upload_id}/preview", 303)


def columns_page(
    upload: Upload,
    tables: list[str],
    table: str,
    mapping: Mapping,
    *,
    error: WellspentError | None = None,
    form: Typed | None = None,
) -> HTMLResponse:
    """Render the columns; after an error, with what was typed."""
    rows = column_rows(mapping, sample_values(upload.path, table=table))
    if form is not None:
        typed = {name: text_of(form, name) for name in ("currency", "time_zone")}
        mapping = replace(mapping, **typed)
        targets = dict(zip(form.getlist("column"), form.getlist("target"), strict=False))
        rows = [replace(row, target=str(targets.get(row.name, row.target))) for row in rows]
    return render(
        "mapping.html",
        status=error.status if error else 200,
        error=error,
        file=upload.name,
        upload_id=upload.id,
        tables=tables,
        table=table,
        kinds=[kind.value for kind in RecordKind],
        kind=mapping.record_kind.value,
        columns=rows,
        fields=field_choices(mapping.record_kind),
        attribute_kinds=[kind.value for kind in AttributeKind],
        mapping=mapping,
    )


@router.get("/imports/new/{upload_id}/preview")
def show_preview(wellspent: Parts, upload_id: str) -> Response:
    """Show what the import would do."""
    upload, draft = _upload(wellspent, upload_id), find_draft(_drafts(wellspent), upload_id)
    if draft is None:
        return RedirectResponse(f"/imports/new/{upload_id}", 303)
    preview = import_file.preview(
        wellspent.store, upload.path, draft.mapping, table=draft.table or None
    )
    header, rows = example_table(preview.examples)
    return render(
        "preview.html",
        error=None,
        file=upload.name,
        upload_id=upload_id,
        table=draft.table,
        preview=preview,
        sentence=preview_sentence(preview),
        refused=[(f"{one.row:,}", one.column, one.value, one.reason) for one in preview.refused],
        changes=[(c.record_id, label_words(c.field), c.before, c.after) for c in preview.changes],
        example_header=header,
        examples=rows,
    )


@router.post("/imports/new/{upload_id}/run")
def start_import(wellspent: Parts, work: LongWork, upload_id: str) -> Response:
    """Begin the import, or go on with one that was stopped."""
    upload, draft = _upload(wellspent, upload_id), find_draft(_drafts(wellspent), upload_id)
    if draft is None:
        return RedirectResponse(f"/imports/new/{upload_id}", 303)
    work.start(import_name(upload_id), lambda task: _run(wellspent, upload, draft, task))
    return RedirectResponse(f"/imports/new/{upload_id}/run", 303)


@router.get("/imports/new/{upload_id}/run")
def show_progress(wellspent: Parts, work: LongWork, upload_id: str) -> Response:
    """Show how far the import is; once done, lead to its result."""
    task = work.find(import_name(upload_id))
    draft = find_draft(_drafts(wellspent), upload_id)
    if task is None:
        ended = f"/imports/{draft.import_id}" if draft and draft.import_id else "/imports"
        return RedirectResponse(ended, 303)
    if isinstance(task.result, ImportRun):
        return RedirectResponse(f"/imports/{task.result.id}", 303)
    if task.error:
        return imports_page(wellspent, error=task.error)
    return render(
        "running.html",
        file=_upload(wellspent, upload_id).name,
        upload_id=upload_id,
        progress=task.progress,
    )


@router.post("/imports/new/{upload_id}/stop")
def stop_import(work: LongWork, upload_id: str) -> Response:
    """Ask the import to stop after the rows at hand."""
    task = work.find(import_name(upload_id))
    if task is not None:
        task.stopping = True
    return RedirectResponse(f"/imports/new/{upload_id}/run", 303)


def _run(wellspent: Wellspent, upload: Upload, draft: ImportDraft, task: Task) -> ImportRun:
    """Import in the background, and remember which import it was."""
    store, note, stop = wellspent.store, task.note, task.should_stop
    if draft.import_id and get_import(store, draft.import_id).state in CAN_RESUME:
        return import_file.resume(
            store, draft.import_id, upload.path, on_progress=note, should_stop=stop
        )
    if draft.remember:
        save_mapping(store, draft.mapping)
    run = import_file.run(
        store,
        upload.path,
        draft.mapping,
        table=draft.table or None,
        on_progress=note,
        should_stop=stop,
    )
    _save(wellspent, replace(draft, import_id=run.id))
    return run


def _upload(wellspent: Wellspent, upload_id: str) -> Upload:
    return find_upload(uploads_folder(wellspent.settings.data_folder), upload_id)


def _drafts(wellspent: Wellspent) -> Path:
    return drafts_folder(wellspent.settings.data_folder)


def _save(wellspent: Wellspent, draft: ImportDraft) -> None:
    save_draft(_drafts(wellspent), draft)


def _kind(text: str) -> RecordKind | None:
    return RecordKind(text) if text in set(RecordKind) else None


def _proposed(
    wellspent: Wellspent, upload: Upload, table: str, kind: RecordKind | None = None
) -> Mapping:
    found = import_file.propose(
        wellspent.store,
        upload.path,
        table=table,
        record_kind=kind,
        currency=wellspent.settings.currency,
        time_zone=wellspent.settings.time_zone,
    )
    if not found:
        raise NotFound(f"The table {table} has no columns.", next_step="Choose another table.")
    return found[0]


def preview_sentence(preview: ImportPreview) -> str:
    """Say in a sentence what the import would do."""
    kind = preview.mapping.record_kind
    parts = [
        f"{counted(preview.would_create, kind.value, kinds(kind))} will be created",
        f"{preview.would_change:,} changed",
    ]
    refused = counted(preview.would_refuse, "row")
    ending = f"{refused} will be refused." if preview.would_refuse else "No row will be refused."
    return f"{', '.join(parts)}. {ending}"


def example_table(
    examples: Sequence[Record],
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return some records as a table of the fields that any of them fills."""
    shown = examples[:MOST_EXAMPLES]
    if not shown:
        return (), []
    names = [one.name for one in fields(shown[0]) if one.name not in {"id", "attributes"}]
    filled = [name for name in names if any(getattr(one, name) for one in shown)][:MOST_FIELDS]
    rows = [
        tuple(shortened(value_words(getattr(one, name)), 60) for name in filled) for one in shown
    ]
    return tuple(label_words(name) for name in filled), rows
