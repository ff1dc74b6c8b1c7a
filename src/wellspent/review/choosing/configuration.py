"""Configuration: which rules a team hears, and what it allows, in its `review.toml`.

    select = ["REL", "TRU", "MAN"]     # codes, beginnings of codes, or names; all if left out
    ignore = ["MAN009"]
    hints = false
    exclude = ["README.md", "archive"]
    baseline = "known-findings.json"

    [defaults]                         # of drafts that don't say it themselves
    channel = "email"
    type = "follow-up"

    [severities]
    VAL005 = "error"

    [[allow]]
    code = "VAL005"
    text = "game-changing"
    reason = "the name of our own award"

An unknown key is an error.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final, TypeVar, cast

from wellspent.errors import SettingsError
from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.finding import Severity
from wellspent.review.reading.occasion import NOTHING_USUAL, Usual
from wellspent.review.suppressing.suppression import Allowance

FILE_NAME: Final = "review.toml"
LARGEST: Final = 1024 * 1024
_KEYS: Final = (
    "select",
    "ignore",
    "hints",
    "exclude",
    "baseline",
    "severities",
    "allow",
    "defaults",
)
_DEFAULT_KEYS: Final = ("channel", "type")
_ALLOW_KEYS: Final = ("code", "reason", "text", "channel", "type", "path")

Word = TypeVar("Word", bound=StrEnum)
Kind = TypeVar("Kind", str, bool)


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What a team chose; `file` is where it is written, empty when nowhere.

    `select` None means all rules but hints. `exclude` are patterns of files that are no drafts.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    hints: bool = False
    exclude: tuple[str, ...] = ()
    baseline: str = ""
    severities: Mapping[str, Severity] = field(default_factory=dict[str, Severity])
    allow: tuple[Allowance, ...] = ()
    defaults: Usual = NOTHING_USUAL
    file: str = ""


NOTHING_CHOSEN: Final = Configuration()


@cache
def configuration_file(folder: Path) -> Path | None:
    """Return the `review.toml` in a folder, or in the nearest folder above that has one."""
    file = folder / FILE_NAME
    if file.is_file():
        return file
    return None if folder.parent == folder else configuration_file(folder.parent)


def read_configuration(file: Path) -> Configuration:
    """Read a configuration; SettingsError says what is wrong with it and where."""
    try:
        if file.stat().st_size > LARGEST:
            raise _wrong("The file is larger than 1 MB.", str(file))
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(f"The file can't be read: {error}.", str(file)) from error
    return configuration_from_toml(text, where=str(file))


def configuration_from_toml(text: str, *, where: str = FILE_NAME) -> Configuration:
    """Read a configuration from TOML text; SettingsError says what is wrong with it."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _wrong(f"This is no TOML: {error}.", where) from error
    _refuse_unknown(table, _KEYS, where)
    return Configuration(
        select=_selected(table, where),
        ignore=_texts(table, "ignore", where),
        hints=_value(table, "hints", False, where),
        exclude=_texts(table, "exclude", where),
        baseline=_value(table, "baseline", "", where),
        severities=_severities(table.get("severities", {}), f"{where}, [severities]"),
        allow=tuple(_allowances(table.get("allow", []), where)),
        defaults=_defaults(table.get("defaults", {}), f"{where}, [defaults]"),
        file=where,
    )


def _allowances(entries: object, where: str) -> Iterable[Allowance]:
    if not isinstance(entries, list):
        raise _wrong("`allow` is written as [[allow]].", where)
    for number, entry in enumerate(cast("list[object]", entries), start=1):
        place = f"{where}, [[allow]] {number}"
        if not isinstance(entry, dict):
            raise _wrong("`allow` is written as [[allow]].", place)
        table = cast("Mapping[str, object]", entry)
        _refuse_unknown(table, _ALLOW_KEYS, place)
        texts = {key: _value(table, key, "", place).strip() for key in _ALLOW_KEYS}
        for key in ("code", "reason"):
            if not texts[key]:
                raise _wrong(f"The `{key}` is missing.", place)
        for key, kind in (("channel", DraftChannel), ("type", DraftType)):
            texts[key] = texts[key] and _word(kind, texts[key], key, place)
        yield Allowance(**texts, by=place)


def _defaults(table: object, where: str) -> Usual:
    if not isinstance(table, dict):
        raise _wrong("`defaults` is a table: [defaults]", where)
    entries = cast("Mapping[str, object]", table)
    _refuse_unknown(entries, _DEFAULT_KEYS, where)
    said = {key: _value(entries, key, "", where).strip() for key in entries}
    return Usual(
        channel=DraftChannel(_word(DraftChannel, said["channel"], "channel", where))
        if "channel" in said
        else None,
        type=DraftType(_word(DraftType, said["type"], "type", where)) if "type" in said else None,
    )


def _severities(table: object, where: str) -> dict[str, Severity]:
    if not isinstance(table, dict):
        raise _wrong("`severities` is a table: [severities]", where)
    entries = cast("Mapping[str, object]", table)
    return {
        code: Severity(_word(Severity, _value(entries, code, "", where), code, where))
        for code in entries
    }


def _refuse_unknown(table: Iterable[str], known: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            meant = f" Did you mean {near[0]!r}?" if near else ""
            raise _wrong(f"There is no key {key!r}.{meant}", where, known)


def _selected(table: Mapping[str, object], where: str) -> tuple[str, ...] | None:
    if "select" not in table:
        return None
    selected = _texts(table, "select", where)
    if not selected:
        raise _wrong("`select` is empty: no rule would be on.", where)
    return selected


def _texts(table: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list):
        raise _wrong(f"`{key}` must be a list of texts.", where)
    entries = cast("list[object]", value)
    texts = tuple(entry for entry in entries if isinstance(entry, str) and entry.strip())
    if len(texts) != len(entries):
        raise _wrong(f"`{key}` must be a list of texts.", where)
    return texts


def _value(table: Mapping[str, object], key: str, otherwise: Kind, where: str) -> Kind:
    value = table.get(key, otherwise)
    if not isinstance(value, type(otherwise)):
        kind = "true or false" if isinstance(otherwise, bool) else "a text"
        raise _wrong(f"`{key}` must be {kind}.", where)
    return value


def _word(kind: type[Word], value: str, key: str, where: str) -> str:
    if value not in list(kind):
        raise _wrong(f"`{key}` is one of {', '.join(kind)}, not {value!r}.", where)
    return value


def _wrong(what: str, where: str, known: tuple[str, ...] = _KEYS) -> SettingsError:
    return SettingsError(
        what,
        where=where,
        tried=f"the keys known here are {', '.join(known)}",
        next_step="Correct that place; docs/how-to/review-templates.md has an example.",
    )
