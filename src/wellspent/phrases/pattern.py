"""How a phrase is written in `phrases/*.toml`, and what it stands for.

    price list              these words, one after the other; case and accents don't matter
    (send|give) me          one of several, each of one or more words
    (please)? call me       a part that may be missing
    send * brochure         a gap of up to three words, within one sentence
    liefer*  *angebot       words that begin or end so (at least three letters are given)
    # pieces                any number in digits

Parts may stand within parts. Nothing else is known; in particular these aren't regular
expressions. A word with an apostrophe or a hyphen is found with and without it (*don't*, *dont*;
*e-mail*, *email*), and ä, ö, ü also as ae, oe, ue.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

GAP = "*"
NUMBER = "#"
LONGEST_GAP = 3
MOST_GAPS = 4
MOST_CHARACTERS = 1000

split_words = re.compile(r"(\d+|[^\W\d_]+)").split
"""Text to separators and words in turn: the words are the odd ones."""

_PIECES = re.compile(r"\s*(\)\?|[()|]|[^\s()|]+)")
_CLOSING = frozenset({"|", ")", ")?"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_INNER_MARKS = re.compile(r"['’\-]")


class Either(NamedTuple):
    """One of several sequences, or none of them where it `may_miss`."""

    ways: "tuple[Parts, ...]"
    may_miss: bool = False


Parts = tuple[str | Either, ...]
"""What a phrase stands for: symbols (a word, `liefer*`, `*`, `#`) and choices, in order."""


def fold(word: str) -> str:
    """Return a word without case and accents: *Für* is *fur*, *Straße* is *strasse*."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@cache
def parse(phrase: str) -> Parts:
    """Return what a phrase stands for; ValueError says what is wrong with it."""
    if len(phrase) > MOST_CHARACTERS:
        raise ValueError(f"it is longer than {MOST_CHARACTERS} characters")
    if phrase.count(" * ") > MOST_GAPS:
        raise ValueError(f"it has more than {MOST_GAPS} gaps")
    sequence, closing = _sequence(iter(_PIECES.findall(phrase)))
    if closing:
        raise ValueError("a bracket closes that was never opened, or | stands outside brackets")
    if GAP in (sequence[0], sequence[-1]):
        raise ValueError("a gap stands between two words, not at an end")
    if all(isinstance(part, Either) and part.may_miss for part in sequence):
        raise ValueError("there must be a word that can't be missing")
    return sequence


def _sequence(pieces: Iterator[str]) -> tuple[Parts, str]:
    """Return what comes up to a closing piece, and that piece: nothing at the end."""
    parts: list[str | Either] = []
    closing = ""
    for piece in pieces:
        if piece in _CLOSING:
            closing = piece
            break
        if piece == "(":
            parts.append(_either(pieces))
        else:
            parts += _word(piece)
    if not parts:
        raise ValueError("something is empty: write (a|b)? for what may be missing")
    return tuple(parts), closing


def _either(pieces: Iterator[str]) -> Either:
    ways: list[Parts] = []
    closing = "|"
    while closing == "|":
        way, closing = _sequence(pieces)
        ways.append(way)
    if not closing:
        raise ValueError("a bracket is never closed")
    return Either(tuple(ways), may_miss=closing == ")?")


@cache
def _word(token: str) -> Parts:
    if token.isascii() and token.isalpha():  # most are, and none has another spelling
        return (token.lower(),)
    if token in (GAP, NUMBER):
        return (token,)
    begins, ends = token.startswith(GAP), token.endswith(GAP)
    if begins or ends:
        ways = [(_open_ended(one, begins, ends),) for one in _spellings(token.strip(GAP))]
    else:
        ways = [way for one in _spellings(token) for way in _with_and_without_marks(one)]
    ways = list(dict.fromkeys(ways))
    return ways[0] if len(ways) == 1 else (Either(tuple(ways)),)


def _open_ended(bare: str, begins: bool, ends: bool) -> str:
    letters = fold(bare)
    if begins and ends:
        raise ValueError(f"{GAP}{bare}{GAP}: a word is open at one end, not at both")
    if len(letters) < 3 or not letters.isalpha():
        raise ValueError(f"{bare}: an open-ended word needs at least three letters, and only those")
    return f"{letters}{GAP}" if ends else f"{GAP}{letters}"


def _with_and_without_marks(word: str) -> list[tuple[str, ...]]:
    apart = _plain_words(_INNER_MARKS.sub(" ", word), word)
    return [apart, _plain_words(_INNER_MARKS.sub("", word), word)]


def _plain_words(text: str, word: str) -> tuple[str, ...]:
    pieces = split_words(text)
    words = tuple(fold(piece) for piece in pieces[1::2])
    if not words or any(separator.strip() for separator in pieces[::2]):
        raise ValueError(f"{word}: a sign that phrases don't know")
    return words


def _spellings(word: str) -> tuple[str, ...]:
    plain = word.lower()
    return tuple(dict.fromkeys((plain, plain.translate(_UMLAUTS))))
