"""How our side's share of conversations spreads in this team: counted, never graded."""

from collections.abc import Mapping
from dataclasses import fields
from statistics import quantiles
from typing import Final

from wellspent.records.activity import ActivityKind
from wellspent.records.heard import TalkMeasures
from wellspent.records.talk_spread import TalkSpread
from wellspent.store.connect import Store
from wellspent.store.talk_of_kind import talk_of_kind

LATEST: Final = 1_000
LEAST: Final = 8
"""So many conversations must be known of a measure before its spread is told."""


def talk_in_team(store: Store, kind: ActivityKind) -> Mapping[str, TalkSpread]:
    """Return the spread of each talk measure over the team's latest conversations of a kind.

    By the measure's field in `TalkMeasures`; a measure known of fewer than `LEAST` is left out.
    """
    talks = talk_of_kind(store, kind, most=LATEST)
    known = {
        one.name: [value for talk in talks if (value := getattr(talk, one.name)) is not None]
        for one in fields(TalkMeasures)
    }
    return {name: _spread(values) for name, values in known.items() if len(values) >= LEAST}


def _spread(values: list[float]) -> TalkSpread:
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return TalkSpread(count=len(values), low=low, middle=middle, high=high)
