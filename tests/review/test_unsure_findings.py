"""What a rule is unsure of is a hint, shown where a team wants hints or names the rule."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.review.word_rules import word_rule
from wellspent.records.draft import Draft
from wellspent.records.finding import Severity
from wellspent.review.engine import UNSURE, Ruleset, prepare, review
from wellspent.review.message import Message
from wellspent.review.rule import Found, Rule

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
DRAFT = Draft(body="A foo here.")


def unsure_rule() -> Rule:
    sure = word_rule("MAN001", "foo")

    def find(message: Message) -> Iterator[Found]:
        return (replace(each, is_unsure=True) for each in sure.find(message))

    return replace(sure, find=find)


@pytest.mark.parametrize(
    ("ruleset", "heard"),
    [
        (prepare([unsure_rule()]), [(Severity.HINT, UNSURE)]),
        (prepare([unsure_rule()], unsure=frozenset({"MAN001"})), [(Severity.HINT, UNSURE)]),
        (prepare([unsure_rule()], unsure=frozenset({"MAN002"})), []),
        (prepare([word_rule("MAN001", "foo")], unsure=frozenset()), [(Severity.WARNING, 0.9)]),
        (prepare([unsure_rule()], {"MAN001": Severity.ERROR}), [(Severity.ERROR, UNSURE)]),
    ],
)
def test_unsure_finding_is_a_hint_that_must_be_asked_for(
    ruleset: Ruleset, heard: list[tuple[Severity, float]]
) -> None:
    found = review(DRAFT, ruleset, now=NOW).findings
    assert [(each.severity, each.certainty) for each in found] == heard


def test_marker_that_allows_an_unsure_finding_is_used() -> None:
    draft = Draft(body="A foo here. <!-- wellspent: allow MAN001 because it is ours -->")
    reviewed = review(draft, prepare([unsure_rule()], unsure=frozenset()), now=NOW)
    assert not reviewed.findings
