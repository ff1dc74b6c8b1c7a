"""What a transcript's JSON calls its parts, by the keys in `transcript_keys.toml`."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

DEEPEST: Final = 10
"""Levels of lists and objects; no tool nests deeper."""

Item = Mapping[str, Any]


@cache
def keys_for(meaning: str) -> tuple[str, ...]:
    """Return the keys that mean *text*, *speaker*, *start* and so on, the surest first."""
    source = files("wellspent.collect").joinpath("transcript_keys.toml")
    table: dict[str, list[str]] = tomllib.loads(source.read_text("utf-8"))
    return tuple(table[meaning])


def first_of(item: Item, meaning: str) -> tuple[str, Any]:
    """Return the surest key that an object has for a meaning, with its value; else nothing."""
    for key in keys_for(meaning):
        value = item.get(key)
        if value is not None and value != "" and value != []:
            return key, value
    return "", None


def value_of(item: Item, meaning: str) -> Any:
    """Return the value that an object has for a meaning, None where it has none."""
    return first_of(item, meaning)[1]


def text_of(item: Item, meaning: str) -> str:
    """Return a value as one line of text; nothing for lists, objects, yes and no."""
    return as_text(value_of(item, meaning))


def as_text(value: object) -> str:
    """Return a text or a number as one line."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())


def is_number(value: object) -> bool:
    """Return whether a value is a number, and not a yes or no."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def objects_in(value: object) -> Iterator[Item]:
    """Give the objects of a value, the outer ones first."""
    level: list[object] = [value]
    for _ in range(DEEPEST):
        below: list[object] = []
        for one in level:
            if isinstance(one, dict):
                yield cast("Item", one)
                below += cast("Item", one).values()
            elif isinstance(one, list):
                below += cast("list[object]", one)
        level = [one for one in below if isinstance(one, dict | list)]


def objects_of_list(value: object) -> Sequence[Item]:
    """Return the objects in a list; a text in it counts as somebody's name."""
    if not isinstance(value, list):
        return ()
    return [
        cast("Item", {"name": one} if isinstance(one, str) else one)
        for one in cast("list[object]", value)
        if isinstance(one, dict | str)
    ]
