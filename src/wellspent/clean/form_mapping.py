"""Form mappings: how form tools name what people filled in, read from `mappings/forms/`."""

import tomllib
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, Final

from wellspent.clean.machine_name import machine_name
from wellspent.collect.webhook import SignatureEncoding, SignatureScheme
from wellspent.errors import MappingError

PUBLIC_FIELDS: Final = (
    "name", "email", "phone", "title", "company", "website", "industry", "employees", "country",
    "region", "source", "message", "subject",
)  # fmt: skip
"""What a stranger may say of an enquiry; its owner or outcome are not among it."""

KEYS: Final = {
    "": ("name", "documentation", "idempotency_key", "document_in", "number_before_name"),
    "signature": ("header", "encoding", "prefix"),
    "answers": (
        "each", "label", "values", "question", "questions", "question_id", "options", "option_id",
        "option_text",
    ),
    "also": ("before", "after"),
    "leave_out": ("names", "starts"),
    "fields": PUBLIC_FIELDS,
    "together": PUBLIC_FIELDS,
}  # fmt: skip
FOR_ANY: Final = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Where answers lie in a tool's message: a list (or object) `each` of which has a `label`.

    With `questions`, an answer names its question (`question`) by the `question_id` in that list,
    and the label is there. With `options` a value is the id of a choice.
    """

    each: str
    label: str
    values: tuple[str, ...]
    question: str = ""
    questions: str = ""
    question_id: str = ""
    options: str = ""
    option_id: str = ""
    option_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMapping:
    """How one tool's forms are read. Names are compared as machine names."""

    name: str = ""
    documentation: str = ""
    signature: SignatureScheme | None = None
    idempotency_key: str = ""
    document_in: str = ""
    number_before_name: str = ""
    answers: Answers | None = None
    before: str = ""
    after: str = ""
    fields: Table[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    together: Table[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    left_out: frozenset[str] = frozenset()
    left_out_starts: tuple[str, ...] = ()


@cache
def form_mappings() -> Table[str, FormMapping]:
    """Return the mappings of all form tools by the name of their file."""
    folder = files("wellspent.clean").joinpath("mappings").joinpath("forms")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return {
        name.removesuffix(".toml"): form_mapping_from_toml(
            folder.joinpath(name).read_text("utf-8"), where=name
        )
        for name in names
    }


def form_mapping(name: str) -> FormMapping:
    """Return a tool's mapping; the empty name is for forms that no tool made.

    MappingError, with the names that there are, when there is none of that name.
    """
    known = form_mappings()
    if not name:
        return FormMapping()
    if name not in known or name == FOR_ANY:
        names = [each for each in known if each != FOR_ANY]
        near = get_close_matches(name, names, n=1)
        raise MappingError(
            f"there is no mapping for a form tool named {name!r}",
            tried=f"there are {', '.join(names)}",
            next_step=f"Did you mean {near[0]}?" if near else "Leave it empty for any other form.",
        )
    return known[name]


def form_mapping_from_toml(text: str, *, where: str) -> FormMapping:
    """Read a mapping; unknown keys are errors."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"the mapping isn't TOML: {error}", where=where) from error
    _check(table, where)
    left_out = table.get("leave_out", {})
    signature = table.get("signature")
    answers = table.get("answers")
    also = table.get("also", {})
    return FormMapping(
        **{key: table[key] for key in KEYS[""] if key in table},
        signature=_signature(signature) if signature else None,
        answers=_answers(answers) if answers else None,
        before=also.get("before", ""),
        after=also.get("after", ""),
        fields=_named(table.get("fields", {})),
        together=_named(table.get("together", {})),
        left_out=frozenset(machine_name(name) for name in left_out.get("names", ())),
        left_out_starts=tuple(machine_name(name) for name in left_out.get("starts", ())),
    )


def _check(table: Table[str, Any], where: str) -> None:
    for key, value in table.items():
        part = key if isinstance(value, dict) else ""
        names = list(value) if isinstance(value, dict) else [key]
        unknown = sorted(set(names) - set(KEYS.get(part, ())))
        if unknown:
            raise MappingError(
                f"the mapping has unknown keys: {', '.join(unknown)}",
                where=f"{where}, {part or 'at the top'}",
                tried=f"known are {', '.join(KEYS.get(part, ()) or KEYS)}",
                next_step="Correct the key.",
            )


def _signature(table: Table[str, str]) -> SignatureScheme:
    encoding = SignatureEncoding(table.get("encoding", SignatureEncoding.HEX))
    return SignatureScheme(
        header=table["header"], encoding=encoding, prefix=table.get("prefix", "")
    )


def _answers(table: Table[str, Any]) -> Answers:
    given: dict[str, Any] = {**table, "values": tuple(table["values"])}
    return Answers(**given)


def _named(table: Table[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(machine_name(name) for name in names) for key, names in table.items()}
