"""Ask the language model for statements that the rules didn't see; show what can be verified."""

from dataclasses import replace
from datetime import datetime

from wellspent.deliver.language_model import LanguageModel
from wellspent.errors import StoreUnavailable
from wellspent.records.draft import Draft
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict, Finding, Review, Unchecked
from wellspent.records.product import Company
from wellspent.records.reader import Reader
from wellspent.review.engine import Ruleset, place_of
from wellspent.review.suppressing.suppression import set_aside
from wellspent.review.truth.proposals import (
    instructions,
    question,
    read_proposals,
    records_around,
    verified_claims,
)

ASKED = "language model"
"""Stands in `unchecked` when the model gave no answer."""

CODES = {
    ClaimKind.EVENT: "TRU001",
    ClaimKind.DOWNLOAD: "TRU002",
    ClaimKind.CONVERSATION: "TRU003",
    ClaimKind.QUOTE: "TRU004",
    ClaimKind.NAME: "TRU005",
    ClaimKind.TITLE: "TRU006",
    ClaimKind.COMPANY: "TRU007",
    ClaimKind.INDUSTRY: "TRU008",
    ClaimKind.REFERRAL: "TRU009",
    ClaimKind.REFERENCE: "TRU010",
    ClaimKind.PRODUCT_FACT: "TRU011",
    ClaimKind.PRICE: "TRU012",
    ClaimKind.AVAILABILITY: "TRU013",
    ClaimKind.CERTIFICATION: "TRU014",
}


def with_proposals(
    review: Review,
    draft: Draft,
    model: LanguageModel,
    *,
    ruleset: Ruleset,
    reader: Reader | None,
    company: Company | None,
    now: datetime,
) -> Review:
    """Return the review with what the model pointed out and the records bear out.

    The model is given the draft and the records around it, so this is only done where the team
    has turned it on. Without an answer the review stands as it is, and says so.
    """
    records = records_around(reader, company)
    if not records or not draft.body.strip():
        return review
    try:
        answer = model.ask(instructions(), question(draft, records))
    except StoreUnavailable as error:
        return replace(review, unchecked=(*review.unchecked, Unchecked(code=ASKED, why=error.what)))
    claims = verified_claims(read_proposals(answer), draft, records, review, now=now)
    findings = [_finding(claim, ruleset) for claim in claims]
    proposed = Review(
        draft_id=review.draft_id, findings=tuple(each for each in findings if each is not None)
    )
    heard = set_aside(proposed, draft, ruleset.allowed)
    return replace(
        review,
        claims=(*review.claims, *claims),
        findings=tuple(sorted((*review.findings, *heard.findings), key=place_of)),
        suppressed=(*review.suppressed, *heard.suppressed),
    )


def _finding(claim: Claim, ruleset: Ruleset) -> Finding | None:
    """Return the finding of the rule that such a contradiction belongs to, if that is on."""
    if claim.verdict is not ClaimVerdict.CONTRADICTED:
        return None
    rule = next((rule for rule in ruleset.rules if rule.code == CODES[claim.kind]), None)
    if rule is None:
        return None
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=ruleset.severity(rule),
        field=claim.field,
        start=claim.start,
        end=claim.end,
        message=claim.reason,
        advice=rule.advice,
        certainty=claim.certainty,
        evidence=claim.evidence,
    )
