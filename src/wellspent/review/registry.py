"""Registry: the folder `rules/` is the list of our rules; others come by entry point.

A package of rules names each of them in its entry points, group `wellspent.rules`; the same shape
as ours.
"""

import pkgutil
from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from wellspent.errors import NotFound, SettingsError
from wellspent.records.finding import Severity
from wellspent.review import rules
from wellspent.review.measured import measured_rules
from wellspent.review.rule import Rule
from wellspent.review.suppressing.suppression_rules import SUPPRESSION_RULES

ENTRY_POINTS = "wellspent.rules"

LONGEST_CODE = 60
"""Letters of an unknown code that are repeated to whoever asked for it."""

LEAST_PRECISION = 0.9
"""A rule that is right less often is a hint, and off unless asked for."""


@cache
def own_rules() -> tuple[Rule, ...]:
    """Return the rules of the folder, by code.

    One that is right less than nine times in ten on the corpus is a hint, whatever its author
    thinks: better silent than wrong.
    """
    modules = pkgutil.walk_packages(rules.__path__, f"{rules.__name__}.")
    found = [import_module(module.name).RULE for module in modules if not module.ispkg]
    return _by_code(_as_measured(rule) for rule in found)


def _as_measured(rule: Rule) -> Rule:
    measured = measured_rules().get(rule.code)
    if measured is None or measured.precision >= LEAST_PRECISION:
        return rule
    return replace(rule, severity=Severity.HINT)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return our rules and those of other packages, by code; SettingsError if two share one.

    Those about suppressions are among them.
    """
    return _by_code([*own_rules(), *SUPPRESSION_RULES, *_rules_of_others()])


def rule_by_code(code: str) -> Rule:
    """Return a rule by its code or its name; NotFound when there is none."""
    wanted = code.strip().casefold()
    for rule in all_rules():
        if wanted in (rule.code.casefold(), rule.name):
            return rule
    known = [word for rule in all_rules() for word in (rule.code.casefold(), rule.name)]
    near = get_close_matches(wanted, known, n=1)
    meant = f" Did you mean {near[0].upper() if near[0].isalnum() else near[0]}?" if near else ""
    raise NotFound(
        f"There is no rule {code[:LONGEST_CODE]}.{meant}",
        next_step="`wellspent review rules` lists them.",
    )


def _rules_of_others() -> list[Rule]:
    found: list[Rule] = []
    for point in entry_points(group=ENTRY_POINTS):
        try:
            rule = point.load()
        except Exception as error:  # a package of others may raise whatever it likes
            raise SettingsError(
                f"The rule {point.name} of another package can't be loaded: "
                f"{type(error).__name__}: {error}.",
                where=f"{point.value}, group {ENTRY_POINTS}",
                next_step="Mend that package, or uninstall it.",
            ) from error
        if not isinstance(rule, Rule):
            raise SettingsError(
                f"The entry point {point.name} gives no rule.",
                where=f"{point.value}, group {ENTRY_POINTS}",
                next_step="Let it name an object made with wellspent.review.rule.Rule.",
            )
        found.append(rule)
    return found


def _by_code(found: Iterable[Rule]) -> tuple[Rule, ...]:
    by_code: dict[str, Rule] = {}
    for rule in found:
        if rule.code in by_code:
            raise SettingsError(
                f"Two rules have the code {rule.code}: {by_code[rule.code].name} and {rule.name}.",
                next_step="Give one of them another code.",
            )
        by_code[rule.code] = rule
    return tuple(by_code[code] for code in sorted(by_code))
