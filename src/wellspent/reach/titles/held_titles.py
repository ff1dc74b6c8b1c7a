"""Held titles: which titles a text names, one by one, and what is held back in it.

The order: what stands after "at" is a firm. Whom somebody serves is no title of theirs ("Assistant
to the CEO"). Commas part titles; "and" and slashes only where both sides say a level. Of several
levels in one title the highest counts, but who learns is an intern. An area is looked for within
its title, the clear before the faint.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from wellspent.reach.titles.find_words import Found
from wellspent.reach.titles.fold_title import BREAK
from wellspent.reach.titles.title_words import Kind, Meaning, TitleWords
from wellspent.records.title import TitleLevel

LADDER: Final = tuple(TitleLevel)
"""The levels, the highest first."""

STANDS_FOR: Final = frozenset(LADDER[: LADDER.index(TitleLevel.TEAM_LEAD) + 1])
"""Levels that somebody else may stand in for or serve."""

ADMINISTRATION: Final = "administration"
WHOLE: Final = "executive"

NAMES_NO_AREA: Final = frozenset({TitleLevel.OWNER, TitleLevel.C_LEVEL})
"""Levels whose area is the whole where nothing names another."""


@dataclass(frozen=True, slots=True)
class HeldTitle:
    """One title of a text: its level, the areas that it names, clear and faint, and its turns."""

    level: TitleLevel
    clear: str = ""
    faint: str = ""
    is_former: bool = False
    serves: bool = False
    is_deputy: bool = False
    told: tuple[Found, ...] = ()

    @property
    def area(self) -> str:
        """Return the area that it names; empty when it names none."""
        return self.clear or self.faint

    @property
    def rank(self) -> int:
        """Return its place in the ladder, 0 the highest; what is held no more stands last but one.

        (After it comes only a title that says no level.)
        """
        level = TitleLevel.OTHER if self.is_former else self.level
        return LADDER.index(level)


def held_titles(words: TitleWords, found: Sequence[Found]) -> list[HeldTitle]:
    """Return the titles among words, in order; the last words of each that say no level included.

    Names of persons and firms are to be taken out before, by `without_names`.
    """
    return [_read(words, part) for part in _titles(found)]


def without_names(words: TitleWords, found: Sequence[Found]) -> list[Found]:
    """Return what stands there without the person's name and the firm's, as far as they show."""
    return _without_firms(_without_person(words, found))


def _without_firms(found: Sequence[Found]) -> list[Found]:
    """Return what stands there without what follows "at", up to the next mark."""
    kept: list[Found] = []
    in_firm = False
    for one in found:
        if one.mark == BREAK:
            in_firm = False
        if one.meaning is not None and one.meaning.kind is Kind.AT:
            in_firm = True
        if not in_firm:
            kept.append(one)
    return kept


def _without_person(words: TitleWords, found: Sequence[Found]) -> list[Found]:
    """Return what stands there without parts that look like a person's name.

    Such are two to four capitalised words, none with a meaning here but trades that are surnames
    too (*Koch*, *Baker*), where another part says a level.
    """
    parts = [_without_surname(words, part) for part in _cut(found)]
    names = [number for number, part in enumerate(parts) if _is_name(words, part)]
    others = [part for number, part in enumerate(parts) if number not in names]
    kept = others if any(_has_rung(part) for part in others) else parts
    return [one for part in kept for one in (*part, _MARK)]


def _without_surname(words: TitleWords, part: Sequence[Found]) -> list[Found]:
    """Return a part without the surname of a name that stands at its beginning or its end.

    A name is there a word without a meaning, with a surname after it, beside a level.
    """
    for first, last in ((0, 1), (len(part) - 2, len(part) - 1)):
        rest = [one for number, one in enumerate(part) if number != last]
        if (
            len(part) > 2
            and part[first].meaning is None
            and part[first].shown[:1].isupper()
            and _may_be_surname(words, part[last])
            and _has_rung(rest)
        ):
            return rest
    return list(part)


_MARK: Final = Found(BREAK, None, mark=BREAK)


def _is_name(words: TitleWords, part: Sequence[Found]) -> bool:
    shown = [word for one in part for word in one.shown.split()]
    return (
        2 <= len(shown) <= 4
        and all(word[:1].isupper() for word in shown)
        and all(one.meaning is None or _may_be_surname(words, one) for one in part)
        and not any(one.mark for one in part)
    )


def _may_be_surname(words: TitleWords, one: Found) -> bool:
    """Return whether a single word says a trade, a guess or nothing, and no real level."""
    if one.meaning is None or len(one.words) != 1 or one.to:
        return False
    return one.is_guessed or one.meaning.kind is Kind.IGNORED or one.words[0] in words.surnames


def _cut(found: Sequence[Found]) -> list[list[Found]]:
    """Return what stands between breaks, without empty parts."""
    parts: list[list[Found]] = [[]]
    for one in found:
        if one.mark == BREAK:
            parts.append([])
        else:
            parts[-1].append(one)
    return [part for part in parts if part]


def _has_rung(part: Sequence[Found]) -> bool:
    return any(one.meaning is not None and one.meaning.level is not TitleLevel.UNKNOWN
               for one in part)  # fmt: skip


def _titles(found: Sequence[Found]) -> list[list[Found]]:
    """Return the titles: parts with a level, each with the parts without one that follow it."""
    titles: list[list[Found]] = []
    for part in (inner for outer in _cut(found) for inner in _cut_at_and(outer)):
        if titles and not (_has_rung(titles[-1]) and _has_rung(part)):
            titles[-1] += [_MARK, *part]
        else:
            titles.append(list(part))
    return titles


def _cut_at_and(part: Sequence[Found]) -> Iterator[list[Found]]:
    """Give a part cut at "and" and slashes, where both sides say a level and nobody is served."""
    current: list[Found] = []
    for number, one in enumerate(part):
        rest = part[number + 1 :]
        up_to = next((n for n, other in enumerate(rest) if other.mark), len(rest))
        is_one = _has(current, "chief") and _has(rest[:up_to], "officer")
        if one.mark and _has_rung(current) and _has_rung(rest[:up_to]) and not is_one:
            yield current
            current = []
        else:
            current.append(one)
    yield current


def _has(part: Sequence[Found], word: str) -> bool:
    return any(one.words == (word,) for one in part)


def _read(words: TitleWords, part: Sequence[Found]) -> HeldTitle:
    is_former = any(_is(one, Kind.FORMER) for one in part)
    is_deputy = any(_is(one, Kind.DEPUTY) for one in part)
    learning = next((one for one in part if _is(one, Kind.LEARNING)), None)
    server = _server(words, part)
    if learning is not None:
        title = _with_areas(part, learning)
    elif server is not None:
        served = part[: server + 1]
        own = _with_areas(served, part[server])
        own = own if own.level is TitleLevel.SPECIALIST else replace(own, clear=ADMINISTRATION)
        title = replace(own, serves=True, told=(part[server],))
    else:
        title = _with_areas(part, _highest(words, part))
    return replace(title, is_former=is_former, is_deputy=is_deputy)


def _is(one: Found, kind: Kind) -> bool:
    return one.meaning is not None and one.meaning.kind is kind


def _rank(one: Found) -> int:
    return LADDER.index(one.meaning.level) if one.meaning is not None else len(LADDER)


def _server(words: TitleWords, part: Sequence[Found]) -> int | None:
    """Return the place of the assistant in a title that serves somebody; None when it doesn't."""
    for number, one in enumerate(part):
        before, after = part[:number], part[number + 1 :]
        if one.words in words.advising and one.to and _somebody(after):
            return number
        if one.words in words.serving and (_somebody(after) or _somebody(before)):
            return number
        if one.words in words.assisting and (
            (one.to and _somebody(after)) or (not _has_rung(after) and _somebody(before))
        ):
            return number
    return None


def _somebody(part: Sequence[Found]) -> bool:
    return any(one.meaning is not None and one.meaning.level in STANDS_FOR for one in part)


def _highest(words: TitleWords, part: Sequence[Found]) -> Found | None:
    """Return the highest level of a title; an assistant before a higher one is its deputy."""
    rungs = [one for one in part if _has_rung((one,))]
    chief = next((one for one in rungs if one.words == ("chief",)), None)
    if chief is not None and any(one.words == ("officer",) for one in rungs):
        meaning = Meaning(Kind.RUNG, TitleLevel.C_LEVEL, languages=frozenset({"en"}))
        return replace(chief, meaning=meaning)
    return _assistant_of_no_one(words, rungs) or min(rungs, key=_rank, default=None)


def _assistant_of_no_one(words: TitleWords, rungs: Sequence[Found]) -> Found | None:
    """Return the assistant before a trade: *assistant commercial* sells nothing alone.

    In English the assistant before a trade has it ("Assistant Professor").
    """
    for one, following in pairwise(rungs):
        trade = following.meaning
        if one.words in words.assisting and trade is not None:
            is_english = "en" in trade.languages
            return one if trade.level is TitleLevel.SPECIALIST and not is_english else None
    return None


def _with_areas(part: Sequence[Found], rung: Found | None) -> HeldTitle:
    where = _where_an_area_may_be(part, rung)
    clear, told = _area(where, rung, is_faint=False)
    faint, told_faintly = _area(where, rung, is_faint=True)
    because = [one for one in (rung, told or told_faintly) if one is not None]
    level = rung.meaning.level if rung is not None and rung.meaning else TitleLevel.UNKNOWN
    return HeldTitle(level, clear, faint, told=tuple(dict.fromkeys(because)))


def _where_an_area_may_be(part: Sequence[Found], rung: Found | None) -> Sequence[Found]:
    """Return the words among which a title's area is looked for.

    What an owner's own part names is what the firm does ("Restaurant Owner"), and a seat on a board
    is that of the whole ("Chair, Audit Committee"). Partners and chief officers have an area.
    """
    if rung is None or rung.meaning is None or rung.meaning.area or rung.words[-1:] == ("partner",):
        return part
    if rung.meaning.level is TitleLevel.OWNER:
        return [one for other in _cut(part) if rung not in other for one in other]
    is_seat = rung.meaning.level is TitleLevel.C_LEVEL and rung.words != ("chief",)
    return [] if is_seat else part


def _area(part: Sequence[Found], rung: Found | None, *, is_faint: bool) -> tuple[str, Found | None]:
    """Return the area that a title names, and the words that do.

    First its highest level's own, then the nearest before it in the same part ("Product Marketing
    Manager"), with "and" the first of those joined, then the first after it.
    """
    own = rung is not None and _names(rung, is_faint=is_faint)
    if own and rung is not None and not (is_faint and _other_faint(part, rung)):
        return rung.meaning.area if rung.meaning else "", rung
    at = next((n for n, one in enumerate(part) if rung is not None and one.words == rung.words), 0)
    before = _nearest_before(part, at, is_faint=is_faint)
    after = (one for one in part[at:] if _names(one, is_faint=is_faint))
    found = before or next(after, None) or _first(part, is_faint=is_faint)
    return (found.meaning.area, found) if found is not None and found.meaning else ("", None)


def _other_faint(part: Sequence[Found], rung: Found) -> bool:
    """Return whether another word than the level's own names an area faintly."""
    is_whole = rung.meaning is not None and rung.meaning.area == WHOLE
    others = (one for one in part if one != rung and _is(one, Kind.AREA))
    return not is_whole and any(_names(one, is_faint=True) for one in others)


def _nearest_before(part: Sequence[Found], at: int, *, is_faint: bool) -> Found | None:
    nearest: Found | None = None
    joined = False
    for one in reversed(part[:at]):
        if one.mark == BREAK:
            break
        if one.mark:
            joined = nearest is not None
        elif _names(one, is_faint=is_faint) and (nearest is None or joined):
            nearest, joined = one, False
        elif nearest is not None and not joined:
            break
    return nearest


def _first(part: Sequence[Found], *, is_faint: bool) -> Found | None:
    return next((one for one in part if _names(one, is_faint=is_faint)), None)


def _names(one: Found, *, is_faint: bool) -> bool:
    return one.meaning is not None and bool(one.meaning.area) and one.meaning.is_faint == is_faint
