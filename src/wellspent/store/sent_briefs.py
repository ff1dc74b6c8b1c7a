"""Sent briefs: which were mailed for which meeting, so that nobody gets one twice.

Noted before a letter goes out, and taken back when the mail server didn't take it.
"""

import json
from datetime import datetime
from typing import Final, cast

from wellspent.store.connect import Store
from wellspent.store.learned_things import LearnedThing, keep_learned, learned_thing

NAME: Final = "briefs sent"
MOST_KEPT: Final = 2000


def sent_briefs(store: Store) -> dict[str, str]:
    """Return when each brief was sent, by its key, the oldest first."""
    kept = learned_thing(store, NAME)
    return {} if kept is None else cast("dict[str, str]", json.loads(kept.body))


def note_sent(store: Store, key: str, *, now: datetime) -> bool:
    """Note that a brief is going out; False when it did already."""
    sent = sent_briefs(store)
    if key in sent:
        return False
    _keep(store, {**sent, key: now.isoformat()}, now)
    return True


def take_back_sent(store: Store, key: str, *, now: datetime) -> None:
    """Take the note back: the brief didn't go out."""
    _keep(store, {one: at for one, at in sent_briefs(store).items() if one != key}, now)


def _keep(store: Store, sent: dict[str, str], now: datetime) -> None:
    latest = dict(list(sent.items())[-MOST_KEPT:])
    thing = LearnedThing(
        name=NAME, fingerprint="", body=json.dumps(latest), cases=len(latest), learned_at=now
    )
    keep_learned(store, thing)
