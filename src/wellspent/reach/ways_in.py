"""Ways in: the shortest way to somebody over people with whom we are in touch (Dijkstra 1959)."""

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence

from wellspent.records.buying_role import Relation, WayIn


def ways_in(
    relations: Iterable[Relation],
    *,
    known: Collection[str],
    wanted: Sequence[str],
    lengths: Mapping[str, float],
) -> tuple[WayIn, ...]:
    """Return for each wanted contact the shortest way from one of the known, where there is one.

    `lengths` gives how long a step of each kind (`how`) is. Of equally long ways the one with
    fewer steps is taken, then the one that names the earlier ids, so that it is always the same.
    """
    leading: dict[str, list[Relation]] = {}
    for one in relations:
        leading.setdefault(one.from_id, []).append(one)
    reached = _reached(leading, known, lengths)
    return tuple(
        WayIn(to_id=to_id, steps=steps)
        for to_id in wanted
        if to_id not in known and (steps := reached.get(to_id))
    )


def _reached(
    leading: Mapping[str, Sequence[Relation]], known: Collection[str], lengths: Mapping[str, float]
) -> Mapping[str, tuple[Relation, ...]]:
    reached: dict[str, tuple[Relation, ...]] = {}
    at_hand: list[tuple[float, int, str, int, tuple[Relation, ...]]] = [
        (0.0, 0, start, 0, ()) for start in sorted(known)
    ]
    heapq.heapify(at_hand)
    number = 0
    while at_hand:
        length, count, here, _, steps = heapq.heappop(at_hand)
        if here in reached:
            continue
        reached[here] = steps
        for one in leading.get(here, ()):
            if one.to_id not in reached:
                number += 1
                far = length + lengths[one.how]
                heapq.heappush(at_hand, (far, count + 1, one.to_id, number, (*steps, one)))
    return reached
