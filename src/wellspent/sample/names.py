"""Made-up people and companies of many languages; the words are in `names.toml`."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from wellspent.sample.draws import pick, pick_by_share

PLAIN_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ß": "ss", "ı": "i", "ø": "o"})


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language, with the country that they stand for.

    `phone` is a range set aside for fiction, with `#` for each free digit; or empty.
    """

    country: str
    code: str
    share: float
    first: tuple[str, ...]
    family: tuple[str, ...]
    places: tuple[str, ...]
    legal: tuple[str, ...]
    mail: Mapping[str, str]
    phone: str


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up person, with how the family name is spelled in an e-mail address."""

    first: str
    family: str
    mail: str

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.first} {self.family}"


@dataclass(frozen=True, slots=True)
class Company:
    """A made-up company, its place and its reserved domain."""

    name: str
    domain: str
    place: str
    language: Language


class Namer:
    """Gives out people, and companies of which no two share a name or a domain."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._words = _words()
        self._languages = _languages()
        self._domains: set[str] = set()

    def company(self, industry: str) -> Company:
        """Return a new company of an industry, in a country that doesn't depend on it."""
        shares = {language.code: language.share for language in self._languages.values()}
        language = self._languages[pick_by_share(self._random, shares)]
        while True:
            company = self._company_of(language, industry)
            if company.domain not in self._domains:
                self._domains.add(company.domain)
                return company

    def person(self, language: Language) -> Person:
        """Return a person of a language."""
        family = pick(self._random, language.family)
        mail = language.mail.get(family, family)
        return Person(pick(self._random, language.first), family, plain(mail))

    def title(self) -> str:
        """Return a job title."""
        return pick(self._random, self._words["titles"]["words"])

    def phone(self, language: Language) -> str:
        """Return a number of a range that is set aside for fiction, or nothing."""
        return re.sub("#", lambda _: str(int(self._random.random() * 10)), language.phone)

    def _company_of(self, language: Language, industry: str) -> Company:
        adjective = pick(self._random, self._words["adjectives"]["words"])
        stem = pick(self._random, self._words["stems"][industry])
        place = pick(self._random, language.places)
        legal = pick(self._random, language.legal)
        domain = f"{plain(f'{adjective} {stem} {place}')}.example"
        return Company(f"{adjective} {stem} {place} {legal}", domain, place, language)


def plain(text: str) -> str:
    """Return text in lower-case ASCII letters and digits, joined by hyphens."""
    decomposed = unicodedata.normalize("NFKD", text.translate(PLAIN_LETTERS))
    ascii_only = decomposed.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.replace("'", "")).strip("-")


@cache
def _words() -> dict[str, Any]:
    text = files("wellspent.sample").joinpath("names.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _languages() -> Mapping[str, Language]:
    languages = [_language(read) for read in _words()["language"]]
    return {language.code: language for language in languages}


def _language(read: dict[str, Any]) -> Language:
    return Language(
        country=read["country"],
        code=read["code"],
        share=read["share"],
        first=tuple(read["first"]),
        family=tuple(read["family"]),
        places=tuple(read["places"]),
        legal=tuple(read["legal"]),
        mail=read.get("mail", {}),
        phone=read.get("phone", ""),
    )
