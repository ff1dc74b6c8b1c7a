"""Place in a TOML text: the line of a key, and how to say where it is."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

Place = tuple[str | int, ...]
"""The way to a value: keys, and numbers (from 0) in lists."""

_HEADER: Final = re.compile(r"[ \t]*\[\[?[ \t]*([A-Za-z0-9_.\- \t\"']{1,200})\]\]?")


def line_of(text: str, place: Place) -> int | None:
    """Return the line (from 1) of a key, or of the table that lacks it; None if not found.

    Only for files written with one key a line under headers such as `[[products.facts]]`.
    """
    lines = text.splitlines()
    tables, key = _tables_and_key(place)
    first, last = 0, len(lines)
    for depth, (name, number) in enumerate(tables):
        whole = ".".join(each for each, _ in tables[: depth + 1])
        headers = [at for at in range(first, last) if _header(lines[at]) == whole]
        if number >= len(headers):
            return None if depth == 0 else first or None
        ends = [at for at in range(headers[number] + 1, last) if _ends(lines[at], whole)]
        first, last = headers[number], ends[0] if ends else last
        assert name
    return _line_of_key(lines, first, last, key, within=bool(tables))


def place_in_words(table: Mapping[str, Any], place: Place) -> str:
    """Return the way to a value with the names of what it goes through."""
    words: list[str] = []
    here: object = table
    for step in place:
        here = _step(here, step)
        if isinstance(step, str):
            words.append(step)
        elif isinstance(here, dict) and "name" in here:
            words[-1] += f" ({cast(dict[str, object], here)['name']})"
        else:
            words[-1] += f" (number {step + 1})"
    return ", ".join(words)


def _tables_and_key(place: Place) -> tuple[list[tuple[str, int]], str]:
    """Return the tables of lists on the way, each with its number, and the last key."""
    tables: list[tuple[str, int]] = []
    key = ""
    for at, step in enumerate(place):
        follows = place[at + 1] if at + 1 < len(place) else None
        is_table = isinstance(follows, int) and at + 2 < len(place)
        if isinstance(step, str) and is_table:
            tables.append((step, cast(int, follows)))
        elif isinstance(step, str):
            key = step
    return tables, key


def _line_of_key(
    lines: Sequence[str], first: int, last: int, key: str, *, within: bool
) -> int | None:
    written = re.compile(rf"[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=")
    for at in range(first + within, last):
        if _header(lines[at]) is not None:
            break
        if written.match(lines[at]):
            return at + 1
    return first + 1 if within else None


def _ends(line: str, table: str) -> bool:
    """Return whether a line begins a table that isn't within this one."""
    header = _header(line)
    return header is not None and not header.startswith(f"{table}.")


def _header(line: str) -> str | None:
    match = _HEADER.match(line)
    return match[1].replace(" ", "").replace("\t", "") if match else None


def _step(here: object, step: str | int) -> object:
    if isinstance(here, dict):
        return cast(dict[str | int, object], here).get(step)
    if isinstance(here, list) and isinstance(step, int):
        inner = cast(list[object], here)
        return inner[step] if step < len(inner) else None
    return None
