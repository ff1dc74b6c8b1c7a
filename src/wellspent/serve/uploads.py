"""Uploads: files that a person handed in, kept on disk until their import is done.

Each lies in a folder of its own under an id that can't be guessed; the id is the only part of a
path that a request can name, and it is checked letter by letter.
"""

import re
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from wellspent.errors import InputError, NotFound

_ID = re.compile(r"[0-9a-f]{32}")
_KEPT_SECONDS = 24 * 3600
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was handed in: its id, the name it came with, and where it lies."""

    id: str
    name: str
    path: Path
    size: int


def save_upload(folder: Path, name: str, content: BinaryIO) -> Upload:
    """Write what was handed in to disk, piece by piece, and forget uploads of the day before."""
    safe = _safe_name(name)
    _forget_old(folder)
    upload_id = secrets.token_hex(16)
    place = folder / upload_id
    place.mkdir(parents=True, mode=0o700)
    path = place / safe
    with path.open("wb") as out:
        shutil.copyfileobj(content, out, _PIECE)
    return Upload(upload_id, safe, path, path.stat().st_size)


def find_upload(folder: Path, upload_id: str) -> Upload:
    """Return an upload by its id; raises `NotFound` once it is forgotten, or never was."""
    place = folder / upload_id
    files = list(place.iterdir()) if _ID.fullmatch(upload_id) and place.is_dir() else []
    if len(files) != 1:
        raise NotFound(
            "This upload isn't here any more.",
            where=f"upload {upload_id[:40]}",
            next_step="Uploads are kept for a day: upload the file again.",
        )
    return Upload(upload_id, files[0].name, files[0], files[0].stat().st_size)


def forget_upload(folder: Path, upload_id: str) -> None:
    """Delete an upload; nothing happens if there is none."""
    if _ID.fullmatch(upload_id):
        shutil.rmtree(folder / upload_id, ignore_errors=True)


def uploads_folder(data_folder: str) -> Path:
    """Return where uploads lie within the data folder."""
    return Path(data_folder).expanduser() / "uploads"


def _safe_name(name: str) -> str:
    last = re.split(r"[/\\]", name)[-1]
    safe = re.sub(r"[^\w.() -]", "_", last).strip(". ")[-120:]
    if not safe:
        raise InputError(
            "The uploaded file has no name.",
            next_step="Send it with a file name: its ending tells how to read it.",
        )
    return safe


def _forget_old(folder: Path) -> None:
    if not folder.is_dir():
        return
    oldest = time.time() - _KEPT_SECONDS
    for place in folder.iterdir():
        with suppress(FileNotFoundError):  # forgotten meanwhile: its import is done
            if _ID.fullmatch(place.name) and place.stat().st_mtime < oldest:
                shutil.rmtree(place, ignore_errors=True)
