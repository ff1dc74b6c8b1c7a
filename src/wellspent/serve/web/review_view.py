"""A review as the editor's margin shows it: findings by weight, claims, marks in the text."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.finding import (
    CLAIMS,
    RECIPIENT,
    Claim,
    ClaimVerdict,
    DraftField,
    Finding,
    Fix,
    Review,
    Severity,
    Suppressed,
    Unchecked,
)
from wellspent.records.source import RecordKind
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.web.wording import list_words, shortened

MOST_SHOWN = 100
LONGEST_QUOTE = 90
TRUTH = "TRU"
"""Rules of this family speak of claims."""
WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}
VERDICT_WEIGHT = {
    ClaimVerdict.CONTRADICTED: 0,
    ClaimVerdict.UNSUPPORTED: 1,
    ClaimVerdict.SUPPORTED: 2,
}
SAYS_IT_IN_PLACE = {
    OwnRecord.COMPANY: "/review/facts",
    OwnRecord.PRODUCT: "/review/facts",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvidence:
    """A record that something rests on; `address` is its page, empty where it has none."""

    evidence: Evidence
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: characters as the text has them, and as a browser counts them."""

    field: DraftField
    start: int
    end: int
    browser_start: int
    browser_end: int
    line: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFinding:
    """A finding in the margin; `key` names it across reviews of the same text."""

    key: str
    finding: Finding
    place: Place
    evidence: tuple[ShownEvidence, ...]
    fix: Fix | None
    fix_place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownClaim:
    """A statement of fact with its verdict and the records behind it."""

    key: str
    claim: Claim
    place: Place
    evidence: tuple[ShownEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReview:
    """All that the margin holds; `more` findings are left out of a long list.

    What could not be checked is told by the reason, with the codes of rules: `unchecked` for want
    of what nobody said, `failed` although all was there.
    """

    findings: tuple[ShownFinding, ...]
    claims: tuple[ShownClaim, ...]
    more: int
    unchecked: tuple[tuple[str, tuple[str, ...]], ...]
    failed: tuple[tuple[str, tuple[str, ...]], ...]
    suppressed: tuple[Suppressed, ...]
    headline: str
    weight: str
    reading_seconds: float

    @property
    def unchecked_rules(self) -> int:
        """Return how many rules could not be run."""
        return sum(len(codes) for _, codes in self.unchecked)

    @property
    def contradicted(self) -> tuple[ShownClaim, ...]:
        """Return the claims that our records contradict and no finding speaks of."""
        return tuple(one for one in self.claims if one.claim.verdict is ClaimVerdict.CONTRADICTED)

    @property
    def other_claims(self) -> tuple[ShownClaim, ...]:
        """Return the claims that they don't contradict."""
        return tuple(
            one for one in self.claims if one.claim.verdict is not ClaimVerdict.CONTRADICTED
        )

    @property
    def doubtful_claims(self) -> tuple[ShownClaim, ...]:
        """Return the claims that our records don't bear out."""
        return tuple(one for one in self.claims if one.claim.verdict is not ClaimVerdict.SUPPORTED)


class Texts:
    """The two fields of a draft, and where in them a span stands."""

    def __init__(self, subject: str, body: str) -> None:
        self._of = {DraftField.SUBJECT: _Counted(subject), DraftField.BODY: _Counted(body)}

    def place(self, field: DraftField, start: int, end: int) -> Place:
        """Return the place of a span."""
        text = self._of[field]
        return Place(
            field=field,
            start=start,
            end=end,
            browser_start=text.browser_place(start),
            browser_end=text.browser_place(end),
            line=text.text.count("\n", 0, start) + 1,
            quote=_quote(text.text, start, end),
        )


def _quote(text: str, start: int, end: int) -> str:
    longest = min(end, start + 4 * LONGEST_QUOTE)
    return shortened(" ".join(text[start:longest].split()), LONGEST_QUOTE)


class _Counted:
    """A text whose letters a browser counts as UTF-16 does: those beyond the first plane twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        wide = "" if text.isascii() or max(text) <= "\uffff" else text
        self._wide = [at for at, letter in enumerate(wide) if letter > "\uffff"]

    def browser_place(self, place: int) -> int:
        """Return the place as a browser counts."""
        return place + bisect_left(self._wide, place)


def shown_review(review: Review, subject: str, body: str) -> ShownReview:
    """Return a review of these texts as the margin shows it."""
    texts = Texts(subject, body)
    kept = sorted(review.findings, key=lambda one: WEIGHT[one.severity])[:MOST_SHOWN]
    truth = _Spans(one for one in review.findings if one.code.startswith(TRUTH))
    told = [
        claim
        for claim in review.claims
        if claim.verdict is ClaimVerdict.SUPPORTED or not truth.overlap(claim)
    ]
    claims = sorted(told[:MOST_SHOWN], key=lambda one: VERDICT_WEIGHT[one.verdict])
    return ShownReview(
        findings=tuple(
            _finding(one, number, texts, _claim_behind(one, review.claims))
            for number, one in enumerate(kept, 1)
        ),
        claims=tuple(_claim(one, number, texts) for number, one in enumerate(claims, 1)),
        more=len(review.findings) - len(kept),
        unchecked=_by_reason(one for one in review.unchecked if not one.failed),
        failed=_by_reason(review.failed),
        suppressed=review.suppressed,
        headline=headline(review),
        weight=heaviest(review),
        reading_seconds=review.reading_seconds,
    )


class _Spans:
    """Where findings or claims stand; tells at once whether any of thousands overlaps another."""

    def __init__(self, spans: Iterable[Finding | Claim]) -> None:
        self._starts: dict[DraftField, list[int]] = {}
        self._ends: dict[DraftField, list[int]] = {}
        for one in sorted(spans, key=lambda one: one.start):
            starts, ends = (of.setdefault(one.field, []) for of in (self._starts, self._ends))
            starts.append(one.start)
            ends.append(max(one.end, ends[-1] if ends else 0))

    def overlap(self, other: Finding | Claim) -> bool:
        """Return whether one of them shares characters with another span."""
        before = bisect_left(self._starts.get(other.field, []), other.end)
        return before > 0 and self._ends[other.field][before - 1] > other.start


def _claim_behind(finding: Finding, claims: Iterable[Claim]) -> Claim | None:
    """Return the claim that a finding speaks of."""
    return next((claim for claim in claims if _says_it(finding, claim)), None)


def _says_it(finding: Finding, claim: Claim) -> bool:
    return (
        claim.verdict is not ClaimVerdict.SUPPORTED
        and finding.code.startswith(TRUTH)
        and finding.field is claim.field
        and finding.start < claim.end
        and claim.start < finding.end
    )


def headline(review: Review) -> str:
    """Say what weighs most in a review, as a sentence without its point."""
    contradicted = [one for one in review.claims if one.verdict is ClaimVerdict.CONTRADICTED]
    wrong, spans = len(contradicted), _Spans(contradicted)
    others = severity_counts(
        one for one in review.findings if not (one.code.startswith(TRUTH) and spans.overlap(one))
    )
    in_part = ", but it could not be checked in full" if review.failed else ""
    if not wrong:
        return f"{list_words(others) or 'Nothing found against it'}{in_part}"
    said = f"Our records contradict {counted(wrong, 'statement')}"
    return f"{said}; also {list_words(others)}{in_part}" if others else f"{said}{in_part}"


def severity_counts(findings: Iterable[Finding]) -> list[str]:
    """Return how many findings weigh how much, such as `1 error` and `2 warnings`."""
    listed = [one.severity for one in findings]
    return [
        counted(listed.count(severity), severity.value)
        for severity in Severity
        if severity in listed
    ]


def heaviest(review: Review) -> str:
    """Return the weight of a review: that of its worst finding, *error* for a contradiction."""
    if any(one.verdict is ClaimVerdict.CONTRADICTED for one in review.claims):
        return Severity.ERROR.value
    weights = sorted((one.severity for one in review.findings), key=WEIGHT.__getitem__)
    return weights[0].value if weights else "none"


def _by_reason(unchecked: Iterable[Unchecked]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what would be needed, each with the codes of the rules that need it."""
    by_reason: dict[str, list[str]] = {}
    for one in unchecked:
        codes = by_reason.setdefault(one.why, [])
        if one.code not in (CLAIMS, RECIPIENT):
            codes.append(one.code)
    return tuple((why, tuple(codes)) for why, codes in by_reason.items())


def _finding(finding: Finding, number: int, texts: Texts, claim: Claim | None) -> ShownFinding:
    fix = finding.fix
    evidence = finding.evidence or (claim.evidence if claim else ())
    return ShownFinding(
        key=f"f{number}",
        finding=finding,
        place=texts.place(finding.field, finding.start, finding.end),
        evidence=shown_evidence(evidence),
        fix=fix,
        fix_place=texts.place(fix.field, fix.start, fix.end) if fix else None,
    )


def _claim(claim: Claim, number: int, texts: Texts) -> ShownClaim:
    return ShownClaim(
        key=f"c{number}",
        claim=claim,
        place=texts.place(claim.field, claim.start, claim.end),
        evidence=shown_evidence(claim.evidence),
    )


def shown_evidence(evidence: Sequence[Evidence]) -> tuple[ShownEvidence, ...]:
    """Return evidence, each with the address of its record."""
    return tuple(ShownEvidence(evidence=one, address=record_address(one)) for one in evidence)


def record_address(evidence: Evidence) -> str:
    """Return the address of the page of a record; empty where it has none."""
    kind, record = evidence.record_kind, evidence.record_id
    if isinstance(kind, OwnRecord):
        return SAYS_IT_IN_PLACE.get(kind, "")
    if not record.isalnum():
        return ""
    return f"/leads/{record}" if kind is RecordKind.LEAD else f"/records/{record}"
