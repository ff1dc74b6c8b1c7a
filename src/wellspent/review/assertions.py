"""Assertions: whether a sentence of ours says the same as something that they said, or otherwise.

Words alone can't tell what a text means; so only plain signs count: another number of the same
thing, another date, a *not*, or a word of the opposite side (`opposites.toml`) about the same thing.
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
from wellspent.review.quantities import Bound, Quantity, agree, quantities_in
from wellspent.review.statement import denies
from wellspent.review.word_likeness import share_of, telling_words, words_of

_PIECE = re.compile(r"(?:[^.!?;\n]|\.(?=\w)){2,600}")
SAME_THING: Final = 0.34
"""So large a share of the words of a statement must be in theirs for the two to be of one thing."""

SAME_SAID: Final = 0.34
"""With so large a share (of two words at least), and nothing against it, it is what they said."""


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
    """Return how a statement stands to the sentence of a text that is most about the same thing."""
    topic = [word for word in telling_words(statement) if not word.isdigit()]
    best = Judged(Relation.UNRELATED, 0.0, "")
    for sentence in sentences_of(text):
        share = share_of(topic, words_of(sentence))
        if share <= 0.0 or not topic:
            continue
        judged = _judge(statement, sentence, share, today, language)
        if (judged.relation is not Relation.UNRELATED, judged.share) > (
            best.relation is not Relation.UNRELATED,
            best.share,
        ):
            best = judged
    return best


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [match[0].strip() for match in _PIECE.finditer(text) if match[0].strip()]


def _judge(statement: str, sentence: str, share: float, today: date, language: str) -> Judged:
    against = _otherwise(statement, sentence, today, language)
    if against and (share >= SAME_THING):
        return Judged(Relation.OTHERWISE, share, sentence, against)
    if share >= SAME_SAID and not against and share * _count(statement) >= 1.5:
        return Judged(Relation.SAME, share, sentence)
    return Judged(Relation.UNRELATED, share, sentence)


def _count(statement: str) -> int:
    words = [word for word in telling_words(statement) if not word.isdigit()]
    return len(words) if len(words) != 1 else 2


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
    for one in said:
        verdicts = [agree(_as_about(one), other) for other in true]
        if False in verdicts and True not in verdicts:
            return "another number"
    return ""


def _as_about(quantity: Quantity) -> Quantity:
    return quantity if quantity.bound is not Bound.NOT else quantity


def _things(text: str) -> set[str]:
    """Return the words that stand after a number."""
    return set(re.findall(r"\d[\d.,]*\s+([^\W\d_]{3,30})", text)) | set(
        re.findall(
            r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+([^\W\d_]{3,30})",
            text,
            re.IGNORECASE,
        )
    )


def _other_date(statement: str, sentence: str, today: date, language: str) -> str:
    said = [_month_or_weekday(text) for text in _date_texts(statement, today, language)]
    true = [_month_or_weekday(text) for text in _date_texts(sentence, today, language)]
    quarters = set(_QUARTER.findall(statement)), set(_QUARTER.findall(sentence))
    if all(quarters) and not quarters[0] & quarters[1]:
        return "another quarter"
    if said and true and not set(said) & set(true):
        return "another date"
    return ""


_QUARTER = re.compile(r"\bq([1-4])\b", re.IGNORECASE)


def _date_texts(text: str, today: date, language: str) -> list[tuple[date, date]]:
    found = dates_in(text, today, ahead=True, language=language)
    return [one.spans[0] for one in found if one.spans]


def _month_or_weekday(span: tuple[date, date]) -> tuple[int, int]:
    first, last = span
    return (first.month, first.day) if first == last else (first.month, 0)


def _other_side(statement: str, sentence: str) -> str:
    said, true = _side(statement), _side(sentence)
    if said and true and said != true:
        return "the opposite"
    if not said and not true and _is_negative(statement) != _is_negative(sentence):
        return "the opposite" if _very_alike(statement, sentence) else ""
    return ""


def _very_alike(statement: str, sentence: str) -> bool:
    return share_of(telling_words(statement), words_of(sentence)) >= 0.75


def _is_negative(text: str) -> bool:
    return denies(text)


def _side(text: str) -> int:
    """Return 1 where a text says that something goes forward, -1 where it doesn't, 0 otherwise."""
    total, words = 0, words_of(text)
    for place, word in enumerate(words):
        side = _sides().get(word, 0)
        if side:
            before = " ".join(words[max(0, place - 4) : place])
            total += -side if denies(before) else side
    return (total > 0) - (total < 0)


@cache
def _sides() -> Mapping[str, int]:
    text = files("wellspent.review").joinpath("opposites.toml").read_text("utf-8")
    table: dict[str, Sequence[str]] = tomllib.loads(text)["standing"]
    sides = {fold(word): 1 for word in table["forward"]}
    return sides | {fold(word): -1 for word in table["back"]}
