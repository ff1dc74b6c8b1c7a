"""Gibberish: does this look like letters that people put together, or like a hand on a keyboard?

Two models of letters are weighed against each other: one of names and words of some forty
languages (which letter follows which two), and one of hands that hit keys at random or run along a
row. The weight of evidence of a word is the sum over its letters, in log-odds, so that a short word
can never be condemned: `Ng` and `3M` carry too little. Accents and case don't count. Words in
scripts without a model (Han, Arabic, Greek ...) are judged by repeated letters only.

Method: interpolated trigrams (Witten and Bell, 1991) in a likelihood ratio.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import log
from typing import Final

BORDER: Final = "_"
SCRIPTS: Final = {
    "latin": "abcdefghijklmnopqrstuvwxyz",
    "cyrillic": "абвгдежзийклмнопрстуфхцчшщъыьэюяєіїґљњјђћџѓќѕ",
}
KEY_ROWS: Final = {
    "latin": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "cyrillic": ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
}
SPELT_OUT: Final = {
    "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "oe", "ı": "i",
    "ħ": "h", "ŋ": "ng", "ə": "e", "ĸ": "k", "ŧ": "t", "ŀ": "l", "ƒ": "f", "ɓ": "b", "ɗ": "d",
    "ƙ": "k", "ơ": "o", "ư": "u", "ẞ": "ss", "ё": "е", "й": "й", "ї": "ї",
}  # fmt: skip
LONGEST_WORD: Final = 40
MOST_WORDS: Final = 12
LONGEST_TEXT: Final = 160
"""So much of a message is looked at: nobody goes on to write words after that much gibberish."""

LEAST_LETTERS: Final = 4

STEPS: Final = 10.0
FIRST_SIGN: Final = 33
"""The tables hold minus ten times the natural logarithm of a probability as one printable sign."""

WORD: Final = re.compile(r"[^\W\d_]+", re.UNICODE)
ONE_LETTER: Final = re.compile(r"(\w)\1{3,}\Z")
DRAWN_OUT: Final = re.compile(r"(\w)\1{2,}")
"""`Mmmhm`: a letter held down counts twice at most."""

ONE_LETTER_REPEATED: Final = -10.0
GIBBERISH: Final = -7.0
"""Weight of evidence from where on a word counts as gibberish: a thousand to one against people."""

VOWELS: Final = {"latin": frozenset("aeiouy"), "cyrillic": frozenset("аеиоуыэюяєіїѝ")}
ABBREVIATED: Final = 5
AN_ABBREVIATION: Final = -3.0
"""`xkcd`, `HDFC`: short and without a vowel may be an abbreviation, so it tells little."""

KEY_RUN: Final = -6.0
KEYS_IN_A_RUN: Final = (5, 4, 4)
"""By row. `Wert`, `property` and the name `Trewin` run along four keys of the upper one."""


@dataclass(frozen=True, slots=True)
class LetterModel:
    """Costs (minus log probability) of a letter after two others, and of hitting it by chance.

    `evidence` is their difference, by three letters.
    """

    people: Mapping[str, float]
    chance: Mapping[str, float]
    evidence: Mapping[str, float]


def gibberish_in(text: str) -> str:
    """Return the first word that looks like a hand on the keyboard; empty if none does."""
    for word in WORD.findall(text[: LONGEST_WORD * MOST_WORDS])[:MOST_WORDS]:
        if evidence_of_word(word) <= GIBBERISH:
            return word
    return ""


def is_mostly_gibberish(text: str) -> bool:
    """Return whether at least half of the letters stand in words that look like gibberish."""
    words = WORD.findall(text[:LONGEST_TEXT])
    letters = sum(map(len, words))
    good = 0
    for word in words:
        if evidence_of_word(word) > GIBBERISH:
            good += len(word)
            if 2 * good > letters:
                return False
    return letters > 0


@lru_cache(maxsize=200_000)
def evidence_of_word(word: str) -> float:
    """Return the weight of evidence that a word was put together, in log-odds.

    Above 0 speaks for people, below for a hand on the keyboard; 0 where nothing can be told.
    """
    word = word[:LONGEST_WORD]
    if len(word) < LEAST_LETTERS:
        return 0.0
    if ONE_LETTER.match(word.casefold()):
        return ONE_LETTER_REPEATED
    for script in SCRIPTS:
        letters = DRAWN_OUT.sub(r"\1\1", letters_of(word, script))
        if len(letters) >= LEAST_LETTERS:
            return _evidence(letters, script)
        if letters:
            return 0.0
    return 0.0


def letters_of(text: str, script: str) -> str:
    """Return the letters without case and accents, as far as they belong to the script."""
    if text.isascii() and text.isalpha():
        return text.lower() if script == "latin" else ""
    known = SCRIPTS[script]
    spelt = "".join(SPELT_OUT.get(letter, letter) for letter in text.casefold())
    if script == "latin":
        spelt = unicodedata.normalize("NFKD", spelt)
    return "".join(letter for letter in spelt if letter in known)


def _evidence(letters: str, script: str) -> float:
    weighed = _weigh(letters, script)
    if _runs(script).search(letters):
        return weighed + KEY_RUN
    if len(letters) <= ABBREVIATED and not VOWELS[script] & set(letters):
        return max(weighed, AN_ABBREVIATION)
    return weighed


def _weigh(letters: str, script: str) -> float:
    evidence = letter_model(script).evidence
    marked = f"{BORDER}{BORDER}{letters}{BORDER}"
    return sum([evidence[marked[at : at + 3]] for at in range(len(marked) - 2)])


@cache
def letter_model(script: str) -> LetterModel:
    """Return the two models of a script; the one of people is read from `letters/`."""
    text = files("wellspent.qualify").joinpath("letters", f"{script}.txt").read_text("utf-8")
    signs = SCRIPTS[script] + BORDER
    people: dict[str, float] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            pair, costs = line[:2], line[3:]
            for letter, sign in zip(signs, costs, strict=True):
                people[pair + letter] = (ord(sign) - FIRST_SIGN) / STEPS
    chance = _chance(script)
    evidence = {
        letters: chance[letters[1:]] - cost
        for letters, cost in people.items()
        if letters[1:] in chance
    }
    return LetterModel(people=people, chance=chance, evidence=evidence)


KEEP_GOING: Final = 0.88
"""How likely a hand hits one more key; words by hand are some eight keys long."""

ALONG_THE_ROW: Final = 0.6


def _chance(script: str) -> dict[str, float]:
    """Return the cost of each key after another: anywhere, or a near one of the same row."""
    keys = SCRIPTS[script]
    place = {
        key: (row, at) for row, line in enumerate(KEY_ROWS[script]) for at, key in enumerate(line)
    }
    costs = {BORDER + BORDER: 0.0}
    for key in keys:
        costs[BORDER + key] = -log(1.0 / len(place)) if key in place else 99.0
        costs[key + BORDER] = -log(1.0 - KEEP_GOING)
        near = _near_keys(key, place)
        for other in keys:
            share = (1.0 - ALONG_THE_ROW) / len(place) + ALONG_THE_ROW * near.get(other, 0.0)
            costs[key + other] = -log(KEEP_GOING * share) if other in place else 99.0
    return costs


@cache
def _runs(script: str) -> re.Pattern[str]:
    """Return a pattern of the runs of keys along a row that are long enough to tell."""
    return re.compile(
        "|".join(
            direction[at : at + length]
            for row, length in zip(KEY_ROWS[script], KEYS_IN_A_RUN, strict=True)
            for direction in (row, row[::-1])
            for at in range(len(row) - length + 1)
        )
    )


def _near_keys(key: str, place: Mapping[str, tuple[int, int]]) -> dict[str, float]:
    if key not in place:
        return {}
    row, at = place[key]
    weights = {
        other: 1.0 / (1 + abs(at - elsewhere)) ** 2
        for other, (line, elsewhere) in place.items()
        if line == row
    }
    total = sum(weights.values())
    return {other: weight / total for other, weight in weights.items()}
