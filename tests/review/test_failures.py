"""A rule that fails, or a review that runs out of time, is said and ends nothing else."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic

import pytest

from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.records.finding import Severity
from wellspent.review.engine import prepare, review
from wellspent.review.message import Message
from wellspent.review.reading.text import Span
from wellspent.review.registry import own_rules, rule_by_code
from wellspent.review.rule import Found, Rule
from wellspent.review.truth import claim_reader

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
DRAFT = Draft(
    channel=DraftChannel.EMAIL,
    type=DraftType.FOLLOW_UP,
    body="Hi Ada,\n\nJust checking in on the dryers.\n\nKim",
)


def rule_that_fails(find: object, code: str = "AAA001") -> Rule:
    """Return a rule of somebody else's, which runs before all of ours."""
    return Rule(
        code=code,
        name="of-somebody-else",
        severity=Severity.ERROR,
        message="-",
        advice="-",
        page="-",
        find=find,  # type: ignore[arg-type]
        examples=(),
    )


def raises(message: Message) -> Iterator[Found]:
    yield Found(span=Span(0, 2))
    raise ZeroDivisionError("division by zero")


def test_rule_that_fails_is_said_and_the_others_speak(caplog: pytest.LogCaptureFixture) -> None:
    ruleset = prepare([rule_that_fails(raises), rule_by_code("VAL002")])
    with caplog.at_level(logging.WARNING):
        found = review(DRAFT, ruleset, now=NOW)
    assert [one.code for one in found.findings] == ["VAL002"]
    assert [(one.code, one.failed) for one in found.failed] == [("AAA001", True)]
    assert "ZeroDivisionError: division by zero" in found.failed[0].why
    assert "test_failures.py, line" in found.failed[0].why
    assert "AAA001 failed with ZeroDivisionError" in caplog.text
    assert "division by zero" not in caplog.text, "what it says may hold words of the draft"


def test_rule_that_gives_no_findings_at_all_is_said_too() -> None:
    ruleset = prepare([rule_that_fails(lambda _message: ["nonsense"])])
    assert [one.code for one in review(DRAFT, ruleset, now=NOW).failed] == ["AAA001"]


def test_claims_that_cannot_be_read_leave_the_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_message: Message) -> object:
        raise LookupError("no such")

    first, *rest = claim_reader.claim_readers()
    broken = replace(first, read=fail)  # type: ignore[arg-type]
    monkeypatch.setattr(claim_reader, "claim_readers", lambda: (broken, *rest))
    found = review(DRAFT, prepare([rule_by_code("VAL002")]), now=NOW)
    assert [one.code for one in found.findings] == ["VAL002"]
    assert "claims" in {one.code for one in found.failed}


def test_no_rule_begins_after_the_deadline() -> None:
    ruleset = prepare(own_rules())
    late = review(DRAFT, ruleset, now=NOW, deadline=monotonic() - 1)
    in_time = review(DRAFT, ruleset, now=NOW, deadline=monotonic() + 60)
    assert not late.findings
    assert {one.code for one in late.failed} >= {"VAL002", "REL001", "claims"}
    assert in_time.findings
    assert not in_time.failed


def test_what_nobody_told_is_no_failure() -> None:
    found = review(replace(DRAFT, channel=None, type=None), prepare(own_rules()), now=NOW)
    assert found.unchecked
    assert not found.failed
