"""Quality on real sets: the scorecard against its peers, forward in time, same columns and rows.

    uv run --group benchmark python -m benchmarks.quality
    uv run --group benchmark python -m benchmarks.quality --set bank --part rolling   # prints it

Reads the sets in WELLSPENT_DATA (default ../shared/data) and writes results/quality.md; a run of
some sets or of one part only prints. Nothing here chooses anything: the learner's design was
settled on the earlier three quarters of the sets and in simulation, before the latest quarter was
looked at.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from benchmarks.machine import describe_machine
from benchmarks.quality_peers import PEERS
from benchmarks.quality_sets import (
    RealSet,
    as_frame,
    data_folder,
    draws_of,
    read_bank,
    read_maven_crm,
    read_x_education,
    split_in_time,
)

from wellspent.profile.learn import learn_scorecard
from wellspent.profile.measures import (
    Foretold,
    area_under_curve,
    calibration_error_value,
    log_loss,
)
from wellspent.profile.score import score_cases
from wellspent.records.cases import Cases

NOW = datetime(2026, 1, 1, tzinfo=UTC)
DRAWS = {80: 5, 400: 3, 2000: 2, None: 1}
ORIGINS = (0.4, 0.55, 0.7, 0.85)
OURS = "Wellspent"
ROLLED = tuple(name for name in PEERS if name != "CatBoost")
"""CatBoost is left out of the rolling origins: it takes longer than all others together."""

PARTS = ("latest", "rolling")
SETS: dict[str, Callable[[], RealSet]] = {
    "x_education": lambda: split_in_time("x_education", read_x_education(), questions=False),
    "x_education_undoubted": lambda: split_in_time(
        "x_education, columns in doubt left out", read_x_education(), questions=True
    ),
    "bank": lambda: split_in_time("bank", read_bank(), questions=False),
    "maven_crm": lambda: split_in_time("maven_crm", read_maven_crm(), questions=False),
}
BEST_PAIR = ("logistic regression", "CatBoost")
RESULTS = Path(__file__).parent / "results" / "quality.md"


def main() -> None:
    if not (data_folder() / "leads").is_dir():
        print(
            "quality: skipped, no data: set WELLSPENT_DATA to a folder with leads/x_education "
            "(upGrad lead scoring case), leads/bank (UCI bank marketing), leads/maven_crm "
            "(Maven Analytics CRM sales opportunities)"
        )
        return
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--set", choices=SETS, action="append")
    options.add_argument("--part", choices=PARTS, action="append")
    asked = options.parse_args()
    lines = _head()
    for name in asked.set or SETS:
        one = SETS[name]()
        print(one.name, flush=True)
        lines += _set_lines(one, asked.part or PARTS)
        if not asked.set and not asked.part:
            RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if asked.set or asked.part:
        print("\n".join(lines))


def _head() -> list[str]:
    return [
        "# Quality on real sets",
        "",
        f"`WELLSPENT_DATA=../shared/data python -m benchmarks.quality` · {describe_machine()}",
        "",
        "AUC / log loss / expected calibration error (10 equally filled bins), learned on the "
        "earliest 75 %, tried on the latest 25 %. 80 = 40 won + 40 lost, mean of 5 draws, "
        "probabilities of all learners corrected to the training period's base rate; 400: 3 "
        "draws, 2,000: 2 draws. Same rows and columns for everyone; columns that know too much "
        "were set aside by Wellspent on the training period.",
    ]


def _set_lines(one: RealSet, parts: Sequence[str]) -> list[str]:
    lines = ["", f"## {one.name}", ""]
    dropped = [found.column for found in one.set_aside if not found.question]
    doubtful = [found.column for found in one.set_aside if found.question]
    lines += [
        f"{one.train.rows:,} cases to learn on ({one.train.outcome.mean():.1%} won), "
        f"{one.test.rows:,} to try on ({one.test.outcome.mean():.1%} won). "
        f"Set aside: {', '.join(dropped) or 'nothing'}. In doubt: {', '.join(doubtful) or 'none'}.",
        "",
    ]
    if "latest" in parts:
        sizes = [None] if one.name == "maven_crm" else list(DRAWS)
        lines += _table("latest quarter", {size: _measure(one, size) for size in sizes})
    if "rolling" in parts and one.name != "maven_crm":
        lines += [
            "",
            "Rolling origin: learned on the first 40, 55, 70, 85 % of all cases, tried "
            "on the next 15 %; mean of the four (without CatBoost, which takes longest).",
            "",
        ]
        lines += _table("rolling origin", {None: _rolling(one)})
    return lines


def _measure(one: RealSet, size: int | None) -> dict[str, np.ndarray]:
    kept: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for seed in range(DRAWS[size]):
        rows = draws_of(one.train, size, seed)
        correct = float(one.train.outcome.mean()) if size == 80 else None
        for name, measured in _contest(one.train.take(rows), one.test, correct).items():
            kept[name].append(measured)
    for name, values in kept.items():
        print(f"  {size or 'all'} {name}: {np.round(np.mean(values, axis=0), 4)}", flush=True)
    return {name: np.mean(values, axis=0) for name, values in kept.items()}


def _rolling(one: RealSet) -> dict[str, np.ndarray]:
    whole = _joined(one.train, one.test)
    kept: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for origin in ORIGINS:
        first, last = round(origin * whole.rows), round((origin + 0.15) * whole.rows)
        past, coming = whole.take(np.arange(first)), whole.take(np.arange(first, last))
        for name, measured in _contest(past, coming, None, ROLLED).items():
            kept[name].append(measured)
            print(f"  from {origin:.0%} {name}: {np.round(measured, 4)}", flush=True)
    return {name: np.mean(values, axis=0) for name, values in kept.items()}


def _joined(train: Cases, test: Cases) -> Cases:
    rows = train.rows + test.rows
    columns = tuple(
        type(one)(one.name, one.kind, np.concatenate([one.values, other.values]), one.levels)
        for one, other in zip(train.columns, test.columns, strict=True)
    )
    outcome = np.concatenate([train.outcome, test.outcome])
    return Cases(columns, rows, outcome, np.arange(rows, dtype=np.float64))


def _contest(
    train: Cases, test: Cases, base_rate: float | None, peers: Sequence[str] = tuple(PEERS)
) -> dict[str, tuple[float, float, float]]:
    """Return AUC, log loss and calibration error of every learner on these test cases."""
    asked = {OURS: score_cases(learn_scorecard(train, now=NOW), test).probability}
    seen, unseen = as_frame(train), as_frame(test)
    for name in peers:
        asked[name] = PEERS[name](seen, train.outcome, unseen)
    if set(BEST_PAIR) <= set(peers):
        asked["LR + CatBoost"] = sum(asked[name] for name in BEST_PAIR) / 2
    if base_rate is not None:
        asked = {name: _corrected(told, base_rate) for name, told in asked.items()}
    return {name: _measures(told, test.outcome) for name, told in asked.items()}


def _corrected(probability: np.ndarray, base_rate: float) -> np.ndarray:
    """Return probabilities learned on half won, half lost, moved to the base rate."""
    kept = np.clip(probability, 1e-6, 1 - 1e-6)
    odds = kept / (1 - kept) * base_rate / (1 - base_rate)
    return odds / (1 + odds)


def _measures(probability: np.ndarray, outcome: np.ndarray) -> tuple[float, float, float]:
    base = np.full(len(outcome), 0.5)
    foretold = Foretold(probability, base, outcome, np.zeros(len(outcome), dtype=np.int32))
    return (
        area_under_curve(foretold).value,
        log_loss(foretold).value,
        calibration_error_value(foretold),
    )


def _table(title: str, table: dict[int | None, dict[str, np.ndarray]]) -> list[str]:
    names = list(next(iter(table.values())))
    lines = [f"| {title} | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for size, row in table.items():
        cells = [_cell(row, name) for name in names]
        lines.append(f"| {size or 'all'} | " + " | ".join(cells) + " |")
    return lines


def _cell(row: dict[str, np.ndarray], name: str) -> str:
    area, loss, gap = row[name]
    best_area = max(value[0] for value in row.values())
    best_loss = min(value[1] for value in row.values())
    area_text = f"**{area:.4f}**" if area == best_area else f"{area:.4f}"
    loss_text = f"**{loss:.4f}**" if loss == best_loss else f"{loss:.4f}"
    return f"{area_text} / {loss_text} / {gap:.3f}"


if __name__ == "__main__":
    main()
