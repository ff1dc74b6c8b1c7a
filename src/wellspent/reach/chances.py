"""Chances: of an answer from one person, on each channel and at each hour of their week."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np

from wellspent.reach.habits import PLACE_OF, ReachHabits, slot_of
from wellspent.reach.learn_reach import band_of
from wellspent.reach.shrinkage import (
    BANDS,
    Nodes,
    Observed,
    chances,
    hang,
    settle,
)
from wellspent.reach.team_effects import HOURS, NO_SLOT
from wellspent.reach.touches import CHANNELS
from wellspent.records.activity import ActivityKind
from wellspent.records.reachability import ChanceOfAnswer, KnownFrom, Touch

Z_90: Final = 1.6448536269514722
MOST_COLLEAGUES: Final = 40
ENOUGH_OF_A_ROLE: Final = 30
HALF: Final = 0.5
_THIS_PERSON: Final = 0
_COMPANY: Final = 0


class Chances:
    """The chances of one person, given their own touches, their colleagues' and the habits."""

    def __init__(
        self, contact_id: str, touches: Sequence[Touch], habits: ReachHabits, *, role: str = ""
    ) -> None:
        """Take the touches of the person and of others at their company, in any order."""
        self.own = [touch for touch in touches if touch.contact_id == contact_id]
        self._others = _latest_others(contact_id, touches)
        self._habits = habits
        self._role = role
        self._nodes = Nodes()
        self._of_slot = defaultdict[tuple[ActivityKind, int], list[Touch]](list)
        self._of_channel = defaultdict[ActivityKind, list[Touch]](list)
        for touch in self.own:
            self._of_channel[touch.channel].append(touch)
            if touch.zone_known:
                self._of_slot[touch.channel, slot_of(touch.sent_at)].append(touch)
        self._known: dict[ActivityKind, KnownFrom] = {}

    def of_channel(self, channel: ActivityKind) -> ChanceOfAnswer:
        """Return the chance on a channel at the times at which the team reaches out."""
        node = self._nodes.channel(_THIS_PERSON, PLACE_OF[channel])
        return self._answer(channel, NO_SLOT, node, self._of_channel.get(channel, ()))

    def at(self, channel: ActivityKind, slot: int) -> ChanceOfAnswer:
        """Return the chance on a channel in a slot of the week in the person's zone (0 to 167)."""
        band = slot % HOURS // (HOURS // BANDS)
        node = self._nodes.band(_THIS_PERSON, PLACE_OF[channel], band)
        return self._answer(channel, slot, node, self._of_slot.get((channel, slot), ()))

    @cached_property
    def _settled(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the deviations and their variances; the nodes are complete from here on."""
        for place in range(len(CHANNELS)):
            self._nodes.band(_THIS_PERSON, place, 0)
        observed = self._observed()
        hung = hang(observed, self._nodes, by_hour=lambda person: person == _THIS_PERSON)
        settled = settle(
            observed, hung, self._nodes.springs(), self._nodes.count, self._habits.spread
        )
        return settled.mode, np.diag(settled.covariance)

    def _observed(self) -> Observed:
        everyone = [*self.own, *self._others]
        people = {touch.contact_id: number for number, touch in enumerate(self._others, 1)}
        slots = [slot_of(each.sent_at) if each.zone_known else NO_SLOT for each in everyone]
        return Observed(
            person=np.array([people.get(each.contact_id, 0) for each in everyone], dtype=int),
            channel=np.array([PLACE_OF[each.channel] for each in everyone], dtype=int),
            band=np.array([band_of(slot) for slot in slots], dtype=int),
            offset=np.array([self._habits.at(each) for each in everyone], dtype=float),
            answered=np.array([each.is_answered for each in everyone], dtype=float),
        )

    def _answer(
        self, channel: ActivityKind, slot: int, node: int, counted: Sequence[Touch]
    ) -> ChanceOfAnswer:
        if channel not in self._known:
            self._known[channel] = self._known_from(channel)
        known_from = self._known[channel]
        sent, answered = len(counted), sum(touch.is_answered for touch in counted)
        if known_from is KnownFrom.NOTHING:
            return ChanceOfAnswer(
                chance=0.5, low=0.0, high=1.0, sent=sent, answered=answered, known_from=known_from
            )
        mode, variance = self._settled
        middle = self._habits.log_odds_of(channel, slot, self._role) + float(mode[node])
        error = np.hypot(self._habits.error_of(channel, slot, self._role), np.sqrt(variance[node]))
        low, chance, high = chances([middle - Z_90 * error, middle, middle + Z_90 * error])
        team = self._habits.log_odds_of(channel, slot, "")
        return ChanceOfAnswer(
            chance=float(chance),
            low=float(low),
            high=float(high),
            sent=sent,
            answered=answered,
            known_from=known_from,
            team_chance=float(chances([team])[0]) if self._habits.tells_of(channel) else None,
        )

    def _known_from(self, channel: ActivityKind) -> KnownFrom:
        """Return on whom a chance rests most: who tells more than what is assumed without them."""
        on_channel = self._of_channel.get(channel, ())
        if self._habits.leaves_out_silence(channel):
            return KnownFrom.NOTHING
        spread = self._habits.spread
        apart = spread.person**2 + spread.channel**2
        if _told(on_channel, self._habits) * apart >= 1.0:
            return KnownFrom.PERSON
        if self._others and self._settled[1][_COMPANY] <= spread.company**2 * HALF:
            return KnownFrom.COMPANY
        if self._habits.role_touches.get(self._role, 0) >= ENOUGH_OF_A_ROLE:
            return KnownFrom.ROLE
        if self._habits.tells_of(channel):
            return KnownFrom.TEAM
        return KnownFrom.PERSON if on_channel else KnownFrom.NOTHING


def _told(touches: Sequence[Touch], habits: ReachHabits) -> float:
    """Return how much touches tell of the log-odds: their information, a quarter each at most."""
    chance = chances([habits.at(touch) for touch in touches])
    return float((chance * (1 - chance)).sum())


def _latest_others(contact_id: str, touches: Sequence[Touch]) -> list[Touch]:
    """Return the touches of the colleagues whom we reached out to last."""
    last: dict[str, float] = {}
    for touch in touches:
        if touch.contact_id != contact_id:
            moment = touch.sent_at.timestamp()
            last[touch.contact_id] = max(moment, last.get(touch.contact_id, moment))
    kept = frozenset(sorted(last, key=lambda each: -last[each])[:MOST_COLLEAGUES])
    return [touch for touch in touches if touch.contact_id in kept]
