"""From closed cases to a learned profile: set aside, validate, learn, look for drift."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from wellspent.profile.arrays import log_odds_of
from wellspent.profile.bands import plan_bands
from wellspent.profile.declared_points import declared_points
from wellspent.profile.drift import MOVED_FAR, find_drift
from wellspent.profile.learn import closed_cases, fingerprint_of, learn_scorecard
from wellspent.profile.set_aside import find_set_aside, without_set_aside
from wellspent.profile.validate import validate
from wellspent.records.cases import Cases
from wellspent.records.declared import DeclaredProfile
from wellspent.records.honesty import Drift, Honesty, SetAside, WithoutDoubtful
from wellspent.records.profile import LearnedProfile
from wellspent.records.scorecard import ASSUMED_SHARE, Scorecard, ScorecardAttribute
from wellspent.records.verdict import Verdict

DECLARED_STANDARD_ERROR = 0.6


def learn_profile(
    cases: Cases,
    *,
    declared: DeclaredProfile | None = None,
    keep: Sequence[str] = (),
    now: datetime,
    name: str = "fit",
    with_curve: bool = True,
) -> LearnedProfile:
    """Return the scorecard of the closed cases with an honest word on how far to trust it.

    `keep` names columns that the user wants used although they look as if they knew the outcome.
    With too few cases the declared profile speaks alone; without signal everyone gets the base
    rate. `with_curve` asks for the learning curve, which takes a third of the time.
    """
    set_aside = find_set_aside(cases, keep=keep)
    usable = without_set_aside(cases, set_aside)
    honesty = validate(usable, declared=declared, set_aside=set_aside, with_curve=with_curve)
    drift = find_drift(usable)
    honesty = replace(
        honesty,
        reason=with_drift(honesty.reason, honesty.verdict, drift),
        drift=drift,
        without_doubtful=_without_doubtful(cases, set_aside, declared),
    )
    scorecard = _scorecard(usable, declared, honesty, now, name)
    return LearnedProfile(scorecard=scorecard, honesty=honesty, learned_at=now)


def with_drift(reason: str, verdict: Verdict, drift: Sequence[Drift]) -> str:
    """Return a verdict's reason; where it is low and much has moved, with a sentence that says so.

    Only what was measured is said: how much moved, not how well the next ones will be told apart.
    """
    far = [one for one in drift if not one.attribute or one.index >= MOVED_FAR]
    if not far or verdict not in {Verdict.WEAK, Verdict.NO_SIGNAL}:
        return reason
    columns = [one.attribute for one in far if one.attribute]
    moved = ["the share that is won"] if len(columns) < len(far) else []
    if columns:
        count = f"{len(columns)} columns" if len(columns) > 1 else "a column"
        moved.append(f"{count} ({', '.join(columns[:3])}{', ...' if len(columns) > 3 else ''})")
    return (
        f"{reason} Much has moved lately, {' and '.join(moved)}: the earlier cases tell less of "
        "the later ones than they would in calm times."
    )


def _without_doubtful(
    cases: Cases, set_aside: Sequence[SetAside], declared: DeclaredProfile | None
) -> WithoutDoubtful | None:
    """Return how well the rest does without the columns in question; None where none is."""
    doubtful = tuple(one.column for one in set_aside if one.question and not one.kept)
    if not doubtful:
        return None
    rest = without_set_aside(cases, set_aside, questions=True)
    found = validate(rest, declared=declared, with_curve=False)
    return WithoutDoubtful(
        columns=doubtful, verdict=found.verdict, auc=found.auc, log_loss=found.log_loss
    )


def _scorecard(
    usable: Cases, declared: DeclaredProfile | None, honesty: Honesty, now: datetime, name: str
) -> Scorecard:
    if honesty.verdict is Verdict.RULES_ONLY:
        return declared_scorecard(usable, declared, honesty, now=now, name=name)
    if honesty.verdict is Verdict.NO_SIGNAL:
        return base_rate_scorecard(usable, honesty, now=now, name=name)
    return learn_scorecard(
        usable,
        declared=declared,
        now=now,
        name=name,
        verdict=honesty.verdict,
        verdict_reason=honesty.reason,
    )


def declared_scorecard(
    cases: Cases, declared: DeclaredProfile | None, honesty: Honesty, *, now: datetime, name: str
) -> Scorecard:
    """Return a scorecard of the declared profile alone, for when there are too few cases."""
    profile = declared or DeclaredProfile()
    plan = plan_bands(cases.take(np.zeros(cases.rows, dtype=np.bool_)), profile)
    points = iter(declared_points(plan, profile))
    attributes: list[ScorecardAttribute] = []
    for attribute in plan:
        bands = tuple(
            replace(band, points=float(next(points)), standard_error=DECLARED_STANDARD_ERROR)
            for band in attribute.bands
        )
        if any(band.points for band in bands):
            attributes.append(replace(attribute, bands=bands))
    return Scorecard(
        name=name,
        version=1,
        created_at=now,
        base_log_odds=log_odds_of(profile.base_rate),
        base_standard_error=DECLARED_STANDARD_ERROR,
        attributes=tuple(attributes),
        verdict=honesty.verdict,
        verdict_reason=honesty.reason,
        won=honesty.won,
        lost=honesty.lost,
        learner=ASSUMED_SHARE if declared is None else "declared profile",
        fingerprint=fingerprint_of(closed_cases(cases)),
        base_rate=profile.base_rate,
    )


def base_rate_scorecard(cases: Cases, honesty: Honesty, *, now: datetime, name: str) -> Scorecard:
    """Return a scorecard that gives everyone the base rate, for when the columns tell nothing.

    The base rate is that of recent cases where it moves and they foretell better.
    """
    scorecard = learn_scorecard(
        replace(cases, columns=()),
        now=now,
        name=name,
        verdict=honesty.verdict,
        verdict_reason=honesty.reason,
    )
    fingerprint = fingerprint_of(closed_cases(cases))
    return replace(scorecard, learner="base rate", fingerprint=fingerprint)
