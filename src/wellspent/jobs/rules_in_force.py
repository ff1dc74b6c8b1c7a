"""The routing rules in force: those that were saved last, else the ones of the program."""

from functools import lru_cache

from wellspent.qualify.costs import default_rules, parse_rules
from wellspent.records.route import RoutingRules
from wellspent.store.connect import Store
from wellspent.store.routing import load_rules


def rules_in_force(store: Store) -> RoutingRules:
    """Return the rules by which enquiries are routed now."""
    kept = load_rules(store)
    return default_rules() if kept is None else _parsed(kept.text)


@lru_cache(maxsize=4)
def _parsed(text: str) -> RoutingRules:
    return parse_rules(text, where="the saved rules")
