"""The forms that a brief can be handed over in, behind every door."""

import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from html import escape
from typing import Final

from wellspent.jobs.brief_json import brief_json
from wellspent.jobs.brief_pdf import brief_pdf
from wellspent.jobs.brief_text import brief_html, brief_markdown, brief_plain
from wellspent.records.brief import Brief

STYLE: Final = (
    "@page{size:A4;margin:14mm}body{font:10pt/1.35 system-ui,sans-serif;max-width:52rem;"
    "margin:1rem auto;padding:0 1rem;color:#111;background:#fff}h1{font-size:1.5em;margin:0}"
    "h2{font-size:1.05em;margin:.8em 0 .2em}ul,ol{margin:.2em 0;padding-left:1.4em}"
    ".brief-when,.brief-note,.brief-left-out,.brief-sources{color:#444}"
    ".brief-sources{font-size:.85em}@media print{body{margin:0;padding:0;font-size:8.5pt}}"
)


class BriefForm(StrEnum):
    """How a brief is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    PDF = "pdf"


SUFFIXES: Final[Mapping[str, BriefForm]] = {
    ".txt": BriefForm.TEXT,
    ".md": BriefForm.MARKDOWN,
    ".html": BriefForm.HTML,
    ".htm": BriefForm.HTML,
    ".json": BriefForm.JSON,
    ".pdf": BriefForm.PDF,
}
MEDIA_TYPES: Final[Mapping[BriefForm, str]] = {
    BriefForm.TEXT: "text/plain; charset=utf-8",
    BriefForm.MARKDOWN: "text/markdown; charset=utf-8",
    BriefForm.HTML: "text/html; charset=utf-8",
    BriefForm.JSON: "application/json",
    BriefForm.PDF: "application/pdf",
}


def brief_bytes(brief: Brief, form: BriefForm) -> bytes:
    """Return a brief in a form, text as UTF-8; MissingPart for a PDF without the extra `pdf`."""
    return _WAYS[form](brief)


def brief_page(brief: Brief) -> str:
    """Return a brief as a whole HTML page to be read or printed; it fetches nothing."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(brief.title)}</title><style>{STYLE}</style></head>\n"
        f"<body>\n{brief_html(brief)}\n</body></html>\n"
    )


def _json(brief: Brief) -> str:
    return json.dumps(brief_json(brief), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _as_bytes(write: Callable[[Brief], str]) -> Callable[[Brief], bytes]:
    return lambda brief: write(brief).encode()


_WAYS: Final[Mapping[BriefForm, Callable[[Brief], bytes]]] = {
    BriefForm.TEXT: _as_bytes(brief_plain),
    BriefForm.MARKDOWN: _as_bytes(brief_markdown),
    BriefForm.HTML: _as_bytes(brief_page),
    BriefForm.JSON: _as_bytes(_json),
    BriefForm.PDF: brief_pdf,
}
