"""The brief as text: Markdown, plain text for a mail or a terminal, and HTML for page and print."""

import re
from html import escape
from textwrap import fill
from typing import Final

from wellspent.brief.sheet import Sheet, SheetLine, sheet_of
from wellspent.records.brief import Brief

WIDTH: Final = 96

_MARKED: Final = re.compile(r"([\\`*_\[\]<>#|~])")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]+")


def brief_markdown(brief: Brief) -> str:
    """Return a brief as Markdown; what others wrote is escaped, so that it can't be markup."""
    sheet = sheet_of(brief)
    parts = [f"# {_md(sheet.title)}", f"*{_md(sheet.subtitle)}*"]
    parts += [f"**{_md(one.text)}**{_numbers(one)}" for one in sheet.first]
    for section in sheet.sections:
        lines = "\n".join(_md_line(one) for one in section.lines)
        parts += [f"## {_md(section.heading)}", lines]
    if sheet.sources:
        listed = [f"{place}. {_md(one)}" for place, one in enumerate(sheet.sources, start=1)]
        parts += ["## Sources", "\n".join(listed)]
    parts += [f"*{_md(one)}*" for one in sheet.below]
    return "\n\n".join(parts) + "\n"


def brief_plain(brief: Brief) -> str:
    """Return a brief as plain text of at most 96 signs a line."""
    sheet = sheet_of(brief)
    parts = [_plain(sheet.title), _plain(sheet.subtitle)]
    parts += ["", *(_wrapped(f"! {_said(one)}", "  ") for one in sheet.first)]
    for section in sheet.sections:
        parts += ["", section.heading.upper()]
        parts += [_wrapped(f"- {_said(one)}", "  ") for one in section.lines]
    parts += ["", "SOURCES"] if sheet.sources else []
    parts += [
        _wrapped(f"[{place}] {one}", "    ") for place, one in enumerate(sheet.sources, start=1)
    ]
    parts += ["", *(_wrapped(one, "  ") for one in sheet.below)] if sheet.below else []
    return "\n".join(parts) + "\n"


def brief_html(brief: Brief) -> str:
    """Return a brief as a piece of HTML, escaped, without any style or script of its own."""
    sheet = sheet_of(brief)
    return "\n".join(
        [
            '<article class="brief">',
            f"<h1>{escape(sheet.title)}</h1>",
            f'<p class="brief-when">{escape(sheet.subtitle)}</p>',
            *(f'<p class="brief-first"><strong>{_html(one)}</strong></p>' for one in sheet.first),
            *_html_sections(sheet),
            *_html_sources(sheet),
            *(f'<p class="brief-left-out">{escape(one)}</p>' for one in sheet.below),
            "</article>",
        ]
    )


def _html_sections(sheet: Sheet) -> list[str]:
    return [
        f"<section><h2>{escape(section.heading)}</h2><ul>"
        + "".join(f"<li>{_html(one)}</li>" for one in section.lines)
        + "</ul></section>"
        for section in sheet.sections
    ]


def _html_sources(sheet: Sheet) -> list[str]:
    if not sheet.sources:
        return []
    listed = "".join(f"<li>{escape(one)}</li>" for one in sheet.sources)
    return [f'<footer class="brief-sources"><h2>Sources</h2><ol>{listed}</ol></footer>']


def _html(line: SheetLine) -> str:
    note = f' <span class="brief-note">({escape(line.note)})</span>' if line.note else ""
    numbers = f"<sup>{', '.join(map(str, line.sources))}</sup>" if line.sources else ""
    text = f"<em>{escape(line.text)}</em>" if line.is_guess else escape(line.text)
    return f"{text}{note}{numbers}"


def _md_line(line: SheetLine) -> str:
    note = f" *({_md(line.note)})*" if line.note else ""
    text = f"*{_md(line.text)}*" if line.is_guess else _md(line.text)
    return f"- {text}{note}{_numbers(line)}"


def _numbers(line: SheetLine) -> str:
    return f" \\[{', '.join(map(str, line.sources))}\\]" if line.sources else ""


def _md(text: str) -> str:
    return _MARKED.sub(r"\\\1", _plain(text))


def _said(line: SheetLine) -> str:
    note = f" ({line.note})" if line.note else ""
    numbers = f" [{', '.join(map(str, line.sources))}]" if line.sources else ""
    return f"{line.text}{note}{numbers}"


def _wrapped(text: str, indent: str) -> str:
    return fill(_plain(text), WIDTH, subsequent_indent=indent, break_long_words=False)


def _plain(text: str) -> str:
    """Return a text in one line, without signs that steer a terminal."""
    return _CONTROL.sub(" ", text)
