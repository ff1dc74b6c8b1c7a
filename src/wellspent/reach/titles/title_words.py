"""Title words: the files in `words/`, checked and made ready for looking up."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

from wellspent.errors import SettingsError
from wellspent.reach.titles.fold_title import AND, fold, pieces_of
from wellspent.reach.titles.prior_file import stated_points
from wellspent.records.title import TitleLevel

LANGUAGES: Final = ("en", "de", "fr", "es")
TURNS: Final = (
    "nothing", "links", "at", "and", "former", "deputy", "assisting", "serving", "advising", "to",
    "learning", "ignored", "whole", "surnames", "alone", "misspelt", "endings", "joined",
)  # fmt: skip

Words = tuple[str, ...]


class Kind(StrEnum):
    """What a wording does in a title."""

    RUNG = "rung"
    AREA = "area"
    FORMER = "former"
    DEPUTY = "deputy"
    LEARNING = "learning"
    AT = "at"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a wording means: a level, an area, or a turn.

    `is_faint` says that the area counts only where no clear one is named.
    """

    kind: Kind
    level: TitleLevel = TitleLevel.UNKNOWN
    area: str = ""
    is_faint: bool = False
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TitleWords:
    """All wordings by their folded words; what single words are good for.

    `joined` are German endings that words are joined to, `inside` the areas found within those.
    """

    meanings: Mapping[Words, Meaning]
    longest: int
    nothing: frozenset[str]
    links: frozenset[str]
    and_words: frozenset[str]
    assisting: frozenset[Words]
    serving: frozenset[Words]
    advising: frozenset[Words]
    to: frozenset[str]
    alone: Mapping[Words, Meaning]
    misspelt: Mapping[str, str]
    endings: Mapping[str, str]
    joined: Mapping[str, TitleLevel]
    whole: frozenset[Words]
    surnames: frozenset[str]

    def split(self, text: str) -> Words:
        """Return the folded words of a wording without small words between them."""
        return tuple(word for word in map(self.plain, _folded(text)) if word not in self.links)

    def plain(self, word: str) -> str:
        """Return the word for looking up: `&` for "and", joined letters, mended misspellings."""
        if word in self.and_words:
            return AND
        if "." in word and (word,) not in self.meanings:
            word = word.replace(".", "")
        return self.misspelt.get(word, word)


@cache
def title_words() -> TitleWords:
    """Return the words of the files beside this one; SettingsError when one has a mistake."""
    source = files("wellspent.reach.titles").joinpath("words")
    names = ("ladder", "titles", "trades", "areas", "turns")
    return make_title_words(
        {name: source.joinpath(f"{name}.toml").read_text("utf-8") for name in names}
    )


def make_title_words(texts: Mapping[str, str]) -> TitleWords:
    """Return the words of five files by name; SettingsError says which has which mistake."""
    tables = {name: _table(name, text) for name, text in texts.items()}
    turns = tables["turns"]
    _check(turns, TURNS, "turns", all_of_them=True)
    links = frozenset(map(fold, turns["links"]))
    and_words = frozenset(map(fold, turns["and"]))

    def split(text: str) -> Words:
        words = (AND if word in and_words else word for word in _folded(text))
        return tuple(word for word in words if word not in links) or tuple(_folded(text))

    meanings: dict[Words, Meaning] = {}
    for wording, meaning in _all_meanings(tables):
        _add(meanings, split(wording), meaning)
    return TitleWords(
        meanings=meanings,
        longest=max(map(len, meanings)),
        nothing=frozenset(" ".join(_folded(one)) for one in turns["nothing"]),
        links=links,
        and_words=and_words,
        assisting=frozenset(map(split, turns["assisting"])),
        serving=frozenset(map(split, turns["serving"])),
        advising=frozenset(map(split, turns["advising"])),
        to=frozenset(map(fold, turns["to"])),
        alone={split(word): _alone(word, its) for word, its in turns["alone"].items()},
        misspelt={fold(wrong): fold(right) for wrong, right in turns["misspelt"].items()},
        endings={fold(end): fold(instead) for end, instead in turns["endings"].items()},
        joined={fold(end): _level(its, "turns") for end, its in turns["joined"].items()},
        whole=frozenset(map(split, turns["whole"])),
        surnames=frozenset(map(fold, turns["surnames"])),
    )


def _all_meanings(tables: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    """Give every wording with its meaning, those first that win over the same words later."""
    turns = tables["turns"]
    for kind in (Kind.FORMER, Kind.DEPUTY, Kind.LEARNING, Kind.AT):
        level = TitleLevel.INTERN if kind is Kind.LEARNING else TitleLevel.UNKNOWN
        for wording in turns[kind.value]:
            yield wording, Meaning(kind, level)
    for file, is_faint in (("titles", False), ("trades", True)):
        for name, areas in tables[file].items():
            for area, lists in areas.items():
                level, known = _level(name, file), _area(area, file)
                yield from _worded(Meaning(Kind.RUNG, level, known, is_faint), lists, file)
    for name, lists in tables["ladder"].items():
        yield from _worded(Meaning(Kind.RUNG, _level(name, "ladder")), lists, "ladder")
    _check(tables["areas"], ("named", "faint"), "areas", all_of_them=True)
    for strength in ("named", "faint"):
        for area, lists in tables["areas"][strength].items():
            meaning = Meaning(Kind.AREA, area=_area(area, "areas"), is_faint=strength == "faint")
            yield from _worded(meaning, lists, "areas")
    for wording in turns["ignored"]:
        yield wording, Meaning(Kind.IGNORED)


def _worded(
    meaning: Meaning, lists: Mapping[str, Iterable[str]], file: str
) -> Iterator[tuple[str, Meaning]]:
    _check(lists, LANGUAGES, file)
    for language, wordings in lists.items():
        its = Meaning(
            meaning.kind, meaning.level, meaning.area, meaning.is_faint, frozenset({language})
        )
        for wording in wordings:
            yield wording, its


def _add(meanings: dict[Words, Meaning], words: Words, meaning: Meaning) -> None:
    """Keep the first meaning of words; the languages of another one alike are added to it."""
    there = meanings.setdefault(words, meaning)
    if (there.kind, there.level, there.area) == (meaning.kind, meaning.level, meaning.area):
        both = there.languages | meaning.languages
        meanings[words] = Meaning(there.kind, there.level, there.area, there.is_faint, both)


def _folded(text: str) -> list[str]:
    return [piece.folded for piece in pieces_of(text)]


def _alone(word: str, its: list[str]) -> Meaning:
    if len(its) != 2:
        raise _mistake("turns", f"alone, {word}: give a level and an area")
    area = its[1] if its[1] == "unknown" else _area(its[1], "turns")
    return Meaning(Kind.RUNG, _level(its[0], "turns"), area)


def _table(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _mistake(name, f"it is no TOML: {error}") from error


def _level(name: str, file: str) -> TitleLevel:
    _check((name,), TitleLevel, file)
    return TitleLevel(name)


def _area(name: str, file: str) -> str:
    _check((name,), stated_points().group_of, file)
    return name


def _check(
    given: Iterable[str], known: Iterable[str], file: str, *, all_of_them: bool = False
) -> None:
    names, expected = set(map(str, given)), set(map(str, known))
    if unknown := sorted(names - expected):
        raise _mistake(file, f"nobody knows {', '.join(unknown)}")
    if all_of_them and (missing := sorted(expected - names)):
        raise _mistake(file, f"there is no {', '.join(missing)}")


def _mistake(file: str, what: str) -> SettingsError:
    return SettingsError(
        f"The words of titles have a mistake: {what}",
        where=f"reach/titles/words/{file}.toml",
        next_step="Mend that line.",
    )
