"""A language model may say a sentence in other words; what it adds is refused."""

import json
from dataclasses import replace

import pytest

from tests.brief.test_write import matter_of, nothing_found
from wellspent.brief.field_read import reading
from wellspent.brief.rephrased import added, question, read_answer, rephrased
from wellspent.brief.support import unsupported
from wellspent.brief.write import write_brief
from wellspent.records.brief import BriefLine, Standing

LINE = BriefLine(
    text="Ada Example is Plant Manager at Paper Boat Foods.",
    standing=Standing.CITED,
    says={"Ada Example": 0, "Plant Manager": 1, "Paper Boat Foods": 2},
    sentence="is",
)


@pytest.mark.parametrize(
    "text",
    [
        "At Paper Boat Foods, Ada Example is the Plant Manager.",
        "The Plant Manager at Paper Boat Foods is Ada Example.",
    ],
)
def test_another_order_adds_nothing(text: str) -> None:
    assert added(text, LINE) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Ada Example is the friendly Plant Manager at Paper Boat Foods.", "friendly"),
        ("Ada Example is not Plant Manager at Paper Boat Foods.", "turned round"),
        ("Ada Example is probably Plant Manager at Paper Boat Foods.", "turned round"),
        ("Ada Example is manager at Paper Boat Foods.", "Plant Manager"),
        ("Ada Example is Plant Manager at Paper Boat Foods since 2019.", "2019"),
        ("Ada Example is Plant Manager at Paper Boat Foods. “She decides.”", "longer|quotation"),
        ("Ada Example is Plant Manager at Paper Boat Foods and at Example.com", "com|new"),
    ],
)
def test_what_adds_or_loses_is_refused(text: str, why: str) -> None:
    assert any(one in added(text, LINE) for one in why.split("|"))


def test_a_refused_sentence_stays_as_it_was_and_is_told() -> None:
    matter = matter_of(7)
    brief = write_brief(matter, passes=nothing_found)
    numbers = json.loads(question(brief))["lines"]
    lies = {int(number): f"{text} They will surely buy." for number, text in numbers.items()}
    after = rephrased(brief, lies, by="a model")
    assert after.sections == brief.sections
    assert after.rephrased_by == ""
    assert len(after.withheld) == len(brief.withheld) + len(lies)


def test_a_sentence_that_was_rephrased_is_still_followed_to_its_records() -> None:
    matter = matter_of(7)
    brief = write_brief(matter, passes=nothing_found)
    numbers = json.loads(question(brief))["lines"]
    same = {int(number): f"So, {text}" for number, text in numbers.items()}
    after = rephrased(brief, same, by="a model")
    assert after.rephrased_by == "a model"
    assert not unsupported(after, reading(matter))
    section = after.sections[0]
    lie = replace(section.lines[0], text=f"{section.lines[0].text} Surely.", text_of_own="")
    false = replace(after, sections=(replace(section, lines=(lie,)),))
    assert unsupported(false, reading(matter))


@pytest.mark.parametrize("answer", ["", "[]", "{}", '{"lines": 3}', '{"lines": {"x": 1, "2": 5}}'])
def test_an_answer_that_is_none_changes_nothing(answer: str) -> None:
    assert read_answer(answer) == {}
