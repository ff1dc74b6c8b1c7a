"""Right amount: what to write in the place of a wrong number, where that is safe."""

import re
from collections.abc import Sequence
from typing import Final

from wellspent.records.evidence import Evidence
from wellspent.review.reading.quantities import quantities_in

_DIGITS: Final = re.compile(r"\d[\d.,]*")


def right_amount(said: str, evidence: Sequence[Evidence]) -> str | None:
    """Return the approved amount in the words of the draft; None where its wording wouldn't fit.

    Only a number is exchanged: the unit, the period and what it is counted by must be the same.
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
    if len(_DIGITS.findall(said)) == 1:
        return _DIGITS.sub(digits[0], said)
    words = re.fullmatch(r"([^\W\d_]+)([ -])([^\W\d_]+)", said)
    return f"{digits[0]}{words[2]}{words[3]}" if words else None
