"""Relation: do the words of a record support what a draft says, or contradict it?

Told by what can be compared mechanically: quantities of the same kind, dates, names and the words
themselves. Where nothing can, nothing is said.
"""

from datetime import date
from typing import Final

from wellspent.phrases.dates import dates_in
from wellspent.records.finding import ClaimVerdict
from wellspent.review.reading.quantities import quantities_in
from wellspent.review.reading.word_stems import general_stems, stems_of
from wellspent.review.truth.amounts_agree import agree

ENOUGH_WORDS: Final = 0.75
"""A record says the same when it holds so much of what the draft says, in particular words."""

LEAST_WORDS: Final = 2


def relation_of(
    said: str, recorded: str, *, today: date, recorded_on: date | None = None, language: str = ""
) -> ClaimVerdict | None:
    """Return what a record's words say of a draft's words; None where it can't be told.

    `today` is the day of writing, `recorded_on` that of the record.
    """
    verdicts = {
        *_of_quantities(said, recorded, language),
        *_of_dates(said, recorded, today, recorded_on, language),
    }
    if len(verdicts) == 1:
        return verdicts.pop()
    if not verdicts and _says_the_same(said, recorded):
        return ClaimVerdict.SUPPORTED
    return None


def _of_quantities(said: str, recorded: str, language: str) -> set[ClaimVerdict]:
    found = quantities_in(recorded, language=language)
    verdicts: set[ClaimVerdict] = set()
    for quantity in quantities_in(said, language=language):
        told = [agree(quantity, other) for other in found]
        if True in told:
            verdicts.add(ClaimVerdict.SUPPORTED)
        elif False in told:
            verdicts.add(ClaimVerdict.CONTRADICTED)
    return verdicts


def _of_dates(
    said: str, recorded: str, today: date, recorded_on: date | None, language: str
) -> set[ClaimVerdict]:
    days = [
        span[0]
        for one in dates_in(recorded, recorded_on or today, language=language)
        for span in one.spans
    ]
    days = days or ([recorded_on] if recorded_on else [])
    if not days:
        return set()
    return {
        ClaimVerdict.SUPPORTED if any(one.holds(day) for day in days) else ClaimVerdict.CONTRADICTED
        for one in dates_in(said, today, language=language)
    }


def _says_the_same(said: str, recorded: str) -> bool:
    words = stems_of([said]) - general_stems("message")
    if len(words) < LEAST_WORDS:
        return False
    return len(words & stems_of([recorded])) >= ENOUGH_WORDS * len(words)
