"""Interval coverage at 40 won + 40 lost, in simulation where the truth is known.

    python -m benchmarks.quality_intervals

Writes results/quality_intervals.md.
"""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from benchmarks.machine import describe_machine
from tests.cases.simulated_enquiries import WORLDS, World, forty_and_forty, simulate

from wellspent.profile.arrays import logistic
from wellspent.profile.learn import learn_scorecard
from wellspent.profile.score import score_cases

NOW = datetime(2026, 1, 1, tzinfo=UTC)
REPEATS = 100
TRIED = 400
FIRST_SEED = 1000
"""Seeds used while the learner was designed were below this one."""

RESULTS = Path(__file__).parent / "results" / "quality_intervals.md"


def main() -> None:
    lines = [
        "# Interval coverage at 40 + 40, in simulation",
        "",
        f"`python -m benchmarks.quality_intervals` · {describe_machine()}",
        "",
        f"{REPEATS} simulated teams in each world (tests/cases/simulated_enquiries.py), 80 cases "
        f"to learn on, {TRIED} others: how often does the 90 % interval of the fit hold the true "
        "probability? Wanted: 85 to 95 % over all. Half width is in log-odds.",
        "",
        "| world | coverage | lowest tenth of teams | mean half width |",
        "|---|---|---|---|",
    ]
    rows: list[np.ndarray] = []
    for name, world in WORLDS.items():
        measured = np.array([_one_team(world, FIRST_SEED + seed) for seed in range(REPEATS)])
        rows.append(measured)
        lines.append(_line(name, measured))
        print(lines[-1], flush=True)
    lines.append(_line("**all**", np.concatenate(rows)))
    print(lines[-1])
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _line(name: str, measured: np.ndarray) -> str:
    coverage, width = measured[:, 0], measured[:, 1]
    return (
        f"| {name} | {coverage.mean():.1%} | {np.quantile(coverage, 0.1):.1%} "
        f"| {width.mean():.2f} |"
    )


def _one_team(world: World, seed: int) -> tuple[float, float]:
    learned_on, tried_on, truth = forty_and_forty(simulate(world, 3000, seed), TRIED)
    scores = score_cases(learn_scorecard(learned_on, now=NOW), tried_on)
    true = logistic(truth)
    held = (scores.low <= true) & (true <= scores.high)
    half = np.log(scores.high / (1 - scores.high)) - scores.log_odds
    return float(held.mean()), float(half.mean())


if __name__ == "__main__":
    main()
