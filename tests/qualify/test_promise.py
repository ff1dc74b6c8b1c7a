"""The promise is kept on average, whatever the distribution; a naive threshold doesn't keep it."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.errors import InputError
from wellspent.qualify.promise import make_promise, needed_for

DRAWS = 2000
Sampler = Callable[[np.random.Generator, int], np.ndarray]


def uniform(random: np.random.Generator, size: int) -> np.ndarray:
    return random.uniform(0.0, 1.0, size)


def mostly_high(random: np.random.Generator, size: int) -> np.ndarray:
    return random.beta(6.0, 1.2, size)


def two_humps(random: np.random.Generator, size: int) -> np.ndarray:
    low = random.uniform(size=size) < 0.1
    return np.where(low, random.beta(2.0, 8.0, size), random.beta(9.0, 1.5, size))


def few_values(random: np.random.Generator, size: int) -> np.ndarray:
    return random.choice([0.05, 0.2, 0.85, 0.97], p=[0.03, 0.07, 0.4, 0.5], size=size)


def one_value(random: np.random.Generator, size: int) -> np.ndarray:
    return np.full(size, 0.85)


def risks(
    sampler: Sampler, threshold_of: Callable[[np.ndarray], float], labelled: int
) -> np.ndarray:
    """The true risk of each draw's threshold, told by a large sample of the same distribution."""
    random = np.random.default_rng(20260117)
    world = np.sort(sampler(random, 200_000))
    thresholds = [threshold_of(sampler(random, labelled)) for _ in range(DRAWS)]
    return np.searchsorted(world, thresholds, side="left") / len(world)


def promised(share: float) -> Callable[[np.ndarray], float]:
    return lambda scores: make_promise(scores, share).threshold


def naive(share: float) -> Callable[[np.ndarray], float]:
    """The largest threshold below which at most this share of the labelled ones lie."""
    return lambda scores: float(np.sort(scores)[int(share * len(scores) + 1e-9)])


@pytest.mark.parametrize("sampler", [uniform, mostly_high, two_humps, few_values, one_value])
@pytest.mark.parametrize(("share", "labelled"), [(0.05, 150), (0.01, 120), (0.1, 37)])
def test_mean_risk_stays_within_the_promised_share(
    sampler: Sampler, share: float, labelled: int
) -> None:
    found = risks(sampler, promised(share), labelled)
    error = found.std(ddof=1) / np.sqrt(DRAWS) + np.sqrt(share / 200_000)
    assert found.mean() <= share + 3 * error


@pytest.mark.parametrize("sampler", [uniform, mostly_high, two_humps])
def test_naive_threshold_breaks_the_promise_so_the_simulation_can_fail(sampler: Sampler) -> None:
    found = risks(sampler, naive(0.05), 150)
    error = found.std(ddof=1) / np.sqrt(DRAWS)
    assert found.mean() > 0.05 + 3 * error


@pytest.mark.parametrize("sampler", [uniform, mostly_high])
def test_promise_uses_most_of_what_it_may(sampler: Sampler) -> None:
    found = risks(sampler, promised(0.05), 150)
    assert found.mean() > 0.05 - 1 / 151 - 0.002


@pytest.mark.parametrize(("share", "needed"), [(0.01, 99), (0.05, 19), (0.1, 9), (0.03, 33)])
def test_below_what_is_needed_no_promise_holds(share: float, needed: int) -> None:
    assert needed_for(share) == needed
    held = [make_promise([0.9] * sample, share).holds for sample in (needed - 1, needed)]
    assert held == [False, True]


def test_sentence_of_no_promise_says_how_many_of_how_many() -> None:
    assert make_promise([0.9] * 12, 0.01).sentence.startswith("12 of the 99 ")


def test_no_share_allows_nothing() -> None:
    promise = make_promise([0.5] * 1000, 0.0)
    assert (promise.holds, promise.threshold, needed_for(0.0)) == (False, 0.0, None)


def test_whole_share_allows_everything_below_certainty() -> None:
    promise = make_promise([0.5], 1.0)
    assert (promise.holds, promise.threshold, promise.bound) == (True, 1.0, 1.0)


@given(st.lists(st.floats(0.0, 1.0), max_size=400), st.floats(0.0, 1.0))
def test_threshold_is_the_largest_that_the_inequality_allows(
    scores: list[float], share: float
) -> None:
    promise = make_promise(scores, share)
    sample = len(scores)

    def allowed(threshold: float) -> bool:
        below = sum(score < threshold for score in scores)
        return (below + 1) / (sample + 1) <= share + 1e-9

    assert promise.holds == allowed(0.0)
    if promise.holds:
        assert allowed(promise.threshold)
        above = [score for score in scores if score >= promise.threshold]
        larger = min((s for s in above if s > promise.threshold), default=1.0)
        assert (
            promise.threshold == 1.0
            or larger == promise.threshold
            or not allowed(np.nextafter(promise.threshold, 2.0))
        )
        assert promise.bound <= share + 1e-9


@pytest.mark.parametrize(("scores", "share"), [([1.2], 0.1), ([0.5], 1.5), ([float("nan")], 0.1)])
def test_numbers_that_are_no_shares_are_refused(scores: list[float], share: float) -> None:
    with pytest.raises(InputError):
        make_promise(scores, share)
