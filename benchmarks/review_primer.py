"""Primer: what do the rules find in ordinary business mail, and what does a change gain and lose?

    python -m benchmarks.review_primer                       # findings per 1,000 mails, by rule
    python -m benchmarks.review_primer --show MAN002         # the findings of one rule
    python -m benchmarks.review_primer --write before.json   # keep the findings ...
    python -m benchmarks.review_primer --compare before.json # ... and see gains and losses

On the ham of Enron's mail in the folder named by `WELLSPENT_DATA`, given as e-mails of one type
(`--type`, follow-up unless said otherwise) with nothing else known: no recipient, no records. Most
of it isn't outreach: a rule that speaks often here speaks of things that are ordinary among
colleagues. The set is in small letters with blanks around each mark; these are closed up before.
"""

import argparse
import csv
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.machine import describe_machine
from benchmarks.markdown_table import table

from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.records.finding import DraftField, Finding
from wellspent.review.engine import prepare, review
from wellspent.review.registry import own_rules

DATA: Final = Path(os.environ.get("WELLSPENT_DATA", "../shared/data"))
ENRON: Final = "mail/enron_subset/spam_ham_dataset.csv"
NOW: Final = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_BEFORE_MARK: Final = re.compile(r" ([.,;:!?)'])")
_APOSTROPHE: Final = re.compile(r"' (s|t|m|re|ve|ll|d)\b")


def ham(kind: DraftType) -> Iterator[Draft]:
    """Give the ham as drafts of a type, each text once."""
    csv.field_size_limit(10_000_000)
    seen: set[str] = set()
    with (DATA / ENRON).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["label"] != "ham" or row["text"] in seen:
                continue
            seen.add(row["text"])
            subject, _, body = row["text"].partition("\n")
            yield Draft(
                id=row[""],
                channel=DraftChannel.EMAIL,
                type=kind,
                subject=_closed_up(subject.removeprefix("Subject:")),
                body=_closed_up(body),
            )


def _closed_up(text: str) -> str:
    return _APOSTROPHE.sub(r"'\1", _BEFORE_MARK.sub(r"\1", text)).strip()


def findings(kind: DraftType) -> Iterator[tuple[Draft, Finding]]:
    """Give all findings in the ham."""
    ruleset = prepare(own_rules())
    for draft in ham(kind):
        for finding in review(draft, ruleset, now=NOW).findings:
            yield draft, finding


def main() -> None:
    """Run, and print the report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", default="")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--compare", type=Path)
    parser.add_argument("--type", type=DraftType, default=DraftType.FOLLOW_UP)
    wanted = parser.parse_args()
    if not (DATA / ENRON).exists():
        print("skipped: get the Enron spam and ham subset, see WELLSPENT_DATA")
        return
    found = [(_key(draft, finding), draft, finding) for draft, finding in findings(wanted.type)]
    if wanted.show:
        for _, draft, finding in found:
            if finding.code == wanted.show.upper():
                print(f"{draft.id}: {_in_context(draft, finding)}")
    elif wanted.write:
        wanted.write.write_text(json.dumps([key for key, _, _ in found]), encoding="utf-8")
    elif wanted.compare:
        _compare({tuple(key) for key in json.loads(wanted.compare.read_text("utf-8"))}, found)
    else:
        print(_report([finding for _, _, finding in found], sum(1 for _ in ham(wanted.type))))


Key = tuple[str, str, str, int, int]


def _key(draft: Draft, finding: Finding) -> Key:
    return (finding.code, draft.id, finding.field, finding.start, finding.end)


def _compare(before: set[Key], found: list[tuple[Key, Draft, Finding]]) -> None:
    now = {key for key, _, _ in found}
    for key, draft, finding in found:
        if key not in before:
            print(f"+ {finding.code} {draft.id}: {_in_context(draft, finding)}")
    for key in sorted(before - now):
        print(f"- {key[0]} {key[1]} [{key[3]}:{key[4]}]")
    print(f"{len(now - before)} gained, {len(before - now)} lost", file=sys.stderr)


def _in_context(draft: Draft, finding: Finding) -> str:
    text = draft.subject if finding.field is DraftField.SUBJECT else draft.body
    before = text[max(0, finding.start - 60) : finding.start]
    after = text[finding.end : finding.end + 60]
    return " ".join(f"{before}>>{text[finding.start : finding.end]}<<{after}".split())


def _report(found: list[Finding], mails: int) -> str:
    counts = Counter((each.code, each.name, str(each.severity)) for each in found)
    rows = [
        (code, name, severity, count, f"{1000 * count / mails:.1f}")
        for (code, name, severity), count in counts.most_common()
    ]
    head = ("code", "rule", "severity", "findings", "per 1,000 mails")
    return f"{mails:,} mails. {describe_machine()}.\n\n{table(head, rows)}"


if __name__ == "__main__":
    main()
