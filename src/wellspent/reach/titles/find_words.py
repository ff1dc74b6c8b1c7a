"""Find words: which wordings stand in a title, the longest first, each with its meaning."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from wellspent.reach.titles.fold_title import AND, BREAK, SLASH, Piece
from wellspent.reach.titles.title_words import Kind, Meaning, TitleWords, Words, title_words
from wellspent.records.title import TitleLevel

SHORTEST_MISSPELT: Final = 8
"""Words from this length on are recognised with one typing mistake, from twelve on with two."""
SHORTEST_TWICE_MISSPELT: Final = 12
SHORTEST_JOINED: Final = 7
SHORTEST_WITH_ENDING: Final = 5
_UMLAUTS: Final = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_JOINTS: Final = ("", "s", "es", "n", "en", "e")


@dataclass(frozen=True, slots=True)
class Found:
    """A wording in a title, a mark between words, or a word that means nothing here.

    `words` are its words for looking up, empty for a mark; `to` says that a small word like "to" or
    "der" follows, `is_guessed` that a typing mistake was mended.
    """

    shown: str
    meaning: Meaning | None
    words: Words = ()
    mark: str = ""
    to: bool = False
    is_guessed: bool = False


def find_words(pieces: Sequence[Piece]) -> list[Found]:
    """Return what stands in a title, in order."""
    words = title_words()
    plain = [words.plain(piece.folded) for piece in pieces]
    found: list[Found] = []
    at = 0
    while at < len(pieces):
        one, at = _next(words, pieces, plain, at)
        if one is not None:
            found.append(one)
    return found


def _next(
    words: TitleWords, pieces: Sequence[Piece], plain: Sequence[str], at: int
) -> tuple[Found | None, int]:
    """Return the longest wording from a place on, and the place after it."""
    candidates = list(_wordings(words, plain, at))
    for wording, end in reversed(candidates):
        meaning, known, guessed = _meaning_of(words, wording)
        if meaning is not None:
            shown = " ".join(piece.shown for piece in pieces[at:end])
            to = end < len(plain) and plain[end] in words.to
            return Found(shown, meaning, known, to=to, is_guessed=guessed), end
    here = plain[at]
    if here in (AND, SLASH, BREAK):
        return Found(pieces[at].shown, None, mark=here), at + 1
    if here in words.links:
        return None, at + 1
    return Found(pieces[at].shown, None, (here,)), at + 1


def _wordings(words: TitleWords, plain: Sequence[str], at: int) -> Iterator[tuple[Words, int]]:
    """Give the wordings that begin at a place, without their small words, and where they end."""
    if plain[at] in words.links and (plain[at],) not in words.meanings:
        return
    wording: list[str] = []
    end = at
    while end < len(plain) and len(wording) < words.longest:
        if plain[end] == BREAK:
            return
        if plain[end] not in words.links or end == at:
            wording.append(plain[end])
            yield tuple(wording), end + 1
        end += 1


def _meaning_of(words: TitleWords, wording: Words) -> tuple[Meaning | None, Words, bool]:
    """Return what a wording means, the known words that it is, and whether one was guessed.

    Each word is taken as it is, else as what it may be for.
    """
    if wording in words.meanings:
        return words.meanings[wording], wording, False
    if len(wording) == 1 and wording[0] in (AND, SLASH, BREAK):
        return None, wording, False
    near = [_known_word(word) for word in wording]
    standing = tuple(word for word, _ in near)
    if standing != wording and standing in words.meanings:
        return words.meanings[standing], standing, any(guessed for _, guessed in near)
    if len(wording) > 1 and (plain := tuple(map(_plainer_word, wording))) in words.meanings:
        return words.meanings[plain], plain, False
    return (_joined_meaning(wording[0]) if len(wording) == 1 else None), wording, False


@lru_cache(maxsize=65536)
def _known_word(word: str) -> tuple[str, bool]:
    """Return the word of a wording that this one is, and whether a typing mistake was mended."""
    known = _known()
    for spelling in _spellings(word):
        if spelling in known:
            return spelling, False
    if _joined_meaning(word) is not None:
        return word, False
    return _mended(word)


@lru_cache(maxsize=65536)
def _plainer_word(word: str) -> str:
    """Return the known word that this one is a feminine or plural of; itself when there is none."""
    known = _known()
    return next((one for one in _spellings(word) if one != word and one in known), word)


def _spellings(word: str) -> Iterator[str]:
    """Give a word as it is, without `ae` for ä, without its feminine or plural ending."""
    yield word
    for spelt, letter in _UMLAUTS:
        if spelt in word:
            yield word.replace(spelt, letter)
    plain = word
    for spelt, letter in _UMLAUTS:
        plain = plain.replace(spelt, letter)
    yield plain
    for base in dict.fromkeys((word, plain)):
        if len(base) < SHORTEST_WITH_ENDING:
            continue
        for ending, instead in title_words().endings.items():
            if base.endswith(ending) and len(base) - len(ending) >= 3:
                yield base[: -len(ending)] + instead


def _mended(word: str) -> tuple[str, bool]:
    if len(word) < SHORTEST_MISSPELT or not word.isalpha():
        return word, False
    allowed = 2 if len(word) >= SHORTEST_TWICE_MISSPELT else 1
    near = process.extractOne(word, _long_words(word[0]), scorer=OSA.distance, score_cutoff=allowed)
    return (near[0], True) if near else (word, False)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(word for wording in title_words().meanings for word in wording)


@lru_cache(maxsize=64)
def _long_words(first: str) -> tuple[str, ...]:
    long = (word for word in _known() if len(word) >= SHORTEST_MISSPELT - 1)
    return tuple(sorted(word for word in long if word.startswith(first)))


@lru_cache(maxsize=65536)
def _joined_meaning(word: str) -> Meaning | None:
    """Return the meaning of a German word made of several: `einkaufsleiter`, `werksplanung`."""
    words = title_words()
    if len(word) < SHORTEST_JOINED:
        return None
    for spelling in dict.fromkeys((word, word.removesuffix("innen"), word.removesuffix("in"))):
        for start in range(3, len(spelling) - 3):
            end = spelling[start:]
            if end in words.joined:
                return _before(spelling[:start], words.joined[end])
            meaning = words.meanings.get((end,))
            if meaning is not None and "de" in meaning.languages and len(end) >= 5:
                return _with_area(spelling[:start], meaning)
    return _area_at_start(word)


def _before(start: str, level: TitleLevel) -> Meaning:
    area = _area_of(start)
    kind = Kind.LEARNING if level is TitleLevel.INTERN else Kind.RUNG
    return Meaning(kind, level, area, not area, frozenset({"de"}))


def _with_area(start: str, meaning: Meaning) -> Meaning | None:
    """Return the meaning of the last part, with the area that the first names."""
    area = _area_of(start)
    if meaning.area and not meaning.is_faint:
        area = meaning.area
    if not area and meaning.kind is Kind.AREA:
        area = meaning.area
    return Meaning(meaning.kind, meaning.level, area or meaning.area, not area, frozenset({"de"}))


def _area_of(start: str) -> str:
    """Return the area that the first part of a joined word names; empty when it names none."""
    meanings = title_words().meanings
    for joint in _JOINTS:
        if start.endswith(joint):
            meaning = meanings.get((start.removesuffix(joint),))
            if meaning is not None and meaning.area and "de" in meaning.languages:
                return meaning.area
    joined = _joined_meaning(start) or _joined_meaning(start.removesuffix("s"))
    return joined.area if joined is not None else ""


def _area_at_start(word: str) -> Meaning | None:
    """Return the area of a joined word whose beginning alone is known: `vertriebsgebiet`."""
    meanings = title_words().meanings
    for end in range(len(word) - 3, 5, -1):
        meaning = meanings.get((word[:end],))
        if meaning is not None and meaning.kind is Kind.AREA and "de" in meaning.languages:
            return Meaning(Kind.AREA, area=meaning.area, is_faint=True, languages=frozenset({"de"}))
    return None
