"""Answer: do responses hang on the channel, or on how well it was done?

Assumes that what isn't in the table is alike among what is compared, and that effects add up on
log-odds. Says "cannot tell" before any figure where there are too few responses or accounts, only
one level, or a factor that others decide.
"""

from typing import Final

import numpy as np
import pyarrow as pa

from wellspent.records.split import Factor, FactorShare, Interval, Split, Telling
from wellspent.report.split.design import Design, Numbers, design_of
from wellspent.report.split.effects import chance_of, corrected, rates_of
from wellspent.report.split.fit import Fit, fit
from wellspent.report.split.separable import (
    LITTLE,
    NONE,
    confounded_with,
    in_words,
    separable,
)
from wellspent.report.split.shapley import DRAWS, bootstrap

FEWEST_GROUPS: Final = 30
FEWEST_RESPONSES: Final = 30
RESPONSES_A_COLUMN: Final = 5
LIKELY_CHANCE: Final = 0.05


def split(
    table: pa.Table, response: str = "positive", *, draws: int = DRAWS, seed: int = 0
) -> Split:
    """Return what explains the responses of a sufficient table (`report/outreach/sufficient.py`).

    `response` is the count that is explained; `draws` how often accounts are drawn anew.
    """
    if table.num_rows == 0:
        return _untold(0, 0, 0, "nothing was sent")
    design = design_of(table, response)
    sent, responses = round(design.sent.sum()), round(design.responses.sum())
    groups = int(design.groups.max()) + 1
    if design.columns.shape[1] == 1:
        return _untold(sent, responses, groups, "everything that was sent is alike")
    if lack := _too_few(design, groups):
        return _untold(sent, responses, groups, lack)
    return _told(design, sent, responses, groups, draws, seed)


def _too_few(design: Design, groups: int) -> str:
    rarer = min(design.responses.sum(), (design.sent - design.responses).sum())
    wanted = max(FEWEST_RESPONSES, RESPONSES_A_COLUMN * design.columns.shape[1])
    if groups < FEWEST_GROUPS:
        return f"too few: {groups} groups of accounts, at least {FEWEST_GROUPS} are needed"
    if rarer < wanted:
        return f"too few: {rarer:.0f} responses (or touches without), {wanted} are needed"
    return ""


def _untold(sent: int, responses: int, groups: int, reason: str) -> Split:
    return Split(
        sent=sent,
        responses=responses,
        groups=groups,
        explained=None,
        untold=0.0,
        factors=(),
        rates=(),
        confounded=(),
        verdict=Telling.CANNOT_TELL,
        reason=reason,
    )


def _told(design: Design, sent: int, responses: int, groups: int, draws: int, seed: int) -> Split:
    present = tuple(one for one in Factor if design.block(one))
    free = {one: separable(design, one, present) for one in Factor}
    fitted = fit(design)
    shares, drawn = bootstrap(design, fitted, present, draws, seed)
    factors = _factors(design, fitted, present, free, shares, drawn)
    can = {one.factor: one.verdict is not Telling.CANNOT_TELL for one in factors}
    rates = [
        rate
        for one in design.dimensions
        if one.factor in (Factor.CHANNEL, Factor.EXECUTION) and one.levels
        for rate in rates_of(design, fitted, one, adjust=can[one.factor])
    ]
    verdict, reason = _channel_or_execution(factors, present, drawn)
    return Split(
        sent=sent,
        responses=responses,
        groups=groups,
        explained=_interval(float(shares.sum()), drawn.sum(axis=1)),
        untold=float(sum(shares[place] for place, one in enumerate(present) if not can[one])),
        factors=factors,
        rates=tuple(rates),
        confounded=_confounded(design, present, free),
        verdict=verdict,
        reason=reason,
    )


def _factors(
    design: Design,
    fitted: Fit,
    present: tuple[Factor, ...],
    free: dict[Factor, float],
    shares: Numbers,
    drawn: Numbers,
) -> tuple[FactorShare, ...]:
    tested = [one for one in present if free[one] >= NONE]
    chances = dict(
        zip(tested, corrected([chance_of(design, fitted, one) for one in tested]), strict=True)
    )
    total, totals = float(shares.sum()), drawn.sum(axis=1)
    found = list[FactorShare]()
    for factor in Factor:
        verdict, reason = _verdict(factor, factor in present, free[factor], chances.get(factor))
        told = factor in tested
        place = present.index(factor) if told else 0
        found.append(
            FactorShare(
                factor=factor,
                explained=_interval(float(shares[place]), drawn[:, place]) if told else None,
                of_explained=_ratio(float(shares[place]), drawn[:, place], total, totals)
                if told
                else None,
                chance=chances.get(factor),
                separable=free[factor],
                verdict=verdict,
                reason=reason,
            )
        )
    return tuple(found)


def _verdict(
    factor: Factor, present: bool, free: float, chance: float | None
) -> tuple[Telling, str]:
    if not present:
        return Telling.CANNOT_TELL, f"there is only one level of {factor}, or none is known"
    if chance is None:
        return Telling.CANNOT_TELL, f"what else was done decides the {factor}"
    if chance > LIKELY_CHANCE:
        return Telling.NOTHING, f"no more than chance gives (chance {chance:.2f})"
    if free < LITTLE:
        return Telling.WEAK, f"only {free:.0%} of the {factor} varies freely of the rest"
    return Telling.TOLD, f"more than chance gives, and {free:.0%} of it varies freely"


def _channel_or_execution(
    factors: tuple[FactorShare, ...], present: tuple[Factor, ...], drawn: Numbers
) -> tuple[Telling, str]:
    two = [one for one in factors if one.factor in (Factor.CHANNEL, Factor.EXECUTION)]
    if unclear := [one for one in two if one.verdict is Telling.CANNOT_TELL]:
        return Telling.CANNOT_TELL, "; ".join(f"{one.factor}: {one.reason}" for one in unclear)
    if all(one.verdict is Telling.NOTHING for one in two):
        return Telling.NOTHING, "neither channel nor execution explains more than chance gives"
    channel = drawn[:, present.index(Factor.CHANNEL)]
    execution = drawn[:, present.index(Factor.EXECUTION)]
    low, high = np.quantile(channel - execution, (0.025, 0.975))
    if low <= 0 <= high:
        return Telling.WEAK, "which of channel and execution explains more is open"
    more, less = ("channel", "execution") if low > 0 else ("execution", "channel")
    weak = any(one.verdict is Telling.WEAK for one in two)
    return Telling.WEAK if weak else Telling.TOLD, f"the {more} explains more than the {less}"


def _confounded(
    design: Design, present: tuple[Factor, ...], free: dict[Factor, float]
) -> tuple[str, ...]:
    found = list[str]()
    for factor in (one for one in present if free[one] < LITTLE):
        others = confounded_with(design, factor, present)
        found += [in_words(design, factor, other) for other in others]
        if not others:
            found.append(f"{factor} is decided by the other factors together")
    return tuple(found)


def _interval(value: float, drawn: Numbers) -> Interval:
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Interval(value=max(value, 0.0), low=max(float(low), 0.0), high=max(float(high), 0.0))


def _ratio(value: float, drawn: Numbers, total: float, totals: Numbers) -> Interval | None:
    """Return a share of what is explained; None where hardly anything surely is."""
    if np.quantile(totals, 0.025) <= 0:
        return None
    low, high = np.clip(np.quantile(drawn / totals, (0.025, 0.975)), 0, 1)
    return Interval(value=min(max(value / total, 0.0), 1.0), low=float(low), high=float(high))
