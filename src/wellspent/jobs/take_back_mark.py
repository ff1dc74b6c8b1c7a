"""Take back a mark or a release: the lead goes where it was, and nothing is learned from it."""

from dataclasses import replace
from datetime import datetime

from wellspent.jobs.move_lead import let_rule_decide, move_lead
from wellspent.qualify.decide import BY_RULE
from wellspent.records.route import Route, RoutedLead
from wellspent.store.connect import Store
from wellspent.store.marks import remove_newest_mark
from wellspent.store.routed_leads import get_routed_lead, save_routed_lead


def take_back_mark(
    store: Store,
    lead_id: str,
    *,
    chosen_before: Route | None = None,
    by: str = "",
    now: datetime,
) -> RoutedLead | None:
    """Remove a lead's newest mark and return what becomes of its route; None if it has none.

    It waits in the queue again: in the route `chosen_before` by a person, else where the rule puts
    it. What was learned from the mark goes with the next learning. NotFound if there is no such
    lead.
    """
    mark = remove_newest_mark(store, lead_id)
    routed = get_routed_lead(store, lead_id)
    if routed is None:
        return None
    released_by_it = mark is not None and routed.released_at == mark.marked_at
    waiting = replace(
        routed, acted_at=None, released_at=None if released_by_it else routed.released_at
    )
    save_routed_lead(store, waiting)
    if chosen_before is not None and chosen_before is not Route.PERSON_DECIDES:
        return move_lead(store, lead_id, chosen_before, by=by, now=now)
    return waiting if routed.decided_by == BY_RULE else let_rule_decide(store, lead_id, now=now)
