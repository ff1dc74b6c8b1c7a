"""Briefs ahead: the meetings that are coming, each with the brief of whom it is with."""

from collections.abc import Iterator
from datetime import datetime

from wellspent.errors import NotFound
from wellspent.jobs.brief import brief_for
from wellspent.records.brief import BriefAhead
from wellspent.records.conversation import Presence, Side, Speaker
from wellspent.records.meeting import Meeting
from wellspent.review.engine import Ruleset
from wellspent.store.connect import Store
from wellspent.store.meetings_ahead import meetings_ahead


def briefs_ahead(
    store: Store,
    *,
    rep: str = "",
    now: datetime,
    until: datetime | None = None,
    limit: int = 20,
    with_briefs: bool = True,
    ruleset: Ruleset | None = None,
) -> list[BriefAhead]:
    """Return the meetings from now to before `until`, in order, each with its brief.

    With `rep` those of that rep. A meeting with one contact has the brief of that contact, one with
    several that of each; one with nobody whom our records know has none, and says so. Without
    `with_briefs` only who comes is told, which is quicker.
    """
    found = meetings_ahead(store, since=now, until=until, rep=rep)[:limit]
    return [
        _ahead(store, one, rep=rep, now=now, with_briefs=with_briefs, ruleset=ruleset)
        for one in found
    ]


def _ahead(
    store: Store,
    meeting: Meeting,
    *,
    rep: str,
    now: datetime,
    with_briefs: bool,
    ruleset: Ruleset | None,
) -> BriefAhead:
    people = list(_customers(meeting))
    known = [one.contact_id for one in people if one.contact_id]
    if not known:
        return BriefAhead(meeting=meeting, why_none="Nobody whom our records know takes part.")
    if not with_briefs:
        return BriefAhead(meeting=meeting, contact_ids=tuple(known))
    briefs = []
    for who in known:
        try:
            briefs.append(brief_for(store, who, now=now, meeting=meeting, rep=rep, ruleset=ruleset))
        except NotFound:  # undone with its import since the meeting was read
            continue
    return BriefAhead(meeting=meeting, contact_ids=tuple(known), briefs=tuple(briefs))


def _customers(meeting: Meeting) -> Iterator[Speaker]:
    """Yield the customers who may come: those who declined don't."""
    for one in meeting.conversation.speakers:
        if one.side is not Side.OURS and one.presence is not Presence.DECLINED:
            yield one
