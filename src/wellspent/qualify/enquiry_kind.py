"""What an enquiry seems to be about: its words and its signals together, or *unsure*."""

from collections.abc import Sequence
from functools import cache
from math import exp

from wellspent.qualify.authenticity_file import declared_authenticity
from wellspent.records.authenticity import EnquiryKind, SignalReading


def kind_of(readings: Sequence[SignalReading]) -> tuple[EnquiryKind, float]:
    """Return the likeliest kind and its probability.

    *unsure* (with the probability that the likeliest is wrong) where none is certain enough.
    """
    weights = dict(_usual_shares())
    for reading in readings:
        for kind, points in _points_of_kinds().get((reading.signal, reading.value), {}).items():
            weights[kind] = weights.get(kind, 0.0) * exp(points)
    total = sum(weights.values())
    kind = max(weights, key=lambda one: weights[one])
    certainty = weights[kind] / total
    if kind is EnquiryKind.UNSURE:
        return kind, certainty
    if certainty < declared_authenticity().least_certainty:
        return EnquiryKind.UNSURE, 1.0 - certainty
    return kind, certainty


@cache
def _usual_shares() -> dict[EnquiryKind, float]:
    shares = declared_authenticity().kind_shares
    return {**shares, EnquiryKind.UNSURE: 1.0 - sum(shares.values())}


@cache
def _points_of_kinds() -> dict[tuple[str, str], dict[EnquiryKind, float]]:
    return {
        (signal.name, one.value): one.kinds
        for signal in declared_authenticity().signals
        for one in signal.values
        if one.kinds
    }
