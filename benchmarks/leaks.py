"""Leaks: which columns that know the outcome are found, which are asked about, false alarms.

    python -m benchmarks.leaks                   # prints the report as Markdown
    python -m benchmarks.leaks --draws 5         # fewer draws of the smaller sizes

On the public sets in the folder named by `WELLSPENT_DATA` (skipped with a line where absent), read
straight from their files by the product, at several sizes; and on the made-up CRM exports of
`tests/cases/crm_exports.py`. What is a leak in the public sets is said by those who describe them
(see `EXPECTED`); the product knows none of these names. Results: `benchmarks/results/leaks.md`.
"""

import argparse
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from benchmarks.machine import describe_machine
from tests.cases.crm_exports import Export, all_exports, cases_of, columns_of

from wellspent.clean.columns import columns_from_batches
from wellspent.collect.open_file import read_batches
from wellspent.profile.set_aside import find_set_aside
from wellspent.records.cases import Cases
from wellspent.records.honesty import SetAside, SetAsideReason

DATA = Path(os.environ.get("WELLSPENT_DATA", "../shared/data"))


@dataclass(frozen=True)
class Expected:
    """What the describers of a set say is written after the outcome, by header."""

    file: str
    get: str
    leaks: frozenset[str]
    to_question: frozenset[str] = frozenset()


EXPECTED = {
    "x_education": Expected(
        "leads/x_education/Leads.csv",
        "the X Education lead scoring set (Kaggle)",
        frozenset({"Tags", "Lead Quality"}),
        frozenset(
            {
                "Lead Profile", "Last Activity", "Last Notable Activity",
                "Asymmetrique Activity Index", "Asymmetrique Profile Index",
                "Asymmetrique Activity Score", "Asymmetrique Profile Score",
            }
        ),
    ),
    "bank": Expected(
        "leads/bank/bank-additional-full.csv",
        "UCI bank marketing (bank-additional-full.csv)",
        frozenset({"duration"}),
    ),
    "maven_crm": Expected(
        "leads/maven_crm/sales_pipeline.csv",
        "Maven's CRM sales opportunities",
        frozenset({"close_value", "close_date"}),
    ),
}  # fmt: skip

PUBLIC_HEAD = (
    "| rows | headers | draws | leaks set aside | leaks asked about | to be questioned: were "
    "| honest set aside | honest asked about |"
)
EXPORT_HEAD = (
    "| export | rows | draws | leaks set aside | leaks asked about | leaks missed "
    "| honest columns | honest set aside | honest asked about |"
)
SIZES = (0, 2000, 400)
EXPORT_SIZES = (1500, 400, 120)


def main() -> None:
    arguments = argparse.ArgumentParser(description="How well leaks are found.")
    arguments.add_argument("--draws", type=int, default=20, help="draws of each smaller size")
    draws = arguments.parse_args().draws
    print("# Columns that know the outcome\n")
    print(f"`python -m benchmarks.leaks --draws {draws}` · {describe_machine()}\n")
    print(
        "A column is *set aside* (carries no points), *asked about* (used, and the user is asked "
        "whether it is known on arrival) or left alone. Smaller sizes are drawn at random from all "
        "rows; figures are shares of the draws. With *headers hidden* every column is called the "
        "same, so that only values and figures speak.\n"
    )
    report_public_sets(draws)
    report_made_up_exports(draws)


def report_public_sets(draws: int) -> None:
    for name, expected in EXPECTED.items():
        path = DATA / expected.file
        print(f"## {name}\n")
        if not path.exists():
            print(f"Skipped: {path} isn't there. Get {expected.get}; set WELLSPENT_DATA.\n")
            continue
        columns = columns_from_batches(read_batches(path))
        cases = cases_of(columns)
        labels = {column.name: column.label for column in columns}
        full = by_label(find_set_aside(cases), labels)
        print_evidence(full, cases.rows)
        print(f"\n{wanted(full, expected)}")
        print(f"\n{PUBLIC_HEAD}\n{rule(PUBLIC_HEAD)}")
        for hidden in (False, True):
            for size in SIZES:
                found = [
                    by_label(find_set_aside(hide(drawn(cases, size, seed), hidden)), labels)
                    for seed in range(draws if size else 1)
                ]
                print(public_row(size or cases.rows, found, expected, hidden=hidden))
        print()


def wanted(full: dict[str, SetAside], expected: Expected) -> str:
    """Whether all rows give what was wanted, in a sentence."""
    aside = {
        label
        for label, entry in full.items()
        if entry.reason is SetAsideReason.KNOWS_OUTCOME and not entry.question
    }
    met = (
        expected.leaks <= aside
        and expected.to_question <= full.keys()
        and aside <= expected.leaks | expected.to_question
    )
    asked = f"{', '.join(sorted(expected.to_question))} at least asked about; "
    return (
        f"Wanted on all rows: {', '.join(sorted(expected.leaks))} set aside; "
        f"{asked if expected.to_question else ''}nothing else set aside as knowing the outcome. "
        f"{'Met' if met else 'Not met'}."
    )


def rule(head: str) -> str:
    """The line under a Markdown table's head."""
    return "|" + "---|" * (head.count("|") - 1)


def hide(cases: Cases, hidden: bool) -> Cases:
    """The cases with headers that say nothing: what is found then, words of headers don't give."""
    if not hidden:
        return cases
    columns = (replace(column, label="column") for column in cases.columns)
    return replace(cases, columns=tuple(columns))


def print_evidence(found: dict[str, SetAside], rows: int) -> None:
    print(f"What is said on all {rows:,} rows:\n")
    for label, entry in found.items():
        if entry.reason is SetAsideReason.KNOWS_OUTCOME:
            mark = "asked" if entry.question else "set aside"
            print(f"- **{label}** ({mark}): {entry.evidence}")
    others = Counter(
        f"{entry.reason.value}: {label}"
        for label, entry in found.items()
        if entry.reason is not SetAsideReason.KNOWS_OUTCOME
    )
    print(f"\nSet aside for other reasons: {'; '.join(others)}.")


def public_row(
    size: int, found: Sequence[dict[str, SetAside]], expected: Expected, *, hidden: bool
) -> str:
    leaks = shares(found, expected.leaks, (False,))
    leaks_asked = shares(found, expected.leaks, (True,))
    asked = shares(found, expected.to_question, (False, True))
    known = expected.leaks | expected.to_question
    false = Counter(
        label
        for each in found
        for label, entry in each.items()
        if label not in known
        and entry.reason is SetAsideReason.KNOWS_OUTCOME
        and not entry.question
    )
    queried = Counter(
        label
        for each in found
        for label, entry in each.items()
        if label not in known and entry.question
    )
    cells = (
        f"{size:,}",
        "hidden" if hidden else "as they are",
        str(len(found)),
        leaks,
        leaks_asked,
        asked or "-",
        named(false, len(found)),
        named(queried, len(found)),
    )
    return f"| {' | '.join(cells)} |"


def shares(
    found: Sequence[dict[str, SetAside]], wanted: Iterable[str], questions: tuple[bool, ...]
) -> str:
    """How often each wanted column was found as a question, or not as one."""
    counts = Counter(
        label
        for each in found
        for label in wanted
        if label in each and each[label].question in questions
    )
    return named(counts, len(found))


def named(counter: Counter[str], draws: int) -> str:
    return (
        ", ".join(f"{label} {times / draws:.0%}" for label, times in counter.most_common())
        or "none"
    )


def report_made_up_exports(draws: int) -> None:
    print("## Made-up CRM exports\n")
    print(
        "Written by the project (HubSpot, Salesforce, German, French and Spanish headers, "
        "look-alikes that are all honest, leaks under headers that say nothing), so a check of "
        "intent rather than proof: whoever wrote the exports knew the rules.\n"
    )
    print(f"{EXPORT_HEAD}\n{rule(EXPORT_HEAD)}")
    for rows in EXPORT_SIZES:
        sets = [all_exports(rows, seed) for seed in range(draws)]
        for exports in zip(*sets, strict=True):
            print(export_row(rows, exports))
    print()


def export_row(rows: int, exports: Sequence[Export]) -> str:
    aside, asked, missed, false, queried = (Counter[str]() for _ in range(5))
    for export in exports:
        columns = columns_of(export)
        labels = {column.name: column.label for column in columns}
        found = by_label(find_set_aside(cases_of(columns)), labels)
        for leak in export.leaks:
            into = missed if leak not in found else asked if found[leak].question else aside
            into[leak] += 1
        for label in honest_in(export) & found.keys():
            (queried if found[label].question else false)[label] += 1
    draws = len(exports)
    leaks = draws * len(exports[0].leaks)
    cells = (
        exports[0].name,
        f"{rows:,}",
        str(draws),
        f"{aside.total()} of {leaks}",
        named(asked, draws),
        named(missed, draws),
        str(len(honest_in(exports[0]))),
        named(false, draws),
        named(queried, draws),
    )
    return f"| {' | '.join(cells)} |"


def honest_in(export: Export) -> set[str]:
    other = export.leaks | export.arguable | export.personal | export.structural
    return set(export.header) - other - {export.outcome}


def by_label(found: Iterable[SetAside], labels: dict[str, str]) -> dict[str, SetAside]:
    return {labels[entry.column] or entry.column: entry for entry in found}


def drawn(cases: Cases, size: int, seed: int) -> Cases:
    """A random part of the cases in their order; all of them with size 0."""
    if not size:
        return cases
    rows = np.random.default_rng(seed).choice(cases.rows, size, replace=False)
    return cases.take(np.sort(rows))


if __name__ == "__main__":
    main()
