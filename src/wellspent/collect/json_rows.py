"""JSON: one object a line, or one array of objects; nested ones become `outer.inner` columns."""

import codecs
import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO, Final, cast

from wellspent.collect import limits
from wellspent.collect.encoding import FALLBACK, find_encoding
from wellspent.collect.header import name_columns
from wellspent.collect.table import Table
from wellspent.collect.unpack import Part, open_part
from wellspent.errors import FileUnreadable

CHUNK: Final = 256 * 1024
BETWEEN: Final = " \t\r\n,"
DEEPEST: Final = 8
DECODER: Final = json.JSONDecoder()


@contextmanager
def open_json(part: Part) -> Generator[Table]:
    """Open JSON lines or an array; the columns are all keys that occur, in order of appearance.

    An export leaves out the keys that a record doesn't have, so all of it is read once for the
    keys and once for the rows.
    """
    keys: dict[str, None] = {}
    with open_part(part) as stream:
        for row in _objects(stream.bytes, part):
            keys.update(dict.fromkeys(row))
    if not keys:
        raise FileUnreadable(
            "The file holds no records.",
            where=part.label(),
            tried="reading it as JSON objects",
            next_step="Export it again, and check that it has rows.",
        )
    with open_part(part) as stream:
        rows = _rows(_objects(stream.bytes, part), tuple(keys))
        yield Table(name_columns(tuple(keys), file=part.label()), rows, 2, stream.share)


def _rows(objects: Iterator[Mapping[str, str]], keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return ([row.get(key, "") for key in keys] for row in objects)


def _objects(stream: BinaryIO, part: Part) -> Iterator[dict[str, str]]:
    """Give each object as flat text, reading the file in pieces."""
    pieces = _pieces(stream)
    text = next(pieces, "").lstrip()
    is_array = text.startswith("[")
    at, number = int(is_array), 0
    while True:
        at = _skip(text, at)
        if is_array and text.startswith("]", at):
            return
        try:
            value, at = DECODER.raw_decode(text, at)
        except json.JSONDecodeError as error:
            piece = next(pieces, "")
            if not piece and at == len(text) and not is_array:
                return
            if not piece or len(text) - at > limits.LARGEST_JSON_OBJECT:
                raise _broken(error, part, number) from error
            text, at = text[at:] + piece, 0
            continue
        except RecursionError as error:
            raise _broken(error, part, number) from error
        if not isinstance(value, dict):
            raise _broken(ValueError("it is not an object with named values"), part, number)
        number += 1
        yield flatten(cast("dict[str, Any]", value))


def _skip(text: str, at: int) -> int:
    """Return where the next value begins, after spaces, newlines and commas."""
    while at < len(text) and text[at] in BETWEEN:
        at += 1
    return at


def _pieces(stream: BinaryIO) -> Iterator[str]:
    first = stream.read(CHUNK)
    decode = codecs.getincrementaldecoder(find_encoding(first))(FALLBACK).decode
    while first:
        yield decode(first)
        first = stream.read(CHUNK)
    yield decode(b"", final=True)


def _broken(error: Exception, part: Part, number: int) -> FileUnreadable:
    return FileUnreadable(
        f"Record {number + 1} isn't valid JSON: {error}.",
        where=f"{part.label()}, record {number + 1}",
        tried="reading one JSON object a line, and an array of objects",
        next_step="Export it again: a download that broke off ends in the middle of a record.",
    )


def flatten(value: Mapping[str, Any], prefix: str = "", depth: int = 0) -> dict[str, str]:
    """Return an object's values as text: nested keys joined by dots, lists by semicolons."""
    flat: dict[str, str] = {}
    for key, inner in value.items():
        if isinstance(inner, dict) and depth < DEEPEST:
            flat.update(flatten(cast("dict[str, Any]", inner), f"{prefix}{key}.", depth + 1))
        else:
            flat[prefix + key] = value_as_text(inner)
    return flat


def value_as_text(value: object) -> str:
    """Return a JSON value as a table's cell would show it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        items = cast("list[object]", value)
        if all(isinstance(item, str | int | float) for item in items):
            return "; ".join(value_as_text(item) for item in items)
    return json.dumps(value, ensure_ascii=False)
