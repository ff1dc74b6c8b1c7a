"""Files of drafts: text, Markdown, HTML, mail, mailboxes, JSON lines, and folders of them.

Known by their endings; a file with another ending, or what comes in by a pipe, by its beginning.
"""

import io
import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, tzinfo
from pathlib import Path
from typing import BinaryIO, Final

from wellspent.collect.draft_bytes import LARGEST, file_text
from wellspent.collect.draft_lines import drafts_of_lines
from wellspent.collect.draft_mail import draft_from_mail
from wellspent.collect.draft_text import draft_from_text
from wellspent.collect.found_draft import FoundDraft
from wellspent.collect.mail_parse import LARGEST as LARGEST_MAIL
from wellspent.collect.mailbox_file import messages_of
from wellspent.errors import FileUnreadable, InputError, file_unreadable

TEXTS: Final = frozenset({".txt", ".md", ".markdown", ".text"})
PAGES: Final = frozenset({".html", ".htm"})
LINES: Final = frozenset({".jsonl", ".ndjson"})
MAILS: Final = frozenset({".eml"})
MAILBOXES: Final = frozenset({".mbox"})
ENDINGS: Final = TEXTS | PAGES | LINES | MAILS | MAILBOXES
"""What is looked for in a folder."""

OTHERS: Final = frozenset({
    ".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages", ".ppt", ".pptx", ".odp", ".xls", ".xlsx",
    ".ods", ".csv", ".tsv", ".msg", ".zip", ".gz", ".png", ".jpg", ".jpeg", ".gif", ".svg",
    ".toml", ".yaml", ".yml", ".py", ".js",
})  # fmt: skip
"""Never drafts as they are, whatever their beginning looks like."""

PEEKED: Final = 4096
_HEADER: Final = re.compile(
    rb"(?:from|to|date|received|message-id|mime-version|return-path|delivered-to|x-[\w-]{1,40})"
    rb":[ \t]",
    re.IGNORECASE,
)
_ANY_HEADER: Final = re.compile(rb"[!-9;-~]{1,60}:(?:[ \t]|\r?\n)")
_MARKUP: Final = re.compile(rb"<(?:!doctype html|html|head|body|table|div|p)\b", re.IGNORECASE)

Drafts = Iterator[FoundDraft | InputError]
Reader = Callable[[BinaryIO, str, tzinfo], Drafts]


def draft_files(
    paths: Iterable[Path], *, exclude: Callable[[Path], bool] = lambda _path: False
) -> Iterator[Path | InputError]:
    """Give the files named, and those in the folders named, in the order of their names.

    In a folder only files with known endings count, and mail in a Maildir; hidden ones don't, nor
    what is to be left out. An error stands for what isn't there or can't be looked into.
    """
    for path in paths:
        try:
            if path.is_dir():
                yield from _in_folder(path, exclude)
            elif path.exists():
                yield path
            else:
                yield FileUnreadable(
                    "There is no such file or folder.", where=str(path), next_step="Check the path."
                )
        except OSError as error:
            yield file_unreadable(path, error)


def read_drafts(path: Path, *, zone: tzinfo = UTC) -> Drafts:
    """Give the drafts of a file, and an error for each that can't be read."""
    name = str(path)
    try:
        with path.open("rb") as file:
            yield from _reader_by_name(path)(file, name, zone)
    except OSError as error:
        yield file_unreadable(path, error)
    except InputError as error:
        error.where = error.where or name
        yield error


def read_stream(file: BinaryIO, *, name: str, zone: tzinfo = UTC) -> Drafts:
    """Give the drafts of a stream; its `name` tells what it holds, else its beginning does."""
    try:
        yield from _reader_by_name(Path(name))(file, name, zone)
    except OSError as error:
        yield file_unreadable(name, error)
    except InputError as error:
        error.where = error.where or name
        yield error


def _in_folder(folder: Path, exclude: Callable[[Path], bool]) -> Iterator[Path | InputError]:
    refused: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=refused.append):
        here = Path(place)
        folders[:] = sorted(name for name in folders if _is_entered(here / name, exclude))
        is_maildir = here.name in ("cur", "new") and _is_maildir(here.parent)
        for name in sorted(files):
            path = here / name
            if _is_wanted(path, is_maildir=is_maildir) and not exclude(path):
                yield path
    yield from (file_unreadable(str(error.filename), error) for error in refused)


def _is_entered(folder: Path, exclude: Callable[[Path], bool]) -> bool:
    return (not folder.name.startswith(".") or _is_maildir(folder)) and not exclude(folder)


def _is_wanted(path: Path, *, is_maildir: bool) -> bool:
    known = is_maildir or path.suffix.lower() in ENDINGS
    return known and not path.name.startswith(".") and path.is_file()


def _is_maildir(path: Path) -> bool:
    return (path / "cur").is_dir() and (path / "new").is_dir()


def _reader_by_name(path: Path) -> Reader:
    ending = path.suffix.lower()
    if path.parent.name in ("cur", "new") and _is_maildir(path.parent.parent):
        return _read_mail
    return next((reader for endings, reader in _READERS if ending in endings), _read_unknown)


def _read_text(file: BinaryIO, path: str, zone: tzinfo) -> Drafts:
    text = file_text(file.read(LARGEST + 1), path=path).text
    yield draft_from_text(text, path=path, zone=zone)


def _read_page(file: BinaryIO, path: str, zone: tzinfo) -> Drafts:
    text = file_text(file.read(LARGEST + 1), path=path).text
    yield draft_from_text(text, path=path, is_html=True, zone=zone)


def _read_mail(file: BinaryIO, path: str, _zone: tzinfo) -> Drafts:
    content = file.read(LARGEST_MAIL + 1)
    yield draft_from_mail(content, source=path, draft_id=path)


def _read_mailbox(file: BinaryIO, path: str, _zone: tzinfo) -> Drafts:
    for number, message in enumerate(messages_of(file), start=1):
        try:
            yield draft_from_mail(
                message.content, source=path, draft_id=f"{path}#{number}", line=message.line
            )
        except InputError as error:
            error.where = f"{path}, line {message.line}"
            yield error


def _read_lines(file: BinaryIO, path: str, zone: tzinfo) -> Drafts:
    return drafts_of_lines(file, path=path, zone=zone)


def _read_unknown(file: BinaryIO, path: str, zone: tzinfo) -> Drafts:
    """Read what a first look says that it is."""
    ending = Path(path).suffix.lower()
    if ending in OTHERS:
        raise _no_draft(f"A draft isn't read from {ending} files.", path)
    buffered = file if isinstance(file, io.BufferedReader) else io.BufferedReader(_raw(file))
    beginning = buffered.peek(PEEKED)[:PEEKED].lstrip(b"\xef\xbb\xbf \t\r\n")
    if beginning.startswith((b"%PDF-", b"{\\rtf", b"PK\x03\x04")):
        raise _no_draft("This is a document of an office program, not a text.", path)
    return _reader_by_beginning(beginning)(buffered, path, zone)


def _no_draft(what: str, path: str) -> FileUnreadable:
    return FileUnreadable(
        what,
        where=path,
        tried=f"reading it as a draft; known endings are {', '.join(sorted(ENDINGS))}",
        next_step="Save the draft as text, Markdown, HTML or mail (.eml).",
    )


def _raw(file: BinaryIO) -> io.RawIOBase:
    return io.BytesIO(file.read())  # pyright: ignore[reportReturnType]: a test's own stream


def _reader_by_beginning(beginning: bytes) -> Reader:
    if beginning.startswith(b"From ") and b"\n" in beginning:
        return _read_mailbox
    if beginning.startswith((b"{", b"[{", b"[\n", b"[\r\n")):
        return _read_lines
    if _looks_like_mail(beginning):
        return _read_mail
    return _read_page if _MARKUP.match(beginning) else _read_text


def _looks_like_mail(beginning: bytes) -> bool:
    head = re.split(rb"\r?\n\r?\n", beginning, maxsplit=1)[0].splitlines()
    lines = [line for line in head if not line.startswith((b" ", b"\t"))]
    whole = lines if len(beginning) < PEEKED else lines[:-1]
    headers = [line for line in whole if _ANY_HEADER.match(line)]
    return len(headers) == len(whole) and any(_HEADER.match(line) for line in headers)


_READERS: Final[tuple[tuple[frozenset[str], Reader], ...]] = (
    (TEXTS, _read_text),
    (PAGES, _read_page),
    (MAILS, _read_mail),
    (MAILBOXES, _read_mailbox),
    (LINES, _read_lines),
)
