from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.qualify.made_judgements import authenticity
from wellspent.qualify.ask import Question, best_question, usual_questions
from wellspent.qualify.costs import default_rules
from wellspent.qualify.next_step_templates import LANGUAGES, usual_templates
from wellspent.qualify.signal import all_signals
from wellspent.records.attribute import AttributeKind
from wellspent.records.authenticity import EnquiryKind
from wellspent.records.fit import Contribution, Fit
from wellspent.records.lead import Lead
from wellspent.records.scorecard import Band, BandRole, Scorecard, ScorecardAttribute
from wellspent.records.verdict import Verdict

RULES = default_rules()
FULL = Lead(
    name="Ann Sample",
    email="ann@sample-dairy.example",
    phone="+12025550100",
    title="Plant Manager",
    company="Sample Dairy",
    industry="Dairy",
    employees=120.0,
    country="Germany",
    message="Please send us a quote for two floor scrubbers.",
    attributes={"time_frame": "this quarter"},
)


def contribution(attribute: str, points: float, *, missing: bool = False) -> Contribution:
    return Contribution(
        attribute=attribute, label=attribute, value="", band="", points=points,
        standard_error=0.1, cases=9, won=3, missing=missing,
    )  # fmt: skip


def test_who_has_said_all_is_asked_nothing() -> None:
    assert best_question(FULL, authenticity(0.4, EnquiryKind.GENUINE), 0.1, RULES) is None


@pytest.mark.parametrize("field", ["company", "title", "phone", "industry", "country"])
def test_the_one_missing_field_is_asked_for(field: str) -> None:
    lead = replace(FULL, **{field: ""})
    question = best_question(lead, authenticity(0.4, EnquiryKind.GENUINE), 0.1, RULES)
    assert question is not None
    assert question.field == field


def test_need_is_asked_of_a_terse_message() -> None:
    question = best_question(replace(FULL, message="price?"), authenticity(0.3), 0.1, RULES)
    assert question is not None
    assert question.field == "need"


def test_known_field_is_asked_again_only_if_a_signal_speaks_against_it() -> None:
    doubted = authenticity(
        0.3, EnquiryKind.GENUINE, contributions=(contribution("company_letters", -1.0),)
    )
    question = best_question(replace(FULL, industry="Dairy"), doubted, 0.1, RULES)
    assert question is not None
    assert question.field in {"company", "industry"}


def test_what_was_asked_already_is_not_asked_again() -> None:
    lead = replace(FULL, company="", message="price?")
    first = best_question(lead, authenticity(0.3), 0.1, RULES)
    assert first is not None
    second = best_question(lead, authenticity(0.3), 0.1, RULES, asked={first.field})
    assert second is not None
    assert second.field != first.field


def test_field_that_the_profile_weighs_most_is_worth_most() -> None:
    def bands(points: float) -> tuple[Band, ...]:
        return (
            Band(label="small", role=BandRole.RANGE, points=-points, cases=50, high=50.0),
            Band(label="large", role=BandRole.RANGE, points=points, cases=50, low=50.0),
            Band(label="none", role=BandRole.MISSING, points=0.0),
        )

    def attribute(name: str, points: float) -> ScorecardAttribute:
        return ScorecardAttribute(
            name=name, label=name, kind=AttributeKind.NUMBER, bands=bands(points)
        )

    scorecard = Scorecard(
        name="fit", version=1, created_at=datetime(2026, 1, 1, tzinfo=UTC), base_log_odds=-3.0,
        base_standard_error=0.1, attributes=(attribute("employees", 3.0), attribute("title", 0.1)),
        verdict=Verdict.READY, verdict_reason="", won=50, lost=50, learner="x", fingerprint="x",
    )  # fmt: skip
    fit = Fit(
        probability=0.05, low=0.0, high=0.2, log_odds=-3.0, average_log_odds=-3.0,
        verdict=Verdict.READY, reasons=(),
        contributions=(
            contribution("employees", 0.0, missing=True),
            contribution("title", 0.0, missing=True),
        ),
    )  # fmt: skip
    alike = [
        Question(field=name, genuine_answer=0.6, others_answer=0.5, doubts=(), reason="A reason")
        for name in ("title", "employees")
    ]
    lead = replace(FULL, employees=None, title="")
    question = best_question(
        lead, authenticity(0.9), fit, RULES, scorecard=scorecard, questions=alike
    )
    assert question is not None
    assert question.field == "employees"
    assert question.worth > 1.0


def test_questions_are_worded_in_every_language_and_doubt_known_signals() -> None:
    signals = {signal.name for signal in all_signals()}
    questions = usual_templates().questions
    for question in usual_questions():
        assert set(question.doubts) - signals == set()
        assert [question.field in questions[language] for language in LANGUAGES] == [True] * 4
