"""What is unknown: what the rules would have needed to say more, summed up over many reviews."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from wellspent.records.finding import RECIPIENT, Unchecked
from wellspent.review.needs import CHANNEL, TYPE
from wellspent.review.rule import Need

NEEDS = (*(need.value for need in Need), CHANNEL, TYPE)


class Unknown:
    """Which rules lacked what."""

    def __init__(self) -> None:
        self._lacking: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, unchecked: Iterable[Unchecked]) -> None:
        """Take what a review couldn't check for want of what nobody said."""
        for one in unchecked:
            if not one.failed and one.code != RECIPIENT:
                self._lacking[one.why].add(one.code)

    def rules_by_need(self) -> Mapping[str, int]:
        """Return how many rules lacked each thing, those that most lacked first."""
        by_need: defaultdict[str, set[str]] = defaultdict(set)
        for why, codes in self._lacking.items():
            for need in NEEDS:
                if need in why:
                    by_need[need] |= codes
        ordered = sorted(by_need.items(), key=lambda one: (-len(one[1]), one[0]))
        return {need: len(codes) for need, codes in ordered}

    def rules(self) -> int:
        """Return how many rules lacked something."""
        return len(set[str]().union(*self._lacking.values()))
