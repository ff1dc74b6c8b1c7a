"""The place where a page of a list ends: a moment and a number, written as one word."""

from datetime import datetime

from wellspent.errors import InputError


def page_place(moment: datetime, number: int) -> str:
    """Return the place after a row, as a page's `next_page` says it."""
    return f"{moment.isoformat()}|{number}"


def place_named(place: str, *, what: str) -> tuple[datetime, int]:
    """Return the moment and number of a place; InputError where it is none of `what`."""
    moment, _, number = place.partition("|")
    try:
        return datetime.fromisoformat(moment), int(number)
    except ValueError as error:
        raise InputError(
            f"{place!r} is no page of {what}", next_step="Begin at the first page."
        ) from error
