"""Suppression rules: what is said of lines that allow findings. They look at no message."""

from wellspent.records.finding import Severity
from wellspent.review.rule import Rule

_UNUSED_PAGE = """A line of the draft allows a finding that there isn't.

## Why it matters
What is allowed for no reason hides the finding that comes later.

## Instead
Take the line out, or correct the code in it.

## Evidence
House style.
"""

_REASONLESS_PAGE = """A line of the draft allows a finding and doesn't say why.

## Why it matters
Nobody can tell a year later whether the reason still holds. So the finding stands.

## Instead
Write the reason: `<!-- wellspent: allow MAN009 because it is our customers' own slogan -->`

## Evidence
House style.
"""

UNUSED = Rule(
    code="SUP001",
    name="unused-suppression",
    severity=Severity.WARNING,
    message="This allows a finding that there isn't.",
    advice="Take it out, or correct its code.",
    page=_UNUSED_PAGE,
    find=lambda _message: (),
    examples=(),
    certainty=1.0,
)

REASONLESS = Rule(
    code="SUP002",
    name="suppression-without-reason",
    severity=Severity.WARNING,
    message="This allows a finding without saying why, so the finding stands.",
    advice="Add `because` and the reason.",
    page=_REASONLESS_PAGE,
    find=lambda _message: (),
    examples=(),
    certainty=1.0,
)

SUPPRESSION_RULES = (UNUSED, REASONLESS)
"""What is said of suppressions themselves; they look at findings, not at messages."""
