"""Learn for reach: all that answers about people go by, learned anew where it may take time.

Answers never wait for it. The server does it beside its other work, an import of the command line
at its end.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from wellspent.jobs.hour_rates import NAME as RATES
from wellspent.jobs.hour_rates import rates_are_due, reckon_hour_rates
from wellspent.jobs.powers_in_use import NAME as POWERS
from wellspent.jobs.powers_in_use import powers_are_due, reckon_powers_anew
from wellspent.jobs.reach_habits import NAME as HABITS
from wellspent.jobs.reach_habits import learn_reach_habits, reach_habits
from wellspent.jobs.role_weights_in_use import NAME as WEIGHTS
from wellspent.jobs.role_weights_in_use import learn_role_weights, weights_in_use
from wellspent.store.connect import Store
from wellspent.store.learned_things import activities_mark, learned_thing

LEAST_PAUSE: Final = timedelta(minutes=10)
"""So long what was learned rests, whatever comes: a day of corrections isn't a day of learning."""

_IN_ORDER: Final[tuple[tuple[str, Callable[..., bool], Callable[..., object]], ...]] = (
    (
        WEIGHTS,
        lambda store, now: weights_in_use(store, now=now).has_news,
        learn_role_weights,
    ),
    (POWERS, powers_are_due, reckon_powers_anew),
    (HABITS, lambda store, now: reach_habits(store, now).is_due, learn_reach_habits),
    (RATES, lambda store, now: rates_are_due(store, now=now), reckon_hour_rates),
)
"""What is learned, when it is due, and how; each rests on those before it."""


def learn_for_reach(store: Store, *, now: datetime, at_once: bool = False) -> tuple[str, ...]:
    """Learn what is due anew, and return its names; `at_once` also what was learned just now.

    A small store needs none of it: there answers learn for themselves.
    """
    if activities_mark(store).is_small:
        return ()
    learned: list[str] = []
    for name, is_due, learn in _IN_ORDER:
        if (at_once or not _rests(store, name, now)) and is_due(store, now):
            learn(store, now=now)
            learned.append(name)
    return tuple(learned)


def _rests(store: Store, name: str, now: datetime) -> bool:
    kept = learned_thing(store, name)
    return kept is not None and abs(now - kept.learned_at) < LEAST_PAUSE
