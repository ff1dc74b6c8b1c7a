"""Records as the jobs give them, for tests of charts and templates. All names are made up."""

from datetime import UTC, datetime

from wellspent.records.attribute import AttributeKind
from wellspent.records.fit import Contribution, Fit
from wellspent.records.honesty import (
    CalibrationBin,
    Drift,
    Honesty,
    LearningPoint,
    SetAside,
    SetAsideReason,
)
from wellspent.records.measured import Measured
from wellspent.records.profile import Difference, LearnedProfile
from wellspent.records.scorecard import Band, BandRole, Scorecard, ScorecardAttribute
from wellspent.records.value import CustomerValue
from wellspent.records.verdict import Verdict
from wellspent.serve.web.charts.scale import logistic

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def measured(value: float, half: float = 0.04, count: int = 300) -> Measured:
    return Measured(value, value - half, value + half, count)


def contribution(label: str, points: float, value: str = "", **more: object) -> Contribution:
    given = {
        "attribute": label.lower(), "label": label, "value": value, "band": value,
        "points": points, "standard_error": 0.1, "cases": 120, "won": 31,
    }  # fmt: skip
    return Contribution(**(given | more))  # type: ignore[arg-type]


def fit(*points: float, average: float = -1.82) -> Fit:
    log_odds = average + sum(points)
    return Fit(
        probability=logistic(log_odds),
        low=logistic(log_odds - 0.6),
        high=logistic(log_odds + 0.6),
        log_odds=log_odds,
        average_log_odds=average,
        verdict=Verdict.READY,
        contributions=tuple(
            contribution(f"Attribute {index}", value, "food") for index, value in enumerate(points)
        ),
        reasons=("Food & beverage, 120-500 people",),
        find_out=("Employees",),
    )


def band(label: str, points: float, cases: int, won: int, **more: object) -> Band:
    given = {"role": BandRole.VALUES, "values": (label,), "standard_error": 0.2}
    counts = {"points": points, "cases": cases, "won": won}
    return Band(label=label, **(given | counts | more))  # type: ignore[arg-type]


def attribute(name: str, label: str, *bands: Band) -> ScorecardAttribute:
    rest = (
        Band(
            label="missing", role=BandRole.MISSING, points=-0.1, standard_error=0.3, cases=20, won=2
        ),
        Band(label="unseen", role=BandRole.UNSEEN, points=0.0),
    )
    return ScorecardAttribute(
        name=name, label=label, kind=AttributeKind.CATEGORY, bands=(*bands, *rest)
    )


def scorecard(*attributes: ScorecardAttribute) -> Scorecard:
    return Scorecard(
        name="fit",
        version=3,
        created_at=NOW,
        base_log_odds=-1.8,
        base_standard_error=0.1,
        attributes=attributes,
        verdict=Verdict.READY,
        verdict_reason="It ranks later enquiries well above chance.",
        won=210,
        lost=1290,
        learner="logistic",
        fingerprint="abc",
        base_rate=0.14,
    )


def honesty(verdict: Verdict = Verdict.READY) -> Honesty:
    return Honesty(
        verdict=verdict,
        reason="It ranks later enquiries well above chance.",
        won=210,
        lost=1290,
        auc=measured(0.82),
        log_loss=measured(0.31),
        base_log_loss=0.405,
        brier=measured(0.09, 0.01),
        calibration_error=measured(0.03, 0.01),
        top_decile_lift=measured(3.4, 0.6),
        calibration=(
            CalibrationBin(0.05, measured(0.04, 0.02)),
            CalibrationBin(0.3, measured(0.35, 0.08)),
            CalibrationBin(0.7, measured(0.66, 0.12)),
        ),
        learning_curve=(
            LearningPoint(80, measured(0.7, 0.09), measured(0.4)),
            LearningPoint(400, measured(0.78, 0.06), measured(0.35)),
            LearningPoint(1500, measured(0.82), measured(0.31)),
        ),
        drift=(Drift("", 0.03, "The share won rose from 12 to 15 in 100."),),
        set_aside=(
            SetAside(
                column="call_result",
                reason=SetAsideReason.KNOWS_OUTCOME,
                evidence="Filled in after the outcome: alone it ranks 0.99.",
            ),
            SetAside(
                column="lead_profile",
                reason=SetAsideReason.KNOWS_OUTCOME,
                evidence="Filled for won ones more often.",
                question=True,
            ),
            SetAside(
                column="first_name",
                reason=SetAsideReason.PERSONAL,
                evidence="A person's name is never scored.",
            ),
        ),
    )


def difference(label: str, band_label: str, best: float, everyone: float) -> Difference:
    return Difference(
        attribute=label.lower(),
        label=label,
        band=band_label,
        among_best=measured(best, 0.1, 50),
        among_customers=measured(everyone, 0.05, 200),
        among_lost=measured(everyone / 2, 0.03, 1290),
        stands=True,
    )


def learned_profile(**more: object) -> LearnedProfile:
    card = scorecard(
        attribute(
            "industry", "Industry", band("food", 1.2, 200, 80), band("retail", -0.4, 300, 20)
        ),
        attribute(
            "source", "Source", band("referral", 0.9, 90, 40), band("web form", -0.2, 700, 80)
        ),
    )
    given = {
        "scorecard": card,
        "honesty": honesty(),
        "learned_at": NOW,
        "differences": (difference("Industry", "food", 0.62, 0.3),),
        "customers": (
            CustomerValue(
                account_id="A1",
                account_name="Almond Works Example",
                value=0.9,
                best=True,
                components=(),
                missing=("champions",),
            ),
        ),
    }
    return LearnedProfile(**(given | more))  # type: ignore[arg-type]
