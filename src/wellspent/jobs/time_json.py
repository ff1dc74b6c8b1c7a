"""Time as plain data: what the API, the command line's JSON and agents get."""

from collections.abc import Sequence
from typing import Any

from wellspent.jobs.roles_json import evidence_as_json
from wellspent.jobs.time_spent import ChangedInWon, DealHalf
from wellspent.records.time_spent import HourSuggestion, TimeLine, TimeSpent


def time_spent_json(spent: TimeSpent) -> dict[str, Any]:
    """Return where minutes went."""
    return {
        "cut": spent.cut.value,
        "since": None if spent.since is None else spent.since.isoformat(),
        "until": None if spent.until is None else spent.until.isoformat(),
        "lines": [time_line_json(line) for line in spent.lines],
        "total": time_line_json(spent.total),
        "notes": list(spent.notes),
    }


def time_line_json(line: TimeLine) -> dict[str, Any]:
    """Return one line, minutes rounded to a tenth."""
    return {
        "key": line.key,
        "name": line.name,
        "our_minutes": round(line.our_minutes, 1),
        "their_minutes": round(line.their_minutes, 1),
        "estimated_minutes": round(line.estimated_minutes, 1),
        "without_power": round(line.without_power, 1),
        "power_unknown": round(line.power_unknown, 1),
        "people": line.people,
        "activities": line.activities,
    }


def changed_in_won_json(changed: ChangedInWon) -> dict[str, Any]:
    """Return what changed in won deals beside lost ones."""
    return {
        "halves": [_half(each) for each in changed.halves],
        "said": list(changed.said),
        "notes": list(changed.notes),
    }


def next_hour_json(suggested: Sequence[HourSuggestion]) -> list[dict[str, Any]]:
    """Return where an hour could go, the suggestion first and then its alternatives."""
    return [_suggestion(each) for each in suggested]


def _half(half: DealHalf) -> dict[str, Any]:
    return {
        "outcome": half.outcome,
        "half": half.half,
        "our_minutes": round(half.our_minutes, 1),
        "their_minutes": round(half.their_minutes, 1),
        "without_power": round(half.without_power, 1),
        "power_unknown": round(half.power_unknown, 1),
        "deals": half.deals,
        "deals_with_power": half.deals_with_power,
    }


def _suggestion(one: HourSuggestion) -> dict[str, Any]:
    return {
        "act": one.act,
        "contact_id": one.contact_id,
        "contact_name": one.contact_name,
        "account_id": one.account_id,
        "account_name": one.account_name,
        "protects": one.protects,
        "worth": _rounded(one.worth),
        "low": _rounded(one.low),
        "high": _rounded(one.high),
        "currency": one.currency,
        "best_at": None if one.best_at is None else one.best_at.isoformat(),
        "reasons": list(one.reasons),
        "evidence": [evidence_as_json(each) for each in one.evidence],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
