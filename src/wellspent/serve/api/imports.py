"""Imports: upload a file, see what it would do, run it, undo it."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Response, UploadFile
from fastapi import Path as PathPart
from fastapi.responses import FileResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.background import BackgroundTask

from wellspent.jobs import import_file
from wellspent.jobs.list_imports import get_import, list_imports, write_refused_csv
from wellspent.jobs.look_into_file import table_names
from wellspent.jobs.undo_import import refuse_if_undone
from wellspent.records.imports import ImportPreview, ImportRun
from wellspent.records.mapping import Mapping
from wellspent.records.source import RecordKind
from wellspent.serve.api.job_model import JobOut
from wellspent.serve.api.jobs import accepted
from wellspent.serve.api.lead_model import Short
from wellspent.serve.api.mapping_model import MappingIn
from wellspent.serve.api.parts import LongWork, Parts
from wellspent.serve.background import Task
from wellspent.serve.long_work import import_name, start_undo
from wellspent.serve.uploads import find_upload, forget_upload, save_upload, uploads_folder

router = APIRouter(prefix="/imports", tags=["imports"])
ImportId = Annotated[str, PathPart(max_length=100, description="The import's id, such as I3.")]
PageSize = Annotated[int, Query(ge=1, le=500, description="Imports a page.")]
Before = Annotated[str, Query(max_length=100, description="Only imports before this one.")]
Kind = Annotated[RecordKind | None, Query(description="What it holds; found if left out.")]
UploadId = Annotated[str, Field(pattern="^[0-9a-f]{32}$", description="From the upload's answer.")]


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that was taken in, its tables, and the mapping proposed for each of them."""

    upload_id: str
    name: str
    size: int
    tables: list[str]
    mappings: list[Mapping]


class ImportIn(BaseModel):
    """An uploaded file, how to read it, and which of its tables."""

    model_config = ConfigDict(extra="forbid")

    upload_id: UploadId
    mapping: MappingIn
    table: Short | None = Field(None, description="May be left out where there is only one.")


@router.post("/uploads", summary="Upload a file", status_code=201)
def post_upload(parts: Parts, file: UploadFile, kind: Kind = None) -> Uploaded:
    """Take in a file (CSV, XLSX, JSON lines, Parquet, packed or not) and propose mappings.

    Nothing is imported yet. Correct the mapping, look at the preview, then import; the file is
    kept for a day.
    """
    folder = uploads_folder(parts.settings.data_folder)
    upload = save_upload(folder, file.filename or "", file.file)
    try:
        tables = table_names(upload.path)
        mappings = import_file.propose(
            parts.store,
            upload.path,
            record_kind=kind,
            currency=parts.settings.currency,
            time_zone=parts.settings.time_zone,
        )
    except BaseException:
        forget_upload(folder, upload.id)
        raise
    return Uploaded(upload.id, upload.name, upload.size, tables, list(mappings))


@router.post("/preview", summary="Preview an import")
def post_preview(parts: Parts, given: ImportIn) -> ImportPreview:
    """Say what an import would create, change and refuse, with examples; changes nothing."""
    path = _path_of(parts, given)
    mapping = given.mapping.to_record()
    return import_file.preview(parts.store, path, mapping, table=given.table)


@router.post("", summary="Import an uploaded file", status_code=202)
def post_import(parts: Parts, work: LongWork, given: ImportIn, response: Response) -> JobOut:
    """Begin to import the file as one undoable unit; the job in the answer says how far it is.

    The same file imported twice changes nothing. Refused rows are kept with their reasons.
    """
    path = _path_of(parts, given)
    mapping = given.mapping.to_record()

    def run(task: Task) -> object:
        return import_file.run(
            parts.store,
            path,
            mapping,
            table=given.table,
            on_progress=task.note,
            should_stop=task.should_stop,
        )

    return accepted(work.start(import_name(given.upload_id), run), response)


@router.get("", summary="List imports")
def get_imports(parts: Parts, limit: PageSize = 200, before: Before = "") -> list[ImportRun]:
    """Return a page of the imports, the newest first.

    The id of the last one, given back as `before`, leads to the next page; an empty one is the end.
    """
    return list_imports(parts.store, limit=limit, before=before)


@router.get("/{import_id}", summary="One import")
def get_one(parts: Parts, import_id: ImportId) -> ImportRun:
    """Return an import: what was read, and what came of it."""
    return get_import(parts.store, import_id)


@router.post("/{import_id}/undo", summary="Undo an import", status_code=202)
def post_undo(parts: Parts, work: LongWork, import_id: ImportId, response: Response) -> JobOut:
    """Begin to take back all that an import did; the job says what was changed since and stays."""
    refuse_if_undone(get_import(parts.store, import_id))
    return accepted(start_undo(parts, work, import_id), response)


@router.get(
    "/{import_id}/refused.csv",
    summary="Refused rows",
    response_class=FileResponse,
    responses={200: {"content": {"text/csv": {}}}},
)
def get_refused(parts: Parts, import_id: ImportId) -> FileResponse:
    """Return the refused rows as a CSV that can be mended and imported."""
    with tempfile.NamedTemporaryFile(suffix=".csv", delete=False) as made:
        path = Path(made.name)
    try:
        write_refused_csv(parts.store, import_id, path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return FileResponse(
        path,
        media_type="text/csv",
        filename="refused.csv",
        background=BackgroundTask(path.unlink, missing_ok=True),
    )


def _path_of(parts: Parts, given: ImportIn) -> Path:
    return find_upload(uploads_folder(parts.settings.data_folder), given.upload_id).path
