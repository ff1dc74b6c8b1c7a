"""Review the words of a draft, with what is known around it and without any store."""

from dataclasses import replace
from datetime import datetime

from wellspent.records.draft import Draft
from wellspent.records.finding import Review
from wellspent.records.product import Company
from wellspent.records.reader import Reader
from wellspent.review.engine import Ruleset, review
from wellspent.review.reading.occasion import supposed_type


def review_text(
    draft: Draft,
    *,
    ruleset: Ruleset,
    now: datetime,
    reader: Reader | None = None,
    company: Company | None = None,
) -> Review:
    """Return what the rules say of a draft.

    A draft of no stated type is taken for what its head and our records have it for. What a rule
    would need and isn't given stands in `unchecked`.
    """
    supposed = replace(draft, type=supposed_type(draft, reader, now=now))
    return review(supposed, ruleset, now=now, reader=reader, company=company)
