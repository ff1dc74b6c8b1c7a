"""Reachability as plain data: what the API, the command line's JSON and agents get."""

from typing import Any

from wellspent.jobs.roles_json import evidence_as_json
from wellspent.records.reachability import (
    BestTime,
    ChanceOfAnswer,
    ChannelReach,
    KnownFrom,
    Reachability,
    ReachLine,
)


def reachability_json(reach: Reachability, *, with_slots: bool = True) -> dict[str, Any]:
    """Return all of a contact's reachability; a chance is null where nothing is known."""
    data: dict[str, Any] = {
        "contact_id": reach.contact_id,
        "as_of": reach.as_of.isoformat(),
        "time_zone": reach.time_zone or None,
        "card": [_line(each) for each in reach.card],
        "best_times": [best_time_json(each) for each in reach.best],
        "channels": [_channel(each) for each in reach.channels],
        "notes": list(reach.notes),
    }
    if with_slots:
        data["slots"] = {
            channel.value: [
                {"weekday": slot.weekday, "hour": slot.hour, **chance_json(slot.answer)}
                for slot in slots
            ]
            for channel, slots in reach.slots.items()
        }
    return data


def best_time_json(best: BestTime) -> dict[str, Any]:
    """Return a moment to try next."""
    return {
        "channel": best.channel.value,
        "start": best.start.isoformat(),
        "end": best.end.isoformat(),
        "why": best.why,
        **chance_json(best.answer),
    }


def chance_json(answer: ChanceOfAnswer) -> dict[str, Any]:
    """Return a chance with its interval and counts; null where there is no evidence yet."""
    known = answer.known_from is not KnownFrom.NOTHING
    team = answer.team_chance
    return {
        "chance": _share(answer.chance) if known else None,
        "low": _share(answer.low) if known else None,
        "high": _share(answer.high) if known else None,
        "sent": answer.sent,
        "answered": answer.answered,
        "known_from": answer.known_from.value,
        "team_chance": None if team is None else _share(team),
    }


def _channel(reach: ChannelReach) -> dict[str, Any]:
    return {
        "channel": reach.channel.value,
        "allowed": reach.allowed,
        "why_not": reach.why_not,
        "median_minutes": reach.median_minutes,
        "last_answer": None if reach.last_answer is None else evidence_as_json(reach.last_answer),
        **chance_json(reach.answer),
    }


def _line(line: ReachLine) -> dict[str, Any]:
    return {"text": line.text, "evidence": [evidence_as_json(each) for each in line.evidence]}


def _share(share: float) -> float:
    return round(share, 4)
