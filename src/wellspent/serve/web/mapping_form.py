"""The form on which columns become fields: from a mapping, and back to one."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from starlette.datastructures import FormData

from wellspent.errors import MappingError
from wellspent.jobs.mappable_fields import mappable_fields
from wellspent.records.attribute import AttributeKind
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.source import RecordKind
from wellspent.serve.web.typed import text_of, texts_of
from wellspent.serve.web.wording import label_words

WORDS = {
    "external_id": "Its key in your system",
    "account_key": "Account (key, domain or name)",
    "contact_key": "Contact (key or mail)",
    "lead_id": "Lead (its key)",
    "currency": "Currency of the row's amounts",
    "giver_key": "Account that referred",
    "receiver_key": "Account that was referred",
}


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column on the form: some of its values, and what it becomes."""

    name: str
    samples: tuple[str, ...]
    target: str
    reason: str


def field_choices(kind: RecordKind) -> list[tuple[str, str]]:
    """Return the fields that a column can become, each with its words."""
    return [(name, WORDS.get(name, label_words(name))) for name in mappable_fields(kind)]


def column_rows(mapping: Mapping, samples: dict[str, tuple[str, ...]]) -> list[ColumnRow]:
    """Return the form's rows for a mapping."""
    return [
        ColumnRow(one.column, samples.get(one.column, ()), target_of(one), one.reason)
        for one in mapping.columns
    ]


def target_of(one: ColumnMapping) -> str:
    """Return what a column becomes, as the form's select says it."""
    if one.field:
        return f"field:{one.field}"
    return f"attribute:{one.kind or AttributeKind.TEXT}" if one.attribute else ""


def mapping_from(form: FormData, proposed: Mapping) -> Mapping:
    """Return the mapping as the person corrected it.

    Columns that become the same field are joined (names) or stand in for each other. Raises
    `MappingError` where no column becomes anything.
    """
    names, targets = texts_of(form, "column"), texts_of(form, "target")
    chosen = dict(zip(names, targets, strict=False))
    columns = tuple(
        _corrected(one, chosen.get(one.column, target_of(one)), proposed.record_kind)
        for one in proposed.columns
    )
    _refuse_nothing(columns)
    return replace(
        proposed,
        columns=columns,
        decimal_comma=text_of(form, "decimal_comma") == "yes",
        day_first=text_of(form, "day_first") == "yes",
        currency=_currency(text_of(form, "currency")),
        time_zone=_time_zone(text_of(form, "time_zone")),
        outcome_won=_values(form, "outcome_won") or proposed.outcome_won,
        outcome_lost=_values(form, "outcome_lost") or proposed.outcome_lost,
    )


def _corrected(one: ColumnMapping, target: str, kind: RecordKind) -> ColumnMapping:
    if target == target_of(one):
        return one
    sort, _, value = target.partition(":")
    bare = replace(one, field="", attribute="", kind=None, reason="as you said", certainty=1.0)
    if sort == "field" and value in dict(field_choices(kind)):
        return replace(bare, field=value)
    if sort == "attribute" and value in set(AttributeKind):
        name = one.attribute or _attribute_name(one.column)
        return replace(bare, attribute=name, kind=AttributeKind(value))
    return bare


def _attribute_name(column: str) -> str:
    letters = "".join(letter.lower() if letter.isalnum() else " " for letter in column)
    return "_".join(letters.split()) or "column"


def _refuse_nothing(columns: tuple[ColumnMapping, ...]) -> None:
    if not any(one.field or one.attribute for one in columns):
        raise MappingError(
            "Every column is left out.", next_step="Say for at least one what it becomes."
        )


def _currency(text: str) -> str:
    code = text.upper()
    if len(code) == 3 and code.isascii() and code.isalpha():
        return code
    raise MappingError(
        f"“{text[:10]}” is no currency.", next_step="Use its three letters, such as EUR or USD."
    )


def _time_zone(text: str) -> str:
    try:
        return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise MappingError(
            f"“{text[:64]}” is no time zone.", next_step="Use a name such as Europe/Berlin or UTC."
        ) from error


def _values(form: FormData, name: str) -> tuple[str, ...]:
    parts = (part.strip() for part in text_of(form, name).split(","))
    return tuple(part for part in parts if part)
