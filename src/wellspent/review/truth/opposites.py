"""Opposites: whether two statements of the same thing are on opposite sides.

*Approved* and *frozen*, *weekly* and *monthly*, *before Easter* and *after Easter*, what is wanted
and what isn't. The words are in `opposites.toml`, those that mean the same in `same_words.toml`.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from wellspent.phrases.pattern import fold
from wellspent.review.reading.statement import denies
from wellspent.review.reading.word_likeness import share_of, telling_words, words_of


def has_other_choice(statement: str, sentence: str) -> bool:
    """Return whether of words that exclude each other (*weekly*, *monthly*) another one is said."""
    said, true = set(words_of(statement)), set(words_of(sentence))
    for choices in _choices():
        ours = {choices[word] for word in said & choices.keys()}
        theirs = {choices[word] for word in true & choices.keys()}
        if ours and theirs and not ours & theirs:
            return denies(statement) == denies(sentence)
    return False


_ORDER = re.compile(
    r"\b(?:(before|until|by|prior to|ahead of|vor|bis|avant|jusqu['’]à|antes de)"
    r"|(after|from|nach|ab|après|después de))\s+(?:the |dem |der |les |la |le |el )?(\w{1,30})",
    re.IGNORECASE,
)


def has_other_order(statement: str, sentence: str) -> bool:
    """Return whether *after Easter* is said for *before Easter*."""
    if denies(statement) or denies(sentence):
        return False
    said, true = _ordered(statement), _ordered(sentence)
    return any(said[when] != true[when] for when in said.keys() & true.keys())


def _ordered(text: str) -> Mapping[str, bool]:
    return {fold(match[3]): bool(match[1]) for match in _ORDER.finditer(text)}


_PREFERENCE = re.compile(
    r"\b(?:prefer\w{0,4}|rather) ([^,.;]{2,40}?) (?:to|over|than|rather than) ([^,.;]{2,40})",
    re.IGNORECASE,
)


def has_other_preference(statement: str, sentence: str) -> bool:
    """Return whether *prefers calls to mails* is said for *prefers mails to calls*."""
    said, true = _PREFERENCE.search(statement), _PREFERENCE.search(sentence)
    if not said or not true:
        return False
    first, last = (meanings_of(telling_words(said[place])) for place in (1, 2))
    return share_of(first, meanings_of(words_of(true[2]))) > 0.4 and (
        share_of(last, meanings_of(words_of(true[1]))) > 0.4
    )


_WISH_PARTS = re.compile(r"[,;:–—()]|\b(?:but|sondern|aber|mais|pero|sino)\b", re.IGNORECASE)
REJECTED = re.compile(
    r"\b(?:than|instead of|rather than|over|statt|anstatt|als|plutôt que|au lieu de|en vez de"
    r"|en lugar de)\b.*",
    re.IGNORECASE | re.DOTALL,
)
ALL_OF_IT: Final = 0.75


def has_other_wish(statement: str, sentence: str) -> bool:
    """Return whether one wants what the other one doesn't."""
    ours, theirs = _wishes(statement), _wishes(sentence)
    for said, wanted in ours:
        for true, there in theirs:
            denied, other = (wanted, there) if said < true else (there, wanted)
            if said != true and denied and share_of(denied, other) >= ALL_OF_IT:
                return True
    return False


def _wishes(text: str) -> list[tuple[int, list[str]]]:
    """Return what parts of a text want (1) or don't want (-1), in words."""
    found: list[tuple[int, list[str]]] = []
    verbs = _wish_words()
    for piece in _WISH_PARTS.split(text):
        part = REJECTED.sub("", piece)
        words = words_of(part)
        if verbs.isdisjoint(words):
            continue
        wanted = [
            word
            for word in telling_words(part)
            if word not in verbs and word not in denials() and not word.isdigit()
        ]
        found.append((-1 if denies(part) else 1, meanings_of(wanted)))
    return found


def side_of(text: str, axis: Mapping[str, int]) -> int:
    """Return 1 or -1 for the side of an axis that a text is on, 0 for neither."""
    total, words = 0, words_of(text)
    for place, word in enumerate(words):
        side = axis.get(word, 0)
        if side:
            before = " ".join(words[max(0, place - 4) : place])
            total += -side if denies(before) else side
    return (total > 0) - (total < 0)


def meanings_of(words: Sequence[str]) -> list[str]:
    """Return words, each as the one that stands for all of its meaning."""
    same = _same_words()
    return [same.get(word, word) for word in words]


def in_one_word(text: str) -> str:
    """Return a text with one word for a phrase that takes a side: *rejected*, *turned down*."""
    words = _phrase_words()
    return _phrases().sub(lambda match: words[" ".join(match[0].lower().split())], text)


@cache
def _phrase_words() -> Mapping[str, str]:
    table: Mapping[str, Sequence[str]] = _table()["phrases"]
    return {phrase: word for word, phrases in table.items() for phrase in phrases}


@cache
def _phrases() -> re.Pattern[str]:
    ordered = sorted(_phrase_words(), key=len, reverse=True)
    ways = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in ordered)
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)", re.IGNORECASE)


@cache
def _same_words() -> Mapping[str, str]:
    text = files("wellspent.review").joinpath("lists", "same_words.toml").read_text("utf-8")
    groups: list[list[str]] = tomllib.loads(text)["groups"]
    return {fold(word): fold(group[0]) for group in groups for word in group}


@cache
def axes() -> Mapping[str, Mapping[str, int]]:
    """Return the words of each axis: 1 forward, -1 back."""
    table: Mapping[str, Mapping[str, Sequence[str]]] = _table()
    return {
        name: {fold(word): 1 for word in axis["forward"]}
        | {fold(word): -1 for word in axis["back"]}
        for name, axis in table.items()
        if "forward" in axis
    }


@cache
def _choices() -> Sequence[Mapping[str, int]]:
    """Return lists of words that exclude each other, each with the number of its meaning."""
    lists: dict[str, list[list[str]]] = _table()["choices"]
    return [
        {fold(word): number for number, words in enumerate(one) for word in words}
        for one in lists.values()
    ]


@cache
def _wish_words() -> frozenset[str]:
    return frozenset(fold(word) for word in _table()["wishes"]["words"])


@cache
def months() -> Mapping[str, int]:
    """Return the numbers of the months by their names."""
    rows: list[list[str]] = _table()["months"]["names"]
    return {fold(name): number for number, names in enumerate(rows, 1) for name in names}


@cache
def denials() -> frozenset[str]:
    """Return the words that deny."""
    return frozenset(fold(word) for word in _table()["denials"]["words"])


@cache
def _table() -> Mapping[str, Any]:
    text = files("wellspent.review").joinpath("lists", "opposites.toml").read_text("utf-8")
    return tomllib.loads(text)
