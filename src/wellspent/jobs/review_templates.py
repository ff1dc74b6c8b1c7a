"""Review the team's templates: what each says whoever it is for, the worst first.

A review of a template rests on its words, the rules and what is true of ourselves; it is kept in
memory by these, so that a list of hundreds is shown at once.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any, Final

from wellspent.jobs.company_in_use import company_in_use
from wellspent.jobs.review_typed import TypedReview
from wellspent.records.draft import Draft
from wellspent.records.finding import Review, Severity
from wellspent.records.message_template import MessageTemplate
from wellspent.records.product import Company
from wellspent.review.engine import Ruleset, review, review_message
from wellspent.review.message import Message
from wellspent.store.connect import Store
from wellspent.store.message_templates import list_templates

MOST_KEPT: Final = 5_000
RIGHT_IN_TEMPLATES: Final = frozenset({"unmerged-placeholder"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedTemplate:
    """A template with its review."""

    template: MessageTemplate
    review: Review

    def count(self, severity: Severity) -> int:
        """Return how many findings weigh so much."""
        return sum(one.severity is severity for one in self.review.findings)

    @property
    def worst(self) -> str:
        """Return what the weightiest finding says; empty where there is none."""
        order = list(Severity)
        found = sorted(self.review.findings, key=lambda one: order.index(one.severity))
        return found[0].message if found else ""

    @property
    def badness(self) -> tuple[int, ...]:
        """Return what sorts the worst last: how many errors, warnings, hints."""
        return tuple(self.count(severity) for severity in Severity)


def review_templates(store: Store, *, ruleset: Ruleset, now: datetime) -> list[ReviewedTemplate]:
    """Return the templates with their reviews, the worst first, equals by name."""
    company = company_in_use(store)
    reviewed = [
        ReviewedTemplate(template=one, review=review_template(one, ruleset, company, now=now))
        for one in list_templates(store)
    ]
    return sorted(reviewed, key=lambda one: one.badness, reverse=True)


def review_template(
    template: MessageTemplate, ruleset: Ruleset, company: Company | None, *, now: datetime
) -> Review:
    """Return what the rules say of a template, from memory where nothing has changed."""
    draft = Draft(
        id=template.name,
        channel=template.channel,
        type=template.type,
        subject=template.subject,
        body=template.body,
    )
    words = (template.name, template.channel, template.type, template.subject, template.body)
    return _kept(_Of(words, draft), _Of(id(ruleset), ruleset), company).on(now.date())


class _Of:
    """Something that is known by a key of its own."""

    def __init__(self, key: object, thing: Any) -> None:
        self.key = key
        self.thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Of) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


class _Kept:
    """The review of a template: for good, or for the day where it hangs on that."""

    def __init__(self, draft: Draft, ruleset: Ruleset, company: Company | None) -> None:
        self._draft = draft
        self._ruleset = ruleset
        self._company = company
        self._known: tuple[Review, date | None] | None = None

    def on(self, day: date) -> Review:
        """Return the review as it is on a day."""
        known = self._known
        if known is None or known[1] not in (None, day):
            known = self._known = self._reviewed(day)
        return known[0]

    def _reviewed(self, day: date) -> tuple[Review, date | None]:
        noon = datetime.combine(day, time(12), tzinfo=UTC)
        book = self._ruleset.book
        message = Message(self._draft, book=book, now=noon, company=self._company)
        reviewed = _of_template(review_message(message, self._ruleset))
        return reviewed, day if message.hangs_on_now else None


@lru_cache(maxsize=MOST_KEPT)
def _kept(draft: _Of, ruleset: _Of, company: Company | None) -> _Kept:
    return _Kept(draft.thing, ruleset.thing, company)


def review_typed_template(
    store: Store, draft: Draft, *, ruleset: Ruleset, now: datetime
) -> TypedReview:
    """Return what the rules say of a template that is being written."""
    reviewed = review(draft, ruleset, now=now, company=company_in_use(store))
    return TypedReview(review=_of_template(reviewed), draft=draft, reader=None)


def _of_template(reviewed: Review) -> Review:
    """Return a review without what is right in a template: places to be filled in."""
    kept = tuple(one for one in reviewed.findings if one.name not in RIGHT_IN_TEMPLATES)
    return replace(reviewed, findings=kept)
