"""Records to JSON text and back: one codec for whatever is kept whole.

Read off the dataclasses' own types. NaN and infinity, which JSON doesn't have, are written as
Python and most readers write them (`NaN`); so such text is kept in text columns.
"""

import json
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from wellspent.errors import StoreUnavailable

Thing = TypeVar("Thing")


def to_json(thing: object) -> str:
    """Return a record (any dataclass of ours) as JSON text."""
    plain = _adapter(type(thing)).dump_python(thing, mode="json")
    return json.dumps(plain, separators=(",", ":"))


def from_json(what: type[Thing], text: str) -> Thing:
    """Return the record that `to_json` wrote; StoreUnavailable if it can't be read back."""
    try:
        return cast(Thing, _adapter(what).validate_python(json.loads(text)))
    except (ValidationError, ValueError) as error:
        raise StoreUnavailable(
            f"a stored {what.__name__} can't be read back",
            tried=str(error).splitlines()[0],
            next_step="It was written by another release, or changed by hand: save it anew.",
        ) from error


@cache
def _adapter(what: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(what)
