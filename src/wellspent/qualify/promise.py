"""The promise: at most a set share of genuine enquiries ends in a slow lane.

Conformal risk control (Angelopoulos, Bates, Fisch, Lei, Schuster: *Conformal Risk Control*, 2022,
arXiv:2208.02814, theorem 1), for the loss "it is genuine and its authenticity lies below the
threshold". The loss is 0 or 1 and only grows with the threshold. So the largest threshold with

    n / (n + 1) * (share of the n labelled genuine below it) + 1 / (n + 1) <= the promised share

keeps, on average over samples and new enquiries, at most the promised share of genuine ones below
it, whatever the distribution of authenticity; all that is assumed is that new genuine enquiries
are like the labelled ones (exchangeable). With k = floor(share * (n + 1)) that threshold is the
k-th smallest authenticity among them, and the bound is k / (n + 1). With k = 0, which is so below
ceil(1 / share) - 1 of them, no threshold can keep the promise.
"""

import math
from collections.abc import Iterable

import numpy as np

from wellspent.errors import InputError
from wellspent.qualify.percent import percent
from wellspent.records.route import Promise

ROUNDING = 1e-9
"""0.29 * 100 is 28.999... in floating point; it is meant to be 29."""


def make_promise(genuine_scores: Iterable[float], share: float) -> Promise:
    """Return the promise that these authenticities of labelled genuine enquiries can carry.

    `share` (0 to 1) is what the team allows. InputError when a number isn't between 0 and 1.
    """
    scores = np.sort(np.fromiter(genuine_scores, dtype=np.float64))
    _check(scores, share)
    sample = len(scores)
    allowed = math.floor(share * (sample + 1) + ROUNDING)
    if allowed < 1:
        return _no_promise(share, sample)
    # All of them below it is what `share` = 1 allows.
    threshold = 1.0 if allowed > sample else float(scores[allowed - 1])
    bound = min(1.0, allowed / (sample + 1))
    return Promise(
        share=share,
        holds=True,
        threshold=threshold,
        bound=bound,
        sample=sample,
        sentence=(
            f"On average at most {percent(bound)} of genuine enquiries end in a slow lane: only "
            f"authenticity below {percent(threshold)} may. This rests on {sample:,} enquiries "
            "known to be genuine, and holds as long as new ones are like them."
        ),
    )


def needed_for(share: float) -> int | None:
    """Return how many labelled genuine enquiries a promise needs; None: no number is enough."""
    return math.ceil(1.0 / share - ROUNDING) - 1 if share > ROUNDING else None


def _no_promise(share: float, sample: int) -> Promise:
    needed = needed_for(share)
    if needed is None:
        why = "Your team allows no genuine enquiry in a slow lane, so none is sent there."
    else:
        why = (
            f"{sample:,} of the {needed:,} enquiries known to be genuine that a promise of "
            f"{percent(share)} needs are there. Until then no rule sends anyone to a slow lane: a "
            "person decides. Deals won, marks and releases from quarantine count."
        )
    return Promise(share=share, holds=False, threshold=0.0, bound=1.0, sample=sample, sentence=why)


def _check(scores: np.ndarray, share: float) -> None:
    if not 0.0 <= share <= 1.0:
        raise InputError(
            f"A share of {share:g} of genuine enquiries makes no sense.",
            where="slow_lane_share",
            next_step="Give a share from 0 to 1, such as 0.01 for 1 in 100.",
        )
    if not bool(np.all((scores >= 0.0) & (scores <= 1.0))):
        raise InputError("An authenticity must lie between 0 and 1.", where="genuine_scores")
