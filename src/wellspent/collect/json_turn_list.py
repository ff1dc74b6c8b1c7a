"""The list of turns in a transcript's JSON: the one that reads most like what people said."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, cast

from wellspent.collect.json_meanings import (
    DEEPEST,
    Item,
    as_text,
    keys_for,
    objects_in,
    text_of,
    value_of,
)

MOST_LISTS: Final = 2000
Found = tuple[list[Item], tuple[Item, ...]]
"""Entries with words, and the objects around them, the nearest first."""


def turn_list(value: object) -> Found:
    """Return the entries of the list with names, else with the most words; none where no list has.

    With them the objects that they lie in, the nearest first.
    """
    best: Found = ([], ())
    best_worth = (False, False, 0)
    for entries, around in _lists(value):
        items = [one if words_of(one) else _joined(one) for one in entries]
        words = sum(len(words_of(item)) for item in items)
        named = sum(label_of(item) != "" for item in items)
        worth = (2 * named > len(items), words > 2 * len(items), words - 2 * len(items))
        if words and worth > best_worth:
            best, best_worth = (items, around), worth
    return best


def words_of(item: Item) -> str:
    """Return the words of an entry, nothing where they are below it or missing."""
    found = value_of(item, "text")
    return found if isinstance(found, str) else ""


def label_of(item: Item) -> str:
    """Return what an entry calls its speaker: a name, a number, or what an object there says."""
    found = value_of(item, "speaker")
    if not isinstance(found, dict):
        return as_text(found)
    objects = list(objects_in(found))
    for meaning in ("name", "email", "person_id"):
        for one in objects:
            if told := text_of(one, meaning):
                return told
    return ""


def _lists(value: object) -> Iterator[Found]:
    """Give the lists whose entries have words, with what is around each."""
    level: list[tuple[object, tuple[Item, ...]]] = [(value, ())]
    count = 0
    for _ in range(DEEPEST):
        below: list[tuple[object, tuple[Item, ...]]] = []
        for one, around in level:
            if isinstance(one, dict):
                table = cast("Item", one)
                below += [(inner, (table, *around)) for inner in table.values()]
            elif isinstance(one, list):
                entries = cast("list[Any]", one)
                if found := _with_words(entries):
                    yield found, around
                    count += 1
                below += [(inner, around) for inner in entries]
            if count >= MOST_LISTS:
                return
        level = [(one, around) for one, around in below if isinstance(one, dict | list)]


def _with_words(entries: Sequence[Any]) -> list[Item]:
    objects = [cast("Item", one) for one in entries if isinstance(one, dict)]
    good = [one for one in objects if words_of(one) or _nested(one)]
    return good if len(good) > len(entries) / 2 else []


def _nested(item: Item) -> list[Item]:
    """Return the sentences of a monologue, whose words are one level below it."""
    for key in keys_for("nested"):
        inner = item.get(key)
        if isinstance(inner, list):
            below = [cast("Item", one) for one in cast("list[Any]", inner) if isinstance(one, dict)]
            if any(words_of(one) for one in below):
                return below
    return []


def _joined(item: Item) -> Item:
    """Return a monologue as one entry: its sentences' words, from first start to last end."""
    parts = _nested(item)
    has_spaces = any(words_of(one)[:1].isspace() for one in parts)
    starts = [start for one in parts if (start := value_of(one, "start")) is not None]
    ends = [end for one in parts if (end := value_of(one, "end")) is not None]
    return {
        "start": starts[0] if starts else None,
        "end": ends[-1] if ends else None,
        **item,
        "text": ("" if has_spaces else " ").join(words_of(one) for one in parts),
    }
