"""Contact wishes: what a row's own columns say about how a person may be contacted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from wellspent.clean.country import fold
from wellspent.clean.flag import parse_flag
from wellspent.clean.word_lists import read_words
from wellspent.records.activity import ActivityKind
from wellspent.records.attribute import AttributeValue
from wellspent.records.consent import ConsentKind

EVERY: Final = "every"
"""The words of a channel that stands for all of them."""

_FLAGS: Final = (ConsentKind.WITHDRAWN, ConsentKind.OBJECTED, ConsentKind.GIVEN)


@dataclass(frozen=True, slots=True)
class Wish:
    """What an attribute says about a channel (None: every channel), in whose words."""

    kind: ConsentKind
    channel: ActivityKind | None
    attribute: str
    value: str


def wishes_of(attributes: Mapping[str, AttributeValue]) -> Iterator[Wish]:
    """Give what these attributes say: opt-out columns of the usual CRMs, by `contact_wishes`."""
    for name, value in attributes.items():
        meaning = _meaning(name)
        if meaning is None:
            continue
        kind, channel = meaning
        if kind is None:
            kind = _by_status(value)
        elif not _is_yes(value):
            kind = None
        if kind is not None:
            yield Wish(kind, channel, name, "yes" if value is True else str(value))


Meaning = tuple[ConsentKind | None, ActivityKind | None]
"""What a yes in a column means, and on which channel; no kind where its words say it."""


@lru_cache(maxsize=4096)
def _meaning(name: str) -> Meaning | None:
    key = _key(name)
    whole, beginnings = _columns()
    if key in whole:
        return whole[key]
    return next((said for start, said in beginnings if key.startswith(start)), None)


@cache
def _columns() -> tuple[dict[str, Meaning], list[tuple[str, Meaning]]]:
    """Return what each column means by its whole name, and by how its name begins."""
    words = read_words("contact_wishes")
    whole: dict[str, Meaning] = {
        _key(name): (None, ActivityKind.EMAIL) for name in words["status"]["columns"]
    }
    beginnings: list[tuple[str, Meaning]] = []
    for kind in _FLAGS:
        for channel, names in words[kind.value].items():
            said = (kind, None if channel == EVERY else ActivityKind(channel))
            for name in names:
                if name.endswith("*"):
                    beginnings.append((_key(name), said))
                else:
                    whole[_key(name)] = said
    return whole, beginnings


def _key(name: str) -> str:
    return "".join(sign for sign in fold(name) if sign.isalnum())


def _is_yes(value: AttributeValue) -> bool:
    if isinstance(value, str):
        return parse_flag(value) is True
    return value is True or value == 1


def _by_status(value: AttributeValue) -> ConsentKind | None:
    words = read_words("contact_wishes")["status"]
    said = fold(str(value).replace("_", " ").replace("-", " "))
    for kind in (ConsentKind.WITHDRAWN, ConsentKind.GIVEN):
        if said in map(fold, words[kind.value]):
            return kind
    return None
