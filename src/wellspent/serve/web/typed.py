"""What a person typed into a form, read without surprises."""

import math
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from wellspent.errors import InputError

MOST_FIELDS = 20_000


async def _form(request: Request) -> FormData:
    return await request.form(max_fields=MOST_FIELDS, max_files=1)


Typed = Annotated[FormData, Depends(_form)]


def text_of(form: FormData, name: str, most: int = 2_000) -> str:
    """Return a field's text without blanks around it; empty where it wasn't sent."""
    value = form.get(name, "")
    return value.strip()[:most] if isinstance(value, str) else ""


def texts_of(form: FormData, name: str) -> list[str]:
    """Return the texts of a field that occurs many times, in their order."""
    return [value.strip() for value in form.getlist(name) if isinstance(value, str)]


def file_of(form: FormData, name: str) -> UploadFile | None:
    """Return an uploaded file, or None where none was chosen."""
    value = form.get(name)
    return value if isinstance(value, UploadFile) and value.filename else None


def number_of(text: str, what: str) -> float | None:
    """Read a number that a person typed (comma or point); None where nothing was.

    Raises `InputError` that names the field where it is no finite number.
    """
    if not text:
        return None
    plain = text.replace(" ", "").replace("−", "-")
    if "," in plain and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        value = float(plain.replace(",", ""))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InputError(
            f"{what} must be a number, not “{text[:40]}”.",
            next_step="Write it in figures, such as 120 or 0.5.",
        )
    return value


def needed_number(text: str, what: str, *, low: float, high: float) -> float:
    """Read a number that must be there and lie between `low` and `high`."""
    value = number_of(text, what)
    if value is None or not low <= value <= high:
        raise InputError(
            f"{what} must lie between {low:g} and {high:g}.",
            next_step="Correct the field and save again; nothing was changed.",
        )
    return value
