"""Note that a lead's next step was taken: it no longer waits in the queue. It can be taken back."""

from dataclasses import replace
from datetime import datetime

from wellspent.jobs.routed_lead import routed_lead
from wellspent.records.route import RoutedLead
from wellspent.store.connect import Store
from wellspent.store.routed_leads import save_routed_lead


def next_step_taken(store: Store, lead_id: str, *, by: str = "", now: datetime) -> RoutedLead:
    """Note that a lead's next step was taken, and by whom if nobody had it. Twice changes nothing.

    NotFound when there is no such lead or nothing was decided about it yet.
    """
    routed = routed_lead(store, lead_id)
    if routed.acted_at is not None:
        return routed
    owner = routed.owner or by
    reason = routed.owner_reason if routed.owner else f"{by} took the next step." if by else ""
    done = replace(routed, acted_at=now, owner=owner, owner_reason=reason or routed.owner_reason)
    save_routed_lead(store, done)
    return done


def next_step_waits(store: Store, lead_id: str) -> RoutedLead:
    """Take it back: the lead waits in the queue again."""
    waiting = replace(routed_lead(store, lead_id), acted_at=None)
    save_routed_lead(store, waiting)
    return waiting
