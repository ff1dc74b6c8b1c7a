"""Habits: what was learned of when and how people answer this team. Small, and kept as JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

import numpy as np

from wellspent.errors import InputError
from wellspent.reach.shrinkage import Numbers, Spread
from wellspent.reach.team_effects import HOURS, NO_SLOT
from wellspent.reach.touches import CHANNELS
from wellspent.records.activity import ActivityKind
from wellspent.records.reachability import Touch

VERSION: Final = 1
ENOUGH: Final = 5
ALL_BUT: Final = 0.97
DIGITS: Final = 4
PLACE_OF: Final = {channel: place for place, channel in enumerate(CHANNELS)}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReachHabits:
    """What this team's touches tell of people in general, with the number of cases behind it.

    `log_odds` and `error` are of the shape (channels, 169): the slots of a week from Monday 00:00,
    then any time. `roles` and `role_errors` are what a buying role adds, by channel. `sent` and
    `answered` count touches by channel.
    """

    learned_at: datetime
    people: int
    sent: tuple[int, ...]
    answered: tuple[int, ...]
    log_odds: Numbers
    error: Numbers
    roles: Mapping[str, tuple[float, ...]]
    role_errors: Mapping[str, tuple[float, ...]]
    role_touches: Mapping[str, int]
    spread: Spread

    @property
    def touches(self) -> int:
        """Return how many touches were learned from."""
        return sum(self.sent)

    def tells_of(self, channel: ActivityKind) -> bool:
        """Return whether the team's touches on a channel tell anything of chances.

        They don't where there are next to none, nor where silence isn't recorded: many a CRM keeps
        a call only when somebody was spoken to, and then all calls look answered.
        """
        return self.sent[PLACE_OF[channel]] >= ENOUGH and not self.leaves_out_silence(channel)

    def leaves_out_silence(self, channel: ActivityKind) -> bool:
        """Return whether a channel's touches look recorded only when they were answered."""
        sent, answered = self.sent[PLACE_OF[channel]], self.answered[PLACE_OF[channel]]
        return channel is ActivityKind.CALL and sent >= ENOUGH and answered >= ALL_BUT * sent

    def at(self, touch: Touch) -> float:
        """Return the log-odds of an answer to a touch, before anything of the person."""
        slot = slot_of(touch.sent_at) if touch.zone_known else NO_SLOT
        return self.log_odds_of(touch.channel, slot, touch.role)

    def log_odds_of(self, channel: ActivityKind, slot: int, role: str) -> float:
        """Return the log-odds on a channel in a slot of the week, for somebody in a role."""
        place = PLACE_OF[channel]
        added = self.roles.get(role)
        return float(self.log_odds[place, slot]) + (0.0 if added is None else added[place])

    def error_of(self, channel: ActivityKind, slot: int, role: str) -> float:
        """Return the standard error of these log-odds."""
        place = PLACE_OF[channel]
        added = self.role_errors.get(role)
        return float(np.hypot(self.error[place, slot], 0.0 if added is None else added[place]))


def slot_of(local: datetime) -> int:
    """Return the slot of the week (0 to 167) of a moment in the contact's zone."""
    return local.weekday() * HOURS + local.hour


def habits_to_json(habits: ReachHabits) -> str:
    """Return habits as text, rounded to four digits."""
    return json.dumps(
        {
            "version": VERSION,
            "learned_at": habits.learned_at.isoformat(),
            "channels": [channel.value for channel in CHANNELS],
            "people": habits.people,
            "sent": habits.sent,
            "answered": habits.answered,
            "log_odds": np.round(habits.log_odds, DIGITS).tolist(),
            "error": np.round(habits.error, DIGITS).tolist(),
            "roles": {name: _rounded(values) for name, values in habits.roles.items()},
            "role_errors": {name: _rounded(values) for name, values in habits.role_errors.items()},
            "role_touches": dict(habits.role_touches),
            "spread": {each.name: getattr(habits.spread, each.name) for each in fields(Spread)},
        }
    )


def habits_from_json(text: str) -> ReachHabits:
    """Read habits; InputError where the text holds none, or those of another version."""
    try:
        kept: dict[str, Any] = json.loads(text)
        if kept["version"] != VERSION or kept["channels"] != [each.value for each in CHANNELS]:
            raise ValueError("another version")
        return ReachHabits(
            learned_at=datetime.fromisoformat(kept["learned_at"]),
            people=kept["people"],
            sent=tuple(kept["sent"]),
            answered=tuple(kept["answered"]),
            log_odds=np.array(kept["log_odds"], dtype=float),
            error=np.array(kept["error"], dtype=float),
            roles={name: tuple(values) for name, values in kept["roles"].items()},
            role_errors={name: tuple(values) for name, values in kept["role_errors"].items()},
            role_touches=kept["role_touches"],
            spread=Spread(**kept["spread"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            "These habits can't be read.",
            tried=f"reading version {VERSION}: {error}",
            next_step="Have them learned anew.",
        ) from error


def _rounded(values: tuple[float, ...]) -> list[float]:
    return [round(value, DIGITS) for value in values]
