"""Routing rules: read, save, and look at what they would have changed before they are saved."""

from datetime import datetime
from functools import lru_cache

from wellspent.qualify.costs import check_rules, default_rules, parse_rules, rules_text
from wellspent.records.route import RoutingRules
from wellspent.store.connect import Store
from wellspent.store.routing import load_rules, save_rules


def routing_rules(store: Store) -> RoutingRules:
    """Return the rules in force: those saved last, else the ones that come with the program."""
    kept = load_rules(store)
    return default_rules() if kept is None else _parsed(kept.text)


def save_routing_rules(store: Store, rules: RoutingRules, *, now: datetime, by: str = "") -> int:
    """Keep rules as the ones in force; return their version. InputError when they make no sense.

    Enquiries keep their routes until they are routed again (`route_leads`).
    """
    return save_rules(store, rules_text(check_rules(rules)), now=now, by=by)


@lru_cache(maxsize=4)
def _parsed(text: str) -> RoutingRules:
    return parse_rules(text, where="the saved rules")
