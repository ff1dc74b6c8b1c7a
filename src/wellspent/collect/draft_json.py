"""Drafts as JSON: the keys that every door accepts, with their types."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from difflib import get_close_matches
from enum import StrEnum
from typing import Final, TypeVar, cast

from wellspent.errors import InputError
from wellspent.records.draft import Draft, DraftChannel, DraftType

LARGEST: Final = 4 * 1024 * 1024
"""Characters of one draft."""

MOST_RECIPIENTS: Final = 1_000_000_000
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2999
"""Beyond, some days before and after a time aren't in any calendar of ours."""

_APART: Final = str.maketrans("", "", " -_")

Word = TypeVar("Word", bound=StrEnum)
Reader = Callable[[object], object]


def draft_from_json(text: str, *, where: str = "", zone: tzinfo = UTC) -> Draft:
    """Read a draft from one JSON object; InputError says what is wrong with it and `where`.

    `zone` is that of times that name none.
    """
    try:
        value = json.loads(text)
    except ValueError as error:
        raise _wrong(f"This is no JSON object: {error}.", where) from error
    except RecursionError as error:
        raise _wrong("This JSON is nested too deeply.", where) from error
    return draft_from_value(value, where=where, zone=zone)


def draft_from_value(value: object, *, where: str = "", zone: tzinfo = UTC) -> Draft:
    """Return the draft that a JSON object describes; a value of null is as good as none."""
    if not isinstance(value, dict):
        raise _wrong('A draft is a JSON object, such as {"body": "…"}.', where)
    readers = {**_READERS, "send_at": lambda text: time_of(text, zone=zone)}
    fields: dict[str, object] = {}
    for key, given in cast("Mapping[str, object]", value).items():
        if key not in readers:
            raise _unknown_key(key, tuple(readers), where)
        if given is None:
            continue
        try:
            fields[_NAMES.get(key, key)] = readers[key](given)
        except ValueError as error:
            raise _wrong(f"`{key}` {error}.", where) from error
    return Draft(**fields)  # pyright: ignore[reportArgumentType]: each has been read by its type


def field_of_draft(key: str, text: str, *, zone: tzinfo = UTC) -> tuple[str, object]:
    """Return the field of Draft that a written `key: text` sets; ValueError says what is wrong."""
    if key == "send_at":
        return key, time_of(text, zone=zone)
    return _NAMES.get(key, key), _READERS[key](text)


def time_of(value: object, *, zone: tzinfo = UTC) -> datetime:
    """Return an ISO time; one that names no zone is in `zone`. ValueError when it is none.

    Nobody writes to customers before 1900 or after 2999.
    """
    text = _text(value).strip()
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"is no time such as 2026-03-03T10:00+01:00: {text[:40]!r}") from None
    if not FIRST_YEAR <= time.year <= LAST_YEAR:
        raise ValueError(f"is no time between {FIRST_YEAR} and {LAST_YEAR}: {text[:40]!r}")
    return time if time.tzinfo else time.replace(tzinfo=zone)


def word_of(kind: type[Word], value: object) -> Word | None:
    """Return the word of a list that is meant, however it is spaced; ValueError when none is."""
    text = _text(value)
    if not text.strip():
        return None
    meant = _bare(text)
    for word in kind:
        if _bare(word.value) == meant:
            return word
    raise ValueError(f"is one of {', '.join(kind)}, not {text[:40]!r}")


def _bare(text: str) -> str:
    return text.casefold().translate(_APART)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be a text")
    if len(value) > LARGEST:
        raise ValueError(f"is longer than {LARGEST:,} characters")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("must be a whole number")
    if not 0 <= value <= MOST_RECIPIENTS:
        raise ValueError("must be a number of people")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("must be a list of file names")
    return tuple(_text(each) for each in cast("list[object]", value))


def _headers(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError("must be an object of texts")
    return {name.lower(): _text(each) for name, each in cast("dict[str, object]", value).items()}


_READERS: Final[Mapping[str, Reader]] = {
    "id": _text,
    "channel": lambda value: word_of(DraftChannel, value),
    "type": lambda value: word_of(DraftType, value),
    "from": _text,
    "to": _text,
    "send_at": time_of,
    "subject": _text,
    "body": _text,
    "is_html": _flag,
    "attachments": _texts,
    "in_reply_to": _text,
    "recipients": _count,
    "headers": _headers,
}
_NAMES: Final = {"from": "sender", "to": "recipient"}


def _unknown_key(key: str, known: tuple[str, ...], where: str) -> InputError:
    near = get_close_matches(key, known, n=1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    return InputError(
        f"A draft has no key {key[:40]!r}.{meant}",
        where=where,
        tried=f"the keys known are {', '.join(known)}",
        next_step="Correct or remove the key.",
    )


def _wrong(what: str, where: str) -> InputError:
    return InputError(
        what,
        where=where,
        tried="reading a draft",
        next_step='Write one object a line: {"channel": "email", "subject": "…", "body": "…"}',
    )
