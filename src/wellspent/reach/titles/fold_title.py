"""Fold a title: the one spelling in which words are looked up, and the pieces between them."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 400
"""Of longer texts only the beginning is read: no title is so long."""

LONGEST_WORD: Final = 60

BREAK: Final = ","
"""Stands for whatever sets two titles apart: comma, bar, dash between spaces, bracket."""
SLASH: Final = "/"
AND: Final = "&"

_GENDER = re.compile(
    r"\((?:[a-z]{1,2}\s?[/|*,]\s?){1,3}[a-z]{1,2}\)"  # (m/w/d), (H/F)
    r"|(?<=[a-z])(?:/-?|[:*_·•]|\(-?|\.-)(?:innen|in|e|ne|nne|se|trice|rice|euse|ere|fe|a|ora|es|as)\b\)?"
)
_INNER_CAPITAL_IN = re.compile(r"(?<=[a-zäöüß])In(?:nen)?\b")
_LETTERS = re.compile(r"(?<!\w)(\w) ?[&+] ?(\w{1,2})(?!\w)")
_DOTTED = re.compile(r"(?<!\w)(?:\w\.[ ]?){1,6}\w?(?=\W|$)")
_PIECE = re.compile(r"\w&\w{1,2}(?!\w)|\w(?:\.\w)+(?!\w)|\w+|[^\w\s]| +")
_SPACED_DASH = re.compile(r"\s[-–—~]+(?:\s|$)|[–—]")
_LETTER = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "’": "'", "‘": "'", "´": "'"}
)
_BREAKS: Final = frozenset(',;|()[]{}<>•·:"“”„»«…!?')


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or mark of a title: folded, and as it stands there."""

    folded: str
    shown: str

    @property
    def is_word(self) -> bool:
        """Return whether it is a word and no mark."""
        return self.folded not in (BREAK, SLASH, AND)


def fold(text: str) -> str:
    """Return text in lower case, without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTER))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def pieces_of(title: str) -> list[Piece]:
    """Return a title's words and marks, endings for both genders taken off."""
    text = _INNER_CAPITAL_IN.sub("", " ".join(title[:LONGEST].split()))
    text = _without_genders(text)
    text = _SPACED_DASH.sub(" , ", text)
    text = _LETTERS.sub(r"\1&\2", text)
    text = _DOTTED.sub(_joined, text)
    found = (_piece(match[0]) for match in _PIECE.finditer(text) if not match[0].isspace())
    return [piece for piece in found if piece is not None]


def _without_genders(text: str) -> str:
    folded = fold(text)
    if len(folded) != len(text):  # an accent may be letters of its own: then compose them first
        text = unicodedata.normalize("NFC", text)
        folded = "".join(fold(letter)[:1] or " " for letter in text)
    parts, at = list[str](), 0
    for match in _GENDER.finditer(folded):
        parts.append(text[at : match.start()])
        at = match.end()
    return "".join((*parts, text[at:]))


def _joined(match: re.Match[str]) -> str:
    """Return `v.p.` for V.P. and V. P.; a single letter with its dot stays as it is."""
    letters = re.findall(r"\w", match[0])
    if len(letters) < 2:
        return match[0]
    return ".".join(letters) + " "


def _piece(text: str) -> Piece | None:
    if text[0].isalnum() or text[0] == "_":
        return Piece(fold(text[:LONGEST_WORD]), text)
    if text in _BREAKS:
        return Piece(BREAK, text)
    if text in "/\\":
        return Piece(SLASH, text)
    return Piece(AND, text) if text in "&+" else Piece("@", text) if text == "@" else None
