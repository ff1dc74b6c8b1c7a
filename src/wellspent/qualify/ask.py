"""Ask: the one question whose answer would move the decision most, and that is easy to answer.

The value of a question is what knowing its answer saves on average (the expected value of
information): the cost of the best quick route as things stand, less the average over the possible
answers of the cost of the best quick route then. An answer moves two things:

- authenticity, since genuine people answer it more often than others do (`genuine_answer` and
  `others_answer` in `questions.toml`, by Bayes' rule; no answer moves it the other way, but only
  here: silence is held against nobody when the enquiry itself is judged);
- fit, where the profile knows the field and the lead leaves it out: each band of the scorecard is
  an answer, as frequent as it was among past cases.

What is known already is never asked again, unless a signal speaks against it.
"""

import math
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wellspent.errors import SettingsError
from wellspent.qualify.route_prices import KIND_CODES, ROUTES, cost_arrays
from wellspent.records.authenticity import Authenticity, EnquiryKind
from wellspent.records.fit import Fit
from wellspent.records.lead import Lead
from wellspent.records.route import Route, RoutingRules
from wellspent.records.scorecard import BandRole, Scorecard

ADDED_TO_MESSAGE = ("need", "time_frame")
"""Fields of no column: their answers are added to the message, where the signals read them."""

SAYS_THE_NEED = 6
"""A message of so many words, whose kind is clear, says what is needed."""

QUICK = [ROUTES.index(route) for route in (Route.CALL_NOW, Route.LIGHT_TOUCH, Route.GIVE)]
SURE = 1e-6


class Question(BaseModel):
    """A question that may be asked, and what an answer to it tells (see `questions.toml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: str = Field(min_length=1)
    genuine_answer: float = Field(gt=0.0, lt=1.0)
    others_answer: float = Field(gt=0.0, lt=1.0)
    doubts: tuple[str, ...]
    reason: str


class _QuestionsFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    questions: tuple[Question, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class BestQuestion:
    """The question to ask: the field that it asks for, what an answer saves, and why this one.

    `worth` is in the rules' currency.
    """

    field: str
    worth: float
    reason: str


@cache
def usual_questions() -> tuple[Question, ...]:
    """Return the questions of `questions.toml`; SettingsError when it has a mistake."""
    text = files("wellspent.qualify").joinpath("questions.toml").read_text(encoding="utf-8")
    try:
        return _QuestionsFile.model_validate(tomllib.loads(text)).questions
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"The table of questions has a mistake: {error}", where="qualify/questions.toml"
        ) from error


def best_question(
    lead: Lead,
    authenticity: Authenticity,
    fit: Fit | float | None,
    rules: RoutingRules,
    *,
    scorecard: Scorecard | None = None,
    asked: Collection[str] = (),
    questions: Sequence[Question] | None = None,
) -> BestQuestion | None:
    """Return the question that is worth most; None if all is known.

    `fit` in full, with its `scorecard`, tells what a missing field would change; as a number it
    stays what it is, and None is what the rules assume. `asked` are fields asked for already.
    """
    open_ones = [
        question
        for question in (usual_questions() if questions is None else questions)
        if question.field not in asked and may_ask(question, lead, authenticity)
    ]
    valued = [
        (_worth(question, authenticity, fit, rules, scorecard), -place, question)
        for place, question in enumerate(open_ones)
    ]
    if not valued:
        return None
    worth, _, question = max(valued, key=lambda one: one[:2])
    return BestQuestion(
        field=question.field,
        worth=worth,
        reason=f"An answer saves {worth:,.2f} {rules.costs.currency} on average. "
        f"{question.reason}.",
    )


def may_ask(question: Question, lead: Lead, authenticity: Authenticity) -> bool:
    """Return whether a field is missing, or doubted by a signal that speaks against it."""
    doubted = any(
        one.attribute in question.doubts and one.points < 0 for one in authenticity.contributions
    )
    return doubted or not _is_known(question.field, lead, authenticity.kind)


def _is_known(field: str, lead: Lead, kind: EnquiryKind) -> bool:
    if lead.attributes.get(field) not in {None, ""}:
        return True
    if field == "need":
        return kind is not EnquiryKind.UNSURE and len(lead.message.split()) >= SAYS_THE_NEED
    return field not in ADDED_TO_MESSAGE and getattr(lead, field) not in {None, ""}


def _worth(
    question: Question,
    authenticity: Authenticity,
    fit: Fit | float | None,
    rules: RoutingRules,
    scorecard: Scorecard | None,
) -> float:
    chance = _chance(fit, rules)
    genuine = min(max(authenticity.probability, SURE), 1.0 - SURE)
    answers = genuine * question.genuine_answer + (1.0 - genuine) * question.others_answer
    if_answered = genuine * question.genuine_answer / answers
    if_silent = genuine * (1.0 - question.genuine_answer) / (1.0 - answers)
    shares, chances = _possible_fits(question.field, fit, chance, scorecard)
    # One row for now, one for silence, and one for each answer.
    genuine_rows = np.array([genuine, if_silent, *[if_answered] * len(chances)])
    chance_rows = np.array([chance, chance, *chances])
    cost = _cost_of_best(genuine_rows * chance_rows, authenticity.kind, rules)
    after = answers * float(np.dot(shares, cost[2:])) + (1.0 - answers) * cost[1]
    return max(0.0, float(cost[0] - after))


def _cost_of_best(
    chance_of_a_deal: np.ndarray, kind: EnquiryKind, rules: RoutingRules
) -> np.ndarray:
    """Return what the best quick route costs at these chances that a deal comes of it."""
    table, row = cost_arrays(rules.costs), KIND_CODES[kind]
    stake = chance_of_a_deal * rules.costs.customer_worth
    cost = table.time[row, QUICK] + stake[:, np.newaxis] * table.lost[row, QUICK]
    return cost.min(axis=1)


def _chance(fit: Fit | float | None, rules: RoutingRules) -> float:
    if isinstance(fit, Fit):
        return fit.probability
    return rules.chance_without_profile if fit is None else fit


def _possible_fits(
    field: str, fit: Fit | float | None, chance: float, scorecard: Scorecard | None
) -> tuple[list[float], list[float]]:
    """Return how often each answer is to be expected, and the fit that it leads to."""
    attribute = (
        next((a for a in scorecard.attributes if a.name == field), None) if scorecard else None
    )
    missing = isinstance(fit, Fit) and any(
        one.attribute == field and one.missing for one in fit.contributions
    )
    if attribute is None or not isinstance(fit, Fit) or not missing:
        return [1.0], [chance]
    without = next(band for band in attribute.bands if band.role is BandRole.MISSING)
    bands = [b for b in attribute.bands if b.role in {BandRole.RANGE, BandRole.VALUES}]
    weights = [band.cases + 1.0 for band in bands]
    fits = [_logistic(fit.log_odds - without.points + band.points) for band in bands]
    total = sum(weights)
    return ([weight / total for weight in weights], fits) if bands else ([1.0], [chance])


def _logistic(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-500.0, min(500.0, log_odds))))
