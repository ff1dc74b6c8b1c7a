"""Mapping files: a mapping written for people to read, correct and use again (TOML)."""

import tomllib
from collections.abc import Mapping as Table
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, TypeVar, cast
from zoneinfo import ZoneInfo

import tomli_w

from wellspent.clean.record_fields import FIELDS
from wellspent.errors import MappingError
from wellspent.records.attribute import AttributeKind
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.source import RecordKind

KEYS: Final = (
    "name", "record_kind", "decimal_comma", "day_first", "currency", "time_zone",
    "outcome_won", "outcome_lost", "columns",
)  # fmt: skip
COLUMN_KEYS: Final = ("column", "field", "attribute", "kind", "reason", "certainty")
LARGEST: Final = 1024 * 1024

T = TypeVar("T")
E = TypeVar("E", RecordKind, AttributeKind)


def write_mapping(mapping: Mapping, path: Path | str) -> None:
    """Write a mapping to a TOML file."""
    Path(path).write_text(mapping_to_toml(mapping), encoding="utf-8")


def read_mapping(path: Path | str) -> Mapping:
    """Read a mapping from a TOML file; `MappingError` says what is wrong with it and where."""
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST:
            raise _wrong("The mapping file is larger than 1 MB.", path.name)
        text = path.read_text("utf-8")
    except (OSError, UnicodeError) as error:
        raise _wrong(f"The mapping file can't be read: {error}.", str(path)) from error
    return mapping_from_toml(text, where=path.name)


def mapping_to_toml(mapping: Mapping) -> str:
    """Return the mapping as TOML text."""
    table: dict[str, Any] = {
        "name": mapping.name,
        "record_kind": mapping.record_kind.value,
        "decimal_comma": mapping.decimal_comma,
        "day_first": mapping.day_first,
        "currency": mapping.currency,
        "time_zone": mapping.time_zone,
        "outcome_won": list(mapping.outcome_won),
        "outcome_lost": list(mapping.outcome_lost),
        "columns": [_column_to_table(column) for column in mapping.columns],
    }
    return tomli_w.dumps(table)


def _column_to_table(column: ColumnMapping) -> dict[str, Any]:
    table: dict[str, Any] = {"column": column.column}
    if column.field:
        table["field"] = column.field
    if column.attribute:
        table["attribute"] = column.attribute
    if column.kind is not None:
        table["kind"] = column.kind.value
    if column.reason:
        table["reason"] = column.reason
    if column.certainty != 1.0:
        table["certainty"] = column.certainty
    return table


def mapping_from_toml(text: str, *, where: str = "mapping") -> Mapping:
    """Read a mapping from TOML text; unknown keys, fields and kinds are errors."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(f"The mapping isn't valid TOML: {error}.", where) from error
    return mapping_from_table(table, where=where)


def mapping_from_table(table: Table[str, Any], *, where: str = "mapping") -> Mapping:
    """Read a mapping from what a TOML or JSON file held."""
    _check_keys(table, KEYS, where)
    kind = _one_of(RecordKind, table.get("record_kind"), "record_kind", where)
    columns = tuple(
        _column_from_table(entry, f"{where}, columns[{index}]")
        for index, entry in enumerate(_list(table, "columns", where))
    )
    settings: dict[str, Any] = {
        key: _typed(table[key], wanted, key, where)
        for key, wanted in (("decimal_comma", bool), ("day_first", bool), ("currency", str))
        if key in table
    }
    for key in ("outcome_won", "outcome_lost"):
        if key in table:
            settings[key] = tuple(str(word) for word in _list(table, key, where))
    if "time_zone" in table:
        settings["time_zone"] = _zone(table["time_zone"], where)
    name = _typed(table.get("name", ""), str, "name", where)
    mapping = Mapping(name=name, record_kind=kind, columns=columns, **settings)
    check_mapping(mapping, where=where)
    return mapping


def check_mapping(mapping: Mapping, *, where: str = "mapping") -> None:
    """Raise `MappingError` where a mapping names a field that its record kind doesn't have."""
    fields = FIELDS[mapping.record_kind]
    seen: set[str] = set()
    for column in mapping.columns:
        if column.field and column.field not in fields:
            raise _unknown(
                column.field, list(fields), f"{where}, column {column.column!r}", "field"
            )
        if column.column in seen:
            raise _wrong(f"The column {column.column!r} is mapped twice.", where)
        seen.add(column.column)


def _column_from_table(entry: object, where: str) -> ColumnMapping:
    if not isinstance(entry, dict):
        raise _wrong("Each of the columns must be a table with a `column` key.", where)
    table = cast("dict[str, Any]", entry)
    _check_keys(table, COLUMN_KEYS, where)
    if not isinstance(table.get("column"), str):
        raise _wrong("The `column` key (a header of the file) is missing.", where)
    texts = {
        key: _typed(table[key], str, key, where)
        for key in ("column", "field", "attribute", "reason")
        if key in table
    }
    kind = _one_of(AttributeKind, table["kind"], "kind", where) if "kind" in table else None
    return ColumnMapping(**texts, kind=kind, certainty=_certainty(table, where))


def _certainty(table: Table[str, Any], where: str) -> float:
    value = table.get("certainty", 1.0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise _wrong("`certainty` must be a number from 0 to 1.", where)
    return float(value)


def _check_keys(table: Table[str, Any], known: Sequence[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise _unknown(key, known, where, "key")


def _unknown(word: str, known: Sequence[str], where: str, what: str) -> MappingError:
    near = get_close_matches(word, known, n=1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    return MappingError(
        f"There is no {what} {word!r}.{meant}",
        where=where,
        tried=f"the {what}s known here are {', '.join(known)}",
        next_step=f"Correct or remove the {what}.",
    )


def _list(table: Table[str, Any], key: str, where: str) -> list[Any]:
    value = table.get(key, [])
    if not isinstance(value, list | tuple):
        raise _wrong(f"`{key}` must be a list.", where)
    return list(cast("Sequence[Any]", value))


def _typed(value: object, wanted: type[T], key: str, where: str) -> T:
    if not isinstance(value, wanted):
        raise _wrong(f"`{key}` must be a {'true or false' if wanted is bool else 'text'}.", where)
    return value


def _one_of(kinds: type[E], value: object, key: str, where: str) -> E:
    names = [kind.value for kind in kinds]
    if value not in names:
        raise _unknown(str(value), names, where, key)
    return kinds(value)


def _zone(name: object, where: str) -> str:
    try:
        return ZoneInfo(_typed(name, str, "time_zone", where)).key
    except (ValueError, OSError, KeyError) as error:
        raise _wrong(
            f"There is no time zone {name!r}; use a name like Europe/Berlin.", where
        ) from error


def _wrong(what: str, where: str) -> MappingError:
    return MappingError(
        what,
        where=where,
        tried="reading the mapping",
        next_step="See docs/how-to/import.md for an example of a mapping file.",
    )
