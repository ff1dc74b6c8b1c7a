"""Unequal treatment: is a group's share further from the others' than chance explains?"""

from collections.abc import Sequence

from wellspent.profile.fisher import fisher_exact


def differing_share(slow: int, genuine: int, all_slow: int, all_genuine: int) -> float:
    """Return the probability of so great a difference between a group and all others by chance.

    Fisher's exact test, two-sided, of `slow` of `genuine` against the rest of all.
    """
    return fisher_exact((slow, genuine), (all_slow - slow, all_genuine - genuine))


def corrected(probabilities: Sequence[float]) -> list[float]:
    """Return probabilities corrected for how many groups were compared (Holm 1979).

    With them, the chance that any group is called different that isn't stays below the level at
    which each is judged.
    """
    order = sorted(range(len(probabilities)), key=lambda place: probabilities[place])
    adjusted = [0.0] * len(probabilities)
    highest = 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, probabilities[place] * (len(order) - rank)))
        adjusted[place] = highest
    return adjusted
