"""Derived columns: what linking, search and order look things up by, made from a row's fields."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from wellspent.clean.company_name import fold_words
from wellspent.link.keys import company_block, company_domain, company_key
from wellspent.records.lead import Lead
from wellspent.records.source import RecordKind

LONGEST_SORT_KEY = 80
LONGEST_NAME_KEY = 100
LONGEST_SEARCH_TEXT = 600

NEVER = datetime(1, 1, 1, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

WORD = re.compile(r"[^\W_]+")
LETTERS = re.compile(r"[^\W\d_]+")

NOT_DIGITS = re.compile(r"[^0-9]")
END_DIGITS = 7
"""A number's last digits, by which it is looked for: they are written the same everywhere."""

LONGEST_GREETING = 4
FEWEST_WORDS = 6
"""A message of fewer words may well be written twice by chance."""


def derived_columns(kind: RecordKind, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the derived columns of a row of this kind."""
    if kind is RecordKind.LEAD:
        return _of_lead(row)
    if kind is RecordKind.ACCOUNT:
        key = company_key(row["name"])
        return {"name_key": key, "name_block": company_block(key)}
    if kind is RecordKind.CONTACT:
        return {"name_key": person_key(row["name"]), "phone_end": phone_end(row["phone"])}
    return {}


def person_key(name: str) -> str:
    """Return a person's name for comparing: no case, accents, punctuation."""
    return " ".join(fold_words(name))[:LONGEST_NAME_KEY]


def phone_end(phone: str) -> str:
    """Return the last digits of a telephone number; empty where there are none."""
    return NOT_DIGITS.sub("", phone)[-END_DIGITS:]


def search_words(text: str) -> list[str]:
    """Return the words of a text as search compares them: no case, no accents, no punctuation."""
    return WORD.findall(_folded(text))


def arrived_order(arrived_at: datetime | None) -> int:
    """Return the moment as microseconds since 1970, as lists are ordered by; unknown comes last."""
    moment = NEVER if arrived_at is None else arrived_at
    since = moment - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def message_key(message: str) -> str:
    """Return the key that messages of the same words share; empty for a short message.

    A greeting in a line of its own, digits, case, accents and punctuation don't count: copied
    text is often sent with another name or number in it.
    """
    greeting, _, rest = message.strip().partition("\n")
    words = _letters(rest if len(_letters(greeting)) <= LONGEST_GREETING and rest else message)
    if len(words) < FEWEST_WORDS:
        return ""
    return hashlib.blake2b(" ".join(words).encode(), digest_size=12).hexdigest()


def _letters(text: str) -> list[str]:
    return LETTERS.findall(_folded(text))


def _folded(text: str) -> str:
    """Return a text without case and accents."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return text.casefold()


def _of_lead(row: Mapping[str, Any]) -> dict[str, Any]:
    lead = Lead(email=row["email"], website=row["website"])
    key = company_key(row["company"])
    return {
        "email_domain": company_domain(lead),
        "company_key": key,
        "company_block": company_block(key),
        "search_text": _search_text(row),
        "message_key": message_key(row["message"]),
        "arrived_order": arrived_order(row["arrived_at"]),
        "company_order": " ".join(search_words(row["company"]))[:LONGEST_SORT_KEY],
    }


def _search_text(row: Mapping[str, Any]) -> str:
    """Return the words to search in, each after a space, so that `% wor%` finds a word's start."""
    digits = "".join(sign for sign in row["phone"] if sign.isdecimal())
    # All at once: a space parts words as the end of a text does, and this is done for every lead.
    texts = " ".join((row["name"], row["company"], row["email"], row["phone"]))
    words = dict.fromkeys(search_words(texts))
    words.setdefault(digits)
    return (" " + " ".join(word for word in words if word))[:LONGEST_SEARCH_TEXT]
