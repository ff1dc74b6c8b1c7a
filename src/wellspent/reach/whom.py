"""Whom: which contact is meant by a name or a role that somebody said.

A name is only looked up here, as any key would be; nothing is concluded from it. Where two could
be meant, nobody is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from wellspent.phrases.pattern import fold
from wellspent.records.contact import Contact

_WORD: Final = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS: Final = 2


class People:
    """An account's contacts, by the words of their names and by what their titles say."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        """Take the contacts of one account."""
        self.contacts: Sequence[Contact] = tuple(contacts)

    def meant(self, about: str, *, by: str = "") -> str:
        """Return the one contact whom a name stands for, other than who said it; else nothing."""
        named = self.named_in(about, by=by)
        return named[0] if len(named) == 1 else ""

    def all_meant(self, text: str, *, by: str = "") -> list[str]:
        """Return the contacts other than who said it who stand in a text by name."""
        return self.named_in(text, by=by)

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
