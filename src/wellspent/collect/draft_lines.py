"""Drafts as JSON lines: one object a line, read in flat memory."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, tzinfo
from itertools import chain
from typing import BinaryIO, Final, cast

from wellspent.collect.draft_bytes import encoding_of
from wellspent.collect.draft_json import LARGEST, draft_from_json, draft_from_value
from wellspent.collect.encoding import FALLBACK, SAMPLE
from wellspent.collect.found_draft import FieldPlace, FoundDraft, KeptAs
from wellspent.errors import InputError
from wellspent.records.draft import Draft

MOST_WRONG: Final = 20
"""So many wrong lines are told of; then the file is given up."""

_BLANKS: Final = re.compile(r"[ \t\r\n]*")
LONGEST_LINE: Final = 8 * 1024 * 1024
LARGEST_ARRAY: Final = 64 * 1024 * 1024


def drafts_of_lines(
    file: BinaryIO, *, path: str, zone: tzinfo = UTC
) -> Iterator[FoundDraft | InputError]:
    """Give the drafts of a file line by line, and an error for each line that isn't one."""
    wrong = 0
    for number, line in _lines(file, path):
        if number == 1 and line.strip() in (b"{", b"["):
            yield from _as_a_whole(line, file, path, zone)
            return
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            text = _text(line, number, where)
            draft = draft_from_json(text, where=where, zone=zone)
            yield _placed(draft, path, number, KeptAs.JSON_LINE)
        except InputError as error:
            wrong += 1
            yield error
            if wrong == MOST_WRONG:
                yield InputError(
                    f"The rest of the file is left out after {MOST_WRONG} wrong lines.", where=where
                )
                return


def _lines(file: BinaryIO, path: str) -> Iterator[tuple[int, bytes]]:
    first = file.readline(LONGEST_LINE)
    encoding = encoding_of(first[:SAMPLE], path=path)
    if encoding.startswith(("utf-16", "utf-32")):
        raise InputError(
            f"JSON lines are written in UTF-8, not in {encoding}.",
            where=path,
            next_step="Save the file as UTF-8.",
        )
    lines = iter(lambda: file.readline(LONGEST_LINE), b"")
    return enumerate(chain([first] if first else [], lines), start=1)


def _text(line: bytes, number: int, where: str) -> str:
    if len(line) >= LONGEST_LINE:
        raise InputError(f"The line is longer than a draft may be, {LARGEST:,} letters.",
                         where=where)  # fmt: skip
    return line.decode("utf-8-sig" if number == 1 else "utf-8", FALLBACK)


def _placed(
    draft: Draft, path: str, line: int, kept_as: KeptAs, number: int | None = None
) -> FoundDraft:
    place = FieldPlace(line)
    named = replace(draft, id=draft.id or f"{path}#{number or line}", source=path)
    return FoundDraft(draft=named, kept_as=kept_as, subject=place, body=place)


def _as_a_whole(
    first: bytes, file: BinaryIO, path: str, zone: tzinfo
) -> Iterator[FoundDraft | InputError]:
    """Read one object over several lines, or an array of them."""
    text = (first + file.read(LARGEST_ARRAY)).decode("utf-8-sig", FALLBACK)
    try:
        entries = list(_entries(text))
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"This is no JSON: {error}.",
            where=path,
            tried="reading one object a line, and one object or array over several lines",
            next_step='Write one object a line: {"channel": "email", "body": "…"}',
        ) from error
    for number, (line, entry) in enumerate(entries, start=1):
        where = f"{path}, entry {number}, line {line}"
        try:
            draft = draft_from_value(entry, where=where, zone=zone)
            yield _placed(draft, path, line, KeptAs.JSON, number)
        except InputError as error:
            yield error


def _entries(text: str) -> Iterator[tuple[int, object]]:
    """Give the entries of an array, or the one value, with the line on which each begins."""
    value = json.loads(text)
    at = _after_blanks(text, 0)
    if not isinstance(value, list):
        yield 1 + text.count("\n", 0, at), value
        return
    decoder = json.JSONDecoder()
    line, counted = 1, 0
    for entry in cast("list[object]", value):
        at = _after_blanks(text, at + 1)  # after the bracket, or the comma
        line += text.count("\n", counted, at)
        counted = at
        yield line, entry
        at = _after_blanks(text, decoder.raw_decode(text, at)[1])


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at
