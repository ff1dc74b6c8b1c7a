"""Honesty: how well a scorecard did on later data, and what was set aside."""

from dataclasses import dataclass
from enum import StrEnum

from wellspent.records.measured import Measured
from wellspent.records.verdict import Verdict


class SetAsideReason(StrEnum):
    """Why a column carries no points."""

    KNOWS_OUTCOME = "knows the outcome"
    PERSONAL = "about the person, not the business"
    IDENTIFIER = "an identifier, different on almost every row"
    CONSTANT = "the same on every row"
    EMPTY = "empty"
    FREE_TEXT = "free text"
    DATE = "a date"
    REQUESTED = "left out on request"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A column that carries no points, or is in doubt, with the evidence for it in a sentence.

    With `question` it was *not* set aside: it is used, but a person should say whether it is
    known when an enquiry arrives. With `kept` the user overruled us.
    """

    column: str
    reason: SetAsideReason
    evidence: str
    question: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Cases given about the same probability: what was said, and what came true."""

    predicted: float
    observed: Measured


@dataclass(frozen=True, slots=True)
class LearningPoint:
    """How well it does when it learns from that many cases: area under the curve, log loss."""

    cases: int
    auc: Measured
    log_loss: Measured


@dataclass(frozen=True, slots=True)
class Drift:
    """How an attribute (or, with an empty name, the base rate) moved in the recent period.

    `index` is the population stability index for attributes, and the change in share for the base
    rate; `sentence` says it in words.
    """

    attribute: str
    index: float
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutDoubtful:
    """How well it does once the columns in question are left out, so that both can be seen."""

    columns: tuple[str, ...]
    verdict: Verdict
    auc: Measured | None = None
    log_loss: Measured | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Honesty:
    """Validation that moves forward in time, and the verdict that it supports.

    Measures are None under *rules only*. `base_log_loss` is what always saying the base rate
    scores. `top_decile_lift` is how many times the base rate the best tenth is won.
    `without_doubtful` is there when a column is in question.
    """

    verdict: Verdict
    reason: str
    won: int
    lost: int
    auc: Measured | None = None
    log_loss: Measured | None = None
    base_log_loss: float | None = None
    brier: Measured | None = None
    calibration_error: Measured | None = None
    top_decile_lift: Measured | None = None
    calibration: tuple[CalibrationBin, ...] = ()
    learning_curve: tuple[LearningPoint, ...] = ()
    drift: tuple[Drift, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    without_doubtful: WithoutDoubtful | None = None
