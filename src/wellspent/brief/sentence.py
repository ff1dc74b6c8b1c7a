"""Sentences: fixed words from a file, with places that only something cited can fill.

There is no other way into a brief: whatever isn't a fixed word of `sentences.toml` or
`openings.toml` is the text of a citation, a date of one, or the number of them. So a check can take
a sentence apart again (`support.py`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from wellspent.brief.dates_in_words import LANGUAGES
from wellspent.brief.toml_file import check_keys, toml_of
from wellspent.errors import SettingsError
from wellspent.records.brief import BriefLine, Standing
from wellspent.records.evidence import Evidence

CUT: Final = " …"
"""Stands after words that a sentence quotes in part."""

LONGEST_QUOTE: Final = 170

_PLACE: Final = re.compile(r"\{(\w+)\}")


class Words(NamedTuple):
    """Words for a place in a sentence, and what they rest on: a citation, `COUNTS` or `JUDGED`."""

    text: str
    rests_on: Evidence | int


class InARow(tuple[Words, ...]):
    """Words for one place, with commas between: *Musterstadt, Germany*."""


Filling = Words | Sequence[Words]


def line(
    sentence: str,
    *,
    standing: Standing = Standing.CITED,
    also: Iterable[Evidence] = (),
    rank: int | None = None,
    why: str = "",
    is_stale: bool = False,
    filled: Mapping[str, Filling] | None = None,
    **filling: Filling,
) -> BriefLine:
    """Return the sentence of that name with its places filled.

    Places are filled by name, or in `filled`. Several words in one are listed (*a, b and c*).
    `also` are further citations that the sentence as a whole rests on. KeyError when a place isn't
    filled.
    """
    evidence: list[Evidence] = []
    says: dict[str, int] = {}
    places: dict[str, str] = {}
    for name, given in {**(filled or {}), **filling}.items():
        several = [given] if isinstance(given, Words) else list(given)
        for words in several:
            says[words.text.removesuffix(CUT)] = _place(words.rests_on, evidence)
        texts = [words.text for words in several]
        places[name] = ", ".join(texts) if isinstance(given, InARow) else listed(texts)
    for one in also:
        _place(one, evidence)
    dates = [one.date for one in evidence if one.date is not None]
    return BriefLine(
        text=_filled(sentences()[sentence], places),
        standing=standing,
        evidence=tuple(evidence),
        says=says,
        date=max(dates, default=None),
        is_stale=is_stale,
        rank=rank,
        why=why,
        sentence=sentence,
    )


def _filled(sentence: str, places: Mapping[str, str]) -> str:
    """Return a sentence filled; what ends with a point needs no second one (*B.V.*)."""
    pieces = _PLACE.split(sentence)
    text = pieces[0]
    for name, fixed in zip(pieces[1::2], pieces[2::2], strict=True):
        text += places[name]
        text += fixed.removeprefix(".") if text.endswith((".", CUT)) else fixed
    return text


def _place(evidence: Evidence | int, known: list[Evidence]) -> int:
    if isinstance(evidence, int):
        return evidence
    if evidence not in known:
        known.append(evidence)
    return known.index(evidence)


def short(text: str, evidence: Evidence) -> Words:
    """Return words for a place in a sentence, those of a long text cut after a word."""
    if len(text) <= LONGEST_QUOTE:
        return Words(text, evidence)
    cut = text[:LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(" ,;:–-")
    return Words(cut + CUT, evidence)


def listed(texts: Sequence[str]) -> str:
    """Return texts as a list in words: *a, b and c*."""
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


@cache
def sentences() -> Mapping[str, str]:
    """Return all fixed sentences by name; those of an opening have its language behind a point."""
    found: dict[str, str] = dict(_texts("sentences.toml", toml_of("sentences.toml")))
    for name, opening in toml_of("openings.toml").items():
        check_keys("openings.toml", name, opening, ("weight", *LANGUAGES))
        found |= {f"{name}.{language}": opening[language] for language in LANGUAGES}
    return found


def _texts(file: str, table: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    for name, text in table.items():
        if not isinstance(text, str) or not text.strip():
            raise SettingsError(f"{name} must be a sentence in quotes.", where=file)
        yield name, text


@cache
def pattern_of(sentence: str) -> re.Pattern[str]:
    """Return a pattern that takes a sentence of that name apart: a group for each place."""
    pieces = _PLACE.split(sentences()[sentence])
    fixed = [_fixed(piece) if at % 2 == 0 else "(.+?)" for at, piece in enumerate(pieces)]
    return re.compile("".join(fixed), re.DOTALL)


def filled_pattern(sentence: str, says: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of a sentence whose places hold nothing but these words or lists of them."""
    known = "|".join(re.escape(words) for words in sorted(says, key=len, reverse=True))
    place = rf"(?:{known})(?:{CUT})?(?:(?:, | and )(?:{known}))*" if known else "(?!)"
    pieces = _PLACE.split(sentences()[sentence])
    fixed = [_fixed(piece) if at % 2 == 0 else place for at, piece in enumerate(pieces)]
    return re.compile("".join(fixed), re.DOTALL)


def _fixed(piece: str) -> str:
    return rf"\.?{re.escape(piece[1:])}" if piece.startswith(".") else re.escape(piece)
