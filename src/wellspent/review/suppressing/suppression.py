"""Suppression: findings that a team chose not to hear, each with the reason that it gave."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wellspent.records.draft import Draft
from wellspent.records.finding import DraftField, Finding, Review, Severity, Suppressed
from wellspent.review.choosing.path_pattern import path_fits
from wellspent.review.registry import all_rules
from wellspent.review.rule import Rule
from wellspent.review.suppressing.markers import Marker, markers_of
from wellspent.review.suppressing.suppression_rules import REASONLESS, SUPPRESSION_RULES, UNUSED

Use = tuple[Marker, str]
"""A marker and one of the codes in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """A finding that a team allows everywhere, or only in some drafts, with its reason.

    `text` is a part of the words that are marked; `path` a pattern such as `old/*.md`; `by` is
    where it is written. What is empty or None narrows nothing down.
    """

    code: str
    reason: str
    text: str = ""
    channel: str = ""
    type: str = ""
    path: str = ""
    by: str = ""

    def covers(self, finding: Finding, draft: Draft) -> bool:
        """Return whether it allows this finding in this draft."""
        if not code_fits(finding, self.code):
            return False
        if self.text and self.text.casefold() not in quote_of(finding, draft).casefold():
            return False
        if self.channel and draft.channel != self.channel:
            return False
        if self.type and draft.type != self.type:
            return False
        return not self.path or path_fits(draft.source, self.path)


def code_fits(finding: Finding, code: str) -> bool:
    """Return whether a code, the beginning of one, or a name is that of a finding."""
    wanted = code.casefold()
    return finding.code.casefold().startswith(wanted) or finding.name == wanted


def quote_of(finding: Finding, draft: Draft) -> str:
    """Return the words that a finding marks."""
    given = draft.subject if finding.field is DraftField.SUBJECT else draft.body
    return given[finding.start : finding.end]


def set_aside(review: Review, draft: Draft, allowed: Sequence[Allowance]) -> Review:
    """Return a review in which what the team allows is suppressed, with the reason."""
    kept: list[Finding] = []
    suppressed = list(review.suppressed)
    for finding in review.findings:
        allowance = next((one for one in allowed if one.covers(finding, draft)), None)
        if allowance is None:
            kept.append(finding)
        else:
            suppressed.append(Suppressed(finding=finding, reason=allowance.reason, by=allowance.by))
    return replace(review, findings=tuple(kept), suppressed=tuple(suppressed))


def heed_markers(
    review: Review, draft: Draft, ran: Iterable[Rule], severity: Callable[[Rule], Severity]
) -> Review:
    """Return a review in which what markers of the draft allow is suppressed.

    `ran` are the rules that looked at the draft. If SUP001 and SUP002 are among them, markers
    without effect and without a reason are findings too, as severe as `severity` says.
    """
    markers = markers_of(draft.body, is_html=draft.is_html)
    if not markers:
        return review
    kept: list[Finding] = []
    suppressed = list(review.suppressed)
    used: set[Use] = set()
    for finding in review.findings:
        found = [use for use in _uses(markers) if _allows(*use, finding)]
        if found:
            used.update(found)
            suppressed.append(Suppressed(finding=finding, reason=found[0][0].reason))
        else:
            kept.append(finding)
    by_code = {rule.code: rule for rule in ran}
    severities = {rule.code: severity(rule) for rule in SUPPRESSION_RULES if rule.code in by_code}
    if REASONLESS.code in severities:
        kept += [
            _finding(REASONLESS, one, severities, REASONLESS.message)
            for one in markers
            if not one.reason
        ]
    if UNUSED.code in severities:
        kept += _unused([use for use in _uses(markers) if use not in used], by_code, severities)
    kept.sort(key=lambda one: (one.field is not DraftField.SUBJECT, one.start, one.end, one.code))
    return replace(review, findings=tuple(kept), suppressed=tuple(suppressed))


def _uses(markers: Iterable[Marker]) -> Iterator[Use]:
    return ((marker, code) for marker in markers for code in marker.codes)


def _allows(marker: Marker, code: str, finding: Finding) -> bool:
    if not marker.reason or not code_fits(finding, code):
        return False
    if marker.is_for_all:
        return True
    is_there = finding.start <= marker.last and finding.end >= marker.first
    return finding.field is DraftField.BODY and is_there


def _unused(
    uses: Iterable[Use], ran: Mapping[str, Rule], severities: Mapping[str, Severity]
) -> Iterator[Finding]:
    for marker, code in uses:
        if not marker.reason:
            continue
        said = code.upper() if code.isalnum() else code
        if not any(rule_fits(rule, code) for rule in all_rules()):
            yield _finding(UNUSED, marker, severities, f"There is no rule {said} to allow.")
        elif any(rule_fits(rule, code) for rule in ran.values()):
            yield _finding(UNUSED, marker, severities, f"This allows {said}, which isn't there.")


def rule_fits(rule: Rule, code: str) -> bool:
    """Return whether a code, the beginning of one, or a name is that of a rule."""
    wanted = code.casefold()
    return rule.code.casefold().startswith(wanted) or rule.name == wanted


def _finding(
    rule: Rule, marker: Marker, severities: Mapping[str, Severity], message: str
) -> Finding:
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severities[rule.code],
        field=DraftField.BODY,
        start=marker.start,
        end=marker.end,
        message=message,
        advice=rule.advice,
        certainty=rule.certainty,
    )
