"""Rewrite drafts: put changed subjects and bodies back into the file that they were read from."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

from wellspent.collect.draft_bytes import FileText
from wellspent.collect.found_draft import FieldPlace, FoundDraft, KeptAs
from wellspent.errors import InputError, file_unreadable, file_unwritable
from wellspent.records.draft import Draft

Change = tuple[FoundDraft, Draft]
"""A draft as it was found, and as it is to be."""


def changed_text(text: str, changes: Iterable[Change], *, path: str) -> str:
    """Return a file's text with the changed drafts in it; InputError where it can't hold them."""
    changes = list(changes)
    sealed = next((found.kept_as for found, _ in changes if found.kept_as not in _WRITERS), None)
    if sealed is not None:
        raise InputError(
            f"Fixes can't be written into this file: it is {sealed}.",
            where=path,
            tried="writing text, Markdown, HTML and JSON lines, which hold a draft as it is",
            next_step="Leave this file out, or change it where the mail is written.",
        )
    for kept_as, write in _WRITERS.items():
        text = write(text, [one for one in changes if one[0].kept_as is kept_as])
    return text


def _into_text(text: str, changes: list[Change]) -> str:
    for found, draft in changes:
        places = [
            (found.body, found.draft.body, draft.body),
            (found.subject, found.draft.subject, draft.subject),
        ]
        for place, before, after in places:  # the body first: it stands behind the subject
            text = _put(text, place, before, after)
    return text


def _put(text: str, place: FieldPlace, before: str, after: str) -> str:
    at = place.offset
    if before == after or at is None or text[at : at + len(before)] != before:
        return text
    return text[:at] + after + text[at + len(before) :]


def _into_lines(text: str, changes: list[Change]) -> str:
    lines = text.split("\n")
    for found, draft in changes:
        number = found.body.line - 1
        fields = json.loads(lines[number].lstrip("\ufeff"))
        fields |= {key: value for key, value in (("subject", draft.subject), ("body", draft.body))
                   if key in fields}  # fmt: skip
        end = "\r" if lines[number].endswith("\r") else ""
        lines[number] = json.dumps(fields, ensure_ascii=False) + end
    return "\n".join(lines)


_WRITERS = {KeptAs.TEXT: _into_text, KeptAs.JSON_LINE: _into_lines}


def write_back(path: Path, before: FileText, text: str) -> None:
    """Write a file's text in its own encoding, whole or not at all; links and rights stay."""
    target = path.resolve()
    try:
        if before.encoded(before.text) != target.read_bytes():
            raise InputError(
                f"The file can't be written back as it is: it isn't plain {before.encoding}.",
                where=str(path),
                next_step="Save it as UTF-8.",
            )
        content = before.encoded(text)
    except OSError as error:
        raise file_unreadable(path, error) from error
    except UnicodeError as error:
        raise InputError(
            f"A fix needs letters that {before.encoding} doesn't have.",
            where=str(path),
            next_step="Save the file as UTF-8.",
        ) from error
    partial = target.with_name(f".{target.name}.{uuid4().hex}.part")
    try:
        partial.touch(mode=0o600)  # nobody else's to read, also while it is written
        partial.write_bytes(content)
        shutil.copymode(target, partial)
        partial.replace(target)
    except OSError as error:
        raise file_unwritable("The fixed draft", path, error) from error
    finally:
        partial.unlink(missing_ok=True)
