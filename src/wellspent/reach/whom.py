"""Whom: which contact is meant by a name or a role that somebody said.

A name is only looked up here, as any key would be; nothing is concluded from it. Where two could
be meant, nobody is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Final

from wellspent.phrases.pattern import fold
from wellspent.reach.role_phrases import role_phrases
from wellspent.reach.titles.read_title import read_title
from wellspent.records.contact import Contact
from wellspent.records.title import TitleLevel

_WORD: Final = re.compile(r"[^\W\d_]+")
_BODY: Final = ("person", "body")
_LEAST_LETTERS: Final = 2
_TELLING: Final = frozenset(
    {
        TitleLevel.OWNER,
        TitleLevel.C_LEVEL,
        TitleLevel.VICE_PRESIDENT,
        TitleLevel.DIRECTOR,
        TitleLevel.HEAD,
        TitleLevel.MANAGER,
    }
)
_NO_AREA: Final = frozenset({"unknown", "other", ""})


class People:
    """An account's contacts, by the words of their names and by what their titles say."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        """Take the contacts of one account."""
        self.contacts: Sequence[Contact] = tuple(contacts)

    def meant(self, about: str, *, by: str = "") -> str:
        """Return the one contact whom a name or role stands for, other than who said it; or ""."""
        found = self.all_meant(about, by=by)
        return found[0] if len(found) == 1 else ""

    def all_meant(self, text: str, *, by: str = "") -> list[str]:
        """Return the contacts other than who said it whose names stand in a text.

        Where no name does: the one whose title has the level and area of the role that is said.
        """
        return self.named_in(text, by=by) or self.with_role(text, by=by)

    def with_role(self, text: str, *, by: str = "") -> list[str]:
        """Return the one contact with a title of the level and area that a text says, or nobody.

        A body, such as a board, is no single person.
        """
        said = _role_said(text)
        bearers = [one for one in self._roles.get(said, ()) if one != by] if said else []
        return bearers if len(bearers) == 1 else []

    @cached_property
    def _roles(self) -> Mapping[tuple[TitleLevel, str], Sequence[str]]:
        roles: dict[tuple[TitleLevel, str], list[str]] = {}
        for contact in self.contacts:
            if contact.title.strip():
                reading = read_title(contact.title)
                if not reading.note:
                    roles.setdefault((reading.level, reading.area), []).append(contact.id)
        return roles

    def named_in(self, text: str, *, by: str = "") -> list[str]:
        """Return the contacts whose name stands in a text and is nobody else's here."""
        found: dict[str, None] = {}
        for match in _WORD.finditer(text):
            if not match.group()[0].isupper():
                continue
            bearers = self._bearers.get(fold(match.group()), frozenset()) - {by}
            if len(bearers) == 1:
                found.update(dict.fromkeys(bearers))
        return list(found)

    @cached_property
    def _bearers(self) -> Mapping[str, frozenset[str]]:
        bearers: dict[str, set[str]] = {}
        for contact in self.contacts:
            for word in _WORD.findall(contact.name):
                if len(word) >= _LEAST_LETTERS:
                    bearers.setdefault(fold(word), set()).add(contact.id)
        return {word: frozenset(ids) for word, ids in bearers.items()}


@lru_cache(maxsize=16384)
def _role_said(text: str) -> tuple[TitleLevel, str] | None:
    """Return the level and area that a text says, None for a body and where it says too little."""
    book = role_phrases()
    if not text.strip() or _BODY in book.find(book.split(text), ""):
        return None
    said = read_title(text)
    if said.level not in _TELLING or said.area in _NO_AREA or said.note:
        return None
    return said.level, said.area
