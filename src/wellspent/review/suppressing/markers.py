"""Markers: lines of a template that allow a finding, with the reason.

    <!-- wellspent: allow VAL002 because she asked for a reminder -->
    # wellspent: allow MAN009, VAL005 because it is our customers' own slogan

The marker holds for its line; alone on a line, for the next one; before all text, for the whole
draft. It is never text of the draft.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

MOST_MARKERS = 200
"""Further ones in the same draft count as text."""

_LINES_AHEAD = 20

_MARKER = re.compile(
    r"(?:<!--|#|//)[ \t]{0,20}wellspent:[ \t]{0,20}allow\b[ \t]{0,20}([^\r\n]{0,500})",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Za-z][\w-]{1,60}")
_BECAUSE = re.compile(r"\bbecause\b[ \t]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A marker: its characters in the body, what it allows, why, and for which characters.

    `codes` are codes or names in lower case. A marker for the whole draft has `is_for_all`.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    reason: str
    first: int
    last: int
    is_for_all: bool = False


def markers_of(body: str, *, is_html: bool = False) -> tuple[Marker, ...]:
    """Return the markers of a body, in their order; in HTML only comments are any."""
    if "ellspent:" not in body:
        return ()
    found = _markers(body)
    return tuple(one for one in found if not is_html or body.startswith("<!--", one.start))


def _markers(body: str) -> Iterator[Marker]:
    is_top, seen = True, 0
    for match in islice(_MARKER.finditer(body), MOST_MARKERS):
        start, end, said = match.start(), match.end(), match[1]
        if match[0].startswith("<!--"):
            closing = said.find("-->")
            end = match.start(1) + closing + 3 if closing >= 0 else end
            said = said[:closing] if closing >= 0 else said
        is_top = is_top and not body[seen:start].strip()
        seen = end
        named, reason = _split(said)
        first, last = _reach(body, start, end)
        yield Marker(
            start=start, end=end, codes=named, reason=reason, first=first, last=last,
            is_for_all=is_top,
        )  # fmt: skip


def _split(said: str) -> tuple[tuple[str, ...], str]:
    because = _BECAUSE.search(said)
    listed = said[: because.start()] if because else said
    reason = said[because.end() :].strip() if because else ""
    return tuple(code.lower() for code in _CODE.findall(listed)), reason


def _reach(body: str, start: int, end: int) -> tuple[int, int]:
    """Return the characters that a marker speaks of: its line, or the next one with text."""
    line_start, line_end = _line(body, start)
    if (body[line_start:start] + body[end:line_end]).strip():
        return line_start, line_end
    after = line_end
    for _ in range(_LINES_AHEAD):
        line_start, after = _line(body, after + 1)
        if body[line_start:after].strip() and not _MARKER.match(body[line_start:after].lstrip()):
            return line_start, after
    return line_end, after


def _line(body: str, at: int) -> tuple[int, int]:
    end = body.find("\n", at)
    return body.rfind("\n", 0, at) + 1, len(body) if end < 0 else end


def cuts_of(body: str) -> list[tuple[int, int]]:
    """Return the characters of a plain body that are no text: markers, with the lines they fill."""
    return [_cut(body, marker) for marker in markers_of(body)]


def _cut(body: str, marker: Marker) -> tuple[int, int]:
    line_start, line_end = _line(body, marker.start)
    if (body[line_start : marker.start] + body[marker.end : line_end]).strip():
        return marker.start, marker.end
    return line_start, min(line_end + 1, len(body))
