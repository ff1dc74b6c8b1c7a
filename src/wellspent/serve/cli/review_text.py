"""Reviews as text for people: place, code, words, what to do instead, and the records behind it."""

import json
import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from wellspent.jobs.review_files import ReviewedDraft
from wellspent.jobs.what_is_unknown import Unknown
from wellspent.records.evidence import Evidence
from wellspent.records.finding import (
    RECIPIENT,
    Claim,
    ClaimVerdict,
    DraftField,
    Finding,
    Severity,
)
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.cli.printable import printable

WIDEST = 100
"""Columns of the line that is shown; of a longer one, the part around the words."""

BEFORE = 30
MOST_REASONS = 5
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.HINT: "36"}
_VERDICT_COLOURS = {
    ClaimVerdict.CONTRADICTED: "31",
    ClaimVerdict.UNSUPPORTED: "33",
    ClaimVerdict.SUPPORTED: "32",
}
_BOLD, _FAINT = "1", "2"


@dataclass(slots=True)
class Painter:
    """Colours words, where they go to a terminal that wants it."""

    is_on: bool = False

    def __call__(self, text: str, *codes: str) -> str:
        """Return text in a colour."""
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.is_on and text else text


def painter() -> Painter:
    """Return what colours on this terminal; nothing does in a file, a pipe, or with NO_COLOR."""
    wanted = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return Painter(wanted and sys.stdout.isatty())


@dataclass(slots=True)
class Totals:
    """What was found in all drafts together."""

    drafts: int = 0
    with_findings: int = 0
    suppressed: int = 0
    fixable: int = 0
    by_severity: Counter[Severity] = field(default_factory=Counter[Severity])
    by_rule: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    unknown: Unknown = field(default_factory=Unknown)
    supposed: Counter[str] = field(default_factory=Counter[str])
    unknown_recipients: Counter[str] = field(default_factory=Counter[str])
    failed: Counter[str] = field(default_factory=Counter[str])
    first_failed: dict[str, str] = field(default_factory=dict[str, str])
    not_in_full: int = 0
    contradicted: int = 0

    def add(self, reviewed: ReviewedDraft) -> None:
        """Count a review."""
        review = reviewed.review
        self.drafts += 1
        self.with_findings += bool(review.findings)
        self.suppressed += len(review.suppressed)
        for one in review.findings:
            self.by_severity[one.severity] += 1
            self.by_rule[one.code, one.name] += 1
            self.fixable += one.fix is not None
        self.unknown.add(review.unchecked)
        self.unknown_recipients.update(one.why for one in review.unchecked if one.code == RECIPIENT)
        for reason in _failures(reviewed):
            self.failed[reason] += 1
            self.first_failed.setdefault(reason, _draft_named(reviewed))
        self.not_in_full += bool(review.failed)
        self.contradicted += sum(one.verdict is ClaimVerdict.CONTRADICTED for one in review.claims)
        taken = (review.supposed.type, review.supposed.channel)
        self.supposed.update(each.value for each in taken if each is not None)

    @property
    def failing(self) -> int:
        """Return how many findings make the exit code 1: all but hints."""
        return self.by_severity[Severity.ERROR] + self.by_severity[Severity.WARNING]


def _failures(reviewed: ReviewedDraft) -> Iterable[str]:
    """Return why not all of a draft was checked that should have been, with the codes."""
    by_reason: dict[str, list[str]] = {}
    for one in reviewed.review.failed:
        by_reason.setdefault(one.why, []).append(one.code)
    return [f"{why} ({', '.join(codes)})" for why, codes in by_reason.items()]


def review_lines(reviewed: ReviewedDraft, paint: Painter, *, with_claims: bool) -> Iterator[str]:
    """Give what is said of a draft, line by line."""
    for finding in reviewed.review.findings:
        yield from _finding(reviewed, finding, paint)
    if with_claims and reviewed.review.claims:
        yield from _claims(reviewed, paint)


def _finding(reviewed: ReviewedDraft, finding: Finding, paint: Painter) -> Iterator[str]:
    colour = _COLOURS[finding.severity]
    region = reviewed.region(finding)
    place = f"{reviewed.found.draft.source}:{region.line}:{max(region.column, 1)}"
    said = "" if finding.severity is Severity.WARNING else f"{finding.severity.value}: "
    yield (
        f"{paint(printable(place), _BOLD)}: {paint(finding.code, _BOLD, colour)} {said}"
        f"{_line(finding.message)}"
    )
    margin = f"{region.line:>5} |"
    shown, under = _excerpt(reviewed, finding)
    if finding.end > finding.start:
        yield f"{paint(margin, _FAINT)} {shown}"
        yield f"{paint('      |', _FAINT)} {paint(under, colour)}"
    yield f"      {paint('=', _FAINT)} {_line(finding.advice)}"
    for one in finding.evidence:
        yield f"        {paint(_evidence(one), _FAINT)}"
    if finding.fix is not None:
        instead = f"“{_line(finding.fix.replacement)}”" if finding.fix.replacement else "nothing"
        yield f"        fix: put {instead} in its place (--fix)"


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def _evidence(one: Evidence) -> str:
    day = f", {one.date:%Y-%m-%d}" if one.date else ""
    named = f"{one.record_kind.value} {one.record_id}".strip()
    return _line(f"{named}, {one.field}: “{one.quote}”{day}")


def _excerpt(reviewed: ReviewedDraft, finding: Finding) -> tuple[str, str]:
    """Return the line in which the words stand, cut to a readable width, and what underlines."""
    draft = reviewed.found.draft
    given = draft.subject if finding.field is DraftField.SUBJECT else draft.body
    start = finding.start
    first = given.rfind("\n", 0, start) + 1
    last = given.find("\n", start)
    last = len(given) if last < 0 else last
    end = min(finding.end, last)
    begin = max(first, min(start - BEFORE, last - WIDEST)) if last - first > WIDEST else first
    stop = min(last, begin + WIDEST)
    before = ("…" if begin > first else "") + _flat(given[begin:start])
    marked = _flat(given[start : min(end, stop)])
    after = _flat(given[min(end, stop) : stop]) + ("…" if stop < last else "")
    return (before + marked + after).rstrip(), " " * _width(before) + "^" * max(1, _width(marked))


def _flat(text: str) -> str:
    return printable(text.replace("\t", " ").replace("\r", ""))


def _width(text: str) -> int:
    """Return how many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def _claims(reviewed: ReviewedDraft, paint: Painter) -> Iterator[str]:
    claims = reviewed.review.claims
    yield paint(f"{printable(_draft_named(reviewed))}: what it states, and our records", _BOLD)
    for verdict in (ClaimVerdict.CONTRADICTED, ClaimVerdict.UNSUPPORTED, ClaimVerdict.SUPPORTED):
        for claim in claims:
            if claim.verdict is verdict:
                yield from _claim(claim, paint)


def _draft_named(reviewed: ReviewedDraft) -> str:
    """Return the file, and of one with several drafts the line and the draft's own id."""
    draft = reviewed.found.draft
    if draft.id == draft.source:
        return draft.source
    named = "" if draft.id.startswith(draft.source) else f" ({draft.id})"
    return f"{draft.source}:{reviewed.found.body.line}{named}"


def _claim(claim: Claim, paint: Painter) -> Iterator[str]:
    verdict = paint(f"{claim.verdict.value:12}", _VERDICT_COLOURS[claim.verdict])
    yield f"  {verdict}  {claim.kind.value:18}  “{_line(claim.quote)}”: {_line(claim.reason)}"
    for one in claim.evidence:
        yield f"        {paint(_evidence(one), _FAINT)}"


def summary_lines(totals: Totals, paint: Painter) -> Iterator[str]:
    """Give the last lines: how much was found, and what couldn't be checked."""
    found = [
        counted(totals.by_severity[one], one.value) for one in Severity if totals.by_severity[one]
    ]
    drafts = counted(totals.drafts, "draft")
    more = f"; {totals.suppressed:,} suppressed" if totals.suppressed else ""
    if found:
        where = f"{totals.with_findings:,} of {drafts}" if totals.drafts != 1 else drafts
        yield paint(f"Found {_and(found)} in {where}{more}.", _BOLD)
    else:
        in_part = f"; {totals.not_in_full:,} not checked in full" if totals.not_in_full else ""
        wrong = counted(totals.contradicted, "statement") if totals.contradicted else ""
        but = f", but our records contradict {wrong}" if wrong else ""
        yield paint(f"Nothing found in {drafts}{but}{in_part}{more}.", _BOLD)
    if totals.fixable:
        yield f"{counted(totals.fixable, 'finding')} can be mended with --fix."
    if totals.supposed:
        kinds = [f"{kind} ({count:,})" for kind, count in totals.supposed.most_common()]
        yield f"Taken for, where nobody said it: {', '.join(kinds)}. --type and --channel say it."
    yield from _told("Not checked in full", totals.failed, totals.first_failed)
    yield from _told("Not checked", totals.unknown_recipients, {})
    yield from _unknown(totals)


def _told(what: str, reasons: Counter[str], first: Mapping[str, str]) -> Iterator[str]:
    """Give the most frequent reasons, with the first draft, and how many there are besides."""
    for reason, count in reasons.most_common(MOST_REASONS):
        place = f"{printable(first[reason])}: " if reason in first else ""
        times = f", and so in {count - 1:,} more" if count > 1 else ""
        yield f"{what}: {place}{_line(reason)}{times}"
    if len(reasons) > MOST_REASONS:
        yield f"{what}: {len(reasons) - MOST_REASONS:,} more, which --format json lists."


_OPTIONS = {
    "the contact whom it is for": "--to",
    "when it is to be sent": "--at",
    "who sends it": "--from",
    "on which channel it is sent": "--channel",
    "what type of message it is": "--type",
}


def _unknown(totals: Totals) -> Iterator[str]:
    rules_by_need, rules = totals.unknown.rules_by_need(), totals.unknown.rules()
    if not rules:
        return
    needs = [f"{need} ({count})" for need, count in rules_by_need.items()]
    options = [option for need, option in _OPTIONS.items() if need in rules_by_need]
    if totals.unknown_recipients:
        options = [option for option in options if option != "--to"]
    add = f" Add {', '.join(options)}." if options else ""
    yield f"Not checked by {counted(rules, 'rule')} for want of: {', '.join(needs)}.{add}"


def statistics_lines(totals: Totals, *, as_json: bool = False) -> Iterator[str]:
    """Give how often each rule found something, most often first."""
    width = len(f"{max(totals.by_rule.values(), default=0):,}")
    for (code, name), count in _ordered(totals.by_rule):
        if as_json:
            yield json.dumps({"code": code, "name": name, "count": count})
        else:
            yield f"{count:>{width},}  {code}  {name}"


def _ordered(by_rule: Counter[tuple[str, str]]) -> Iterable[tuple[tuple[str, str], int]]:
    return sorted(by_rule.items(), key=lambda one: (-one[1], one[0]))


def _and(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
