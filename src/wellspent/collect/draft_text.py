"""Drafts as text files: plain, Markdown or HTML, with what is known of them at the top.

    ---
    channel: email
    type: first touch
    subject: Dryers for your Leeds depot
    ---
    Hi Ada, …

Without such lines, a first line `Subject: …` is understood too.
"""

import re
from collections.abc import Iterator
from datetime import UTC, tzinfo
from itertools import islice
from typing import Any, Final

from wellspent.collect.draft_json import field_of_draft
from wellspent.collect.found_draft import FieldPlace, FoundDraft, KeptAs, place_at
from wellspent.errors import InputError
from wellspent.records.draft import Draft, DraftChannel

KEYS: Final = ("id", "channel", "type", "from", "to", "send_at", "subject", "in_reply_to")
"""What may stand at the top of a file."""

_FENCE: Final = re.compile(r"---[ \t]*(?:\r?\n|\Z)")
_SUBJECT: Final = re.compile(
    r"(?:Subject|Betreff|Objet|Asunto):[ \t]*([^\r\n]*)(?:\r?\n|\Z)", re.IGNORECASE
)
_ENTRY: Final = re.compile(rf"[ \t]*(?:{'|'.join(KEYS)})[ \t]*:[^\r\n]*", re.IGNORECASE)
_MOST_LINES: Final = 100


def draft_from_text(
    text: str, *, path: str, is_html: bool = False, zone: tzinfo = UTC
) -> FoundDraft:
    """Read a draft from a file's text; InputError for a wrong line at the top."""
    fields: dict[str, Any] = {}
    subject, body_at = FieldPlace(), 0
    opening = _FENCE.match(text)
    head = _head(text, opening.end()) if opening else None
    if head is not None:
        fields, subject = _front_matter(text, head, path, zone)
        body_at = _after_line(text, head[-1][0])
    elif opening and (entry := _ENTRY.match(text, opening.end())):
        raise _wrong(
            f"The head that begins with `{entry[0].strip()[:60]}` isn't closed.",
            f"{path}, line 1",
            next_step="Write --- on a line of its own after the last `key: value`.",
        )
    elif headed := _SUBJECT.match(text):
        fields["subject"] = headed[1].rstrip()
        subject, body_at = place_at(text, headed.start(1)), _after_blank(text, headed.end())
    fields.setdefault("id", path)
    if is_html:
        fields.setdefault("channel", DraftChannel.EMAIL)
    draft = Draft(**fields, body=text[body_at:], is_html=is_html, source=path)
    return FoundDraft(
        draft=draft, kept_as=KeptAs.TEXT, subject=subject, body=place_at(text, body_at)
    )


def _head(text: str, at: int) -> list[tuple[int, str]] | None:
    """Return the lines up to the one that closes the head, with their places; None if none does."""
    lines = list(islice(_lines(text, at), _MOST_LINES))
    closing = next((number for number, (_, line) in enumerate(lines) if _closes(line)), None)
    return None if closing is None else lines[: closing + 1]


def _closes(line: str) -> bool:
    return line.rstrip() == "---"


def _front_matter(
    text: str, head: list[tuple[int, str]], path: str, zone: tzinfo
) -> tuple[dict[str, Any], FieldPlace]:
    fields: dict[str, Any] = {}
    subject = FieldPlace()
    for number, (start, line) in enumerate(head[:-1], start=2):
        where = f"{path}, line {number}"
        if not line.strip() or line.lstrip().startswith("#"):
            _refuse_marker(line, where)
            continue
        key, value_at, value = _entry(line, where)
        try:
            name, read = field_of_draft(key, value, zone=zone)
        except ValueError as error:
            raise _wrong(f"`{key}` {error}.", where) from error
        fields[name] = read
        if key == "subject":
            subject = place_at(text, start + value_at)
    return fields, subject


def _lines(text: str, at: int) -> Iterator[tuple[int, str]]:
    while at < len(text):
        after = _after_line(text, at)
        yield at, text[at:after].rstrip("\r\n")
        at = after


def _after_blank(text: str, at: int) -> int:
    for start, line in _lines(text, at):
        if line.strip():
            return start
    return len(text)


def _after_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _entry(line: str, where: str) -> tuple[str, int, str]:
    """Return the key, and the value with its place in the line."""
    key, colon, rest = line.partition(":")
    key = key.strip().lower()
    if not colon or key not in KEYS:
        raise _wrong(f"{line.strip()[:60]!r} isn't understood at the top of a draft.", where)
    value = rest.strip()
    at = len(line) - len(rest.lstrip())
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value, at = value[1:-1], at + 1
    return key, at, value


def _refuse_marker(line: str, where: str) -> None:
    if "wellspent:" in line:
        raise _wrong("A line that allows a finding has no effect up here.", where)


def _wrong(
    what: str,
    where: str,
    *,
    next_step: str = "Write `key: value`, or move the line below the second ---.",
) -> InputError:
    return InputError(
        what,
        where=where,
        tried=f"reading the lines between --- and ---, which may say {', '.join(KEYS)}",
        next_step=next_step,
    )
