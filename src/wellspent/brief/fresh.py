"""Fresh: how many lines a part has, and when what it says is old."""

from datetime import datetime
from functools import cache
from typing import Final

from wellspent.brief.toml_file import check_keys, toml_of
from wellspent.records.brief import BriefPart

FILE: Final = "limits.toml"
SORTS: Final = ("person", "company", "said", "event", "download", "reaction")


def is_stale(date: datetime | None, now: datetime, sort: str) -> bool:
    """Return whether something of that sort is older than it should be; undated: not known."""
    return date is not None and (now - date).days > _limits()[0][sort]


def most_lines(part: BriefPart) -> int:
    """Return how many lines a part has on the page."""
    return _limits()[1][part]


@cache
def _limits() -> tuple[dict[str, int], dict[str, int]]:
    table = toml_of(FILE)
    check_keys(FILE, "the file", table, ("lines", "stale_after_days"))
    check_keys(FILE, "lines", table["lines"], list(BriefPart))
    check_keys(FILE, "stale_after_days", table["stale_after_days"], SORTS)
    return table["stale_after_days"], table["lines"]
