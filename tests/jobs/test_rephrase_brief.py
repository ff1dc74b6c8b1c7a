"""A real server's answers: what a model adds is refused, and without an answer the brief stands."""

import json

from tests.brief.test_write import matter_of, nothing_found
from tests.jobs.test_ask_language_model import model_that_says
from wellspent.brief.write import write_brief
from wellspent.jobs.rephrase_brief import rephrase_brief


def test_what_a_model_adds_is_refused() -> None:
    brief = write_brief(matter_of(3), passes=nothing_found)
    first = brief.sections[0].lines[0]
    answer = json.dumps({"lines": {"1": f"{first.text} A charming person.", "2": ""}})
    with model_that_says(answer) as (model, asked):
        after = rephrase_brief(brief, model)
    assert after.sections == brief.sections
    assert any("charming" in one for one in after.withheld)
    assert first.text in asked[0]["messages"][1]["content"]


def test_without_an_answer_the_brief_stands_and_says_so() -> None:
    brief = write_brief(matter_of(3), passes=nothing_found)
    with model_that_says("", status=503) as (model, _):
        after = rephrase_brief(brief, model)
    assert after.sections == brief.sections
    assert "gave no answer" in after.withheld[-1]
