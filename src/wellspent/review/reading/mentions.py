"""Mentions: names of companies and people that stand in a draft, to be looked up in the records.

A name is a run of capitalised words; which of them are names only the records can tell, so every
part of a run is a candidate: *Thanks to Bergmann Foods* holds *Bergmann Foods*.
"""

import re
from collections.abc import Iterator
from typing import Final

from wellspent.records.draft import Draft
from wellspent.records.finding import DraftField
from wellspent.review.reading.text import Text

MOST_NAMES: Final = 400
MOST_WORDS: Final = 5
LONGEST_RUN: Final = 12
"""Names have at most so many words; a longer run of capitals is cut."""

LONGEST_READ: Final = 20_000
"""So many characters of a draft are read for names."""

_WORD = r"[^\W_]{1,40}(?:[.'’&+-][^\W_]{1,40}){0,4}"
_CAPITAL = rf"(?:(?=[^\W\d_a-zß-ÿ]){_WORD}|(?=[a-z]{{1,2}}[A-Z])[^\W_]{{2,40}})"
_JOINING = r"(?:&|\+|of|the|de|del|da|di|du|des|la|le|von|van|der|den|zu|y|e|et|und|and)"
_MORE = rf"[ \t\n](?:{_JOINING}[ \t]){{0,2}}(?:{_CAPITAL}|\d{{1,4}}(?!\w))"
_PLAIN_RUN = re.compile(rf"{_CAPITAL}(?:{_MORE}){{0,{LONGEST_RUN}}}")
_JOINS = re.compile(_JOINING).fullmatch


def names_in(draft: Draft) -> list[str]:
    """Return the names that may stand in a draft's own words, each once, longest of a run first."""
    body = Text(draft.body[:LONGEST_READ], DraftField.BODY, is_html=draft.is_html).text
    found: dict[str, None] = {}
    for text in (draft.subject[:LONGEST_READ], body):
        for run in runs_in(text):
            for name in parts_of(run):
                found.setdefault(name)
            if len(found) >= MOST_NAMES:
                return list(found)[:MOST_NAMES]
    return list(found)


def runs_in(text: str) -> Iterator[str]:
    """Yield the runs of capitalised words of a text, with the small words between them."""
    for match in _PLAIN_RUN.finditer(text):
        yield match[0]


def parts_of(run: str) -> Iterator[str]:
    """Yield the parts of a run that may be names, the longest first."""
    words = run.split()
    for size in range(min(MOST_WORDS, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            part = words[start : start + size]
            if not _JOINS(part[0]) and not _JOINS(part[-1]):
                yield _without_possessive(" ".join(part))


def _without_possessive(name: str) -> str:
    return name[:-2] if name.endswith(("'s", "’s")) else name
