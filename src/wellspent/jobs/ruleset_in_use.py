"""The rules that are on, as the team's `review.toml` has them."""

from pathlib import Path

from wellspent.records.finding import Severity
from wellspent.review.engine import Ruleset, prepare
from wellspent.review.registry import all_rules


def ruleset_in_use(configuration: Path | None = None) -> Ruleset:
    """Return the rules ready to run: all but hints, unless the team's file says otherwise."""
    assert configuration is None  # the team's file comes with review/configuration.py
    return prepare(rule for rule in all_rules() if rule.severity is not Severity.HINT)
