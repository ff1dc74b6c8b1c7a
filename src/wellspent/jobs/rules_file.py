"""Rules as a file: show the one in force, try another one, and put it in force."""

from datetime import datetime
from pathlib import Path

from wellspent.errors import Conflict, NotFound
from wellspent.jobs.routing_rules import save_routing_rules
from wellspent.qualify.costs import (
    check_rules,
    default_rules,
    parse_rules,
    read_rules,
    rules_text,
)
from wellspent.records.route import RoutingRules
from wellspent.records.rules_version import RulesVersion
from wellspent.store.connect import Store
from wellspent.store.kept_text import KeptText
from wellspent.store.routing import list_rules

MOST_VERSIONS = 200


def rules_file(store: Store) -> RulesVersion:
    """Return the rules in force as their file."""
    return rules_versions(store, limit=1)[0]


def rules_versions(store: Store, *, limit: int = MOST_VERSIONS) -> list[RulesVersion]:
    """Return the rules that were ever in force, the newest first; the program's own end it."""
    kept = [_version(one) for one in list_rules(store, limit=limit)]
    return [*kept, RulesVersion(version=0, text=rules_text(default_rules()))][:limit]


def get_rules_version(store: Store, version: int) -> RulesVersion:
    """Return the rules of that version; NotFound if there is none among the latest 200."""
    for one in rules_versions(store):
        if one.version == version:
            return one
    raise NotFound(f"there are no rules of version {version}", next_step="List the versions.")


def read_rules_text(text: str) -> RoutingRules:
    """Return the rules that a file says; FileUnreadable or InputError name the line to mend."""
    return parse_rules(text, where="the rules")


def rules_as_text(rules: RoutingRules) -> str:
    """Return rules as the text of their file; InputError when they make no sense."""
    return rules_text(check_rules(rules))


def read_rules_file(path: Path) -> str:
    """Return the whole rules of a file as text, what it leaves out filled in; errors as above."""
    return rules_text(read_rules(path))


def save_rules_text(
    store: Store, text: str, *, based_on: int | None, now: datetime, by: str = ""
) -> RulesVersion:
    """Put the rules of a file in force; enquiries go by them once they are routed again.

    Conflict when `based_on` isn't the version in force: somebody else saved in between.
    """
    rules, in_force = read_rules_text(text), rules_file(store)
    if based_on is not None and based_on != in_force.version:
        raise Conflict(
            f"The rules were changed by {in_force.saved_by or 'somebody'} meanwhile: version "
            f"{in_force.version} is in force, and yours is based on {based_on}.",
            next_step="Look at what changed, put your change into it, and save again.",
        )
    version = save_routing_rules(store, rules, now=now, by=by, based_on=based_on)
    return RulesVersion(version=version, text=rules_text(rules), saved_at=now, saved_by=by)


def _version(kept: KeptText) -> RulesVersion:
    return RulesVersion(
        version=kept.version, text=kept.text, saved_at=kept.saved_at, saved_by=kept.saved_by
    )
