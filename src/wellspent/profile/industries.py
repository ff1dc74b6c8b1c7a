"""Industries: from the words that people write up a standard tree (NAICS 2022).

What isn't recognised stays as it is. The tree and the words are in `industries.toml`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypedDict, cast

import numpy as np
from rapidfuzz import fuzz, process

from wellspent.errors import SettingsError
from wellspent.profile.word_lists import header_words, plain_words
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Column

ALIKE = 90.0
"""Words as similar as this (rapidfuzz ratio, 0 to 100) are taken for a misspelling."""

SHORTEST_MISSPELT = 7

RARE = 20
RARE_SHARE = 0.2
"""An industry column is rolled up when this share of its rows lie in values of under 20 rows."""

RECOGNISED = 0.95
RECOGNISED_WHEN_NAMED = 0.3
"""Of the rows of an industry column, this share is recognised; less where the header says so."""


class _Table(TypedDict):
    """What `industries.toml` holds."""

    headers: list[str]
    sectors: dict[str, str]
    subsectors: dict[str, str]
    words: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Industry:
    """A place in the tree: a sector, or a subsector of it (its code begins with the sector's)."""

    code: str
    title: str
    sector_code: str
    sector_title: str


@cache
def industry_tree() -> Mapping[str, Industry]:
    """Return all sectors and subsectors by code; SettingsError when the file has a mistake."""
    table = _table()
    sectors = table["sectors"]
    tree = {code: Industry(code, title, code, title) for code, title in sectors.items()}
    for code, title in table["subsectors"].items():
        sector = sector_of_code(code)
        if sector is None:
            raise _mistake(f"subsector {code} belongs to no sector")
        tree[code] = Industry(code, title, sector, sectors[sector])
    return tree


def find_industry(words: str) -> Industry | None:
    """Return the industry that these words or this NAICS code mean; None when not recognised."""
    tree = industry_tree()
    text = _plain(words)
    if not text:
        return None
    if text.replace(" ", "").isdigit():
        return _by_code(text.replace(" ", ""))
    known = _known_words()
    code = known.get(text)
    if code is None and len(text) >= SHORTEST_MISSPELT:
        near = process.extractOne(text, known.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        code = known[near[0]] if near else None
    return tree[code] if code is not None else None


def sector_of_code(code: str) -> str | None:
    """Return the sector of a NAICS code of two to six digits; None when there is none."""
    two = code[:2]
    for sector in _table()["sectors"]:
        first, _, last = sector.partition("-")
        if first <= two <= (last or first) and len(two) == 2:
            return sector
    return None


def is_industry(column: Column) -> bool:
    """Return whether a category holds industries: by its header, and mostly recognised values."""
    if column.kind is not AttributeKind.CATEGORY or not column.levels:
        return False
    named = bool(set(_table()["headers"]) & set(header_words(column).split()))
    return _recognised_share(column) >= (RECOGNISED_WHEN_NAMED if named else RECOGNISED)


def sectors_of(levels: Sequence[str]) -> dict[str, str]:
    """Return the sector's title per value; what isn't recognised stays itself."""
    found = {level: find_industry(level) for level in levels}
    return {level: one.sector_title if one else level for level, one in found.items()}


def roll_up(column: Column) -> Column:
    """Return an industry column with its values rolled up to sectors."""
    titles = sectors_of(column.levels)
    levels = tuple(sorted(set(titles.values())))
    places = {title: place for place, title in enumerate(levels)}
    numbering = np.array([places[titles[level]] for level in column.levels] + [-1], dtype=np.int32)
    label = f"{column.label or column.name} (by sector)"
    codes = column.values.astype(np.intp)
    return Column(column.name, column.kind, numbering[codes], levels, label)


def too_fine(column: Column, *, rare: int = RARE) -> bool:
    """Return whether so many values are rare that the column is better rolled up."""
    counts = np.bincount(column.values[~column.missing()].astype(np.intp), minlength=1)
    filled = max(1, int(counts.sum()))
    return float(counts[counts < rare].sum()) / filled >= RARE_SHARE


def _recognised_share(column: Column) -> float:
    counts = np.bincount(
        column.values[~column.missing()].astype(np.intp), minlength=len(column.levels)
    )
    common = np.argsort(-counts)[:100]
    known = sum(int(counts[code]) for code in common if find_industry(column.levels[int(code)]))
    return known / max(1, int(counts[common].sum()))


def _by_code(digits: str) -> Industry | None:
    """Return the place in the tree of a NAICS code: its subsector where there is one."""
    tree = industry_tree()
    if len(digits) > 6:
        return None
    sector = sector_of_code(digits)
    return tree.get(digits[:3]) or (tree[sector] if sector else None)


def _plain(words: str) -> str:
    """Return the words without accents, `&` and 'and' in any of the languages."""
    joining = {"and", "und", "et", "y", "e"}
    return " ".join(word for word in plain_words(words).split() if word not in joining)


@cache
def _known_words() -> Mapping[str, str]:
    """Return the code per wording, titles of the tree among them."""
    known = {_plain(industry.title): code for code, industry in industry_tree().items()}
    for code, words in _table()["words"].items():
        if code not in industry_tree():
            raise _mistake(f"there are words for {code}, which is not in the tree")
        known |= {_plain(word): code for word in words}
    return known


@cache
def _table() -> _Table:
    source = files("wellspent.profile").joinpath("industries.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    if set(table) != {"headers", "sectors", "subsectors", "words"}:
        raise _mistake("it must have exactly: headers, sectors, subsectors, words")
    return cast(_Table, table)


def _mistake(what: str) -> SettingsError:
    return SettingsError(
        f"The table of industries has a mistake: {what}",
        where="profile/industries.toml",
        next_step="Mend that line.",
    )
