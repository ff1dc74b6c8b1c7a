"""Who of ours a draft names where it speaks of a conversation: *Julia*, but no *Monday*."""

import re
from dataclasses import dataclass
from typing import Final

from wellspent.review.message import Message
from wellspent.review.reading.text import Span

NAME = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]{1,20}(?:\s[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]{1,20})?"
"""A name as drafts write it, of one word or two."""

_TITLES = frozenset({"mr", "mrs", "ms", "dr", "herr", "frau", "monsieur", "madame", "señor"})

_PLAIN: Final = frozenset(
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "january", "february", "march", "april", "may", "june", "july", "august",
        "september", "october", "november", "december", "teams", "zoom", "the", "then",
        "since", "after", "when", "as", "if", "so", "and", "but", "thanks", "thank",
        "today", "yesterday", "he", "she", "they", "it", "that", "this", "who", "which",
        "what", "there", "here", "customers", "people", "nobody", "somebody", "everyone",
        "i", "you", "we", "hi", "hello", "dear", "linkedin"
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Framed:
    """A conversation that is spoken of; `who` of ours had it, as the draft names them.

    `is_of_theirs` where it was with people of the reader: *trained your fitters*.
    """

    group: str
    span: Span
    who: str
    is_of_theirs: bool = False


def name_of_ours(message: Message, text: str) -> str:
    """Return the first name in a text that the records know as one of ours, or nothing."""
    for match in re.finditer(NAME, text):
        if is_of_ours(message, match[0], known=True):
            return match[0]
    return ""


def had_by(message: Message, group: str, span: Span, name: str) -> Framed | None:
    """Return a conversation that somebody named had, None where it can't be one of ours."""
    if not name or not is_of_ours(message, name):
        return None
    return Framed(group, span, " ".join(w for w in name.split() if w.casefold() not in _PLAIN))


def is_of_ours(message: Message, name: str, *, known: bool = False) -> bool:
    """Return whether a name may be one of ours: no weekday, not the reader nor somebody there."""
    words = {word.casefold().removesuffix("'s").removesuffix("’s") for word in name.split()}
    words = words - _PLAIN or words
    if words & _TITLES or words & _PLAIN or words & _others(message):
        return False
    return not known or bool(words & _reps(message))


def _reps(message: Message) -> set[str]:
    reader = message.reader
    each = (*reader.activities, *reader.account_activities) if reader else ()
    names = [one.rep for one in each] + [message.draft.sender]
    return {word.casefold() for name in names for word in name.split() if len(word) > 2}


def _others(message: Message) -> set[str]:
    reader = message.reader
    if reader is None:
        return set()
    names = [one.name for one in (*reader.colleagues, *reader.mentioned_contacts)]
    names += [one.name for one in reader.mentioned_accounts]
    names += [one.name for one in (reader.contact, reader.account) if one is not None]
    found = {word.casefold() for name in names for word in name.split() if len(word) > 1}
    return found - _reps(message)
