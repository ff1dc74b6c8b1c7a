"""Read a title: the level and area that it names in English, German, French or Spanish.

Words decide, not a guess at importance; what the levels and areas mean, and the rules for deputies,
former titles and assistants, stand in `benchmarks/titles/README.md`. Nothing depends on a person's
name.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from wellspent.reach.titles.find_words import Found, find_words
from wellspent.reach.titles.fold_title import LONGEST, pieces_of
from wellspent.reach.titles.held_titles import NAMES_NO_AREA, HeldTitle, held_titles, without_names
from wellspent.reach.titles.prior import prior_over_roles
from wellspent.reach.titles.title_words import TitleWords, title_words
from wellspent.records.title import TitleLevel, TitleReading

UNKNOWN = "unknown"
EXECUTIVE = "executive"
OTHER = "other"


def read_title(
    title: str, *, employees: float | None = None, sold_to: tuple[str, ...] = ()
) -> TitleReading:
    """Return what a title says, with the prior over buying roles in a firm of so many employees.

    `sold_to` are the areas that what we sell is for; InputError for one that nobody knows. Of a
    text longer than 400 characters only the beginning is read.
    """
    if len(title) > LONGEST:
        return replace(_with_prior(title[:LONGEST], employees, sold_to), title=title)
    return _with_prior(title, employees, sold_to)


@lru_cache(maxsize=16384)
def _with_prior(title: str, employees: float | None, sold_to: tuple[str, ...]) -> TitleReading:
    reading = _read(title)
    prior = prior_over_roles(reading, employees, sold_to=sold_to)
    return replace(reading, title=title, prior=prior)


@lru_cache(maxsize=16384)
def _read(title: str) -> TitleReading:
    words = title_words()
    pieces = pieces_of(title)
    plain = " ".join(piece.folded for piece in pieces)
    if not pieces or plain in words.nothing:
        return _nothing(title, "no title" if pieces else "")
    found = find_words(pieces)
    wording = tuple(chain.from_iterable(one.words for one in found))
    if wording in words.alone:
        alone = words.alone[wording]
        return _nothing(title, "", alone.level, alone.area)
    return _reading(title, words, without_names(words, found))


def _nothing(
    title: str, note: str, level: TitleLevel = TitleLevel.UNKNOWN, area: str = UNKNOWN
) -> TitleReading:
    return TitleReading(title=title, level=level, area=area, note=note, is_sure=not note)


def _reading(title: str, words: TitleWords, found: Sequence[Found]) -> TitleReading:
    titles = sorted(held_titles(words, found), key=lambda one: one.rank)
    best = titles[0] if titles else HeldTitle(TitleLevel.UNKNOWN)
    level = TitleLevel.OTHER if best.is_former else best.level
    told = [one for held in titles for one in held.told]
    return TitleReading(
        title=title,
        level=level,
        area=_area(words, titles, best),
        language=_language(found),
        because=tuple(dict.fromkeys(one.shown for one in told)),
        note=_note(titles, best),
        is_sure=not any(one.is_guessed for one in told) and level is not TitleLevel.UNKNOWN,
    )


def _area(words: TitleWords, titles: Sequence[HeldTitle], best: HeldTitle) -> str:
    """Return the area of the highest title that names one; else the whole, or no function."""
    named = next((one.area for one in titles if one.area and one.is_former == best.is_former), "")
    if named:
        return named
    whole = any(one.words in words.whole for one in best.told)
    if best.level in NAMES_NO_AREA or whole:
        return EXECUTIVE
    return UNKNOWN if best.level is TitleLevel.UNKNOWN else OTHER


def _language(found: Sequence[Found]) -> str:
    """Return the language that most of the words are of; empty where two have as many."""
    votes: Counter[str] = Counter()
    for one in found:
        votes.update(one.meaning.languages if one.meaning is not None else ())
    (first, most), (_, next_most) = (*votes.most_common(2), ("", 0), ("", 0))[:2]
    return first if most > next_most else ""


def _note(titles: Sequence[HeldTitle], best: HeldTitle) -> str:
    """Return what was held back, in words."""
    notes: list[str] = []
    if best.serves:
        notes.append("serves somebody: their title isn't this person's")
    if any(one.is_former for one in titles):
        notes.append("no longer held" if best.is_former else "a former title is left out")
    if best.is_deputy:
        notes.append("stands in, and keeps the level")
    if any(one.is_guessed for held in titles for one in held.told):
        notes.append("a misspelt word was guessed")
    if best.level is TitleLevel.UNKNOWN and best.area:
        notes.append("names an area and no level")
    return "; ".join(notes)
