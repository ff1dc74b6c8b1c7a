"""An import that is being prepared: its upload, table and mapping, kept beside the uploads.

Kept on disk, so that the steps need no script and survive a restart of the server. The upload's id
is the only part of a path that comes from outside, and it is checked letter by letter.
"""

import json
import re
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from wellspent.errors import NotFound
from wellspent.records.attribute import AttributeKind
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.source import RecordKind

_ID = re.compile(r"[0-9a-f]{32}")
_KEPT_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDraft:
    """What was decided so far: the table and how its columns become fields.

    `table` is empty where the file has only one.
    `import_id` is set once the import has begun, so that it can go on after a stop.
    """

    upload_id: str
    table: str
    mapping: Mapping
    import_id: str = ""
    remember: bool = False


def save_draft(folder: Path, draft: ImportDraft) -> None:
    """Keep a draft; drafts of last week are forgotten."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _forget_old(folder)
    file = _file(folder, draft.upload_id)
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(draft)), "utf-8")
    fresh.replace(file)


def find_draft(folder: Path, upload_id: str) -> ImportDraft | None:
    """Return the draft of an upload, or None while nothing was decided."""
    file = _file(folder, upload_id)
    if not file.is_file():
        return None
    return _draft(json.loads(file.read_text("utf-8")))


def draft_of_import(folder: Path, import_id: str) -> ImportDraft | None:
    """Return the draft that an import began from, if it is still there."""
    files = folder.glob("*.json") if folder.is_dir() else ()
    drafts = (_draft(json.loads(file.read_text("utf-8"))) for file in files)
    return next((draft for draft in drafts if draft.import_id == import_id), None)


def drafts_folder(data_folder: str) -> Path:
    """Return where drafts lie within the data folder."""
    return Path(data_folder).expanduser() / "import-drafts"


def _file(folder: Path, upload_id: str) -> Path:
    if not _ID.fullmatch(upload_id):
        raise NotFound("There is no such upload.", next_step="Choose the file again under Imports.")
    return folder / f"{upload_id}.json"


def _draft(document: dict[str, Any]) -> ImportDraft:
    fields: dict[str, Any] = document | {"mapping": _mapping(document["mapping"])}
    return ImportDraft(**fields)


def _mapping(document: dict[str, Any]) -> Mapping:
    columns = tuple(
        ColumnMapping(
            **column | {"kind": AttributeKind(column["kind"]) if column["kind"] else None}
        )
        for column in document["columns"]
    )
    changes: dict[str, Any] = {
        "columns": columns,
        "record_kind": RecordKind(document["record_kind"]),
        "outcome_won": tuple(document["outcome_won"]),
        "outcome_lost": tuple(document["outcome_lost"]),
    }
    fields: dict[str, Any] = document | changes
    return Mapping(**fields)


def _forget_old(folder: Path) -> None:
    oldest = time.time() - _KEPT_SECONDS
    for file in folder.glob("*.json"):
        if file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)
