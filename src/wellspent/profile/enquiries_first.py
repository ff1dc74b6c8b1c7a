"""Learn from enquiries where there are enough of them; from deals too only where there aren't.

Deals that grew from no enquiry have none of an enquiry's answers and are won at quite another rate.
Learned from together, an empty form field would look like a reason to buy, and telling deals from
enquiries would look like skill.
"""

import numpy as np
import numpy.typing as npt

from wellspent.records.cases import Cases

LEAD_LETTER = "L"
"""Ids of leads begin with it (`L1042`), those of deals with another."""

FEWEST = 40
"""Enough enquiries: this many won and this many lost."""


def enquiries_first(cases: Cases) -> tuple[Cases, str]:
    """Return the cases to learn from, and a sentence on what was left out (empty when nothing).

    Cases without keys, or of one kind, come back as they are.
    """
    kinds = kinds_of(cases)
    if cases.outcome is None or len(np.unique(kinds)) < 2:
        return cases, ""
    leads = kinds == kind_of_key(LEAD_LETTER)
    won = int(np.sum(cases.outcome[leads] == 1))
    lost = int(np.sum(cases.outcome[leads] == 0))
    deals = int(np.sum(~leads))
    if min(won, lost) < FEWEST:
        return cases, (
            f"Learned from {deals:,} deals together with the enquiries, since only {won:,} "
            f"enquiries were won and {lost:,} lost; from {FEWEST} of both they speak alone."
        )
    return cases.take(leads), (
        f"Learned from enquiries alone: {deals:,} deals that grew from no enquiry have none of "
        "their answers, and were won at another rate."
    )


def kinds_of(cases: Cases) -> npt.NDArray[np.intp]:
    """Return a number per case for the kind of record that its key names; 0 where it has none."""
    if not cases.keys:
        return np.zeros(cases.rows, dtype=np.intp)
    return np.array([kind_of_key(key) for key in cases.keys], dtype=np.intp)


def kind_of_key(key: str) -> int:
    """Return a number for the letter that a record's id begins with."""
    return ord(key[0]) if key[:1].isalpha() else 0
