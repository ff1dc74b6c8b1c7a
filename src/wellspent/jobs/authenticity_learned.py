"""What the authenticity scorecard has learned: points now, against the declared ones."""

from collections.abc import Iterator

from wellspent.jobs.authenticity_in_use import DECLARED, authenticity_in_use
from wellspent.qualify.authenticity import prior_scorecard
from wellspent.records.route_report import AuthenticityLearned, LearnedPoints
from wellspent.records.scorecard import BandRole, Scorecard
from wellspent.store.connect import Store


def authenticity_learned(store: Store) -> AuthenticityLearned:
    """Return the points that have cases behind them, those that moved most first."""
    in_use, prior = authenticity_in_use(store), prior_scorecard()
    card = in_use.table.scorecard
    every = list(_points(card, prior))
    with_cases = [one for one in every if one.cases]
    with_cases.sort(key=lambda one: (-abs(one.now - one.declared), one.signal, one.value))
    return AuthenticityLearned(
        version=in_use.version,
        learned_at=None if in_use.version == DECLARED else card.created_at,
        verdict=card.verdict,
        reason=card.verdict_reason,
        genuine=card.won,
        others=card.lost,
        declared_base=prior.base_log_odds,
        base=card.base_log_odds,
        points=tuple(with_cases),
        silent=len(every) - len(with_cases),
    )


def _points(card: Scorecard, prior: Scorecard) -> Iterator[LearnedPoints]:
    declared = {
        (attribute.name, band.label): band.points
        for attribute in prior.attributes
        for band in attribute.bands
    }
    for attribute in card.attributes:
        for band in attribute.bands:
            if band.role is BandRole.VALUES:
                yield LearnedPoints(
                    signal=attribute.name,
                    label=attribute.label,
                    value=band.label,
                    declared=declared.get((attribute.name, band.label), 0.0),
                    now=band.points,
                    standard_error=band.standard_error,
                    cases=band.cases,
                    genuine=band.won,
                )
