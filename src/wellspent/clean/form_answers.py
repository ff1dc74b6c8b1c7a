"""Form answers: out of a tool's message, who was asked what and said what, as label and text."""

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, cast

from wellspent.clean.form_mapping import Answers, FormMapping
from wellspent.clean.machine_name import machine_name

BRACKETS = re.compile(r"\[([^\[\]]{1,100})\]")
SEPARATOR = ", "
MOST_ANSWERS = 500

Fields = Mapping[str, str]


def labelled_answers(fields: Fields, mapping: FormMapping) -> dict[str, str]:
    """Return what was answered under the question's own words, parts of an answer joined.

    `fields` are a form's as they came: flat, or under paths such as `data.fields.0.value`.
    """
    flat = {BRACKETS.sub(r".\1", name): value for name, value in fields.items()}
    if mapping.document_in in flat:
        flat = _inner_document(flat[mapping.document_in])
    answers = _listed(flat, mapping.answers) if mapping.answers else {}
    if mapping.before:
        answers |= _between(flat, mapping.before, mapping.after)
    return answers or _plain(flat, mapping)


def _inner_document(text: str) -> dict[str, str]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return {"message": text}
    return dict(_flattened(document, "", 1)) if isinstance(document, dict) else {"message": text}


def _flattened(value: Any, path: str, depth: int) -> list[tuple[str, str]]:
    if not isinstance(value, dict | list) or depth > 5:
        return [(path, str(value))] if value not in (None, "", [], {}) else []
    members = (
        cast(dict[str, Any], value).items()
        if isinstance(value, dict)
        else enumerate(cast(list[Any], value))
    )
    inner = (
        _flattened(each, f"{path}.{name}" if path else str(name), depth + 1)
        for name, each in members
    )
    return [pair for pairs in inner for pair in pairs][:MOST_ANSWERS]


def _listed(flat: Fields, where: Answers) -> dict[str, str]:
    """Return the answers of a list, each with the label that it, or its question, has."""
    questions = _entries(flat, where.questions) if where.questions else {}
    titles = {
        entry.get(where.question_id, ""): entry.get(where.label, "") for entry in questions.values()
    }
    answers: dict[str, str] = {}
    for key, entry in _entries(flat, where.each).items():
        label = titles.get(entry.get(where.question, ""), "") or entry.get(where.label, "")
        text = SEPARATOR.join(_values(entry, where))
        if text:
            _add(answers, label or key, text)
    return answers


def _entries(flat: Fields, each: str) -> dict[str, dict[str, str]]:
    """Return the members of a list or object, each by the paths inside it."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    start = each + "."
    for path, value in flat.items():
        if path.startswith(start):
            key, _, rest = path.removeprefix(start).partition(".")
            if rest:
                found[key][rest] = value
    return found


def _values(entry: Fields, where: Answers) -> list[str]:
    found = [
        value
        for wanted in where.values
        for path, value in entry.items()
        if path == wanted or (wanted.endswith(".*") and _is_item(path, wanted.removesuffix("*")))
    ]
    options = _entries(entry, where.options) if where.options else {}
    texts = {
        option.get(where.option_id, ""): option.get(where.option_text, "")
        for option in options.values()
    }
    return [texts.get(value) or value for value in found]


def _is_item(path: str, start: str) -> bool:
    return path.startswith(start) and path.removeprefix(start).isdecimal()


def _between(flat: Fields, before: str, after: str) -> dict[str, str]:
    """Return the fields whose path begins and ends so, under what stands between."""
    answers: dict[str, str] = {}
    for path, value in flat.items():
        rest = path.removeprefix(before)
        if rest == path:
            continue
        if after == ".*":
            rest, _, last = rest.rpartition(".")
            if not last.isdecimal():
                continue
        elif not rest.endswith(after):
            continue
        else:
            rest = rest.removesuffix(after) if after else rest
        _add(answers, rest, value)
    return answers


def _plain(flat: Fields, mapping: FormMapping) -> dict[str, str]:
    """Return flat fields by their names, parts of one answer (`name.first`) side by side."""
    numbered = re.compile(rf"{re.escape(mapping.number_before_name)}\d{{1,6}}_")
    answers: dict[str, str] = {}
    parts: dict[str, dict[str, str]] = defaultdict(dict)
    for path, value in flat.items():
        name = numbered.sub("", path, count=1) if mapping.number_before_name else path
        parent, dot, part = name.rpartition(".")
        if dot:
            parts[parent][machine_name(part)] = value
        else:
            _add(answers, name, value)
    for parent, values in parts.items():
        _add_parts(answers, parent, values, mapping)
    return answers


def _add_parts(answers: dict[str, str], parent: str, values: Fields, mapping: FormMapping) -> None:
    for field, order in mapping.together.items():
        if values.keys() <= set(order):
            label = field if parent.isdecimal() else parent
            _add(answers, label, " ".join(values[part] for part in order if part in values))
            return
    if all(part.isdecimal() for part in values):
        _add(answers, parent, SEPARATOR.join(values.values()))
        return
    for part, value in values.items():
        _add(answers, f"{parent} {part}".replace(".", " "), value)


def _add(answers: dict[str, str], label: str, text: str) -> None:
    """Add an answer; of two questions with the same words, both stay."""
    name, number = label, 1
    while name in answers:
        number += 1
        name = f"{label} {number}"
    if len(answers) < MOST_ANSWERS:
        answers[name] = text
