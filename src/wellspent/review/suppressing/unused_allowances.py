"""Unused allowances: what a team's configuration allows and none of its drafts needs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from wellspent.records.draft import Draft
from wellspent.records.finding import Review
from wellspent.review.choosing.path_pattern import path_fits
from wellspent.review.engine import Ruleset
from wellspent.review.suppressing.suppression import Allowance, rule_fits
from wellspent.review.suppressing.suppression_rules import UNUSED


@dataclass(slots=True)
class _Count:
    drafts: int = 0
    is_used: bool = False


class UnusedAllowances:
    """Notes with each review which allowances it needed; of two for the same finding both count."""

    def __init__(self) -> None:
        self._counts: dict[Allowance, _Count] = {}

    def note(self, draft: Draft, review: Review, ruleset: Ruleset) -> None:
        """Take a draft with its review; nothing is noted where SUP001 is off."""
        if not ruleset.allowed or UNUSED not in ruleset.rules:
            return
        draft = _as_taken(draft, review)
        for allowance in ruleset.allowed:
            if not _is_about(allowance, draft, ruleset):
                continue
            count = self._counts.setdefault(allowance, _Count())
            count.drafts += 1
            count.is_used = count.is_used or any(
                allowance.covers(one.finding, draft) for one in review.suppressed if one.by
            )

    def unused(self) -> Iterator[tuple[Allowance, int]]:
        """Give those that no draft needed, with how many drafts they are about."""
        for allowance, count in self._counts.items():
            if not count.is_used:
                yield allowance, count.drafts


def _as_taken(draft: Draft, review: Review) -> Draft:
    """Return a draft with the channel and the type that it was taken for."""
    supposed = review.supposed
    channel, kind = draft.channel or supposed.channel, draft.type or supposed.type
    return replace(draft, channel=channel, type=kind)


def _is_about(allowance: Allowance, draft: Draft, ruleset: Ruleset) -> bool:
    return (
        (not allowance.channel or draft.channel == allowance.channel)
        and (not allowance.type or draft.type == allowance.type)
        and (not allowance.path or path_fits(draft.source, allowance.path))
        and any(rule_fits(rule, allowance.code) for rule in ruleset.rules)
    )
