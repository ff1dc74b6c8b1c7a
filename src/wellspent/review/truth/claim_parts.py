"""Claim parts: how a claim is put together, and how its reason names people and days."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from wellspent.records.activity import Activity, ActivityKind
from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict
from wellspent.records.product import Company
from wellspent.records.source import RecordKind
from wellspent.review.message import Message
from wellspent.review.reading.text import Span
from wellspent.review.truth.product_facts import KnownFact

LONGEST_QUOTE: Final = 160

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def claim(
    message: Message,
    kind: ClaimKind,
    span: Span,
    says: str,
    verdict: ClaimVerdict,
    reason: str,
    evidence: Iterable[Evidence] = (),
    certainty: float = 0.95,
) -> Claim:
    """Return a claim about the words of a span."""
    return Claim(
        kind=kind,
        field=span.field,
        start=span.start,
        end=span.end,
        quote=message.quote(span),
        says=says,
        verdict=verdict,
        reason=reason,
        certainty=certainty,
        evidence=tuple(evidence),
    )


def claim_of_fact(
    message: Message, kind: ClaimKind, span: Span, known: KnownFact, verdict: ClaimVerdict
) -> Claim:
    """Return a claim about a fact of a product, with what is approved to be said of it."""
    reason = f"Approved for {known.product.name}: {known.fact.name}, {known.value_words}."
    says = f"{known.fact.name}: {message.quote(span)}"
    return claim(message, kind, span, says, verdict, reason, [known.evidence])


def evidence_of(activity: Activity, *, field: str = "", quote: str = "") -> Evidence:
    """Return an activity as evidence: the field that says it, else what it was about."""
    if not field:
        field = "subject" if activity.subject else "body" if activity.body else "kind"
        quote = activity.subject or activity.body or activity.kind.value
    return Evidence(
        RecordKind.ACTIVITY, activity.id or activity.external_id, field, shortened(quote),
        activity.happened_at,
    )  # fmt: skip


def shortened(text: str) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rstrip() + "…"


def person_of(message: Message) -> str:
    """Return what the reader is called in a reason."""
    contact = message.reader.contact if message.reader else None
    return (contact.name if contact else "") or "this person"


def said_day(moment: datetime | None) -> str:
    """Return a day in words: *14 March 2026*."""
    if moment is None:
        return "a day that isn't recorded"
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def holds_all(company: Company | None, kinds: Iterable[ActivityKind]) -> bool:
    """Return whether our records hold all that happened of these kinds (so says the team)."""
    return company is not None and set(kinds) <= company.complete


def completeness(kinds: Sequence[ActivityKind]) -> Evidence:
    """Return the statement that our records of some kinds are complete, as evidence."""
    names = ", ".join(kind.value for kind in kinds)
    return Evidence(OwnRecord.COMPANY, "company", "complete", names)


def known_of(message: Message) -> tuple[Activity, ...]:
    """Return what happened between the reader and us, latest first; meetings that they were in."""
    reader = message.reader
    if reader is None or reader.contact is None:
        return ()
    marks = {mark.lower() for mark in (reader.contact.email, reader.contact.id) if mark}
    joined = tuple(
        each
        for each in reader.account_activities
        if marks & {one.lower() for one in each.participants}
    )
    return reader.activities + joined
