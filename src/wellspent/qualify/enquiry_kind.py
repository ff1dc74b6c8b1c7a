"""What an enquiry seems to be about: its words and its signals together, or *unsure*."""

from collections.abc import Sequence
from functools import cache
from math import exp
from typing import Final

from wellspent.qualify.authenticity_file import declared_authenticity
from wellspent.records.authenticity import EnquiryKind, Intent, SignalReading

NOBODYS: Final = frozenset({EnquiryKind.BOT, EnquiryKind.SPAM})
"""Nobody waits for an answer to these; which of the two it is matters less than that it is one."""


def kind_of(intent: Intent, readings: Sequence[SignalReading]) -> tuple[EnquiryKind, float]:
    """Return the likeliest kind and its probability.

    The words' shares times what the other readings say. Bots and spam are certain together, where
    they can't be told apart. *unsure* (with the probability that the likeliest is wrong) where no
    kind is certain enough.
    """
    weights = {
        kind: max(intent.shares.get(kind, 0.0), share) for kind, share in _usual_shares().items()
    }
    for reading in readings:
        for kind, points in _points_of_kinds().get((reading.signal, reading.value), {}).items():
            weights[kind] *= exp(points)
    kind = max(weights, key=lambda one: weights[one])
    alike = NOBODYS if kind in NOBODYS else {kind}
    certainty = sum(weights[one] for one in alike) / sum(weights.values())
    if kind is EnquiryKind.UNSURE:
        return kind, certainty
    if certainty < declared_authenticity().least_certainty:
        return EnquiryKind.UNSURE, 1.0 - certainty
    return kind, certainty


@cache
def _usual_shares() -> dict[EnquiryKind, float]:
    shares = declared_authenticity().kind_shares
    return {kind: shares.get(kind, 0.0) for kind in EnquiryKind}


@cache
def _points_of_kinds() -> dict[tuple[str, str], dict[EnquiryKind, float]]:
    return {
        (signal.name, one.value): one.kinds
        for signal in declared_authenticity().signals
        for one in signal.values
        if one.kinds
    }
