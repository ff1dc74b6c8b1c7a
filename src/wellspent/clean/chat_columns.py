"""Chat columns: which column of a table of messages means what, for a person to correct."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from wellspent.clean.date import find_day_first
from wellspent.clean.machine_name import machine_name
from wellspent.clean.word_lists import read_words
from wellspent.errors import MappingError

FIELDS: Final = (
    "text", "speaker", "address", "to", "at", "thread", "title", "direction", "channel", "id",
    "start", "end", "draft",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatMapping:
    """Which column holds what: `columns` gives for each field the header, as the file writes it.

    The fields are those of `words/chat_columns.toml`; *text* is needed, and *speaker*, *address*
    or *direction*. `day_first` and `time_zone` are how the file writes its times.
    """

    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    day_first: bool = False
    time_zone: str = "UTC"


def propose_chat_mapping(
    header: Sequence[str], sample_rows: Sequence[Sequence[str]] = (), *, file: str = ""
) -> ChatMapping:
    """Propose which column is which, by their headers.

    MappingError where no column can be the words, or nothing says who wrote them.
    """
    by_name = {machine_name(one): one for one in reversed(header)}
    columns: dict[str, str] = {}
    for meaning, names in _known().items():
        free = (by_name[name] for name in names if name in by_name)
        found = next((one for one in free if one not in columns.values()), None)
        if found is not None:
            columns[meaning] = found
    _check(columns, header, file)
    return ChatMapping(columns=columns, day_first=_day_first(columns, header, sample_rows))


def is_chat(header: Sequence[str]) -> bool:
    """Return whether a table's headers are those of messages."""
    try:
        propose_chat_mapping(header)
    except MappingError:
        return False
    return True


def _check(columns: Mapping[str, str], header: Sequence[str], file: str) -> None:
    missing = [] if "text" in columns else ["the words"]
    if not columns.keys() & {"speaker", "address", "direction"}:
        missing.append("who wrote them")
    if missing:
        raise MappingError(
            f"This is no table of messages: no column says {' or '.join(missing)}.",
            where=file,
            tried=f"the columns are {', '.join(map(repr, header[:30]))}",
            next_step="Name the columns of the words, of who wrote them, and of when. Activities "
            "(badge scans, downloads) are imported with `wellspent import`.",
        )


@cache
def _known() -> dict[str, tuple[str, ...]]:
    words = read_words("chat_columns")
    if set(words) != set(FIELDS):
        raise MappingError("The list of columns has unknown or missing keys.",
                           where="clean/words/chat_columns.toml")  # fmt: skip
    return {key: tuple(machine_name(name) for name in words[key]) for key in FIELDS}


def _day_first(
    columns: Mapping[str, str], header: Sequence[str], rows: Sequence[Sequence[str]]
) -> bool:
    if "at" not in columns:
        return False
    place = list(header).index(columns["at"])
    return bool(find_day_first(row[place] for row in rows if place < len(row)))
