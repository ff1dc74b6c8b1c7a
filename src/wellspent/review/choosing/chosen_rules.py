"""Chosen rules: which rules are on, by a team's configuration and what was asked for."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from wellspent.errors import SettingsError
from wellspent.records.finding import Severity
from wellspent.review.choosing.configuration import NOTHING_CHOSEN, Configuration
from wellspent.review.engine import Ruleset, prepare
from wellspent.review.registry import all_rules
from wellspent.review.rule import Rule

ALL = "all"


def ruleset_of(
    configuration: Configuration = NOTHING_CHOSEN,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    hints: bool = False,
    heeds_markers: bool = True,
) -> Ruleset:
    """Return the rules that are on (see `rules_on`), ready to run, with what the team allows."""
    on = rules_on(configuration, select=select, ignore=ignore, hints=hints)
    return prepare(
        on,
        _severities(configuration),
        allowed=configuration.allow,
        heeds_markers=heeds_markers,
        unsure=None if hints or configuration.hints else _told_of(on, configuration, select),
        usual=configuration.defaults,
    )


def _told_of(
    on: Iterable[Rule], configuration: Configuration, select: Sequence[str]
) -> frozenset[str]:
    """Return the codes of rules that a team names by themselves: it hears all that they find."""
    named = (*(tuple(select) or configuration.select or ()), *configuration.severities)
    return frozenset(
        rule.code for rule in on if any(_fit(rule, each) == len(rule.code) for each in named)
    )


def rules_on(
    configuration: Configuration = NOTHING_CHOSEN,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    hints: bool = False,
) -> list[Rule]:
    """Return the rules that are on.

    `select` takes the place of what the configuration selects and ignores; `ignore` is added.
    Of a code and its beginnings the longest counts: with `MAN` ignored, `MAN001` can be selected.
    Hints are on with `hints`, or where their own code or name is selected. SettingsError for what
    is no code.
    """
    selected = tuple(select) or configuration.select or ()
    ignored = (*ignore, *(() if select else configuration.ignore))
    told = (*configuration.severities, *(one.code for one in configuration.allow))
    _refuse_unknown((*select, *ignore), "--select, --ignore")
    _refuse_unknown((*selected, *ignored, *told), configuration.file)
    severities = _severities(configuration)
    with_hints = hints or configuration.hints
    return [
        rule
        for rule in all_rules()
        if _is_on(
            rule,
            selected,
            ignored,
            is_hint=severities.get(rule.code, rule.severity) is Severity.HINT and not with_hints,
        )
    ]


def _is_on(rule: Rule, selected: Sequence[str], ignored: Sequence[str], *, is_hint: bool) -> bool:
    wanted = max((_fit(rule, each) for each in selected), default=0 if not selected else -1)
    refused = max((_fit(rule, each) for each in ignored), default=-1)
    if is_hint and wanted < len(rule.code):
        return False
    return wanted > refused


def _fit(rule: Rule, wanted: str) -> int:
    """Return how much of a rule's code this says; -1 when it is about others."""
    bare = wanted.strip().casefold()
    if bare == rule.name or bare == rule.code.casefold():
        return len(rule.code)
    if bare == ALL:
        return 0
    return len(bare) if rule.code.casefold().startswith(bare) else -1


def _severities(configuration: Configuration) -> dict[str, Severity]:
    broad_first = sorted(configuration.severities.items(), key=lambda one: len(one[0]))
    return {
        rule.code: severity
        for wanted, severity in broad_first
        for rule in all_rules()
        if _fit(rule, wanted) >= 0
    }


def _refuse_unknown(wanted: Iterable[str], where: str) -> None:
    rules = all_rules()
    for each in wanted:
        if not any(_fit(rule, each) >= 0 for rule in rules):
            known = [word for rule in rules for word in (rule.code, rule.name)]
            near = get_close_matches(each.strip(), known, n=1)
            raise SettingsError(
                f"There is no rule {each!r}, nor any whose code begins so.",
                where=where,
                next_step=f"Did you mean {near[0]}?" if near else
                "`wellspent review rules` lists them.",
            )  # fmt: skip
