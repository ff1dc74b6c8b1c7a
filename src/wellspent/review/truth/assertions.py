"""Assertions: whether a sentence of ours says the same as something that they said, or otherwise.

Words alone can't tell what a text means; so only plain signs count: another number of the same
thing, another date, a *not*, or a word of the opposite side (`opposites.toml`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from wellspent.phrases.dates import dates_in
from wellspent.phrases.pattern import fold
from wellspent.review.reading.quantities import quantities_in
from wellspent.review.reading.statement import denies
from wellspent.review.reading.units import COUNT, MONEY
from wellspent.review.reading.word_likeness import plain_words, share_of, telling_words, words_of
from wellspent.review.truth.amounts_agree import agree
from wellspent.review.truth.opposites import (
    REJECTED,
    axes,
    denials,
    has_other_choice,
    has_other_order,
    has_other_preference,
    has_other_wish,
    in_one_word,
    meanings_of,
    months,
    side_of,
)

_PIECE = re.compile(r"(?:[^.!?;\n]|\.(?=\w)){2,600}")
_CLAUSE = re.compile(
    r",\s+(?:and|und|et|y|but|aber|mais|pero|yet|though|although|while|whereas|which)\s+|\s[–—]\s"
)
SAME_THING: Final = 0.33
"""So large a share of the words of a statement must be in theirs for the two to be of one thing."""

SAME_SAID: Final = 0.34
"""With so large a share (of two words at least), and nothing against it, it is what they said."""

MONEY_WORD: Final = "budget"
ANOTHER_ONE: Final = "another one"


class Relation(StrEnum):
    """How a statement stands to what was said."""

    SAME = "same"
    OTHERWISE = "otherwise"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Judged:
    """How a statement stands to a sentence, by how many of its words, and why."""

    relation: Relation
    share: float
    sentence: str
    why: str = ""


def judge(statement: str, text: str, *, today: date, language: str = "") -> Judged:
    """Return how a statement stands to the sentences of a text; the plainest of its clauses counts.

    Each clause (*…, and …*) is compared by itself: one that is otherwise makes the whole so.
    """
    best = Judged(Relation.UNRELATED, 0.0, "")
    for clause in _CLAUSE.split(statement):
        judged = _judge_clause(clause, text, today, language)
        if judged.relation is Relation.OTHERWISE:
            return judged
        if (judged.relation is Relation.SAME, judged.share) > (
            best.relation is Relation.SAME,
            best.share,
        ):
            best = judged
    return best


def _judge_clause(clause: str, text: str, today: date, language: str) -> Judged:
    clause = in_one_word(clause)
    topic = topic_of(clause, today, language)
    same, otherwise = None, None
    nearest = Judged(Relation.UNRELATED, 0.0, "")
    for sentence in sentences_of(text) if topic else ():
        share = share_of(topic, _meant_in(sentence))
        if share <= 0.0 or (MONEY_WORD in topic and not _of_money(sentence)):
            continue
        against = _otherwise(clause, sentence, today, language)
        if against and share >= SAME_THING and (not otherwise or share > otherwise.share):
            otherwise = Judged(Relation.OTHERWISE, share, sentence, against)
        elif (
            not against
            and _is_same(share, topic)
            and (len(topic) > 1 or _is_on_no_other_side(clause, sentence))
            and (not same or share > same.share)
            and (not _COUNTED.search(clause) or _HAS_NUMBER.search(sentence))
        ):
            same = Judged(Relation.SAME, share, sentence)
        if share > nearest.share:
            nearest = Judged(Relation.UNRELATED, share, sentence)
    if same and (not otherwise or same.share >= otherwise.share):
        return same
    return otherwise or nearest


def _is_on_no_other_side(statement: str, sentence: str) -> bool:
    """Return whether a sentence has the side that a statement has: *the price is fine*."""
    plain, other = _without_contractions(statement), _without_contractions(sentence)
    return all(
        not (said := side_of(plain, axis)) or side_of(other, axis) == said
        for axis in axes().values()
    )


def _is_same(share: float, topic: Sequence[str]) -> bool:
    return share >= SAME_SAID and (share * len(topic) >= 1.5 or len(topic) == 1)


@lru_cache(maxsize=1024)
def topic_of(statement: str, today: date, language: str = "") -> Sequence[str]:
    """Return what a statement is about: its telling words without dates, numbers and sides."""
    rest = statement
    for said in reversed(dates_in(statement, today, language=language)):
        rest = rest[: said.start] + " " + rest[said.end :]
    sides = _words_of_sides()
    words = [word for word in telling_words(rest) if not word.isdigit() and word not in sides]
    return meanings_of(words)


@cache
def _words_of_sides() -> frozenset[str]:
    return frozenset(word for axis in axes().values() for word in axis) | {*months(), *denials()}


@lru_cache(maxsize=1024)
def _meant_in(sentence: str) -> frozenset[str]:
    """Return what the words of a sentence mean."""
    return frozenset(meanings_of(words_of(sentence)))


@lru_cache(maxsize=256)
def sentences_of(text: str) -> Sequence[str]:
    """Return the sentences of a text."""
    return [match[0].strip() for match in _PIECE.finditer(text) if match[0].strip()]


def _otherwise(statement: str, sentence: str, today: date, language: str) -> str:
    """Return by what a sentence says otherwise; nothing if by nothing that can be seen."""
    return (
        _other_number(statement, sentence, language)
        or _other_place(statement, sentence)
        or _other_date(statement, sentence, today, language)
        or _other_one(statement, sentence)
        or _other_side(_without_contractions(statement), _without_contractions(sentence))
    )


_CONTRACTED_NOT = re.compile(r"n['’]t\b", re.IGNORECASE)


def _without_contractions(text: str) -> str:
    """Return a text with *not* for *n't*, and with one word for phrases that take a side."""
    return in_one_word(_CONTRACTED_NOT.sub(" not", text))


_NUMBERED = re.compile(r"\b([^\W\d_]{3,20}) (\d{1,3})\b(?![.,:]\d|\s?%)(?:\s([^\W\d_]+))?")
"""*Kiln 3*, and the word after it: no thing that is counted."""


def _other_one(statement: str, sentence: str) -> str:
    """Return whether the same is said of another one of numbered things: *kiln 5* for *kiln 3*."""
    said, true = _numbered(statement), _numbered(sentence)
    for thing in said.keys() & true.keys():
        if not said[thing] & true[thing]:
            rest = [word for word in meanings_of(telling_words(statement)) if word != thing]
            rest = [word for word in rest if not word.isdigit()]
            if share_of(rest, _meant_in(sentence)) >= SAME_THING:
                return ANOTHER_ONE
    return ""


def _numbered(text: str) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    small = plain_words("small")
    for match in _NUMBERED.finditer(text):
        thing, after = fold(match[1]), fold(match[3] or "")
        if thing not in small and thing not in months() and (not after or after in small):
            found.setdefault(meanings_of([thing])[0], set()).add(match[2])
    return found


_IN_PLACE = re.compile(
    r"\b([^\W\d_]{3,20}) (?:in|at|à|en|for) ((?!(?:Q[1-4]|I)\b)[A-ZÀ-Ö][a-zà-ÿ-]{2,20})(?![\w'’])"
)


def _other_place(statement: str, sentence: str) -> str:
    """Return whether the same is said of another place: *a demo in Cork* for *a demo in Galway*."""
    said, true = _placed(statement), _placed(sentence)
    for thing in said.keys() & true.keys():
        if said[thing] != true[thing]:
            return "another place"
    return ""


def _placed(text: str) -> Mapping[str, str]:
    """Return the places that are named right behind things."""
    return {
        meanings_of([fold(match[1])])[0]: fold(match[2])
        for match in _IN_PLACE.finditer(text)
        if fold(match[2]) not in months() and fold(match[1]) not in plain_words("small")
    }


def _other_number(statement: str, sentence: str, language: str) -> str:
    things = _things(statement) & _things(sentence)
    said = quantities_in(statement, counted=things, language=language)
    true = quantities_in(sentence, counted=things)
    # What both say leaves nothing to be said otherwise: *your 75 cm doors leave 3 cm*.
    rest = [other for other in true if not any(agree(one, other) for one in said)]
    for one in said:
        if one.is_article or any(agree(one, other) for other in true):
            continue
        if any(agree(one, other) is False for other in rest):
            return "another number of things" if one.dimension == COUNT else "another number"
    is_money = bool(_MONEY_TALK & set(meanings_of(words_of(statement))))
    amounts = [one for one in true if one.dimension == MONEY] if is_money else []
    if amounts and not any(one.dimension == MONEY for one in said):
        figures = [int(re.sub(r"\D", "", match[0])) for match in _FIGURE.finditer(statement)]
        if figures and not any(one.low <= each <= one.high for one in amounts for each in figures):
            return "another number"
    return ""


_MONEY_TALK: Final = frozenset({MONEY_WORD, "price"})
_FIGURE = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:[.,]\d{3}){1,2}|(?!19|20)\d{4}|\d{5,7})(?![\d\w]|[.,]\d)"
)
"""An amount without its currency: *the budget is 14,000*."""

_COUNTED = re.compile(
    r"\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|zwei"
    r"|drei|vier|fünf|sechs|deux|trois|quatre|cinq|dos|tres|cuatro|cinco)\s+([^\W\d_]{3,30})",
    re.IGNORECASE,
)


def _things(text: str) -> set[str]:
    """Return the words that stand after a number."""
    return {match[1].lower() for match in _COUNTED.finditer(text)}


_HAS_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|zwei|drei|vier|fünf|sechs|deux|trois|quatre|cinq|dos|tres|cuatro|cinco)\b",
    re.IGNORECASE,
)
_NOT_ON = re.compile(
    r"\b(?:not|nicht|no|pas|never|statt|instead of|rather than)\s+(?:in|on|im|am|en)?\s*\w+",
    re.IGNORECASE,
)
_QUARTER = re.compile(r"\bq([1-4])\b", re.IGNORECASE)


def _other_date(statement: str, sentence: str, today: date, language: str) -> str:
    true_text = _NOT_ON.sub(" ", sentence)
    quarters = set(_QUARTER.findall(statement)), set(_QUARTER.findall(true_text))
    if all(quarters) and not quarters[0] & quarters[1]:
        return "another quarter"
    said, true = _days(statement, today, language), _days(true_text, today, "")
    if said and true and not any(_overlap(one, other) for one in said for other in true):
        return "another date"
    if not (said and true):
        named = _months_in(statement), _months_in(true_text)
        if all(named) and not named[0] & named[1]:
            return "another date"
    years = set(_YEAR.findall(statement)), set(_YEAR.findall(true_text))
    if all(years) and not years[0] & years[1] and _WAS.search(statement):
        return "another date" if _are_very_alike(statement, sentence) else ""
    return ""


_YEAR = re.compile(r"\b(?:in|since|seit|en|depuis|desde) ((?:19|20)\d\d)\b", re.IGNORECASE)
_WAS = re.compile(
    r"\b(?:\w{2,20}ed|was|were|had|since|bought|built|hatten|haben|avez|seit|depuis)\b"
)
_WORD = re.compile(r"[^\W\d_]{3,12}")


def _months_in(text: str) -> set[int]:
    """Return the months that stand in a text with a capital, or in French or Spanish without."""
    known = months()
    return {
        known[fold(word)]
        for word in _WORD.findall(text)
        if fold(word) in known and (word[0].isupper() or fold(word) not in _LIKE_MONTHS)
    }


_LIKE_MONTHS: Final = frozenset({"may", "march", "mai", "mars", "august", "juli", "juni"})


def _days(text: str, today: date, language: str) -> list[tuple[date, date]]:
    """Return the months and days that a text names; not *yesterday*, which depends on its day."""
    return [
        one.spans[0]
        for one in dates_in(text, today, ahead=True, language=language)
        if one.spans and _NAMED_MONTH.search(text[one.start : one.end])
    ]


_NAMED_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|fév|avr|juin|juil|août"
    r"|déc|ene|abr|ago|dic)\w*",
    re.IGNORECASE,
)


def _overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Return whether two days or months may be the same, whichever year."""
    if _month(one) != _month(other):
        return False
    whole = one[0] != one[1] or other[0] != other[1]
    return whole or one[0].day == other[0].day


def _month(days: tuple[date, date]) -> int:
    return days[0].month


_NOT_BEFORE = re.compile(
    r"\b(?:before|until|till|vor|bis|erst|avant|jusqu['’]|antes de|hasta)\b", re.IGNORECASE
)
_WHEN = re.compile(
    r"\bq[1-4]\b|\b(?:from|in|since|ab|im|dès|en|desde|a partir de|before|until) \w", re.IGNORECASE
)


_ASKS = re.compile(
    r"\W*(?:(?:and|but|so|[A-Z]\w+,)\s+)?(?:do|does|did|is|are|was|were|can|could|will|would|how|what"
    r"|which|why|ist|sind|kann|hat|wie|est-ce|avez|cómo|qué)\b"
)
"""A question takes no side."""


def _other_side(statement: str, sentence: str) -> str:
    for axis in () if _ASKS.match(sentence) else axes().values():
        said, true = side_of(statement, axis), side_of(sentence, axis)
        if said and true and said != true:
            texts = (statement, sentence)
            is_money = all(MONEY_WORD in meanings_of(words_of(text)) for text in texts)
            return "another budget" if is_money else "the opposite"
    said, true = _of_money(statement), _of_money(sentence)
    # *No budget before Q3* and *budget in Q3* are one.
    is_later = _NOT_BEFORE.search(sentence) or (
        _NOT_BEFORE.search(statement) and _share_a_time(statement, sentence)
    )
    if said and true and said != true and not (is_later and _WHEN.search(statement)):
        return "another budget"
    is_one_sided = denies(statement) != denies(sentence) and not _are_on_one_side(
        statement, sentence
    )
    if is_one_sided and _are_very_alike(statement, sentence):
        return "another word on it"
    if _is_alone(statement, sentence) or _is_alone(sentence, statement):
        return "another who decides"
    others = has_other_choice, has_other_order, has_other_preference, has_other_wish
    return "another wish" if any(has(statement, sentence) for has in others) else ""


_TIMES = re.compile(
    r"\bq[1-4]\b|\b(?:20)\d\d\b|\b(?:spring|summer|autumn|fall|winter|christmas|easter|frühjahr"
    r"|sommer|herbst|winter|printemps|été|automne|hiver|primavera|verano|otoño|invierno)\b",
    re.IGNORECASE,
)


def _share_a_time(statement: str, sentence: str) -> bool:
    """Return whether both name a month, quarter, season or year that is the same."""
    said, true = (set(map(str.lower, _TIMES.findall(text))) for text in (statement, sentence))
    return bool(said & true) or bool(_months_in(statement) & _months_in(sentence))


DECIDE: Final = "decide"
_ALONE = re.compile(
    r"\b(?:alone|only you|you only|(?:your|him|her|my)self|yourselves|on (?:your|his|her|my) own"
    r"|allein\w*|selbst"
    r"|seule?"
    r"|vous-même|sol[oa]|usted mism[oa])\b",
    re.IGNORECASE,
)
_JOINTLY = re.compile(
    r"\b(?:together|jointly|with (?:his|her|the|your|their)|both|board|committee|boss|brother"
    r"|sister"
    r"|wife|husband|partner|directors|cfo|ceo|owner|gemeinsam|zusammen|ensemble|juntos?|conjunta\w*)\b"
    r"|\b[A-ZÀ-Ö][\w-]+ (?:decides|signs|entscheidet|décide|decide|holds|has)\b"
    r"|\b(?:sits|lies|rests) with\b"
)


def _is_alone(one: str, other: str) -> bool:
    """Return whether one has somebody deciding alone, the other with or by somebody else."""
    if _ALONE.search(one) is None or _ALONE.search(other) or _JOINTLY.search(other) is None:
        return False
    both = meanings_of(words_of(one)), meanings_of(words_of(other))
    is_same = any(all(topic in words for words in both) for topic in (DECIDE, MONEY_WORD))
    return is_same and not (denies(one) or denies(other))


def _of_money(text: str) -> int:
    """Return 1 where a text says that there is a budget, -1 where it says that there is none."""
    if MONEY_WORD not in meanings_of(words_of(text)):
        return 0
    side = side_of(text, axes()["standing"])
    return side or (-1 if denies(text) else 1)


def _are_on_one_side(statement: str, sentence: str) -> bool:
    """Return whether both take the same side of anything: *not happy* and *unhappy*."""
    return any(
        (side := side_of(statement, axis)) and side == side_of(sentence, axis)
        for axis in axes().values()
    )


def _are_very_alike(statement: str, sentence: str) -> bool:
    if REJECTED.search(statement) or REJECTED.search(sentence):
        return False
    words = [word for word in telling_words(statement) if word not in denials()]
    words = meanings_of([word for word in words if not word.isdigit()])
    return len(words) > 1 and share_of(words, _meant_in(sentence)) >= 0.66
