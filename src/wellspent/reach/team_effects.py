"""Team effects: how likely people answer by channel, hour and weekday, over all of them.

The log-odds are additive: channel + hour + weekday, and what a channel has of its own at an hour
and on a weekday. Hours are pulled towards their neighbours, all effects towards none; how strongly
is chosen from the data, by what predicts *other people's* answers best.
"""

from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np

from wellspent.reach.shrinkage import Numbers, chances

HOURS: Final = 24
DAYS: Final = 7
SLOTS: Final = HOURS * DAYS
NO_SLOT: Final = SLOTS
"""The place of touches whose hour isn't known in the contact's zone."""

FOLDS: Final = 4
FEWEST_TO_CHOOSE: Final = 60
"""Touches; with fewer the strongest pull stands, which is all but the channels' averages."""

OF_TIME: Final = (0.1, 0.3, 0.8)
OF_CHANNEL_AT_TIME: Final = (0.03, 0.15, 0.5)
_MOST_STEPS: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TeamEffects:
    """Log-odds of an answer by channel and slot (168 of a week, any time), and their errors."""

    log_odds: Numbers
    error: Numbers
    of_time: float
    of_channel_at_time: float


def team_effects(sent: Numbers, answered: Numbers) -> TeamEffects:
    """Return the effects that counts of touches show.

    `sent` and `answered` are of the shape (folds, channels, 169), a person in one fold only. The
    last slot holds touches without a known hour.
    """
    whole_sent, whole_answered = sent.sum(axis=0), answered.sum(axis=0)
    time, channel_at_time = _choose(sent, answered)
    design = _design(whole_sent.shape[0])
    penalty = _penalty(whole_sent.shape[0], time, channel_at_time)
    effects, covariance = _fit(design, penalty, whole_sent.ravel(), whole_answered.ravel())
    log_odds = (design @ effects).reshape(whole_sent.shape)
    variance = np.einsum("ij,jk,ik->i", design, covariance, design).reshape(whole_sent.shape)
    _any_time(log_odds, whole_sent)
    return TeamEffects(
        log_odds=log_odds,
        error=np.sqrt(variance),
        of_time=time,
        of_channel_at_time=channel_at_time,
    )


def _any_time(log_odds: Numbers, sent: Numbers) -> None:
    """Put what holds at the times at which the team reaches out into the last slot."""
    weight = sent[:, :SLOTS] + 1e-6
    log_odds[:, NO_SLOT] = (log_odds[:, :SLOTS] * weight).sum(axis=1) / weight.sum(axis=1)


def _choose(sent: Numbers, answered: Numbers) -> tuple[float, float]:
    """Return the widths of effects that predict people best who weren't learned from."""
    if sent.sum() < FEWEST_TO_CHOOSE:
        return OF_TIME[0], OF_CHANNEL_AT_TIME[0]
    losses = {
        widths: _loss(sent, answered, *widths) for widths in product(OF_TIME, OF_CHANNEL_AT_TIME)
    }
    return min(losses, key=lambda widths: losses[widths])


def _loss(sent: Numbers, answered: Numbers, time: float, channel_at_time: float) -> float:
    channels = sent.shape[1]
    design, penalty = _design(channels), _penalty(channels, time, channel_at_time)
    loss = 0.0
    for fold in range(sent.shape[0]):
        others = np.arange(sent.shape[0]) != fold
        effects, _ = _fit(
            design, penalty, sent[others].sum(axis=0).ravel(), answered[others].sum(axis=0).ravel()
        )
        log_odds = design @ effects
        loss -= float(
            answered[fold].ravel() @ log_odds - sent[fold].ravel() @ np.logaddexp(0, log_odds)
        )
    return loss


def _fit(
    design: Numbers, penalty: Numbers, sent: Numbers, answered: Numbers
) -> tuple[Numbers, Numbers]:
    """Return the penalised likeliest effects and their covariance."""
    known = sent > 0
    rows, tries, hits = design[known], sent[known], answered[known]
    effects = np.zeros(design.shape[1])
    effects[0] = np.log((hits.sum() + 0.5) / (tries.sum() - hits.sum() + 0.5))
    for _ in range(_MOST_STEPS):
        chance = chances(rows @ effects)
        slope = rows.T @ (hits - tries * chance) - penalty @ effects
        curve = (rows.T * (tries * chance * (1 - chance))) @ rows + penalty
        step = np.linalg.solve(curve, slope)
        effects = effects + step * min(1.0, 3.0 / (np.abs(step).max() + 1e-12))
        if np.abs(step).max() < 1e-7:
            break
    chance = chances(rows @ effects)
    curve = (rows.T * (tries * chance * (1 - chance))) @ rows + penalty
    return effects, np.linalg.inv(curve)


def _design(channels: int) -> Numbers:
    """Return which effects add up at each channel and slot: (channels x 169, effects)."""
    hour = np.vstack([np.tile(np.eye(HOURS), (DAYS, 1)), np.zeros(HOURS)])
    day = np.vstack([np.repeat(np.eye(DAYS), HOURS, axis=0), np.zeros(DAYS)])
    one = np.ones((SLOTS + 1, 1))
    channel = np.eye(channels)
    return np.hstack(
        [
            np.ones((channels * (SLOTS + 1), 1)),
            np.kron(channel, one),
            np.tile(hour, (channels, 1)),
            np.tile(day, (channels, 1)),
            np.kron(channel, hour),
            np.kron(channel, day),
        ]
    )


def _penalty(channels: int, time: float, channel_at_time: float) -> Numbers:
    """Return the precision of the effects before any touch."""
    around = np.roll(np.eye(HOURS), 1, axis=0)
    neighbours = 2 * np.eye(HOURS) - around - around.T + 0.1 * np.eye(HOURS)
    blocks = [np.full((1, 1), 1e-3), np.eye(channels)]
    blocks += [neighbours / time**2, np.eye(DAYS) / time**2]
    blocks += [neighbours / channel_at_time**2] * channels
    blocks += [np.eye(DAYS) / channel_at_time**2] * channels
    size = sum(len(block) for block in blocks)
    penalty = np.zeros((size, size))
    at = 0
    for block in blocks:
        penalty[at : at + len(block), at : at + len(block)] = block
        at += len(block)
    return penalty
