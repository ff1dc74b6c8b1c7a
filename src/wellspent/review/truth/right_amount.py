"""Right amount: what to write in the place of a wrong number, where that is safe."""

import re
from collections.abc import Sequence
from typing import Final

from wellspent.records.evidence import Evidence
from wellspent.review.reading.number_words import in_words_like
from wellspent.review.reading.quantities import quantities_in

_DIGITS: Final = re.compile(r"\d[\d.,]*")
_THOUSANDS: Final = re.compile(r"\d([.,])\d{3}(?!\d)")


def right_amount(said: str, evidence: Sequence[Evidence], *, before: str = "") -> str | None:
    """Return the approved amount in the words of the draft; None where its wording wouldn't fit.

    Only a number is exchanged: the unit, the period and what it is counted by must be the same,
    and the grammar around it too: neither *1 years* nor *an five-year* (`before` is what stands
    before the amount).
    """
    if not evidence:
        return None
    value = evidence[0].quote.partition(": ")[2]
    wrong, right = quantities_in(said), quantities_in(value)
    if len(wrong) != 1 or len(right) != 1:
        return None
    one, other = wrong[0], right[0]
    same = (one.unit, one.period, one.by, one.bound) == (
        other.unit,
        other.period,
        other.by,
        other.bound,
    )
    digits = _DIGITS.findall(value)
    if not same or len(digits) != 1 or one.low != one.high:
        return None
    if "-" not in said and 1 in (one.given, other.given):
        return None
    right = _exchanged(said, digits[0])
    is_after_article = _ARTICLE.search(before) is not None
    if right and is_after_article and bool(_sounds_open(said)) != bool(_sounds_open(right)):
        return None
    return right


_ARTICLE: Final = re.compile(r"\ban?\s+$", re.IGNORECASE)
_sounds_open = re.compile(r"8|1[18]\b|eight|eleven", re.IGNORECASE).match


def _exchanged(said: str, digits: str) -> str | None:
    """Return an amount with another number: in digits for digits, in words for words."""
    given = _DIGITS.findall(said)
    if len(given) == 1:
        mark = _THOUSANDS.search(given[0])
        digits = f"{int(digits):,}".replace(",", mark[1]) if mark and digits.isdecimal() else digits
        return _DIGITS.sub(digits, said)
    words = re.fullmatch(r"([^\W\d_]+)([ -])([^\W\d_]+)", said)
    number = in_words_like(words[1], digits) if words else ""
    return f"{number}{words[2]}{words[3]}" if words and number else None
