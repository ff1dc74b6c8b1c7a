"""Channel or execution: truth by simulation, and what is made of sets that nobody here wrote.

    python -m benchmarks.report_split coverage 500     # planted, confounded: do intervals hold?
    python -m benchmarks.report_split tied 500         # reps and channels never crossed
    python -m benchmarks.report_split nothing 500      # no effect planted
    python -m benchmarks.report_split resume           # experiments/resume_callback
    python -m benchmarks.report_split maven            # leads/maven_crm, a negative control
    python -m benchmarks.report_split bank             # leads/bank, channel and month confounded

The sets are read from the folder named by `WELLSPENT_DATA`. Results: `results/report_split.md`.
"""

import csv
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from wellspent.records.split import Factor, Interval, Telling
from wellspent.report.split.answer import split
from wellspent.report.split.design import design_of
from wellspent.report.split.fit import fit
from wellspent.report.split.shapley import explained_deviance

DATA = Path(os.environ.get("WELLSPENT_DATA", "../shared/data"))
ACCOUNTS, TOUCHES = 1500, 6
PLANTED = {"channel": 0.5, "findings": 0.3, "rep": 0.3, "segment": 0.4, "month": 0.1}
NOTHING = dict.fromkeys(PLANTED, 0.0)
CHANNELS = np.array(["call", "email", "sms"])


def team(
    chance: np.random.Generator, effects: dict[str, float], *, tied: bool, accounts: int = ACCOUNTS
) -> tuple[dict[str, npt.NDArray[np.generic]], npt.NDArray[np.float64]]:
    """Return touches and their true rates; reps, segments and months lean to channels."""
    of_account = np.repeat(np.arange(accounts), TOUCHES)
    segment = chance.integers(0, 3, accounts)[of_account]
    rep = chance.integers(0, 6, accounts)[of_account]
    month = chance.integers(0, 6, len(of_account))
    leaning = (rep + segment) % 3
    free = chance.integers(0, 3, len(of_account))
    way = np.where(chance.random(len(of_account)) < 0.5, leaning, free)
    way = rep % 3 if tied else way
    findings = np.minimum(3, chance.poisson(0.6 + 0.3 * (way == 1) + 0.1 * rep))
    logit = (
        -1.6
        + effects["channel"] * (way - 1)
        - effects["findings"] * findings
        + effects["rep"] * (rep - 2.5) / 2
        + effects["segment"] * (segment - 1)
        + effects["month"] * (month - 2.5)
    )
    touches = {
        "channel": CHANNELS[way],
        "findings": findings,
        "prepared": chance.integers(-1, 2, len(way)),
        "good_hour": chance.integers(0, 2, len(way)),
        "segment": np.char.add("segment-", segment.astype(str)),
        "rep": np.char.add("rep-", rep.astype(str)),
        "month": 202601 + month,
        "bucket": of_account % 199,
        "sent": np.ones(len(way), dtype=np.int64),
    }
    return touches, 1 / (1 + np.exp(-logit))


def drawn(
    chance: np.random.Generator, effects: dict[str, float], *, tied: bool = False
) -> pa.Table:
    touches, rates = team(chance, effects, tied=tied)
    return pa.table({**touches, "positive": (chance.random(len(rates)) < rates).astype(np.int64)})


def truth() -> dict[Factor, float]:
    """Return the shares in a team of 200,000 accounts, with rates in the place of responses."""
    touches, rates = team(np.random.default_rng(99), PLANTED, tied=False, accounts=200_000)
    design = design_of(pa.table({**touches, "positive": rates}))
    shares = explained_deviance(design, fit(design), tuple(Factor))
    return dict(zip(Factor, shares.tolist(), strict=True))


def true_rates() -> dict[str, float]:
    """Return the rate of each channel were all touches sent by it."""
    touches, rates = team(np.random.default_rng(98), PLANTED, tied=False, accounts=200_000)
    logit = np.log(rates / (1 - rates))
    way = np.searchsorted(CHANNELS, touches["channel"])
    without = logit - PLANTED["channel"] * (way - 1)
    return {
        str(name): float(np.mean(1 / (1 + np.exp(-without - PLANTED["channel"] * (place - 1)))))
        for place, name in enumerate(CHANNELS)
    }


def holds(interval: Interval | None, value: float) -> bool:
    return interval is not None and interval.low <= value <= interval.high


def coverage(draws: int) -> None:
    """Print how often the 95 % intervals hold the truth."""
    shares, rates = truth(), true_rates()
    whole = sum(shares.values())
    held: dict[str, list[bool]] = {}
    for seed in range(draws):
        found = split(drawn(np.random.default_rng(seed), PLANTED), draws=200, seed=seed)
        for one in found.factors:
            share = shares[one.factor]
            held.setdefault(f"{one.factor}, explained", []).append(holds(one.explained, share))
            ratio = holds(one.of_explained, share / whole)
            held.setdefault(f"{one.factor}, of explained", []).append(ratio)
        held.setdefault("all, explained", []).append(holds(found.explained, whole))
        for rate in found.rates:
            if rate.factor is Factor.CHANNEL:
                name = f"{rate.level}, adjusted rate"
                held.setdefault(name, []).append(holds(rate.adjusted, rates[rate.level]))
    print({str(one): round(share, 5) for one, share in shares.items()})
    for name, hits in held.items():
        print(f"| {name} | {len(hits)} | {np.mean(hits):.1%} |")


def verdicts(draws: int, effects: dict[str, float], *, tied: bool) -> None:
    """Print how often each verdict is given, and how often anything at all is found."""
    found = [
        split(drawn(np.random.default_rng(10_000 + seed), effects, tied=tied), draws=50, seed=seed)
        for seed in range(draws)
    ]
    for telling in Telling:
        print(f"| {telling} | {np.mean([one.verdict is telling for one in found]):.1%} |")
    told = (Telling.TOLD, Telling.WEAK)
    some = [any(factor.verdict in told for factor in one.factors) for one in found]
    print(f"| some factor found | {np.mean(some):.1%} |")


def rows(name: str, delimiter: str = ",") -> Iterator[dict[str, str]]:
    path = DATA / name
    if not path.exists():
        print(f"skipped: {name} isn't there (see the head of this file)")
        return
    with path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter=delimiter)


def resume() -> None:
    """Print what quality of a CV does, by the randomised experiment, and the gap by name."""
    given = list(rows("experiments/resume_callback/ResumeNames.csv"))
    if not given:
        return
    table = pa.table(
        {
            "channel": [one["city"] for one in given],
            "findings": [0 if one["quality"] == "high" else 1 for one in given],
            "prepared": [-1] * len(given),
            "good_hour": [-1] * len(given),
            "segment": [one["industry"] for one in given],
            "rep": ["one"] * len(given),
            "month": [202601] * len(given),
            "bucket": [place // 4 % 199 for place in range(len(given))],
            "sent": [1] * len(given),
            "positive": [int(one["call"]) for one in given],
        }
    )
    for rate in split(table).rates:
        print(rate.dimension, rate.level, rate.sent, rate.raw, rate.adjusted)
    for name in ("cauc", "afam"):
        calls = [int(one["call"]) for one in given if one["ethnicity"] == name]
        print(f"bias, never used: {name} {np.mean(calls):.2%} of {len(calls)}")


def maven() -> None:
    """Print what is found where the outcome is known to be random."""
    given = [
        one
        for one in rows("leads/maven_crm/sales_pipeline.csv")
        if one["deal_stage"] in ("Won", "Lost")
    ]
    if not given:
        return
    names = sorted({one["account"] for one in given})
    table = pa.table(
        {
            "channel": [one["product"].replace("GTXPro", "GTX Pro") for one in given],
            "findings": [-1] * len(given),
            "prepared": [-1] * len(given),
            "good_hour": [-1] * len(given),
            "segment": ["one"] * len(given),
            "rep": [one["sales_agent"] for one in given],
            "month": [one["engage_date"][:7] for one in given],
            "bucket": [names.index(one["account"]) for one in given],
            "sent": [1] * len(given),
            "positive": [int(one["deal_stage"] == "Won") for one in given],
        }
    )
    show(table)


def bank() -> None:
    """Print the odds ratio of the telephone against the mobile, raw and adjusted."""
    given = list(rows("leads/bank/bank-additional-full.csv", ";"))
    if not given:
        return
    macro = ("emp.var.rate", "cons.price.idx", "cons.conf.idx", "euribor3m", "nr.employed")
    periods = [(*(one[name] for name in macro), one["month"]) for one in given]
    table = pa.table(
        {
            "channel": [one["contact"] for one in given],
            "findings": [-1] * len(given),
            "prepared": [-1] * len(given),
            "good_hour": [-1] * len(given),
            "segment": ["one"] * len(given),
            "rep": ["one"] * len(given),
            "month": [" ".join(one) for one in periods],
            "bucket": [place % 199 for place in range(len(given))],
            "sent": [1] * len(given),
            "positive": [int(one["y"] == "yes") for one in given],
        }
    )
    design = design_of(table)
    phone = design.columns[:, 1] == 1
    odds = [
        design.responses[here].sum() / (~design.responses[here].astype(bool)).sum()
        for here in (phone, ~phone)
    ]
    adjusted = float(np.exp(fit(design).coefficients[1]))
    print(f"odds ratio of {design.dimensions[0].levels[1]}: raw {odds[0] / odds[1]:.2f},")
    print(f"adjusted for {len(set(periods))} periods (month and macro columns) {adjusted:.2f}")
    show(table)


def show(table: pa.Table) -> None:
    found = split(table)
    print(found.verdict, "|", found.reason, "|", found.confounded)
    for one in found.factors:
        print(f"{one.factor}: {one.verdict} | {one.reason} | chance {one.chance}")


def main() -> None:
    what, draws = sys.argv[1], int((sys.argv[2:] or ["500"])[0])
    if what == "coverage":
        coverage(draws)
    elif what in ("resume", "maven", "bank"):
        {"resume": resume, "maven": maven, "bank": bank}[what]()
    else:
        effects = PLANTED if what == "tied" else NOTHING
        verdicts(draws, effects, tied=what == "tied")


if __name__ == "__main__":
    main()
