"""Record maker: records straight from what a driver gives, for queries that run very often."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, cast, get_origin

from wellspent.records.money import Money
from wellspent.records.raw import Record
from wellspent.records.source import RecordKind
from wellspent.store.ids import record_id
from wellspent.store.rows import (
    RECORD_CLASSES,
    REFERS_TO,
    field_types,
    is_choice,
    number_column,
    record_from_row,
)

Process = Callable[[Any], Any] | None
Readers = Sequence[tuple[str, Process]]
"""The columns of a row, each with what reads the driver's value; None where it stays as it is."""

Make = Callable[[Sequence[Any]], Record]


def record_maker(kind: RecordKind, readers: Readers) -> Make:
    """Return what makes a record of a row of these columns, as `record_from_row` does."""
    if Money in field_types(RECORD_CLASSES[kind]).values():
        return _by_name(kind, readers)
    record_class: Callable[..., Record] = RECORD_CLASSES[kind]
    place_of = {name: place for place, (name, _) in enumerate(readers)}
    types = field_types(RECORD_CLASSES[kind])
    steps = [
        (field, place_of[field], _conversion(field, hint, readers[place_of[field]][1]))
        for field, hint in types.items()
        if field not in REFERS_TO
    ]
    ids = [("id", place_of["number"], kind)]
    ids += [(f, place_of[number_column(f)], REFERS_TO[f]) for f in types if f in REFERS_TO]

    def make(row: Sequence[Any]) -> Record:
        values = {
            field: row[place] if convert is None or row[place] is None else convert(row[place])
            for field, place, convert in steps
        }
        values |= {field: record_id(named, row[place]) for field, place, named in ids}
        return record_class(**values)

    return make


def _by_name(kind: RecordKind, readers: Readers) -> Make:
    def make(row: Sequence[Any]) -> Record:
        values = {
            name: value if process is None or value is None else process(value)
            for (name, process), value in zip(readers, row, strict=True)
        }
        return record_from_row(kind, values)

    return make


def _conversion(field: str, hint: Any, process: Process) -> Process:
    if is_choice(hint):
        choices: dict[str, Any] = {str(one): one for one in cast(type[StrEnum], hint)}
        return choices.__getitem__
    if get_origin(hint) is tuple:
        return lambda value: () if value == "[]" else tuple(process(value) if process else value)
    if field == "attributes" and process is not None:
        return lambda value: {} if value == "{}" else process(value)
    return process
