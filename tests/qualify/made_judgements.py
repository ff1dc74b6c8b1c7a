"""Judgements made for tests: an authenticity of a probability and kind, and nothing else."""

from wellspent.records.authenticity import Authenticity, EnquiryKind, SignalReading
from wellspent.records.fit import Contribution
from wellspent.records.route import Promise

PROMISE_HOLDS = Promise(
    share=0.01, holds=True, threshold=0.3, bound=0.01, sample=500, sentence="It holds."
)
NO_PROMISE = Promise(
    share=0.01, holds=False, threshold=0.0, bound=1.0, sample=20, sentence="20 of 99 are there."
)


def authenticity(
    probability: float,
    kind: EnquiryKind = EnquiryKind.UNSURE,
    certainty: float = 0.9,
    *,
    contributions: tuple[Contribution, ...] = (),
    readings: tuple[SignalReading, ...] = (),
) -> Authenticity:
    return Authenticity(
        probability=probability,
        low=probability,
        high=probability,
        log_odds=0.0,
        average_log_odds=0.0,
        kind=kind,
        kind_certainty=certainty,
        contributions=contributions,
        readings=readings,
    )
