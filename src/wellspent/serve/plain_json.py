"""Records as JSON knows values: texts, numbers, lists and objects."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any, cast


def plain_json(value: object) -> Any:
    """Return a value as JSON knows it: a date in ISO format, a number that isn't one as null."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        entries = cast("Mapping[object, object]", value)
        return {str(key): plain_json(entry) for key, entry in entries.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain_json(entry) for entry in cast("Sequence[object]", value)]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int):
        return value
    return value.isoformat() if isinstance(value, datetime) else str(value)
