"""The brief as a PDF on one sheet of A4, set by Typst: the type gets smaller until it fits."""

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any, Final

from wellspent.brief.sheet import sheet_of
from wellspent.errors import MissingPart
from wellspent.records.brief import Brief

SIZES: Final = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
"""Sizes of type in points that are tried, the largest first; in the last it may take two pages."""


def brief_pdf(brief: Brief) -> bytes:
    """Return a brief as a PDF; MissingPart when the extra `pdf` isn't installed.

    What stands on the sheet is handed over as data, so that nobody's words can be markup. Nothing
    is fetched: the fonts come with Typst.
    """
    typst = _typst()
    sheet = json.dumps(asdict(sheet_of(brief)), ensure_ascii=False)
    tried = ({"sheet": sheet, "size": str(size)} for size in SIZES)
    given = next((one for one in tried if _pages(typst, one) == 1), None)
    given = given or {"sheet": sheet, "size": str(SIZES[-1])}
    when = int(brief.as_of.timestamp())
    options = {"format": "pdf", "sys_inputs": given, "ignore_system_fonts": True}
    return bytes(typst.compile(_template(), timestamp=when, **options))


def _pages(typst: Any, given: dict[str, str]) -> int:
    found = typst.query(
        _template(), "<pages>", field="value", one=True, sys_inputs=given, ignore_system_fonts=True
    )
    return int(json.loads(found))


@cache
def _template() -> bytes:
    return files("wellspent.jobs").joinpath("brief.typ").read_bytes()


def _typst() -> Any:
    try:
        import typst
    except ImportError as error:
        raise MissingPart(
            "A brief can't be set as a PDF: Typst isn't installed.",
            next_step="Install Wellspent with the extra `pdf`, or print the page.",
        ) from error
    return typst
