"""Verdicts: random outcomes must give *no signal*, real ones must not, from 40 + 40 on.

    WELLSPENT_DATA=../shared/data python -m benchmarks.quality_verdicts

Everything as a user gets it: columns set aside on the sample itself, validation, verdict. Writes
results/quality_verdicts.md.
"""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from benchmarks.machine import describe_machine
from benchmarks.quality_sets import (
    data_folder,
    draws_of,
    read_bank,
    read_maven_crm,
    read_x_education,
)

from wellspent.profile.learn import closed_cases, in_order
from wellspent.profile.set_aside import find_set_aside, without_set_aside
from wellspent.profile.validate import validate
from wellspent.records.cases import Cases

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SEEDS = 20
RESULTS = Path(__file__).parent / "results" / "quality_verdicts.md"


def main() -> None:
    if not (data_folder() / "leads").is_dir():
        print("quality_verdicts: skipped, no data: see benchmarks/quality.py")
        return
    lines = [
        "# Verdicts on real sets",
        "",
        "`WELLSPENT_DATA=../shared/data python -m benchmarks.quality_verdicts` · "
        f"{describe_machine()}",
        "",
        f"{SEEDS} seeds: each draws that many cases of the whole set (80: 40 won, 40 lost) and "
        "goes the way of a user: set aside, validate, verdict. *all* with seeds draws 90 % of the "
        "cases. maven_crm's outcomes are random given every column; x_education with columns in "
        "doubt left out.",
        "",
        "| set | cases | verdicts |",
        "|---|---|---|",
    ]
    for name, cases, questions, sizes in (
        ("maven_crm", read_maven_crm(), False, (80, 400, 2000, None)),
        ("x_education", read_x_education(), True, (80, 400)),
        ("bank", read_bank(), False, (80, 400)),
    ):
        closed = in_order(closed_cases(cases))
        for size in sizes:
            verdicts = Counter(_verdict(closed, size, seed, questions) for seed in range(SEEDS))
            told = ", ".join(f"{verdict}: {count}" for verdict, count in verdicts.most_common())
            lines.append(f"| {name} | {size or 'all'} | {told} |")
            print(lines[-1], flush=True)
            RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _verdict(closed: Cases, size: int | None, seed: int, questions: bool) -> str:
    if size is None:
        kept = np.random.default_rng(seed).random(closed.rows) < 0.9
        drawn = closed.take(kept)
    else:
        drawn = closed.take(draws_of(closed, size, seed))
    found = find_set_aside(drawn)
    usable = without_set_aside(drawn, found, questions=questions)
    return validate(usable, set_aside=found).verdict.value


if __name__ == "__main__":
    main()
