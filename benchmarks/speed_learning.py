"""How fast is learning? A million cases with 20 columns, against LightGBM in the same run.

    uv run --group benchmark python benchmarks/speed_learning.py [--rows 1000000]

Both get the same columns in memory in the form that they take best (ours: arrays of numbers and
codes; LightGBM: a pandas frame with categorical columns), and run on two cores with their own
settings. Each runs twice; the faster run counts. How well both foretell a further 100,000 cases is
shown beside, since speed alone is easy.
"""

import argparse
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from lightgbm import LGBMClassifier
from machine import describe_machine
from made_leads import make_rows, read_cases
from sklearn.metrics import log_loss, roc_auc_score

from wellspent.profile.learn import learn_scorecard
from wellspent.profile.score import score_cases
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases

RESULTS = Path(__file__).parent / "results" / "speed_learning.md"
TESTED_ON = 100_000
RUNS = 2
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def frame_of(cases: Cases) -> pd.DataFrame:
    """Return the cases as LightGBM takes them."""
    return pd.DataFrame(
        {
            column.name: column.values
            if column.kind is AttributeKind.NUMBER
            else pd.Categorical.from_codes(column.values, list(column.levels))
            for column in cases.columns
        }
    )


def timed(work: Callable[[], object]) -> tuple[float, float, object]:
    """Return the seconds and processor seconds of the faster run, and its result."""
    best = (np.inf, np.inf, None)
    for _ in range(RUNS):
        started, worked = time.perf_counter(), time.process_time()
        result = work()
        seconds, busy = time.perf_counter() - started, time.process_time() - worked
        if seconds < best[0]:
            best = (seconds, busy, result)
    return best


def main() -> None:
    """Learn twice with both, and write what came out."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=1_000_000)
    rows = options.parse_args().rows
    os.environ.setdefault("OMP_NUM_THREADS", "2")
    with duckdb.connect(config={"threads": 2}) as engine:
        make_rows(engine, rows + TESTED_ON)
        every = read_cases(engine, rows + TESTED_ON)
    past, later = every.take(np.arange(rows)), every.take(np.arange(rows, rows + TESTED_ON))
    frame, test_frame = frame_of(past), frame_of(later)
    ours_s, ours_busy, scorecard = timed(lambda: learn_scorecard(past, now=NOW))
    theirs = LGBMClassifier(n_jobs=2, verbose=-1)
    theirs_s, theirs_busy, _ = timed(lambda: theirs.fit(frame, past.outcome))
    answers = {
        "scorecard": (ours_s, ours_busy, score_cases(scorecard, later).probability),
        "LightGBM": (theirs_s, theirs_busy, theirs.predict_proba(test_frame)[:, 1]),
    }
    lines = [
        "# Speed of learning\n",
        f"`uv run --group benchmark python benchmarks/speed_learning.py --rows {rows}`\n",
        f"{rows:,} cases, 8 numbers, 12 categories; {describe_machine()}.\n",
        "| learner | seconds | processor (s) | AUC | log loss |",
        "|---|---|---|---|---|",
    ]
    for name, (seconds, busy, probability) in answers.items():
        auc, loss = roc_auc_score(later.outcome, probability), log_loss(later.outcome, probability)
        lines.append(f"| {name} | {seconds:.1f} | {busy:.1f} | {auc:.4f} | {loss:.4f} |")
    lines.append(f"\nThe scorecard takes {ours_s / theirs_s:.2f} times as long as LightGBM.")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(lines) + "\n")
    print(RESULTS.read_text())


if __name__ == "__main__":
    main()
