"""Assign an enquiry: who takes it, by which visible rule, and by when.

The rules, in this order: whoever owns the account; whoever has the enquiry already; the first
territory in the list that it lies in; the rep with the fewest open enquiries. Nobody has to act on
what lies in quarantine.
"""

from collections.abc import Mapping
from datetime import datetime

from wellspent.clean.country import country_code
from wellspent.qualify.service_levels import clock_starts, due_at, service_level
from wellspent.records.lead import Lead
from wellspent.records.route import Assignment, Route, RoutingRules, Territory


def assign(
    lead: Lead,
    account_owner: str,
    rules: RoutingRules,
    loads: Mapping[str, int],
    *,
    now: datetime,
    hand_raise: bool,
    route: Route = Route.CALL_NOW,
    had_by: str = "",
    since: datetime | None = None,
) -> Assignment:
    """Return who has the enquiry, why, and by when its next step is due.

    `loads` counts open enquiries by rep. `had_by` is who had it before, if it is routed again;
    `since` is from when minutes run, where that isn't the arrival (an answer came, say).
    """
    owner, reason = owner_of(lead, account_owner, rules, loads, route=route, had_by=had_by)
    level = service_level(route, hand_raise, rules.service_levels)
    if level is None:
        return Assignment(owner=owner, reason=reason)
    starts = clock_starts(since or lead.arrived_at, now)
    return Assignment(owner=owner, reason=reason, due_at=due_at(starts, level.minutes, rules))


def owner_of(
    lead: Lead,
    account_owner: str,
    rules: RoutingRules,
    loads: Mapping[str, int],
    *,
    route: Route,
    had_by: str = "",
) -> tuple[str, str]:
    """Return who takes an enquiry, and why in a sentence."""
    if route is Route.QUARANTINE:
        return "", "Nobody has to act on what lies in quarantine."
    if account_owner:
        return account_owner, f"{account_owner} owns the account."
    if had_by or lead.owner:
        return had_by or lead.owner, f"{had_by or lead.owner} has it already."
    for territory in rules.territories:
        where = _lies_in(lead, territory)
        if where:
            return territory.owner, f"{territory.owner} has {where}."
    if not rules.reps:
        return "", "Nobody has it yet: no account owner, no territory, and no reps in the rules."
    owner = min(rules.reps, key=lambda rep: loads.get(rep, 0))
    return owner, f"{owner} has the fewest open enquiries ({loads.get(owner, 0):,})."


def _lies_in(lead: Lead, territory: Territory) -> str:
    """Return what the lead and the territory share, if it meets all that the territory names."""
    wanted = (
        (lead.country, territory.countries),
        (lead.region, territory.regions),
        (lead.industry, territory.industries),
    )
    named = [(value, among) for value, among in wanted if among]
    if not named or not all(_is_among(value, among) for value, among in named):
        return ""
    return ", ".join(value for value, _ in named)


def _is_among(value: str, among: tuple[str, ...]) -> bool:
    return bool(value) and any(_plain(value) == _plain(one) for one in among)


def _plain(text: str) -> str:
    return country_code(text) or " ".join(text.split()).casefold()
