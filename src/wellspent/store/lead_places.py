"""Places: where a page of leads ended, as opaque text that the next page begins from."""

import base64
import binascii
import json
import math
from dataclasses import dataclass

from wellspent.errors import InputError
from wellspent.records.queue import LeadQuery, LeadSort
from wellspent.store.column_types import storable_text
from wellspent.store.ids import LARGEST_NUMBER

LONGEST_PLACE = 2000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: the value of the order's column, and the lead's number."""

    value: float | int | str
    number: int


def write_place(query: LeadQuery, place: Place) -> str:
    """Return a place as text, good for the same order only."""
    document = json.dumps([query.sort.value, query.ascending, place.value, place.number])
    return base64.urlsafe_b64encode(document.encode()).decode().rstrip("=")


def read_place(query: LeadQuery) -> Place | None:
    """Return the place that a query goes on from; InputError if it isn't of this list."""
    if not query.after:
        return None
    try:
        padded = query.after[:LONGEST_PLACE] + "=" * (-len(query.after) % 4)
        sort, ascending, value, number = json.loads(base64.urlsafe_b64decode(padded))
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise _no_place() from error
    same_order = sort == query.sort.value and ascending == query.ascending
    if not same_order or not _fits(query.sort, value) or not _is_number(number):
        raise _no_place()
    return Place(value, number)


def _fits(sort: LeadSort, value: object) -> bool:
    if sort is LeadSort.COMPANY:
        return isinstance(value, str) and storable_text(value) == value
    if sort is LeadSort.ARRIVED:
        return _is_number(value)
    return isinstance(value, float) and math.isfinite(value)


def _is_number(value: object) -> bool:
    return type(value) is int and abs(value) <= LARGEST_NUMBER


def _no_place() -> InputError:
    return InputError(
        "the place to go on from (`after`) doesn't belong to this list",
        next_step="Take it from `next_page` of the page before, with the same order.",
    )
