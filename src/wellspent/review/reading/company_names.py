"""Company names: whether a name in a draft can be that of an account."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from wellspent.clean.company_name import normalise_company
from wellspent.records.account import Account

ALIKE: Final = 88.0
"""Names as similar as this (rapidfuzz ratio, 0 to 100) are taken for a misspelling."""

SHORTEST_MISSPELT: Final = 6

PLAIN_WORDS: Final = frozenset(
    [
        "and",
        "of",
        "group",
        "international",
        "holding",
        "company",
        "europe",
        "global",
        "deutschland",
        "france",
        "uk",
        "usa",
    ]
)


@lru_cache(maxsize=10_000)
def key_of(name: str) -> str:
    """Return a name for comparing: without legal form, case, accents."""
    return normalise_company(name) if name else ""


def can_be_account(said: str, account: Account) -> bool:
    """Return whether what is said may be a name of an account: whole, in part, as initials."""
    return can_be_company(said, [account.name, account.domain.split(".")[0]])


def can_be_company(said: str, names: Iterable[str]) -> bool:
    """Return whether what is said may be one of a company's names."""
    key = key_of(said)
    return bool(key) and any(_is_form(key, key_of(name)) for name in names if name)


def _is_form(said: str, known: str) -> bool:
    if not known:
        return False
    if said == known or said.replace(" ", "") == known.replace(" ", ""):
        return True
    words, there = said.split(), known.split()
    telling = [word for word in words if word not in PLAIN_WORDS]
    if telling and all(word in there for word in telling):
        return True
    if there and all(word in words for word in there):
        return True
    return len(there) > 1 and said == "".join(word[0] for word in there)


def is_misnamed(said: str, name: str) -> bool:
    """Return whether what is said is a company's name with a word of it wrong.

    *Lakeshore Brewing* for *Lakemoor Brewing*, *Pinder Forgings* for *Pinder Castings*.
    """
    words, known = key_of(said).split(), key_of(name).split()
    if len(words) != len(known) or len(known) < 2 or words == known:
        return False
    pairs = list(zip(words, known, strict=True))
    wrong = [(one, other) for one, other in pairs if one != other]
    if len(wrong) == 1 and len(pairs) > 1:
        one, other = wrong[0]
        is_last = pairs[-1] == wrong[0]
        return _begins_alike(one, other) or (is_last and one[-3:] == other[-3:])
    return all(_begins_alike(one, other) for one, other in wrong) and len(wrong) == len(pairs)


def _begins_alike(one: str, other: str) -> bool:
    return len(one) > 4 and one[:4] == other[:4]


def is_misspelt(said: str, name: str) -> bool:
    """Return whether what is said is nearly a company's name, and not quite."""
    key, known = key_of(said), key_of(name)
    if min(len(key), len(known)) < SHORTEST_MISSPELT or _is_form(key, known):
        return False
    return fuzz.ratio(key, known) >= ALIKE
