"""Routing honesty: how many genuine enquiries ended in a slow lane, by month, source and country.

A group that is treated worse than the others would show here, not only in the sum.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from wellspent.jobs.past_enquiries import judge_past, replay
from wellspent.jobs.promise_in_force import promise_in_force
from wellspent.jobs.reckon_promise import judge_genuine
from wellspent.jobs.rules_in_force import rules_in_force
from wellspent.profile.measures import share_with_interval
from wellspent.qualify.unequal import corrected, differing_share
from wellspent.records.lead import Lead
from wellspent.records.measured import Measured
from wellspent.records.route import SLOW_LANES, Promise, RoutedLead
from wellspent.records.route_report import RoutingHonesty, SlowLaneShare
from wellspent.store.answers import answers_by_lead
from wellspent.store.connect import Store
from wellspent.store.routed_leads import routed_by_lead

FEWEST_COMPARED = 5
"""A group of fewer genuine enquiries is shown, and not compared: it could tell nothing."""

UNLIKELY = 0.05
UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class _Ended:
    """A genuine enquiry, and whether it ended in a slow lane."""

    lead: Lead
    slow: bool
    really: bool


def routing_honesty(store: Store, *, now: datetime) -> RoutingHonesty:
    """Return how many enquiries known to be genuine ended in a slow lane, and among whom.

    What a person put into a slow lane doesn't count: the rules are on trial here.
    """
    promise = promise_in_force(store)
    ended = _ended(store, promise, now)
    overall = _share("all", ended)
    sources, countries, tested = _compared(ended)
    return RoutingHonesty(
        genuine=len(ended),
        really_routed=sum(one.really for one in ended),
        overall=overall,
        months=_by(ended, _month),
        sources=sources,
        countries=countries,
        tested=tested,
        promise=promise,
        sentence=_in_words(overall, sum(one.really for one in ended), promise),
        as_of=now,
    )


def _ended(store: Store, promise: Promise, now: datetime) -> list[_Ended]:
    judged = judge_genuine(store, now=now)
    leads = [one.enquiry.lead for one, _ in judged]
    ids = [lead.id for lead in leads]
    routed, answers = routed_by_lead(store, ids), answers_by_lead(store, ids)
    past = judge_past(store, ids, [authenticity for _, authenticity in judged])
    slow = replay(past, rules_in_force(store), promise).in_slow_lane()
    return [
        _Ended(
            lead,
            _was_slow(routed[lead.id], answered=lead.id in answers)
            if lead.id in routed
            else bool(slow[row]),
            really=lead.id in routed,
        )
        for row, lead in enumerate(leads)
    ]


def _was_slow(routed: RoutedLead, *, answered: bool) -> bool:
    """Return whether a rule put it into a slow lane, wherever people moved it since then."""
    if routed.released_at is not None or answered:
        return True
    return routed.route in SLOW_LANES and routed.decided_by == "rule"


def _compared(
    ended: Sequence[_Ended],
) -> tuple[tuple[SlowLaneShare, ...], tuple[SlowLaneShare, ...], int]:
    """Return the groups by source and by country, each tested against all others."""
    sources = _by(ended, lambda lead: lead.source or UNKNOWN)
    countries = _by(ended, lambda lead: lead.country or UNKNOWN)
    groups = [*sources, *countries]
    slow = sum(one.slow for one in ended)
    large = [one for one in groups if FEWEST_COMPARED <= one.genuine < len(ended)]
    chances = corrected([differing_share(one.slow, one.genuine, slow, len(ended)) for one in large])
    told = {id(one): chance for one, chance in zip(large, chances, strict=True)}
    with_chance = [
        replace(one, probability=told.get(id(one)), differs=told.get(id(one), 1.0) < UNLIKELY)
        for one in groups
    ]
    return tuple(with_chance[: len(sources)]), tuple(with_chance[len(sources) :]), len(large)


def _by(ended: Sequence[_Ended], name: Callable[[Lead], str]) -> tuple[SlowLaneShare, ...]:
    counts = Counter(name(one.lead) for one in ended)
    return tuple(
        _share(group, [one for one in ended if name(one.lead) == group]) for group in sorted(counts)
    )


def _month(lead: Lead) -> str:
    return UNKNOWN if lead.arrived_at is None else f"{lead.arrived_at:%Y-%m}"


def _share(group: str, ended: Sequence[_Ended]) -> SlowLaneShare:
    slow, genuine = sum(one.slow for one in ended), len(ended)
    nothing = Measured(float("nan"), 0.0, 1.0, 0)
    share = share_with_interval(slow, genuine) if genuine else nothing
    return SlowLaneShare(group=group, genuine=genuine, slow=slow, share=share)


def _in_words(overall: SlowLaneShare, really: int, promise: Promise) -> str:
    if not overall.genuine:
        return "No enquiry is known to be genuine yet, so nothing can be said."
    share = overall.share
    return (
        f"{overall.slow:,} of {overall.genuine:,} enquiries known to be genuine ended in a slow "
        f"lane: {share.value:.2%}, with an interval from {share.low:.2%} to {share.high:.2%}. "
        f"At most {promise.share:.2%} are allowed. {really:,} of them went through the rules when "
        "they came; the others are replayed, and helped to set the threshold."
    )
