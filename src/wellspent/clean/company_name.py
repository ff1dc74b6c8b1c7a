"""Company name: the part by which two spellings of one firm agree."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from wellspent.clean.word_lists import read_words

LONGEST: Final = 300
INSIDE_A_WORD: Final = re.compile(r"[.'’`´]")
BETWEEN_WORDS: Final = re.compile(r"[\W_]+")
LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "œ": "oe", "ı": "i"}
)
AND: Final = frozenset({"und", "et", "y", "och", "og"})


@lru_cache(maxsize=50_000)
def normalise_company(name: str) -> str:
    """Return a company's name for comparing: no case, accents, punctuation, legal form.

    `Müller & Söhne GmbH & Co. KG` and `MULLER UND SOHNE` both give `muller and sohne`. A name that
    is nothing but a legal form stays; a blank one gives an empty text.
    """
    words = [("and" if word in AND else word) for word in fold_words(name)]
    return " ".join(_without_form_in_front(_without_form_behind(words)))


def fold_words(name: str) -> list[str]:
    """Return the words of a name without case, accents and punctuation."""
    # Taken apart first: some letters, such as the raised ᴬ, have a case only then.
    lower = unicodedata.normalize("NFKD", name[:LONGEST]).casefold().translate(LETTERS)
    apart = unicodedata.normalize("NFKD", lower)
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    plain = INSIDE_A_WORD.sub("", plain.replace("&", " and ").replace("+", " and "))
    return BETWEEN_WORDS.sub(" ", plain).split()


@cache
def _forms(place: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(form.split()) for form in read_words("legal_forms")[place])


@cache
def _longest(place: str) -> int:
    return max(map(len, _forms(place)))


def _without_form_behind(words: list[str]) -> list[str]:
    """Take forms off the end as long as something is left before them."""
    forms = _forms("at_the_end")
    while len(words) > 1:
        lengths = range(min(_longest("at_the_end"), len(words) - 1), 0, -1)
        length = next((n for n in lengths if tuple(words[-n:]) in forms), 0)
        if not length and words[-1] != "and":
            break
        words = words[: -(length or 1)]
    return words


def _without_form_in_front(words: list[str]) -> list[str]:
    forms = _forms("at_the_beginning")
    while len(words) > 1 and (words[0],) in forms:
        words = words[1:]
    return words
