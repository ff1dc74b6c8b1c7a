"""Web forms: what a browser or program posts, as fields of text.

Reads the two ways in which browsers send forms, and JSON. Nothing here judges what was said.
"""

from typing import Any, cast
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import FormParser, create_form_parser

from wellspent.collect.nested import checked, flat_fields, read_json_document
from wellspent.errors import InputError, TooLarge

MOST_FIELDS = 200
SEPARATOR = ", "
"""Between the values of a name that comes several times, such as ticked boxes."""


def read_form(body: bytes, content_type: str) -> dict[str, str]:
    """Return a posted form's fields, untouched but for the names that repeat.

    InputError when the body isn't what its content type says, or of no kind that forms are sent
    in; TooLarge when it has too many fields or too long ones. A file is left out, its name kept.
    """
    kind = _kind(content_type)
    if kind == "application/json" or kind.endswith("+json"):
        return flat_fields(read_json_document(body))
    if kind in {"application/x-www-form-urlencoded", ""}:
        return _joined(_urlencoded(body))
    if kind == "multipart/form-data":
        return _joined(_multipart(body, content_type))
    if kind == "text/plain":  # what scripts send that want to be spared the browser's questions
        return flat_fields(read_json_document(body))
    raise InputError(
        f"a form can't be read from {kind}",
        where="Content-Type",
        next_step="Send it as browsers do, or as application/json.",
    )


def is_json(content_type: str) -> bool:
    """Return whether a body is JSON, so that its sender expects JSON too."""
    kind = _kind(content_type)
    return kind in {"application/json", "text/plain"} or kind.endswith("+json")


def _kind(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _urlencoded(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError as error:
        raise _too_many() from error


def _multipart(body: bytes, content_type: str) -> list[tuple[str, str]]:
    fields: list[tuple[str, str]] = []

    def on_field(field: Any) -> None:
        fields.append((_text(field.field_name), _text(field.value)))
        if len(fields) > MOST_FIELDS:
            raise _too_many()

    def on_file(file: Any) -> None:
        if file.file_name:
            fields.append((_text(file.field_name), f"(file {_text(file.file_name)} left out)"))

    headers = {"Content-Type": content_type.encode("latin-1", "replace")}
    try:
        parser: FormParser = create_form_parser(cast(Any, headers), on_field, on_file)
        parser.write(body)
        parser.finalize()
    except FormParserError as error:
        raise InputError(
            "the form can't be read",
            tried=str(error),
            next_step="Send it as a browser does (multipart/form-data).",
        ) from error
    return fields


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace")


def _joined(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Return fields by name, without empty ones; values of one name side by side."""
    fields: dict[str, str] = {}
    for name, value in pairs:
        if not value:
            continue
        before = fields.get(name)
        fields[name] = checked(name, value if before is None else f"{before}{SEPARATOR}{value}")
    return fields


def _too_many() -> TooLarge:
    return TooLarge(f"the form has more than {MOST_FIELDS} fields", next_step="Send fewer fields.")
