"""What changes between two files of rules, key by key, in the words of the file."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from wellspent.serve.web.wording import number, shortened

LONGEST = 200


@dataclass(frozen=True, slots=True)
class ChangedKey:
    """A key of the file with what it says now and what it would say; empty where it isn't there."""

    key: str
    before: str
    after: str


def changed_keys(before: str, after: str) -> list[ChangedKey]:
    """Return the keys that differ between two files that were read before, in their order."""
    old, new = dict(_flat(tomllib.loads(before))), dict(_flat(tomllib.loads(after)))
    return [
        ChangedKey(key, old.get(key, ""), new.get(key, ""))
        for key in dict.fromkeys([*old, *new])
        if old.get(key, "") != new.get(key, "")
    ]


def _flat(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        name = f"{above} › {key}" if above else key
        if isinstance(value, dict):
            yield from _flat(cast("dict[str, Any]", value), name)
        else:
            yield name, shortened(_said(value), LONGEST)


def _said(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_said(one) for one in cast("list[object]", value)) or "nothing"
    if isinstance(value, dict):
        table = cast("dict[str, object]", value)
        return " ".join(f"{key} {_said(one)}" for key, one in table.items() if one or one == 0)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number(float(value), 6)
    return str(value) or "nothing"
