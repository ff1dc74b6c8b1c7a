"""Nested documents as flat fields: `{"a": {"b": [1]}}` is `a.b.0 = 1`, within limits."""

import json
import math
from collections.abc import Iterator
from typing import Any, cast

from wellspent.errors import InputError, TooLarge

MOST_FIELDS = 500
LONGEST_NAME = 300
LONGEST_VALUE = 50_000
DEEPEST = 12


def read_json_document(body: bytes) -> Any:
    """Return what a JSON body holds; InputError when it isn't JSON."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise InputError(
            "the body isn't JSON",
            tried=str(error),
            next_step="Send JSON in UTF-8, or a form as browsers send it.",
        ) from error


def flat_fields(document: Any) -> dict[str, str]:
    """Return a document's values as text, each under the path that leads to it.

    What is empty is left out. InputError when it is no object or nested too deeply; TooLarge when
    it has more than 500 values, or one of them is too long.
    """
    if not isinstance(document, dict):
        raise InputError(
            "the body isn't an object of names and values",
            next_step='Send an object, such as {"email": "ada@example.com"}.',
        )
    fields: dict[str, str] = {}
    for path, value in _walk(cast(dict[str, Any], document), "", 1):
        if len(fields) >= MOST_FIELDS:
            raise TooLarge(
                f"the body has more than {MOST_FIELDS} values", next_step="Send fewer fields."
            )
        fields[path] = checked(path, value)
    return fields


def checked(name: str, value: str) -> str:
    """Return a value that isn't too long under a name that isn't either; else TooLarge."""
    if len(name) > LONGEST_NAME:
        raise TooLarge(
            f"the name of a field is longer than {LONGEST_NAME} characters",
            where=name[:50],
            next_step="Give the field a shorter name.",
        )
    if len(value) > LONGEST_VALUE:
        raise TooLarge(
            f"a field holds more than {LONGEST_VALUE:,} characters",
            where=name,
            next_step="Send a shorter text.",
        )
    return value


def _walk(value: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict | list):
        if depth > DEEPEST:
            raise InputError(
                f"the body is nested more than {DEEPEST} levels deep",
                where=path[:200],
                next_step="Send a flatter document.",
            )
        for name, inner in _members(cast("dict[str, Any] | list[Any]", value)):
            yield from _walk(inner, f"{path}.{name}" if path else name, depth + 1)
    elif value is not None and (text := _as_text(value)):
        yield path, text


def _members(value: dict[str, Any] | list[Any]) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    else:
        yield from ((str(place), inner) for place, inner in enumerate(value))


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return str(int(value))
    return str(value)
