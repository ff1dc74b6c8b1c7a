"""Presets: what the headers of common exports mean, read from the TOML files in `mappings/`."""

import tomllib
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

from wellspent.clean.machine_name import machine_name
from wellspent.clean.record_fields import FIELDS
from wellspent.errors import MappingError
from wellspent.records.source import RecordKind

KEYS: Final = frozenset(
    {
        "name", "record_kind", "recognise", "recognise_any", "marks", "marks_against", "file_words",
        "only_when_asked", "first_name", "last_name", "leave_out", "outcome_won", "outcome_lost",
        "fields", "attributes",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Preset:
    """What the headers of one kind of export mean. All headers here are machine names.

    `fields` gives for each field the headers that mean it, the surest first; `attributes` does so
    for attributes that other rooms know by name. An export is known by having all of `recognise`
    and one of `recognise_any`; a preset without both is a generic one, chosen by its `marks` and
    `marks_against`.
    """

    name: str
    record_kind: RecordKind
    fields: Table[str, tuple[str, ...]]
    recognise: tuple[str, ...] = ()
    recognise_any: tuple[str, ...] = ()
    attributes: Table[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    marks: tuple[str, ...] = ()
    marks_against: tuple[str, ...] = ()
    file_words: tuple[str, ...] = ()
    only_when_asked: bool = False
    first_name: tuple[str, ...] = ()
    last_name: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    outcome_won: tuple[str, ...] = ()
    outcome_lost: tuple[str, ...] = ()

    def is_generic(self) -> bool:
        """Return whether it knows no particular program's export."""
        return not self.recognise and not self.recognise_any

    def is_of(self, names: set[str]) -> bool:
        """Return whether a table with these headers (machine names) is such an export."""
        has_one = not self.recognise_any or not names.isdisjoint(self.recognise_any)
        return names.issuperset(self.recognise) and has_one


@cache
def read_presets() -> tuple[Preset, ...]:
    """Return all presets of `mappings/`, those of particular programs first."""
    folder = files("wellspent.clean").joinpath("mappings")
    found = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    presets = [preset_from_toml(folder.joinpath(name).read_text("utf-8"), name) for name in found]
    return tuple(sorted(presets, key=lambda preset: (preset.is_generic(), preset.name)))


def preset_from_toml(text: str, where: str) -> Preset:
    """Read one preset; unknown keys and fields are errors."""
    table = tomllib.loads(text)
    kind = RecordKind(table["record_kind"])
    unknown = (set(table) - KEYS) | (set(table["fields"]) - set(FIELDS[kind]))
    if unknown:
        raise MappingError(
            f"The preset has unknown keys or fields: {', '.join(sorted(unknown))}.",
            where=where,
            tried=f"the fields of a {kind} are {', '.join(FIELDS[kind])}",
            next_step="Correct the preset.",
        )
    return Preset(
        name=table["name"],
        record_kind=kind,
        fields={field: _names(headers) for field, headers in table["fields"].items()},
        attributes={name: _names(them) for name, them in table.get("attributes", {}).items()},
        only_when_asked=table.get("only_when_asked", False),
        outcome_won=tuple(table.get("outcome_won", ())),
        outcome_lost=tuple(table.get("outcome_lost", ())),
        file_words=tuple(table.get("file_words", ())),
        **_name_lists(
            table,
            "recognise",
            "recognise_any",
            "marks",
            "marks_against",
            "first_name",
            "last_name",
            "leave_out",
        ),
    )


def _name_lists(table: Table[str, Any], *keys: str) -> dict[str, Any]:
    return {key: _names(table.get(key, ())) for key in keys}


def _names(headers: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(machine_name(header) for header in headers))


def find_preset(names: Sequence[str], kind: RecordKind | None) -> Preset | None:
    """Return the program's export that has these headers (machine names), if one is recognised.

    With several, the one whose fields name the most of the headers.
    """
    there = set(names)
    fitting = [
        preset
        for preset in read_presets()
        if not preset.is_generic()
        and preset.is_of(there)
        and (preset.record_kind is kind or (kind is None and not preset.only_when_asked))
    ]
    return max(fitting, key=lambda preset: _known(preset, there), default=None)


def _known(preset: Preset, names: set[str]) -> int:
    headers = {header for meaning in preset.fields.values() for header in meaning}
    headers.update(preset.first_name, preset.last_name, preset.leave_out)
    return len(headers & names)


def generic_preset(kind: RecordKind) -> Preset:
    """Return the preset for any table of that record kind."""
    return next(one for one in read_presets() if one.is_generic() and one.record_kind is kind)
