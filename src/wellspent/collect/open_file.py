"""Open a file: find out what it is, whatever it is called, and read its rows."""

import json
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from wellspent.collect.batches import make_batches
from wellspent.collect.delimited import open_delimited
from wellspent.collect.encoding import FALLBACK, find_encoding
from wellspent.collect.header import printable
from wellspent.collect.json_rows import open_json
from wellspent.collect.parquet import open_parquet
from wellspent.collect.table import Table
from wellspent.collect.unpack import (
    EMPTY_ZIP,
    ZIP,
    Part,
    as_file_on_disk,
    first_bytes,
    open_part,
    zip_members,
)  # fmt: skip
from wellspent.collect.workbook import list_sheets, open_sheet
from wellspent.errors import FileUnreadable, InputError
from wellspent.records.raw import RawBatch

SAMPLE: Final = 64 * 1024
PARQUET: Final = b"PAR1"
OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NOT_TABLES: Final = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "an SQLite database"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"\x7fELF", "a program"),
)


@dataclass(frozen=True, slots=True)
class TableSource:
    """One table of a file: its name there, and how to open it."""

    name: str
    label: str
    open: Callable[[], AbstractContextManager[Table]]


def list_tables(path: Path | str) -> list[str]:
    """Return the names of the tables in a file: sheets, members of a zip, or the file's own.

    Raises `FileUnreadable` where it holds none that can be read.
    """
    return [source.name for source in _sources(Path(path))]


def read_batches(
    path: Path | str,
    table: str | None = None,
    *,
    batch_rows: int = 5000,
    resume_at: int = 0,
    keep_empty: bool = False,
) -> Iterator[RawBatch]:
    """Read a table's rows in batches, in order and in flat memory.

    `table` is a name from `list_tables` and may be left out where there is only one; `resume_at`
    is the `position` of the last batch that was dealt with. A table without rows gives no batch.
    With `keep_empty`, a row whose cells are all empty is a row too.
    Raises `FileUnreadable`, `TooLarge`, or `InputError` where the table isn't clear.
    """
    path = Path(path)
    source = _chosen(_sources(path), table, path)
    with _as_our_errors(source.label), source.open() as opened:
        yield from make_batches(
            opened,
            source.label,
            batch_rows=batch_rows,
            resume_at=resume_at,
            keep_empty=keep_empty,
        )


@contextmanager
def open_table(path: Path | str, table: str | None = None) -> Generator[Table]:
    """Open a table as it stands in the file, row by row: for writing it out again."""
    path = Path(path)
    source = _chosen(_sources(path), table, path)
    with _as_our_errors(source.label), source.open() as opened:
        yield opened


def _chosen(sources: list[TableSource], table: str | None, path: Path) -> TableSource:
    names = [source.name for source in sources]
    if table is None and len(sources) == 1:
        return sources[0]
    if table in names:
        return sources[names.index(table)]
    shown = ", ".join(repr(name) for name in names[:20])
    raise InputError(
        f"There is no table {table!r} in the file." if table else "The file holds several tables.",
        where=path.name,
        tried=f"the tables found are {shown}",
        next_step="Name one of them.",
    )


def _sources(path: Path) -> list[TableSource]:
    with _as_our_errors(path.name):
        if path.is_dir():
            raise FileUnreadable(
                "This is a folder, not a file.",
                where=str(path),
                tried="opening it",
                next_step="Name the files in it one by one, or pack them into a zip file.",
            )
        if not path.is_file():
            raise FileUnreadable(
                "There is no such file.",
                where=str(path),
                tried="opening it",
                next_step="Check the path, and that this user may read it.",
            )
        start = first_bytes(path)
        if start.startswith((ZIP, EMPTY_ZIP)) and not _is_workbook_zip(path):
            return _zip_sources(path)
        return _part_sources(Part(path), path.name.split(".")[0] or path.name)


def _zip_sources(path: Path) -> list[TableSource]:
    found: list[TableSource] = []
    problems: list[str] = []
    for info in zip_members(path):
        try:
            found += _part_sources(Part(path, info.filename), printable(info.filename))
        except FileUnreadable as error:
            problems.append(f"{info.filename}: {error.what}")
    if not found:
        raise FileUnreadable(
            "The zip file holds no table that can be read.",
            where=path.name,
            tried="; ".join(problems[:5]) or "listing its files, of which there are none",
            next_step="Pack CSV, XLSX, JSON or Parquet files; a zip file inside isn't opened.",
        )
    return found


def _part_sources(part: Part, name: str) -> list[TableSource]:
    with open_part(part) as stream:
        sample = stream.bytes.read(SAMPLE)
    label = part.label()
    if sample.startswith(PARQUET):
        return [TableSource(name, label, partial(open_parquet, part))]
    if sample.startswith((ZIP, OLD_WORKBOOK)):
        return _workbook_sources(part, name)
    _refuse_what_is_no_table(sample, label)
    opener = open_json if looks_like_json(sample) else open_delimited
    return [TableSource(name, label, partial(opener, part))]


def _workbook_sources(part: Part, name: str) -> list[TableSource]:
    with as_file_on_disk(part) as path:
        if first_bytes(path).startswith(ZIP) and not _is_workbook_zip(path):
            raise FileUnreadable(
                "It is a zip file inside another packed file.",
                where=part.label(),
                tried="opening it as a workbook",
                next_step="Unpack the outer file and give the inner one.",
            )
    sheets = list_sheets(part)
    if not sheets:
        raise FileUnreadable(
            "The workbook has no sheet that can be read.",
            where=part.label(),
            tried="opening each of its sheets",
            next_step="Open it in a spreadsheet program and save the table as CSV.",
        )
    inside = f"{name}/" if part.member else ""
    return [
        TableSource(
            printable(f"{inside}{sheet}"),
            _sheet_label(part, sheet, sheets),
            partial(open_sheet, part, sheet),
        )
        for sheet in sheets
    ]


def _sheet_label(part: Part, sheet: str, sheets: list[str]) -> str:
    return f"{part.label()}: {printable(sheet)}" if len(sheets) > 1 else part.label()


def _is_workbook_zip(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    return bool(names & {"[Content_Types].xml", "content.xml"})


def _refuse_what_is_no_table(sample: bytes, label: str) -> None:
    kind = next((kind for mark, kind in NOT_TABLES if sample.startswith(mark)), "")
    if not kind and sample[:512].lstrip().lower().startswith(
        (b"<!doctype html", b"<html", b"<?xml")
    ):
        kind = "a web page or XML document"
    if not kind and not sample.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        kind = "empty"
    if not kind and _is_binary(sample):
        kind = "a binary file of an unknown kind"
    if kind:
        raise FileUnreadable(
            f"The file isn't a table: it is {kind}.",
            where=label,
            tried="recognising it by its first bytes",
            next_step="Export the table as CSV, XLSX, JSON lines or Parquet.",
        )


def _is_binary(sample: bytes) -> bool:
    if find_encoding(sample).startswith(("utf-16", "utf-32")):
        return False
    control = sum(
        sample.count(byte) for byte in range(1, 32) if byte not in b"\t\n\r\x0b\x0c\x1a\x1b\x1f\x01"
    )
    return control > 0.02 * len(sample)


def looks_like_json(sample: bytes) -> bool:
    """Return whether a file begins with a JSON object, or an array of them."""
    text = sample.decode(find_encoding(sample), FALLBACK).lstrip("\ufeff \t\r\n")
    if text.startswith("["):
        text = text[1:].lstrip()
        if text.startswith("]"):
            return True
    if not text.startswith("{"):
        return False
    try:
        json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError as error:
        return error.pos > len(text) - 16 or text[1:].lstrip()[:1] in {'"', "}"}
    except RecursionError:
        pass  # no text table begins with a thousand brackets; reading it says what is wrong
    return True


@contextmanager
def _as_our_errors(label: str) -> Generator[None]:
    """Turn what libraries raise over a damaged file into an error for a person."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise FileUnreadable(
            f"The packed file is damaged: {error or 'it ends too early'}.",
            where=label,
            tried="unpacking it",
            next_step="Download or copy it again, or unpack it and give the table itself.",
        ) from error
    except (UnicodeError, OSError) as error:
        raise FileUnreadable(
            f"The file can't be read: {error}.",
            where=label,
            tried="opening and reading it",
            next_step="Check that this user may read it, and that it is whole.",
        ) from error
