"""Events: what an event is called in our records."""

from wellspent.brief.cite import cite
from wellspent.records.activity import Activity
from wellspent.records.evidence import Evidence


def event_name(event: Activity) -> Evidence | None:
    """Return the citation of an event's name: its column, else its subject; None without any."""
    if event.attributes.get("event"):
        return cite(event, "event")
    return cite(event, "subject") if event.subject else None
