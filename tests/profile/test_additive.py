import numpy as np
import pytest

from wellspent.profile.additive import (
    Design,
    Prior,
    add_up,
    covariance_of,
    design_of,
    fit_points,
    refine_points,
    sum_by_band,
    sum_by_pair,
)
from wellspent.profile.arrays import Floats, logistic

SIZES = [3, 5, 2]


def some_design(rows: int = 400, seed: int = 0) -> Design:
    random = np.random.default_rng(seed)
    codes = np.column_stack([random.integers(0, size, rows) for size in SIZES])
    return design_of(codes.astype(np.int32), SIZES)


def one_hot(design: Design) -> Floats:
    members = np.zeros((design.places.shape[1], design.size))
    for places in design.places:
        members[np.arange(len(members)), places] = 1.0
    return members


def prior_of_scale(scale: float, size: int) -> Prior:
    return Prior(np.zeros(size), np.eye(size) / scale**2, -2.0 * size * np.log(scale))


def test_sums_are_those_of_the_one_hot_matrix() -> None:
    design = some_design()
    amounts = np.random.default_rng(1).random(400)
    members = one_hot(design)
    np.testing.assert_allclose(sum_by_band(design, amounts), members.T @ amounts)
    np.testing.assert_allclose(sum_by_pair(design, amounts), members.T * amounts @ members)


def test_sums_are_the_same_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    design = some_design()
    amounts = np.random.default_rng(1).random(400)
    whole = sum_by_pair(design, amounts)
    monkeypatch.setattr("wellspent.profile.additive.CASES_AT_A_TIME", 37)
    np.testing.assert_allclose(sum_by_pair(design, amounts), whole)


def test_slope_of_the_posterior_is_zero_at_the_fit() -> None:
    design, outcome, weights, prior = _problem()
    fitted = fit_points(design, outcome, weights, prior)
    residual = weights * (outcome - logistic(add_up(design, fitted.base, fitted.points)))
    pull = prior.precision @ fitted.points
    np.testing.assert_allclose(one_hot(design).T @ residual - pull, 0.0, atol=0.05)
    assert residual.sum() == pytest.approx(0.0, abs=0.05)


def test_refining_reaches_the_fit_of_other_weights_and_prior() -> None:
    design, outcome, weights, prior = _problem()
    start = fit_points(design, outcome, np.ones(400), prior)
    other = prior_of_scale(0.3, design.size)
    refined = refine_points(design, outcome, weights, other, start)
    fitted = fit_points(design, outcome, weights, other)
    np.testing.assert_allclose(refined.points, fitted.points, atol=0.02)
    assert refined.base == pytest.approx(fitted.base, abs=0.02)


def test_refining_a_part_reaches_the_fit_of_all() -> None:
    design, outcome, _, prior = _problem()
    part = np.arange(0, 400, 4)
    start = fit_points(design.take(part), outcome[part], np.ones(100), prior)
    refined = refine_points(design, outcome, np.ones(400), prior, start)
    fitted = fit_points(design, outcome, np.ones(400), prior)
    np.testing.assert_allclose(refined.points, fitted.points, atol=0.02)


def test_evidence_prefers_the_scale_that_made_the_points() -> None:
    design = some_design(4000)
    random = np.random.default_rng(3)
    points = 0.5 * random.normal(size=design.size)
    log_odds = add_up(design, 0.0, points)
    outcome = (random.random(4000) < logistic(log_odds)).astype(np.float64)
    evidence = [
        fit_points(design, outcome, np.ones(4000), prior_of_scale(scale, design.size)).log_evidence
        for scale in (0.02, 0.5, 20.0)
    ]
    assert np.argmax(evidence) == 1


def test_covariance_is_the_inverse_of_information_and_prior() -> None:
    design, outcome, weights, prior = _problem()
    fitted = fit_points(design, outcome, weights, prior)
    curvature = fitted.information.copy()
    curvature[1:, 1:] += prior.precision
    product = covariance_of(fitted, prior) @ curvature
    np.testing.assert_allclose(product, np.eye(len(curvature)), atol=1e-9)


def test_no_attribute_leaves_the_base_alone() -> None:
    design = design_of(np.zeros((100, 0), dtype=np.int32), [])
    outcome = (np.arange(100) < 30).astype(np.float64)
    prior = Prior(np.zeros(0), np.zeros((0, 0)), 0.0)
    fitted = fit_points(design, outcome, np.ones(100), prior)
    assert logistic(np.array([fitted.base])) == pytest.approx([0.3], abs=1e-3)


def _problem() -> tuple[Design, Floats, Floats, Prior]:
    design = some_design()
    random = np.random.default_rng(2)
    outcome = (random.random(400) < 0.3 + 0.1 * design.places[0]).astype(np.float64)
    weights = 0.5 + random.random(400)
    return design, outcome, weights, prior_of_scale(0.8, design.size)
