"""Templates are reviewed once, and anew only when something changed that their review hangs on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from wellspent.jobs.review_templates import review_template
from wellspent.records.draft import DraftChannel
from wellspent.records.finding import Review, Severity
from wellspent.records.message_template import MessageTemplate
from wellspent.review.engine import Ruleset, prepare
from wellspent.review.message import Message
from wellspent.review.reading.text import Span
from wellspent.review.rule import Found, Rule

NOW = datetime(2026, 3, 3, 10, tzinfo=UTC)
CHECKS_IN = MessageTemplate(name="Calm", channel=DraftChannel.EMAIL, body="Just checking in.")


def on_an_odd_day(message: Message) -> Iterator[Found]:
    """Find something on odd days, in texts that speak of days."""
    if "day" in message.body.text and message.now.day % 2:
        yield Found(span=Span(0, 3))


@pytest.fixture
def ruleset() -> Ruleset:
    rule = Rule(
        code="DAY001",
        name="odd-day",
        severity=Severity.WARNING,
        message="-",
        advice="-",
        page="-",
        find=on_an_odd_day,
        examples=(),
    )
    return prepare([rule])


def reviewed(template: MessageTemplate, ruleset: Ruleset, day: int) -> Review:
    return review_template(template, ruleset, None, now=NOW + timedelta(days=day))


def test_review_that_hangs_on_no_day_is_kept_over_days(ruleset: Ruleset) -> None:
    first = reviewed(CHECKS_IN, ruleset, 0)
    assert reviewed(CHECKS_IN, ruleset, 1) is first
    assert reviewed(CHECKS_IN, ruleset, 400) is first


def test_review_that_hangs_on_the_day_is_made_anew(ruleset: Ruleset) -> None:
    template = MessageTemplate(name="Day", channel=DraftChannel.EMAIL, body="Which day is it?")
    counts = [len(reviewed(template, ruleset, day).findings) for day in range(4)]
    assert counts == [1, 0, 1, 0]
    assert reviewed(template, ruleset, 3) is reviewed(template, ruleset, 3)
