"""Review: what does each rule find on the corpus, what does it miss, whom does it accuse falsely?

    python -m benchmarks.review_quality                 # the develop half, as Markdown
    python -m benchmarks.review_quality --misses TRU    # what went wrong there, by code or family
    python -m benchmarks.review_quality --sealed        # figures only, on the sealed half
    python -m benchmarks.review_quality --measured      # ... and writes them for the rules' pages
    python -m benchmarks.review_quality --practice      # the practice messages, one rule each
    python -m benchmarks.review_quality --strays ASK001 # where it speaks in those of other rules

On the corpus of `benchmarks/outreach`, whose halves were written by different authors, who knew
the definitions of the rules and not the rules. What counts was fixed before the first run:

*Found*: a finding of the expected code whose span overlaps the expected quote; where either is
about the whole message, the code alone. *Wrong*: a finding of a code that isn't expected there
(codes that the author marked as a matter of taste count neither way; a second finding on the same
expected quote counts once). All rules run, also those that are off by default. Findings of which
their rule is unsure, which are hints and off by default, count in a line of their own and in
`--misses`; the figures of each rule are of what it is sure of.

*False accusation*: a claim that the author holds for supported or unsupported and that is called
contradicted, or a contradiction where the author saw no claim at all.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.honest_figures import Share
from benchmarks.machine import describe_machine
from benchmarks.markdown_table import table
from benchmarks.outreach_corpus import (
    Expected,
    ExpectedClaim,
    Half,
    WrittenDraft,
    read_half,
    read_practice,
)

from wellspent.records.finding import Claim, ClaimVerdict, DraftField, Finding, Review, Severity
from wellspent.review.engine import prepare, review
from wellspent.review.registry import own_rules

MEASURED: Final = Path(__file__).parents[1] / "src" / "wellspent" / "review" / "measured.toml"
NOW: Final = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass
class Tally:
    """What one rule found, missed and wrongly marked."""

    found: int = 0
    missed: int = 0
    wrong: int = 0
    subtle_found: int = 0
    subtle: int = 0

    @property
    def precision(self) -> Share:
        """How many of its findings are right."""
        return Share(self.found, self.found + self.wrong)

    @property
    def recall(self) -> Share:
        """How many of those to be found it found."""
        return Share(self.found, self.found + self.missed)


@dataclass
class Result:
    """The tallies of a half, with what went wrong, for looking at."""

    rules: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    wrong: list[tuple[WrittenDraft, Finding]] = field(default_factory=list)
    missed: list[tuple[WrittenDraft, Expected]] = field(default_factory=list)
    clean: int = 0
    clean_marked: int = 0
    claims: Counter[tuple[str, str]] = field(default_factory=Counter)
    true_claims: int = 0
    accused: list[tuple[WrittenDraft, Claim]] = field(default_factory=list)
    unseen: list[tuple[WrittenDraft, ExpectedClaim]] = field(default_factory=list)


def main() -> None:
    """Run, and print the report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sealed", action="store_true")
    parser.add_argument("--practice", action="store_true")
    parser.add_argument("--strays", metavar="CODE")
    parser.add_argument("--measured", action="store_true")
    parser.add_argument("--misses", nargs="?", const="", default=None)
    wanted = parser.parse_args()
    if wanted.sealed and wanted.misses is not None:
        parser.error("the sealed half is measured, not looked at")
    if wanted.strays:
        print(strays(wanted.strays.upper()))
        return
    if wanted.practice:
        practised = judge_practice()
        told = misses(practised, wanted.misses.upper()) if wanted.misses is not None else ""
        print(told or rules_table(practised))
        return
    half = read_half("sealed" if wanted.sealed or wanted.measured else "develop")
    if wanted.misses is not None:
        print(misses(judge(half, unsure=None), wanted.misses.upper()))
        return
    result = judge(half)
    if wanted.measured:
        write_measured(result)
    print(report(half, result, judge(half, unsure=None)))


def judge(half: Half, unsure: frozenset[str] | None = frozenset()) -> Result:
    """Return what the rules make of a half; `unsure` None: with what they are unsure of."""
    ruleset = prepare(own_rules(), unsure=unsure)
    result = Result()
    for written in half.written:
        said = review(
            written.draft,
            ruleset,
            now=written.draft.send_at or NOW,
            reader=half.reader_of(written.draft),
            company=half.company,
        )
        _refuse_failed(written, said)
        _count_findings(written, said, result)
        _count_claims(written, said, result)
    return result


def _refuse_failed(written: WrittenDraft, said: Review) -> None:
    """Exit where a rule failed: a review goes on without it, but a measurement may not."""
    for one in said.failed:
        raise SystemExit(f"{written.draft.id}: {one.code}: {one.why}")


def judge_practice() -> Result:
    """Return what each rule makes of the practice messages for it."""
    ruleset = prepare(own_rules())
    single = {rule.code: replace(ruleset, rules=(rule,)) for rule in ruleset.rules}
    result = Result()
    for written in read_practice():
        if written.only in single:
            said = review(written.draft, single[written.only], now=NOW)
            _refuse_failed(written, said)
            _count_findings(written, said, result)
    return result


def write_measured(result: Result) -> None:
    """Write what each rule found into the file that the rules' pages and severities come from."""
    lines = [
        "# What each rule found on the sealed half of the corpus (benchmarks/review_quality.py "
        "writes it):",
        "# right, wrong and missed ones of what it is sure of. Below nine in ten a rule is a hint.",
    ]
    for code, tally in sorted(result.rules.items()):
        counts = f"right = {tally.found}", f"wrong = {tally.wrong}", f"missed = {tally.missed}"
        lines += ["", f"[{code}]", *counts]
    MEASURED.write_text("\n".join(lines) + "\n", encoding="utf-8")


def strays(code: str) -> str:
    """Return what a rule finds in the practice messages of other rules: most of it is wrong."""
    ruleset = prepare(rule for rule in own_rules() if rule.code.startswith(code))
    lines: list[str] = []
    every = [written for written in read_practice() if not written.only.startswith(code)]
    for written in every:
        for finding in review(written.draft, ruleset, now=NOW).findings:
            quote = written.draft.body[finding.start : finding.end] or repr(written.draft.body)
            lines.append(f"{finding.code} in {written.draft.id}: {quote}")
    return "\n".join([*lines, f"{len(lines)} in {len(every)} messages"])


def _count_findings(written: WrittenDraft, said: Review, result: Result) -> None:
    left = [each for each in said.findings if each.code not in written.allow]
    for expected in written.expect:
        matching = [each for each in left if _matches(written, expected, each)]
        tally = result.rules[expected.code]
        tally.subtle += expected.subtle
        if matching:
            tally.found += 1
            tally.subtle_found += expected.subtle
            left = [each for each in left if each not in matching]
        elif expected.code not in written.allow:
            tally.missed += 1
            result.missed.append((written, expected))
    for finding in left:
        result.rules[finding.code].wrong += 1
        result.wrong.append((written, finding))
    if not written.expect:
        result.clean += 1
        result.clean_marked += any(each.severity is not Severity.HINT for each in left)


def _matches(written: WrittenDraft, expected: Expected, finding: Finding) -> bool:
    if finding.code != expected.code:
        return False
    if not expected.quote or finding.start == finding.end:
        return True
    return finding.field is expected.field and _overlaps(
        written, expected.field, expected.quote, finding.start, finding.end
    )


def _overlaps(written: WrittenDraft, where: DraftField, quote: str, start: int, end: int) -> bool:
    text = written.draft.subject if where is DraftField.SUBJECT else written.draft.body
    at = text.find(quote)
    while at >= 0:
        if start < at + len(quote) and at < end:
            return True
        at = text.find(quote, at + 1)
    return False


def _count_claims(written: WrittenDraft, said: Review, result: Result) -> None:
    rest = list(said.claims)
    for expected in written.claims:
        matching = [each for each in rest if _same_claim(written, expected, each)]
        verdict = next((each.verdict for each in matching), None)
        result.claims[expected.verdict, verdict or "not seen"] += 1
        if expected.verdict is not ClaimVerdict.CONTRADICTED:
            result.true_claims += 1
        if expected.verdict is ClaimVerdict.CONTRADICTED and verdict != expected.verdict:
            result.unseen.append((written, expected))
        wrongly = [
            each
            for each in matching
            if each.verdict is ClaimVerdict.CONTRADICTED and expected.verdict is not each.verdict
        ]
        result.accused += [(written, each) for each in wrongly]
        rest = [each for each in rest if each not in matching]
    strays = [each for each in rest if each.verdict is ClaimVerdict.CONTRADICTED]
    result.accused += [(written, each) for each in strays if not _expected(written, each)]


def _expected(written: WrittenDraft, claim: Claim) -> bool:
    """Return whether the author expects an error of truth in these very words."""
    return any(
        each.code.startswith("TRU")
        and (not each.quote or _overlaps(written, each.field, each.quote, claim.start, claim.end))
        for each in written.expect
    )


def _same_claim(written: WrittenDraft, expected: ExpectedClaim, claim: Claim) -> bool:
    kinds = {claim.kind.value, expected.kind}
    same_kind = len(kinds) == 1 or kinds <= {"product fact", "price", "availability"}
    return same_kind and _overlaps(written, claim.field, expected.quote, claim.start, claim.end)


def report(half: Half, result: Result, with_unsure: Result) -> str:
    """Return the figures as Markdown."""
    heard = _sum(list(with_unsure.rules.values()))
    names = {rule.code: rule for rule in own_rules()}
    on = {code for code, rule in names.items() if rule.severity is not Severity.HINT}
    every = _sum(list(result.rules.values()))
    default = _sum([tally for code, tally in result.rules.items() if code in on])
    planted = sum(
        count for (said, _), count in result.claims.items() if said == ClaimVerdict.CONTRADICTED
    )
    caught = result.claims[ClaimVerdict.CONTRADICTED, ClaimVerdict.CONTRADICTED]
    return "\n".join(
        (
            f"## The {half.name} half",
            "",
            f"{len(half.written)} messages, {result.clean} of them clean. {describe_machine()}.",
            "",
            f"- precision, rules that are on by default: {default.precision}",
            f"- recall, rules that are on by default: {default.recall}",
            f"- precision, all rules: {every.precision}",
            f"- recall, all rules: {every.recall}",
            f"- precision with what they are unsure of: {heard.precision}",
            f"- recall with what they are unsure of: {heard.recall}",
            f"- subtle ones found: {Share(every.subtle_found, every.subtle)}",
            f"- clean messages with a warning or error: {Share(result.clean_marked, result.clean)}",
            f"- planted contradictions of the records found: {Share(caught, planted)}",
            f"- false accusations, of statements that aren't contradicted: "
            f"{Share(len(result.accused), result.true_claims)}",
            "",
            rules_table(result),
            "",
            "Claims: what the author says (rows) and what the product says (columns)",
            "",
            _claims_table(result),
        )
    )


def rules_table(result: Result) -> str:
    """Return precision and recall of each rule, as Markdown."""
    names = {rule.code: rule for rule in own_rules()}
    rows = [
        (
            code,
            names[code].name if code in names else "",
            str(names[code].severity) if code in names else "",
            tally.found + tally.missed,
            _of(tally.found, tally.found + tally.missed),
            _of(tally.found, tally.found + tally.wrong),
            _of(tally.subtle_found, tally.subtle),
        )
        for code, tally in sorted(result.rules.items())
    ]
    head = ("code", "rule", "severity", "expected", "recall", "precision", "subtle ones")
    return table(head, rows)


def _of(hits: int, cases: int) -> str:
    return f"{hits / cases:.2f} ({hits} of {cases})" if cases else "-"


def _sum(tallies: Sequence[Tally]) -> Tally:
    return Tally(
        found=sum(each.found for each in tallies),
        missed=sum(each.missed for each in tallies),
        wrong=sum(each.wrong for each in tallies),
        subtle=sum(each.subtle for each in tallies),
        subtle_found=sum(each.subtle_found for each in tallies),
    )


def _claims_table(result: Result) -> str:
    said = (*ClaimVerdict, "not seen")
    rows = [(truth, *(result.claims[truth, each] for each in said)) for truth in ClaimVerdict]
    return table(("", *said), rows)


def misses(result: Result, codes: str) -> str:
    """Return what went wrong, for those codes."""
    lines: list[str] = []
    for written, finding in result.wrong:
        if finding.code.startswith(codes):
            text = (
                written.draft.subject if finding.field is DraftField.SUBJECT else written.draft.body
            )
            quote = text[finding.start : finding.end]
            lines.append(f"WRONG  {written.draft.id} {finding.code} “{quote}” {finding.message}")
    for written, expected in result.missed:
        if expected.code.startswith(codes):
            where = f"“{expected.quote}”" if expected.quote else f"(whole) {written.draft.body!r}"
            lines.append(f"MISSED {written.draft.id} {expected.code} {where} [{written.note}]")
    if codes in ("", "TRU"):
        lines += [
            f"ACCUSED {written.draft.id} {claim.kind} “{claim.quote}” {claim.reason}"
            for written, claim in result.accused
        ]
        lines += [
            f"UNSEEN {written.draft.id} {claim.kind} “{claim.quote}” [{written.note}]"
            for written, claim in result.unseen
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
