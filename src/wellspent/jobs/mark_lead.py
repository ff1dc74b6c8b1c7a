"""Mark a lead: a rep says what it turned out to be. It teaches, and moves this lead at once."""

from dataclasses import replace

from wellspent.jobs.move_lead import SOMEBODY
from wellspent.jobs.release_lead import put_into_quick_route
from wellspent.records.authenticity import Mark, MarkKind
from wellspent.records.route import SLOW_LANES, Route, RoutedLead
from wellspent.store.connect import Store
from wellspent.store.marks import add_mark
from wellspent.store.routed_leads import get_routed_lead, save_routed_lead


def mark_lead(store: Store, mark: Mark) -> RoutedLead | None:
    """Keep a mark, and return what becomes of the lead's route; None if it has none yet.

    *genuine* takes it out of a slow lane. *bot* puts it into quarantine, by that person's word, and
    *time-waster* leaves it where it is: neither waits in the queue any longer, both can be taken
    back. What is learned from it comes with the next learning (`learn_authenticity`). NotFound if
    there is no such lead.
    """
    add_mark(store, mark)
    routed = get_routed_lead(store, mark.lead_id)
    if routed is None:
        return None
    if mark.mark is MarkKind.GENUINE:
        return _genuine(store, routed, mark)
    done = replace(routed, acted_at=mark.marked_at)
    if mark.mark is MarkKind.BOT:
        done = replace(
            done,
            route=Route.QUARANTINE,
            reason=f"{mark.marked_by or SOMEBODY.capitalize()} marked it as a bot.",
            decided_by=mark.marked_by or SOMEBODY,
            decided_at=mark.marked_at,
            price=None,
            next_price=None,
        )
    save_routed_lead(store, done)
    return done


def _genuine(store: Store, routed: RoutedLead, mark: Mark) -> RoutedLead:
    if routed.route not in SLOW_LANES:
        return routed
    released = replace(routed, released_at=mark.marked_at)
    return put_into_quick_route(store, released, by=mark.marked_by, now=mark.marked_at)
