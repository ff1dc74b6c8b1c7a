"""Numbers in digits and in words: *1,250*, *twenty-five thousand*, *two and a half*.

The words are in `quantities.toml`; English, German, French and Spanish.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from wellspent.review.word_lists import checked_lists, word_lists

LONGEST_NUMBER: Final = 15

_TOKEN = re.compile(
    r"\d{1,3}(?: \d{3}){1,3}(?= ?(?:[€£$]|(?i:eur|usd|gbp|chf)))"
    r"|\d+(?:[.,'’\u202f\u00a0]\d+)*|[^\W\d_]+[²³]?|[^\s\w]|[²³]"
)

_MULTIPLIED_SHORT = frozenset({"k", "m", "bn"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign of a text, and its characters there."""

    text: str
    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was read, and how many decimals it was said with."""

    value: float
    decimals: int
    after: int
    """The token after it."""


def tokens_of(text: str) -> list[Token]:
    """Return the words, numbers and signs of a text, from left to right."""
    return [piece for match in _TOKEN.finditer(text) for piece in _pieces(match)]


_GERMAN_TERM = re.compile(r"(.{3,25}?)((?:jähr|monat|täg|stünd|wöch|minüt)ig\w{0,2})").fullmatch


def _pieces(match: re.Match[str]) -> Iterable[Token]:
    """Yield a token; a German *fünfjährig* as its number and its unit."""
    word, low, start = match[0], match[0].lower(), match.start()
    term = _GERMAN_TERM(low) if len(low) > 8 and "ig" in low else None
    if term and term[1] in _number_words():
        middle = len(term[1])
        yield Token(word[:middle], term[1], start, start + middle)
        yield Token(word[middle:], term[2], start + middle, match.end())
    else:
        yield Token(word, low, start, match.end())


def in_thousands(number: Number) -> Number:
    """Return *12.500 €* as what it must be: nobody writes three decimals of a price."""
    if number.decimals != 3:
        return number
    return Number(round(number.value * 1000), 0, number.after)


def in_words_like(word: str, digits: str) -> str:
    """Return a number up to twenty in the language of a number in words; nothing if there is none.

    *five* for *ten* and 5, *fünf* for *zehn*.
    """
    for words in quantity_words()["numbers"].values():
        if word.lower() in words and digits.isdecimal() and 1 < int(digits) < len(words):
            found = str(words[int(digits)])
            return found.capitalize() if word[:1].isupper() else found
    return ""


def number_at(tokens: Sequence[Token], at: int, language: str) -> Number | None:
    """Return the number that begins at a token, in digits or in words."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.text[0].isdecimal():
        if len(token.text) > LONGEST_NUMBER:
            return None
        value, decimals = _digits(token.text, language)
        return _multiplied(Number(value, decimals, at + 1), tokens)
    if token.low in quantity_words()["fractions"]:
        return _half(tokens, at)
    return _spelt(tokens, at)


def _half(tokens: Sequence[Token], at: int) -> Number:
    after = at + 1
    while after < len(tokens) and tokens[after].low in ("a", "an", "of", "de"):
        after += 1
    return Number(quantity_words()["fractions"][tokens[at].low], 1, after)


def _spelt(tokens: Sequence[Token], at: int) -> Number | None:
    words = _number_words()
    longest = min(5, len(tokens) - at) if tokens[at].low in _number_beginnings() else 0
    for size in range(longest, 0, -1):
        joined = _joined(tokens, at, size)
        if joined in words:
            value = words[joined]
            after = at + size
            if joined.endswith("couple") and after < len(tokens) and tokens[after].low == "of":
                after += 1
            number = _multiplied(Number(value, 0, after), tokens)
            return _and_a_half(number, tokens)
    if (
        tokens[at].low in quantity_words()["multipliers"]
        and tokens[at].low not in _MULTIPLIED_SHORT
    ):
        return _multiplied(Number(1.0, 0, at), tokens)
    return None


def _joined(tokens: Sequence[Token], at: int, size: int) -> str:
    """Return words as they are listed: *twenty-five* and *twenty five* as *twenty five*."""
    if size > 1 and (tokens[at].low == "-" or tokens[at + size - 1].low == "-"):
        return ""
    return " ".join(token.low for token in tokens[at : at + size] if token.low != "-")


def _multiplied(number: Number, tokens: Sequence[Token]) -> Number:
    """Return the number times the hundreds and thousands that follow it."""
    value, after = number.value, number.after
    multipliers: Mapping[str, int] = quantity_words()["multipliers"]
    while after < len(tokens) and tokens[after].low in multipliers:
        word = tokens[after].low
        if word in _MULTIPLIED_SHORT and tokens[after - 1].end != tokens[after].start:
            break
        value *= multipliers[word]
        after += 1
        rest = _tail(tokens, after, multipliers[word])
        if rest is not None and rest.value < multipliers[word]:
            value, after = value + rest.value, rest.after
    return Number(value, number.decimals, after)


def _tail(tokens: Sequence[Token], at: int, below: int) -> Number | None:
    """Return the rest of a number in words: *two thousand (and) fifty*."""
    if at < len(tokens) and tokens[at].low == "and":
        at += 1
    if below > 100 and at < len(tokens) and tokens[at].low not in articles():
        return _spelt(tokens, at)
    for size in range(min(5, len(tokens) - at), 0, -1):
        joined = _joined(tokens, at, size)
        if joined in _number_words() and joined not in articles():
            return Number(_number_words()[joined], 0, at + size)
    return None


AND_A_HALF: Final = ["and", "a", "half"]


def half_more(number: Number) -> Number:
    """Return *a month and a half* of *a month*."""
    return Number(number.value + 0.5, 1, number.after)


def _and_a_half(number: Number, tokens: Sequence[Token]) -> Number:
    said = [token.low for token in tokens[number.after : number.after + 3]]
    if said == AND_A_HALF:
        return Number(number.value + 0.5, 1, number.after + 3)
    return number


def _digits(text: str, language: str) -> tuple[float, int]:
    """Return a number in digits, and how many decimals it has: *1,250*, *12,5*, *1.250,50*."""
    bare = re.sub(r"[ '’\u202f\u00a0]", "", text)
    marks = [mark for mark in bare if mark in ".,"]
    if not marks:
        return float(bare), 0
    last = marks[-1]
    whole, _, decimals = bare.rpartition(last)
    alike = len(set(marks)) == 1
    thousands = "." if language in ("de", "es") else ","
    if alike and len(decimals) == 3 and (len(marks) > 1 or last == thousands):
        return float(re.sub(r"[.,]", "", bare)), 0
    if alike and len(marks) > 1:
        return float(re.sub(r"[.,]", "", whole) or 0), 0
    return float(re.sub(r"[.,]", "", whole) + "." + decimals), len(decimals)


@cache
def quantity_words() -> Mapping[str, Any]:
    """Return the words of `quantities.toml`, and those of numbers, which dates have too."""
    numbers = files("wellspent.phrases").joinpath("number_words.toml").read_text("utf-8")
    own = word_lists("quantities.toml", (*_WORDS, *DIMENSIONS))
    return {**checked_lists(numbers, ("numbers",), where="number_words.toml"), **own}


_WORDS: Final = (
    "tens", "multipliers", "fractions", "also", "between", "bounds", "per", "beside_per",
    "people", "currencies", "every",
)  # fmt: skip
DIMENSIONS: Final = (
    "time", "mass", "length", "area", "volume", "temperature", "share", "pressure", "power",
    "energy", "data", "noise", "voltage", "current", "frequency", "rotation",
)  # fmt: skip
"""What can be measured."""


@cache
def articles() -> frozenset[str]:
    """Return the words for one that are seldom meant as a number."""
    return frozenset(quantity_words()["also"]["one"]) | {"un", "ein"}


@cache
def _number_beginnings() -> frozenset[str]:
    """Return the first words of numbers in words: most words begin none."""
    return frozenset(words.split(" ", 1)[0] for words in _number_words())


@cache
def _number_words() -> Mapping[str, float]:
    """Return the numbers up to 99 in words, in all languages; words apart by one space."""
    words: dict[str, float] = {}
    for language, names in quantity_words()["numbers"].items():
        tens = quantity_words()["tens"][language]
        for value, name in enumerate(names):
            words[_apart(name)] = float(value)
        for ten, name in enumerate(tens, start=2):
            words[_apart(name)] = 10.0 * ten
            for unit in range(1, 20):
                for spelt in _compounds(language, name, names, ten, unit):
                    words.setdefault(_apart(spelt), 10.0 * ten + unit)
    for number, names in quantity_words()["also"].items():
        for name in names if isinstance(names, list) else [number]:
            words[_apart(name)] = words[number] if isinstance(names, list) else float(names)
    words["a couple"] = 2.0
    return words


def _compounds(
    language: str, ten_name: str, names: Sequence[str], ten: int, unit: int
) -> Iterable[str]:
    """Yield how a ten and a unit are said together."""
    if unit >= 10 and (language != "fr" or ten not in (6, 8)):
        return
    if language == "fr" and ten in (7, 9):
        return
    if language == "en":
        yield f"{ten_name} {names[unit]}"
    elif language == "de":
        yield f"{names[unit]}und{ten_name}"
    elif language == "fr":
        yield f"{ten_name} {names[unit]}"
        yield f"{ten_name} et {names[unit]}"
    else:
        yield f"{ten_name} y {names[unit]}"
        if ten == 2:
            yield f"veinti{names[unit]}"


def _apart(name: str) -> str:
    return name.replace("-", " ")
