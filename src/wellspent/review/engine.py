"""The engine runs the rules over a draft: what they found, and what they couldn't check."""

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import escape
from time import monotonic
from typing import NamedTuple

from wellspent.phrases.phrase_groups import PhraseBook
from wellspent.records.draft import Draft
from wellspent.records.finding import (
    CLAIMS,
    Claim,
    DraftField,
    Finding,
    Fix,
    Review,
    Severity,
    Unchecked,
)
from wellspent.records.product import Company
from wellspent.records.reader import Reader
from wellspent.review.failures import failed, out_of_time
from wellspent.review.message import SHARED_WORDS, Message
from wellspent.review.needs import missing_needs, unknown_in
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.occasion import NOTHING_USUAL, Usual
from wellspent.review.reading.reading_time import reading_seconds
from wellspent.review.reading.text import Span
from wellspent.review.rule import Found, Rule
from wellspent.review.suppressing.suppression import Allowance, heed_markers, set_aside
from wellspent.review.truth.claim_reader import checked_claims, claim_readers

UNSURE = 0.6
"""What an unsure finding is held for, where its rule doesn't say."""


class Plan(NamedTuple):
    """The rules that run on a draft, and what can't be checked."""

    rules: tuple[Rule, ...]
    unchecked: tuple[Unchecked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruleset:
    """Rules that are on, with their phrases, ready to be run. Made once, used for many drafts.

    `severities` is what a team made of some rules, by code; `allowed` the findings that it allows.
    `unsure` are the codes of the rules whose unsure findings are heard too; None: of all. `usual`
    is what drafts are that don't say it. With `heeds_markers` a draft may allow some itself: right
    for templates that are kept, not for what somebody is about to send.
    """

    rules: tuple[Rule, ...]
    book: PhraseBook
    severities: Mapping[str, Severity] = field(default_factory=dict[str, Severity])
    allowed: tuple[Allowance, ...] = ()
    heeds_markers: bool = True
    unsure: frozenset[str] | None = None
    usual: Usual = NOTHING_USUAL
    _plans: dict[Hashable, Plan] = field(
        default_factory=dict[Hashable, Plan], init=False, repr=False, compare=False
    )

    def plan(self, message: Message) -> Plan:
        """Return which rules a draft can be checked with, and what keeps the others silent.

        It hangs on what is known of a draft, not on what it says: most drafts share theirs.
        """
        channel, kind, unknown = message.draft.channel, message.draft.type, unknown_in(message)
        known = self._plans.get((channel, kind, unknown))
        if known is None:
            about = [rule for rule in self.rules if _is_about(rule, message.draft)]
            missing = {rule.code: missing_needs(rule, message) for rule in about}
            known = self._plans[(channel, kind, unknown)] = Plan(
                tuple(rule for rule in about if not missing[rule.code]),
                tuple(Unchecked(code=code, why=why) for code, why in missing.items() if why),
            )
        return known

    def severity(self, rule: Rule) -> Severity:
        """Return how much a finding of this rule weighs here."""
        return self.severities.get(rule.code, rule.severity)

    def severity_of(self, found: Found, rule: Rule) -> Severity:
        """Return how much this finding weighs: an unsure one is a hint, unless a team says else."""
        is_hint = found.is_unsure and rule.code not in self.severities
        return Severity.HINT if is_hint else self.severity(rule)

    def hears(self, finding: Finding) -> bool:
        """Return whether a finding is heard: one that isn't unsure always is."""
        return not finding.is_unsure or self.unsure is None or finding.code in self.unsure


def prepare(
    rules: Iterable[Rule],
    severities: Mapping[str, Severity] | None = None,
    *,
    allowed: Sequence[Allowance] = (),
    heeds_markers: bool = True,
    unsure: frozenset[str] | None = None,
    usual: Usual = NOTHING_USUAL,
) -> Ruleset:
    """Make rules ready to run; SettingsError when one's file of words has a mistake."""
    chosen = tuple(rules)
    named = [each.words for each in (*chosen, *claim_readers()) if each.words is not None]
    shared = [words_file(stem) for stem in SHARED_WORDS]
    book = PhraseBook([*shared, *(each for each in dict.fromkeys(named) if each not in shared)])
    return Ruleset(
        rules=chosen,
        book=book,
        severities=dict(severities or {}),
        allowed=tuple(allowed),
        heeds_markers=heeds_markers,
        unsure=unsure,
        usual=usual,
    )


def review(
    draft: Draft,
    ruleset: Ruleset,
    *,
    now: datetime,
    reader: Reader | None = None,
    company: Company | None = None,
    deadline: float | None = None,
) -> Review:
    """Return what the rules say of a draft, from its beginning to its end.

    `reader` is what our records know of the recipient, `company` what is true of ourselves; with
    either unknown the rules that need it are silent, and `unchecked` says so. Nor does a rule that
    fails keep the others from speaking. Once the clock `time.monotonic` is past the `deadline`, no
    further rule begins.
    """
    message = Message(draft, book=ruleset.book, now=now, reader=reader, company=company)
    return review_message(message, ruleset, deadline=deadline)


def review_message(message: Message, ruleset: Ruleset, *, deadline: float | None = None) -> Review:
    """Return the same of a message that was made with the phrases of these rules."""
    draft = message.draft
    ran, missing = ruleset.plan(message)
    findings, unchecked = _findings(ran, ruleset, message, deadline)
    claims, unread = _claims(message, deadline, told={one.why for one in unchecked})
    reviewed = Review(
        draft_id=draft.id,
        findings=tuple(sorted(findings, key=place_of)),
        claims=claims,
        unchecked=(*missing, *unchecked, *unread),
        reading_seconds=reading_seconds(message),
    )
    return _suppressed(reviewed, draft, ruleset, ran)


def _findings(
    rules: Sequence[Rule], ruleset: Ruleset, message: Message, deadline: float | None
) -> tuple[list[Finding], list[Unchecked]]:
    """Return what the rules find, and what they could not look at."""
    findings: list[Finding] = []
    unchecked: list[Unchecked] = []
    for number, rule in enumerate(rules):
        if deadline is not None and monotonic() > deadline:
            unchecked += [out_of_time(late.code) for late in rules[number:]]
            break
        try:
            findings += [_finding(found, rule, ruleset, message) for found in rule.find(message)]
        except Exception as error:  # whatever a rule does wrong, the others speak
            unchecked.append(failed(rule.code, error))
        unchecked += _unread(rule.code, message)
    return findings, unchecked


def _claims(
    message: Message, deadline: float | None, told: Set[str]
) -> tuple[tuple[Claim, ...], Sequence[Unchecked]]:
    """Return the statements of fact, and what kept any from being read, if no rule has told."""
    if deadline is not None and monotonic() > deadline:
        return (), [out_of_time(CLAIMS)]
    try:
        claims = tuple(_as_given(claim, message) for claim in checked_claims(message))
    except Exception as error:  # the findings stand without them
        return (), [failed(CLAIMS, error)]
    return claims, [one for one in _unread(CLAIMS, message) if one.why not in told]


def _unread(code: str, message: Message) -> list[Unchecked]:
    return [Unchecked(code=code, why=why, failed=True) for why in message.take_unread()]


def _suppressed(reviewed: Review, draft: Draft, ruleset: Ruleset, ran: Sequence[Rule]) -> Review:
    """Return the review without what the draft or the team allows, or doesn't want to hear."""
    if ruleset.heeds_markers:
        reviewed = heed_markers(reviewed, draft, ran, ruleset.severity)
    if ruleset.allowed:
        reviewed = set_aside(reviewed, draft, ruleset.allowed)
    if all(map(ruleset.hears, reviewed.findings)):
        return reviewed
    return replace(reviewed, findings=tuple(filter(ruleset.hears, reviewed.findings)))


def _is_about(rule: Rule, draft: Draft) -> bool:
    """Return whether a rule is about such drafts; an unknown channel or type may be any."""
    if rule.channels and draft.channel is not None and draft.channel not in rule.channels:
        return False
    return not (rule.types and draft.type is not None and draft.type not in rule.types)


def _finding(found: Found, rule: Rule, ruleset: Ruleset, message: Message) -> Finding:
    start, end = _given_span(found.span, message)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=ruleset.severity_of(found, rule),
        field=found.span.field,
        start=start,
        end=end,
        message=found.message or rule.message,
        advice=found.advice or rule.advice,
        certainty=_certainty(found, rule),
        evidence=found.evidence,
        fix=_fix(found, start, end, message),
        is_unsure=found.is_unsure,
    )


def _certainty(found: Found, rule: Rule) -> float:
    if found.certainty is not None:
        return found.certainty
    return min(rule.certainty, UNSURE) if found.is_unsure else rule.certainty


def _fix(found: Found, start: int, end: int, message: Message) -> Fix | None:
    """Return the fix of the field as it was given; none where it would break the markup of it."""
    field, replacement = found.span.field, found.replacement
    if replacement is None:
        return None
    if message.draft.is_html and field is DraftField.BODY:
        if "<" in message.draft.body[start:end]:
            return None
        replacement = escape(replacement, quote=False)
    return Fix(field=field, start=start, end=end, replacement=replacement)


def _given_span(span: Span, message: Message) -> tuple[int, int]:
    return message.field(span.field).given_span(span.start, span.end)


def _as_given(claim: Claim, message: Message) -> Claim:
    start, end = _given_span(Span(claim.start, claim.end, claim.field), message)
    return replace(claim, start=start, end=end)


def place_of(finding: Finding) -> tuple[bool, int, int, str]:
    """Return what sorts findings from the beginning of a draft to its end."""
    return (finding.field is not DraftField.SUBJECT, finding.start, finding.end, finding.code)
