"""Review the words of a draft, with what is known around it and without any store."""

from datetime import datetime

from wellspent.records.draft import Draft
from wellspent.records.finding import Review
from wellspent.records.product import Company
from wellspent.records.reader import Reader
from wellspent.review.engine import Ruleset, review
from wellspent.review.reading.occasion import taken_for, with_supposed


def review_text(
    draft: Draft,
    *,
    ruleset: Ruleset,
    now: datetime,
    reader: Reader | None = None,
    company: Company | None = None,
    deadline: float | None = None,
) -> Review:
    """Return what the rules say of a draft.

    A draft of no stated type is taken for what its head, our records or its words have it for;
    `supposed` says so. What a rule would need and isn't given stands in `unchecked`. No rule begins
    after the `deadline`, by `time.monotonic`.
    """
    taken = taken_for(draft, reader, now=now, usual=ruleset.usual)
    reviewed = review(taken, ruleset, now=now, reader=reader, company=company, deadline=deadline)
    return with_supposed(reviewed, draft, taken)
