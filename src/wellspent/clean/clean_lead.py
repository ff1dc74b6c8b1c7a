"""Clean a lead that came as a record, from a form or program, as the cells of a file are cleaned.

The same parsers read both, so that `DE` and `Germany` are one country whichever way they came.
An import refuses a row that it can't read; an enquiry is taken whatever it says, so what can't be
read stays as it was written.
"""

from collections.abc import Mapping as ValuesByName
from dataclasses import replace
from typing import Any, Final

from wellspent.clean.category import tidy
from wellspent.clean.cells import Parser, Trouble, parser_for_attribute, parser_for_field
from wellspent.clean.country import country_code
from wellspent.clean.machine_name import machine_names
from wellspent.clean.phone import parse_phone
from wellspent.clean.record_fields import FIELDS, FieldKind
from wellspent.records.attribute import AttributeKind, AttributeValue
from wellspent.records.lead import Lead
from wellspent.records.mapping import Mapping
from wellspent.records.source import RecordKind

AS_WRITTEN: Final = "as_written"
"""Ends the name under which a value is kept that isn't of its attribute's kind."""

USUAL: Final = Mapping("", RecordKind.LEAD, ())
NOT_TEXT: Final = frozenset({FieldKind.DATE, FieldKind.OUTCOME, FieldKind.SIZE})
TEXT_FIELDS: Final[dict[str, Parser]] = {
    name: parser_for_field(kind, name, USUAL)
    for name, kind in FIELDS[RecordKind.LEAD].items()
    if kind not in NOT_TEXT
}
SIZE: Final = parser_for_field(FieldKind.SIZE, "employees", USUAL)

Kinds = ValuesByName[str, AttributeKind]
Attributes = dict[str, AttributeValue]


def clean_lead(lead: Lead, *, kinds: Kinds) -> Lead:
    """Return a lead as an import of the same words would have it.

    `kinds` are those of the attributes that are known already, by machine name: a value is read as
    its attribute's kind. An attribute `employees` may hold the number as text (`51-200`): that
    fills the field of that name then.
    """
    names = machine_names(lead.attributes)
    attributes = dict(zip(names, lead.attributes.values(), strict=True))
    fields: dict[str, Any] = {
        name: _field(getattr(lead, name), parse) for name, parse in TEXT_FIELDS.items()
    }
    fields["phone"] = _dialled(fields["phone"], fields["country"])
    fields["employees"] = _employees(lead.employees, attributes)
    return replace(lead, **fields, attributes=_cleaned(attributes, kinds))


def _field(text: str, parse: Parser) -> str:
    value = parse(text)
    return text.strip() if isinstance(value, Trouble) else value or ""


def _dialled(phone: str, country: str) -> str:
    return (parse_phone(phone, region=country_code(country)) or phone) if phone else ""


def _employees(given: float | None, attributes: Attributes) -> float | None:
    text = attributes.get("employees")
    if given is not None or not isinstance(text, str):
        return given
    value = SIZE(text)
    if isinstance(value, Trouble):
        return None  # it stays among the attributes
    del attributes["employees"]
    return value


def _cleaned(attributes: Attributes, kinds: Kinds) -> Attributes:
    cleaned: Attributes = {}
    for name, value in attributes.items():
        kind = kinds.get(name)
        read = _as_kind(value, kind)
        if isinstance(read, Trouble):
            cleaned.setdefault(f"{name}_{AS_WRITTEN}", tidy(str(value)))
        elif read is not None:
            cleaned[name] = read
    return cleaned


def _as_kind(value: AttributeValue, kind: AttributeKind | None) -> AttributeValue | Trouble | None:
    """Return a value as its attribute's kind; None where it says nothing."""
    if isinstance(value, str):
        return parser_for_attribute(kind or AttributeKind.CATEGORY, USUAL)(value)
    if kind is None or _is_of_kind(value, kind):
        return value
    return parser_for_attribute(kind, USUAL)(_in_words(value))


def _is_of_kind(value: AttributeValue, kind: AttributeKind) -> bool:
    if isinstance(value, bool):
        return kind is AttributeKind.FLAG
    return kind is (AttributeKind.NUMBER if isinstance(value, int | float) else AttributeKind.DATE)


def _in_words(value: AttributeValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() else repr(value)
    return value if isinstance(value, str) else value.isoformat()
