"""Passes review: what the rules find in an opening that somebody would say to a contact."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from wellspent.brief.matter import BriefMatter
from wellspent.jobs.review_text import review_text
from wellspent.jobs.ruleset_in_use import ruleset_in_use
from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.records.finding import Finding
from wellspent.review.engine import Ruleset
from wellspent.store.connect import Store
from wellspent.store.reader import reader_of

OF_A_WHOLE_MESSAGE: Final = (
    "ASK", "TIM", "LAW", "REL003", "REL006", "REL007", "REL008", "REL009", "TRU016", "TRU017",
    "VAL001", "VAL003",
)  # fmt: skip
"""Rules on what a whole message lacks or when it is sent; an opening is only its first words."""


def passes_review(
    store: Store, matter: BriefMatter, *, ruleset: Ruleset | None = None, now: datetime
) -> Callable[[str], tuple[str, ...]]:
    """Return what gives the findings of review on a text said to the contact of a brief."""
    contact = matter.contact
    rules = _for_openings(ruleset or ruleset_in_use())
    reader = None if contact is None else reader_of(store, contact.email or contact.id)

    def passes(text: str) -> tuple[str, ...]:
        draft = Draft(
            channel=DraftChannel.EMAIL,
            type=DraftType.FOLLOW_UP,
            sender=matter.rep,
            recipient=contact.id if contact else "",
            body=text,
        )
        found = review_text(draft, ruleset=rules, now=now, reader=reader, company=matter.company)
        return tuple(_in_words(one) for one in found.findings)

    return passes


def _for_openings(ruleset: Ruleset) -> Ruleset:
    rules = tuple(one for one in ruleset.rules if not one.code.startswith(OF_A_WHOLE_MESSAGE))
    return replace(ruleset, rules=rules)


def _in_words(finding: Finding) -> str:
    return f"{finding.code}, {finding.message}"
