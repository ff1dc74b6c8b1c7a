"""Enquiry fields: what a person filled in becomes a lead, by the words of the questions.

Nothing that was said is lost: what is no field of a lead becomes one of its attributes. A stranger
can't set what only we may say (owner, outcome, dates).
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from wellspent.clean.country import country_code
from wellspent.clean.email import parse_email
from wellspent.clean.form_answers import labelled_answers
from wellspent.clean.form_mapping import FOR_ANY, PUBLIC_FIELDS, FormMapping, form_mappings
from wellspent.clean.machine_name import machine_name, machine_names
from wellspent.clean.phone import parse_phone
from wellspent.clean.presets import generic_preset
from wellspent.clean.size import parse_size
from wellspent.records.lead import Lead
from wellspent.records.source import RecordKind

MACHINERY: Final = "_"
LONGEST_FIELD: Final = 500
LONGEST_MESSAGE: Final = 50_000
LONGEST_QUESTION: Final = 6
"""Words in a question within which a field's name is looked for: `What is your work email?`"""

LEAST_MESSAGE: Final = 25
MOST_ATTRIBUTES: Final = 60
EMPLOYEES: Final = "employees"

Said = dict[str, str]


def lead_from_fields(
    fields: Mapping[str, str], mapping: FormMapping | None = None, *, source: str = ""
) -> Lead:
    """Return the lead that a form's fields say; its `source` where the form names none.

    The values are as they were written: `clean_lead` reads them.
    """
    mapping = _with_usual(mapping or FormMapping())
    shown = {name: text for name, text in fields.items() if not name.startswith(MACHINERY)}
    answers = {
        label: text.strip()
        for label, text in labelled_answers(shown, mapping).items()
        if text.strip() and not _left_out(label, mapping)
    }
    found = _by_words(answers, mapping)
    rest = {label: text for label, text in answers.items() if label not in found.labels}
    _by_values(rest, found)
    return _lead(found.values, rest, source)


class _Found:
    """The fields found so far, and the labels of the answers that they took."""

    def __init__(self) -> None:
        self.values: Said = {}
        self.labels: set[str] = set()

    def take(self, field: str, label: str, text: str) -> bool:
        if field in self.values or not _can_be(field, text):
            return False
        self.values[field] = text
        self.labels.add(label)
        return True


def _with_usual(mapping: FormMapping) -> FormMapping:
    usual = form_mappings()[FOR_ANY]
    return FormMapping(
        answers=mapping.answers,
        before=mapping.before,
        after=mapping.after,
        document_in=mapping.document_in,
        number_before_name=mapping.number_before_name,
        fields={
            name: mapping.fields.get(name, ()) + usual.fields.get(name, ())
            for name in PUBLIC_FIELDS
        },
        together={**usual.together, **mapping.together},
        left_out=usual.left_out | mapping.left_out,
        left_out_starts=usual.left_out_starts + mapping.left_out_starts,
    )


def _left_out(label: str, mapping: FormMapping) -> bool:
    name = machine_name(label)
    return name in mapping.left_out or name.startswith(mapping.left_out_starts)


def _by_words(answers: Said, mapping: FormMapping) -> _Found:
    """Find fields by the words of the questions: the tool's own names, the usual ones, a part."""
    found, names = _Found(), {machine_name(label): label for label in answers}
    _join_names(answers, names, found)
    for meaning in (mapping.fields, _usual_names()):
        for field, known in meaning.items():
            free = (names[name] for name in known if names.get(name, "") not in found.labels | {""})
            next((True for label in free if found.take(field, label, answers[label])), False)
    for name, label in names.items():
        if label not in found.labels and (field := _field_in(name)):
            found.take(field, label, answers[label])
    return found


def _join_names(answers: Said, names: Said, found: _Found) -> None:
    preset = generic_preset(RecordKind.LEAD)
    parts = [
        next((names[name] for name in known if name in names), None)
        for known in (preset.first_name, preset.last_name)
    ]
    labels = [label for label in parts if label is not None]
    if len(labels) == 2:
        found.take("name", labels[0], " ".join(answers[label] for label in labels))
        found.labels.update(labels)


@cache
def _usual_names() -> Mapping[str, tuple[str, ...]]:
    known = generic_preset(RecordKind.LEAD).fields
    return {field: known[field] for field in PUBLIC_FIELDS if field in known}


@cache
def _names_by_length() -> tuple[tuple[str, str], ...]:
    pairs = [
        (name, field)
        for field, names in _usual_names().items()
        if field not in {"title", "source", "region"}
        for name in names
        if len(name) > 3
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _field_in(name: str) -> str:
    """Return the field whose name is part of a short question; the longest name tells."""
    if name.count("_") >= LONGEST_QUESTION:
        return ""
    padded = f"_{name}_"
    return next((field for known, field in _names_by_length() if f"_{known}_" in padded), "")


def _can_be(field: str, text: str) -> bool:
    """Return whether a text may stand in a field, where its shape tells."""
    if field == "email":
        return "@" in text
    if field == "country":
        return len(text) <= 60 and bool(country_code(text))
    if field == EMPLOYEES:
        return parse_size(text) is not None
    return field == "message" or len(text) <= LONGEST_FIELD


def _by_values(rest: Said, found: _Found) -> None:
    """Find what no question's words gave away: an address, a number to call, a long text."""
    for field, fits in (("email", _is_email), ("phone", _is_phone)):
        label = next((label for label, text in rest.items() if fits(text)), None)
        if field not in found.values and label is not None:
            found.values[field] = rest.pop(label)
    if "message" not in found.values and rest:
        label = max(rest, key=lambda label: len(rest[label]))
        if len(rest[label]) >= LEAST_MESSAGE and " " in rest[label]:
            found.values["message"] = rest.pop(label)


def _is_email(text: str) -> bool:
    return len(text) < LONGEST_FIELD and parse_email(text) is not None


def _is_phone(text: str) -> bool:
    return text.startswith("+") and len(text) < 40 and parse_phone(text, region="") is not None


def _lead(values: Said, rest: Said, source: str) -> Lead:
    values = dict(values)
    subject = values.pop("subject", "")
    message = "\n\n".join(text for text in (subject, values.pop("message", "")) if text)
    size = parse_size(values.pop(EMPLOYEES, ""))
    plain: dict[str, Any] = {"source": source}
    plain |= {name: text[:LONGEST_FIELD] for name, text in values.items()}
    return Lead(
        **plain,
        message=message[:LONGEST_MESSAGE],
        employees=size,
        attributes=_attributes(rest),
    )


def _attributes(rest: Said) -> dict[str, str]:
    kept = dict(list(rest.items())[:MOST_ATTRIBUTES])
    texts = (text[:LONGEST_FIELD] for text in kept.values())
    return dict(zip(machine_names(kept), texts, strict=True))
