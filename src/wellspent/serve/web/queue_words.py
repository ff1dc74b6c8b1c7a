"""How pages say what waits: the answer that stands on top, counts, and by when. No HTML."""

from datetime import datetime

from wellspent.records.route import Route
from wellspent.records.routed_queue import RouteQueue
from wellspent.serve.ages_and_counts import waiting_count
from wellspent.serve.time_left import time_left
from wellspent.serve.web.queue_address import QUARANTINE, QueueView
from wellspent.serve.web.row_name import row_name

TO_DO = {
    Route.CALL_NOW: "to call now",
    Route.LIGHT_TOUCH: "to answer with a light touch",
    Route.GIVE: "to give what they came for",
    Route.ASK: "to ask one question",
    Route.PERSON_DECIDES: "for a person to decide",
    Route.QUARANTINE: "in quarantine",
}


def answer(queue: RouteQueue, view: QueueView) -> str:
    """Say what there is to do now: how many, whom to begin with, and by when."""
    if view.path == QUARANTINE:
        return _in_quarantine(queue, view)
    if not any(queue.counts.values()) and not queue.rows:
        return "Nobody waits for us"
    what = "new" if view.since else TO_DO[view.route] if view.route else "waiting"
    if not queue.rows:
        return f"Nobody {what}" + (" matches" if view.is_filtered else "")
    first = queue.rows[0]
    due = due_words(first.routed.due_at, queue.as_of)
    begin = f"begin with {row_name(first)}" + (f", {due}" if due else "")
    if view.after:
        return f"Further {what}; go on with {row_name(first)}"
    return f"{how_many(queue, view)} {what}; {begin}"


def _in_quarantine(queue: RouteQueue, view: QueueView) -> str:
    if not queue.rows:
        return "Nothing in quarantine" + (" matches" if view.is_filtered else "")
    return f"{how_many(queue, view)} in quarantine"


def how_many(queue: RouteQueue, view: QueueView) -> str:
    """Return how many there are, as far as they are counted."""
    if view.is_filtered:
        return f"{len(queue.rows)}{' or more' if queue.next_page else ''}"
    if view.route is None:
        return waiting_count(sum(queue.counts.values()))
    return waiting_count(queue.counts[view.route])


def due_words(due_at: datetime | None, now: datetime) -> str:
    """Return by when a next step is due, as part of a sentence; empty where nothing is due."""
    left = time_left(due_at, now)
    if left.endswith(" over"):
        return f"{left}due"
    return f"due {left}" if left else ""
