"""Learn reach: from a team's own touches, how likely people answer by channel, time and role.

One pass over the touches, in which they become counts; only the touches of some companies are kept
as they are, to learn how far people are apart. So memory doesn't grow with the touches.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import numpy as np

from wellspent.reach.habits import PLACE_OF, ReachHabits, slot_of
from wellspent.reach.learn_spread import learn_spread
from wellspent.reach.role_effects import RoleEffects, role_effects
from wellspent.reach.shrinkage import NO_TIME, Observed, stated_spread
from wellspent.reach.team_effects import FOLDS, HOURS, NO_SLOT, TeamEffects, team_effects
from wellspent.reach.touches import CHANNELS
from wellspent.records.reachability import Touch

COMPANIES_KEPT: Final = 100
MOST_OF_A_COMPANY: Final = 100
HOURS_OF_A_BAND: Final = 2

_Kept = tuple[str, int, int, int]
"""Of a touch: the person, the channel, the slot, whether it was answered."""


@dataclass(slots=True)
class _Companies:
    """Touches of some companies: those whose names have the smallest hashes, so at random, yet the
    same each time and in whatever order touches come.
    """

    kept: dict[str, list[_Kept]] = field(default_factory=dict[str, list[_Kept]])
    hashes: dict[str, int] = field(default_factory=dict[str, int])
    limit: int = 1 << 32

    def add(self, touch: Touch, channel: int, slot: int) -> None:
        """Keep a touch, if its company is among those that are kept."""
        name = touch.account_id or touch.contact_id
        if name not in self.kept:
            number = zlib.crc32(name.encode())
            if number >= self.limit:
                return
            self.kept[name], self.hashes[name] = [], number
            if len(self.kept) > COMPANIES_KEPT:
                self._drop_one()
                if name not in self.kept:
                    return
        of_company = self.kept[name]
        if len(of_company) < MOST_OF_A_COMPANY:
            of_company.append((touch.contact_id, channel, slot, int(touch.is_answered)))

    def _drop_one(self) -> None:
        last = max(self.hashes, key=lambda name: self.hashes[name])
        self.limit = self.hashes.pop(last)
        del self.kept[last]


@dataclass(slots=True)
class _Counts:
    """Counts of touches: by fold, channel and slot, and by role."""

    cells: dict[tuple[int, int, int, bool], int] = field(
        default_factory=lambda: defaultdict[tuple[int, int, int, bool], int](int)
    )
    of_roles: dict[tuple[str, int, int, bool], int] = field(
        default_factory=lambda: defaultdict[tuple[str, int, int, bool], int](int)
    )
    people: int = 0
    _last: str = ""
    _fold: int = 0

    def add(self, touch: Touch, channel: int, slot: int) -> None:
        """Count a touch."""
        if touch.contact_id != self._last:
            self._last = touch.contact_id
            self._fold = zlib.crc32(touch.contact_id.encode()) % FOLDS
            self.people += 1
        answered = touch.answered_at is not None
        self.cells[self._fold, channel, slot, answered] += 1
        if touch.role:
            self.of_roles[touch.role, channel, slot, answered] += 1


def learn_reach(touches: Iterable[Touch], *, now: datetime) -> ReachHabits:
    """Return what a team's touches tell, each person's in one go (as `touches` gives them).

    Without any touch the habits know nothing, and say so (`touches` is 0).
    """
    counts, companies = _Counts(), _Companies()
    for touch in touches:
        channel = PLACE_OF[touch.channel]
        slot = slot_of(touch.sent_at) if touch.zone_known else NO_SLOT
        counts.add(touch, channel, slot)
        companies.add(touch, channel, slot)
    return _learned(counts, companies, now)


def _learned(counts: _Counts, companies: _Companies, now: datetime) -> ReachHabits:
    sent, answered = _arrays(counts)
    effects = team_effects(sent, answered)
    roles = role_effects(counts.of_roles, effects.log_odds, stated_spread())
    groups = [_observed(kept, effects) for kept in companies.kept.values()]
    spread = learn_spread(groups, stated_spread())
    return ReachHabits(
        learned_at=now,
        people=counts.people,
        sent=tuple(int(number) for number in sent.sum(axis=(0, 2))),
        answered=tuple(int(number) for number in answered.sum(axis=(0, 2))),
        log_odds=effects.log_odds,
        error=effects.error,
        roles=_of(roles, "added"),
        role_errors=_of(roles, "errors"),
        role_touches={name: effect.touches for name, effect in roles.items()},
        spread=spread,
    )


def _arrays(counts: _Counts) -> tuple[np.ndarray, np.ndarray]:
    sent = np.zeros((FOLDS, len(CHANNELS), NO_SLOT + 1))
    answered = np.zeros_like(sent)
    for (fold, channel, slot, is_answered), number in counts.cells.items():
        sent[fold, channel, slot] += number
        if is_answered:
            answered[fold, channel, slot] += number
    return sent, answered


def _observed(kept: list[_Kept], effects: TeamEffects) -> Observed:
    """Return a company's touches as arrays."""
    people: dict[str, int] = {}
    person = [people.setdefault(contact, len(people)) for contact, *_ in kept]
    _, channel, slot, answered = zip(*kept, strict=True)
    return Observed(
        person=np.array(person),
        channel=np.array(channel),
        band=np.array([band_of(each) for each in slot]),
        offset=effects.log_odds[np.array(channel), np.array(slot)],
        answered=np.array(answered, dtype=float),
    )


def band_of(slot: int) -> int:
    """Return the part of the day of a slot; `NO_TIME` where the hour isn't known."""
    return NO_TIME if slot == NO_SLOT else slot % HOURS // HOURS_OF_A_BAND


def _of(roles: Mapping[str, RoleEffects], name: str) -> dict[str, tuple[float, ...]]:
    return {role: getattr(effect, name) for role, effect in roles.items()}
