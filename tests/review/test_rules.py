"""Every rule's own examples, run; and what every rule must have."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from wellspent.records.finding import DraftField
from wellspent.review.engine import prepare, review
from wellspent.review.registry import own_rules
from wellspent.review.rule import Example, Rule

EVERY = prepare(own_rules())
NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
CASES = [
    pytest.param(rule, example, id=f"{rule.code}-{number}")
    for rule in own_rules()
    for number, example in enumerate(rule.examples)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_rule_marks_exactly_what_its_example_says(rule: Rule, example: Example) -> None:
    found = review(
        example.draft,
        replace(EVERY, rules=(rule,)),
        now=example.draft.send_at or NOW,
        reader=example.reader,
        company=example.company,
    )
    assert not found.unchecked
    fields = {DraftField.SUBJECT: example.draft.subject, DraftField.BODY: example.draft.body}
    marks = [fields[each.field][each.start : each.end] for each in found.findings]
    assert sorted(marks) == sorted(example.marks)


@pytest.mark.parametrize("rule", own_rules(), ids=lambda rule: rule.code)
def test_rule_has_reasons_and_both_kinds_of_example(rule: Rule) -> None:
    headings = [line for line in rule.page.splitlines() if line.startswith("## ")]
    assert headings == ["## Why it matters", "## Instead", "## Evidence"]
    assert any(example.marks for example in rule.examples)
    assert any(not example.marks for example in rule.examples)
