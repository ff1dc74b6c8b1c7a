"""Assertions: whether a sentence of ours says the same as something that they said, or otherwise.

Words alone can't tell what a text means; so only plain signs count: another number of the same
thing, another date, a *not*, or a word of the opposite side (`opposites.toml`).
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from wellspent.phrases.pattern import fold
from wellspent.review.dates import dates_in
from wellspent.review.quantities import agree, quantities_in
from wellspent.review.statement import denies
from wellspent.review.word_likeness import share_of, telling_words, words_of

_PIECE = re.compile(r"(?:[^.!?;\n]|\.(?=\w)){2,600}")
_CLAUSE = re.compile(
    r",\s+(?:and|und|et|y|but|aber|mais|pero|yet|though|although|while|whereas|which)\s+|\s[–—]\s"
)
SAME_THING: Final = 0.33
"""So large a share of the words of a statement must be in theirs for the two to be of one thing."""

SAME_SAID: Final = 0.34
"""With so large a share (of two words at least), and nothing against it, it is what they said."""

MONEY_WORD: Final = "budget"


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
    topic = topic_of(clause, today, language)
    same, otherwise = None, None
    nearest = Judged(Relation.UNRELATED, 0.0, "")
    for sentence in sentences_of(text) if topic else ():
        share = share_of(topic, _meanings(words_of(sentence)))
        if share <= 0.0 or (MONEY_WORD in topic and not _of_money(sentence)):
            continue
        against = _otherwise(clause, sentence, today, language)
        if against and share >= SAME_THING and (not otherwise or share > otherwise.share):
            otherwise = Judged(Relation.OTHERWISE, share, sentence, against)
        elif (
            not against
            and _is_same(share, topic)
            and (not same or share > same.share)
            and (not _COUNTED.search(clause) or _HAS_NUMBER.search(sentence))
        ):
            same = Judged(Relation.SAME, share, sentence)
        if share > nearest.share:
            nearest = Judged(Relation.UNRELATED, share, sentence)
    if same and (not otherwise or same.share >= otherwise.share):
        return same
    return otherwise or nearest


def _is_same(share: float, topic: Sequence[str]) -> bool:
    return share >= SAME_SAID and (share * len(topic) >= 1.5 or len(topic) == 1)


def topic_of(statement: str, today: date, language: str = "") -> list[str]:
    """Return what a statement is about: its telling words without dates, numbers and sides."""
    rest = statement
    for said in reversed(dates_in(statement, today, language=language)):
        rest = rest[: said.start] + " " + rest[said.end :]
    sides = {word for axis in _axes().values() for word in axis}
    words = [word for word in telling_words(rest) if not word.isdigit() and word not in sides]
    return _meanings(words)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [match[0].strip() for match in _PIECE.finditer(text) if match[0].strip()]


def _otherwise(statement: str, sentence: str, today: date, language: str) -> str:
    """Return by what a sentence says otherwise; nothing if by nothing that can be seen."""
    return (
        _other_number(statement, sentence, language)
        or _other_date(statement, sentence, today, language)
        or _other_side(statement, sentence)
    )


def _other_number(statement: str, sentence: str, language: str) -> str:
    things = _things(statement) & _things(sentence)
    said = quantities_in(statement, counted=things, language=language)
    true = quantities_in(sentence, counted=things, language=language)
    # What both say leaves nothing to be said otherwise: *your 75 cm doors leave 3 cm*.
    rest = [other for other in true if not any(agree(one, other) for one in said)]
    for one in said:
        if one.is_article or any(agree(one, other) for other in true):
            continue
        if any(agree(one, other) is False for other in rest):
            return "another number"
    return ""


_COUNTED = re.compile(
    r"\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|zwei"
    r"|drei|vier|fünf|sechs|deux|trois|quatre|cinq|dos|tres|cuatro|cinco)\s+([^\W\d_]{3,30})",
    re.IGNORECASE,
)


def _things(text: str) -> set[str]:
    """Return the words that stand after a number."""
    return {match[1].lower() for match in _COUNTED.finditer(text)}


_HAS_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|zwei|drei|vier"
    r"|fünf|sechs|deux|trois|quatre|cinq|dos|tres|cuatro|cinco)\b",
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
    return ""


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
    months = {_month(one), _month(other)}
    if len(months) > 1:
        return False
    whole = one[0] != one[1] or other[0] != other[1]
    return whole or one[0].day == other[0].day


def _month(days: tuple[date, date]) -> int:
    return days[0].month


def _other_side(statement: str, sentence: str) -> str:
    for axis in _axes().values():
        said, true = _side(statement, axis), _side(sentence, axis)
        if said and true and said != true:
            return "the opposite"
    said, true = _of_money(statement), _of_money(sentence)
    if said and true and said != true:
        return "the opposite"
    if denies(statement) != denies(sentence) and _are_very_alike(statement, sentence):
        return "the opposite"
    return ""


def _of_money(text: str) -> int:
    """Return 1 where a text says that there is a budget, -1 where it says that there is none."""
    if MONEY_WORD not in _meanings(words_of(text)):
        return 0
    side = _side(text, _axes()["standing"])
    return side or (-1 if denies(text) else 1)


def _are_very_alike(statement: str, sentence: str) -> bool:
    words = _meanings(telling_words(statement))
    return len(words) > 1 and share_of(words, _meanings(words_of(sentence))) >= 0.75


def _side(text: str, axis: Mapping[str, int]) -> int:
    """Return 1 or -1 for the side of an axis that a text is on, 0 for neither."""
    total, words = 0, words_of(text)
    for place, word in enumerate(words):
        side = axis.get(word, 0)
        if side:
            before = " ".join(words[max(0, place - 4) : place])
            total += -side if denies(before) else side
    return (total > 0) - (total < 0)


def _meanings(words: Sequence[str]) -> list[str]:
    same = _same_words()
    return [same.get(word, word) for word in words]


@cache
def _same_words() -> Mapping[str, str]:
    text = files("wellspent.review").joinpath("same_words.toml").read_text("utf-8")
    groups: list[list[str]] = tomllib.loads(text)["groups"]
    return {fold(word): fold(group[0]) for group in groups for word in group}


@cache
def _axes() -> Mapping[str, Mapping[str, int]]:
    text = files("wellspent.review").joinpath("opposites.toml").read_text("utf-8")
    table: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    return {
        name: {fold(word): 1 for word in axis["forward"]}
        | {fold(word): -1 for word in axis["back"]}
        for name, axis in table.items()
    }
