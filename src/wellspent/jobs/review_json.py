"""A review as JSON has it: one shape for the command line, the API and the tools of programs."""

from collections.abc import Iterable
from typing import Any

from wellspent.records.evidence import Evidence
from wellspent.records.finding import Claim, Finding, Fix, Review


def review_as_json(review: Review) -> dict[str, Any]:
    """Return a review as an object of texts, numbers and lists.

    `start` and `end` are characters of the subject or the body as it was given; `severity` is
    error, warning or hint. What of `unchecked` has `failed` should have been checked: the draft
    wasn't checked in full.
    """
    return {
        "id": review.draft_id,
        "findings": [finding_as_json(one) for one in review.findings],
        "claims": [_claim(one) for one in review.claims],
        "unchecked": [
            {"code": one.code, "why": one.why, "failed": one.failed} for one in review.unchecked
        ],
        "suppressed": [
            {**finding_as_json(one.finding), "reason": one.reason, "by": one.by}
            for one in review.suppressed
        ],
        "reading_seconds": review.reading_seconds,
        "supposed": {"channel": review.supposed.channel, "type": review.supposed.type},
    }


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """Return a finding as an object."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "field": finding.field.value,
        "start": finding.start,
        "end": finding.end,
        "message": finding.message,
        "advice": finding.advice,
        "certainty": finding.certainty,
        "evidence": _evidence(finding.evidence),
        "fix": _fix(finding.fix),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "kind": claim.kind.value,
        "field": claim.field.value,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "says": claim.says,
        "verdict": claim.verdict.value,
        "reason": claim.reason,
        "certainty": claim.certainty,
        "evidence": _evidence(claim.evidence),
    }


def _evidence(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [
        {
            "record_kind": one.record_kind.value,
            "record_id": one.record_id,
            "field": one.field,
            "quote": one.quote,
            "date": one.date.isoformat() if one.date else None,
        }
        for one in evidence
    ]


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {
        "field": fix.field.value,
        "start": fix.start,
        "end": fix.end,
        "replacement": fix.replacement,
    }
