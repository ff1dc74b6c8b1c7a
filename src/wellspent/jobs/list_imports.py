"""List imports, look at one, and get its refused rows back to be mended."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from wellspent.errors import InputError, file_unwritable
from wellspent.jobs.mended_rows import table_of_refused
from wellspent.records.imports import ImportRun
from wellspent.records.raw import RefusedRow
from wellspent.store import imports
from wellspent.store.connect import Store
from wellspent.store.refused import refused_of_import

LARGEST_PAGE = 500


def list_imports(store: Store, *, limit: int = 200, before: str = "") -> list[ImportRun]:
    """Return a page of the imports, the newest first.

    `before` is the id of the last import of the page before. InputError when the limit makes no
    sense, or `before` is no import's id.
    """
    if not 1 <= limit <= LARGEST_PAGE:
        raise InputError(
            f"a page can't have {limit} imports", next_step=f"Ask for 1 to {LARGEST_PAGE}."
        )
    return imports.list_imports(store, limit=limit, before=before)


def get_import(store: Store, import_id: str) -> ImportRun:
    """Return an import; NotFound if there is none of that id."""
    return imports.get_import(store, import_id)


def refused_rows(store: Store, import_id: str) -> Iterator[RefusedRow]:
    """Give the rows that an import refused, in the file's order."""
    imports.get_import(store, import_id)
    return refused_of_import(store, import_id)


def refused_csv(store: Store, import_id: str) -> Iterator[str]:
    """Give the refused rows as lines of CSV: where and why first, then the row as it was.

    Mended and imported again, the columns in front are recognised and left out.
    """
    for row in table_of_refused(lambda: refused_rows(store, import_id)):
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(row)
        yield line.getvalue()


def write_refused_csv(store: Store, import_id: str, path: Path | str) -> int:
    """Write the refused rows of an import to a CSV file; return how many rows."""
    lines = 0
    try:
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            for line in refused_csv(store, import_id):
                file.write(line)
                lines += 1
    except OSError as error:
        raise file_unwritable("the refused rows", path, error) from error
    return max(lines - 1, 0)
