"""Meetings that are coming with their briefs as plain data: one shape for every door."""

from typing import Any

from wellspent.jobs.brief_json import brief_json
from wellspent.records.brief import BriefAhead
from wellspent.records.conversation import Speaker


def brief_ahead_json(ahead: BriefAhead) -> dict[str, Any]:
    """Return a meeting, who comes, and the briefs of those of them whom our records know."""
    meeting, talk = ahead.meeting, ahead.meeting.conversation
    return {
        "title": talk.title,
        "starts_at": talk.started_at.isoformat() if talk.started_at else None,
        "minutes": talk.minutes,
        "all_day": meeting.all_day,
        "place": meeting.place,
        "moved_from": meeting.moved_from.isoformat() if meeting.moved_from else None,
        "people": [_person(one) for one in talk.speakers],
        "contact_ids": list(ahead.contact_ids),
        "why_none": ahead.why_none,
        "briefs": [brief_json(one) for one in ahead.briefs],
    }


def _person(person: Speaker) -> dict[str, Any]:
    return {
        "name": person.name,
        "email": person.email,
        "side": person.side.value,
        "contact_id": person.contact_id or None,
        "rep": person.rep or None,
        "presence": person.presence.value,
    }
