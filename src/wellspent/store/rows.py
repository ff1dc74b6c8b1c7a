"""Records to table rows and back, read off the records' own fields.

One recipe for all kinds: text is text, money is an amount and a currency, another record's id is
its number, a tuple is a list, and `attributes` is JSON.
"""

import dataclasses
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from wellspent.records.account import Account
from wellspent.records.activity import Activity
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal
from wellspent.records.lead import Lead
from wellspent.records.money import Money
from wellspent.records.raw import Record
from wellspent.records.referral import Referral
from wellspent.records.source import RecordKind
from wellspent.store.column_types import storable_text
from wellspent.store.ids import record_id

RECORD_CLASSES: Mapping[RecordKind, type[Record]] = {
    RecordKind.ACCOUNT: Account,
    RecordKind.CONTACT: Contact,
    RecordKind.LEAD: Lead,
    RecordKind.DEAL: Deal,
    RecordKind.ACTIVITY: Activity,
    RecordKind.REFERRAL: Referral,
}

KIND_BY_CLASS = {record_class: kind for kind, record_class in RECORD_CLASSES.items()}

REFERS_TO = {
    "account_id": RecordKind.ACCOUNT,
    "contact_id": RecordKind.CONTACT,
    "lead_id": RecordKind.LEAD,
    "giver_id": RecordKind.ACCOUNT,
    "receiver_id": RecordKind.ACCOUNT,
}
"""Which kind of record each id field names."""

Row = dict[str, Any]

StoredRow = Mapping[Any, Any]
"""A row as the database gives it, by column name."""


def kind_of_record(record: Record) -> RecordKind:
    """Return which kind of record this is."""
    return KIND_BY_CLASS[type(record)]


def number_column(field: str) -> str:
    """Return the column that holds an id field: `account_id` is kept in `account_number`."""
    return field.removesuffix("_id") + "_number"


def row_from_record(record: Record) -> Row:
    """Return the row of what a record says itself.

    Its own id is left out, the store gives it; so are ids of others, which linking finds from
    the keys. Only a deal's `lead_id`, for which a record has no key of its own, is kept as one.
    """
    row: Row = {}
    for name, write in _writers(type(record)):
        write(row, getattr(record, name))
    return row


def record_from_row(kind: RecordKind, row: StoredRow) -> Record:
    """Return the record that a row (by column name) holds, with its id."""
    record_class = RECORD_CLASSES[kind]
    values = {name: read(row) for name, read in _readers(record_class)}
    return record_class(id=record_id(kind, row["number"]), **values)


def field_columns(kind: RecordKind, field: str) -> tuple[str, ...]:
    """Return the columns that hold a record's field."""
    hint = field_types(RECORD_CLASSES[kind])[field]
    if hint is Money:
        return (f"{field}_amount", f"{field}_currency")
    return (number_column(field),) if field in REFERS_TO else (field,)


def record_columns(kind: RecordKind) -> tuple[str, ...]:
    """Return the columns that hold a record's own fields, and its number."""
    fields = field_types(RECORD_CLASSES[kind])
    return ("number", *(c for name in fields for c in field_columns(kind, name)))


@cache
def choice_fields(kind: RecordKind) -> frozenset[str]:
    """Return the fields that hold one of a few words, such as the outcome."""
    types = field_types(RECORD_CLASSES[kind])
    return frozenset(name for name, hint in types.items() if is_choice(hint))


@cache
def field_types(record_class: type[Record]) -> dict[str, Any]:
    """Return the type of each field but the id, without its `| None`."""
    hints = get_type_hints(record_class)
    return {
        field.name: _without_none(hints[field.name])
        for field in dataclasses.fields(record_class)
        if field.name != "id"
    }


def _without_none(hint: Any) -> Any:
    rest = [part for part in get_args(hint) if part is not NoneType]
    return rest[0] if len(rest) == 1 and NoneType in get_args(hint) else hint


def is_choice(hint: Any) -> bool:
    """Return whether a field's type is one of a few words."""
    return isinstance(hint, type) and issubclass(hint, StrEnum)


@cache
def _writers(record_class: type[Record]) -> tuple[tuple[str, Callable[[Row, Any], None]], ...]:
    types = field_types(record_class)
    ours = REFERS_TO.keys() - {"lead_id"}
    return tuple((name, _writer(name, hint)) for name, hint in types.items() if name not in ours)


def _writer(name: str, hint: Any) -> Callable[[Row, Any], None]:
    if hint is Money:
        return _money_writer(name)
    if name == "lead_id":
        return lambda row, value: row.__setitem__("lead_key", storable_text(value))
    if hint is str:
        return lambda row, value: row.__setitem__(name, storable_text(value))
    if is_choice(hint):
        return lambda row, value: row.__setitem__(name, str(value))
    if get_origin(hint) is tuple:
        return lambda row, value: row.__setitem__(name, [storable_text(v) for v in value])
    return lambda row, value: row.__setitem__(name, value)


def _money_writer(name: str) -> Callable[[Row, Any], None]:
    amount, currency = f"{name}_amount", f"{name}_currency"

    def write(row: Row, value: Money | None) -> None:
        row[amount] = None if value is None else value.amount
        row[currency] = "" if value is None else value.currency

    return write


@cache
def _readers(
    record_class: type[Record],
) -> tuple[tuple[str, Callable[[StoredRow], Any]], ...]:
    types = field_types(record_class)
    return tuple((name, _reader(name, hint)) for name, hint in types.items())


def _reader(name: str, hint: Any) -> Callable[[StoredRow], Any]:
    if hint is Money:
        return _money_reader(name)
    if name in REFERS_TO:
        column, kind = number_column(name), REFERS_TO[name]
        return lambda row: record_id(kind, row[column])
    if is_choice(hint):
        return lambda row: hint(row[name])
    if get_origin(hint) is tuple:
        return lambda row: tuple(row[name])
    return lambda row: row[name]


def _money_reader(name: str) -> Callable[[StoredRow], Any]:
    amount, currency = f"{name}_amount", f"{name}_currency"

    def read(row: StoredRow) -> Money | None:
        return None if row[amount] is None else Money(row[amount], row[currency])

    return read
