"""The scorecard that leads are scored by: the newest learned one, else what the team declared."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np

from wellspent.profile.edits import with_edits
from wellspent.profile.learned import declared_scorecard
from wellspent.qualify.points_table import PointsTable, points_table
from wellspent.qualify.reasons import in_words
from wellspent.records.cases import Cases
from wellspent.records.declared import DeclaredProfile
from wellspent.records.honesty import Honesty
from wellspent.records.profile import LearnedProfile
from wellspent.records.scorecard import Scorecard
from wellspent.records.verdict import Verdict
from wellspent.store.connect import Store
from wellspent.store.profiles import list_profiles, load_profile
from wellspent.store.statements import load_declared_profile, load_points_edits

NOTHING_LEARNED = "Nothing was learned yet: "
BY_STATEMENTS = "fits follow what your team declared."
BY_ASSUMED_SHARE = (
    "every enquiry gets an assumed {share}: your team has declared no share yet. Import closed "
    "enquiries, or declare a profile."
)
BY_BASE_RATE = (
    "every enquiry gets the share that your team expects. Import closed enquiries, or declare more "
    "of a profile."
)


def newest_profile(store: Store) -> LearnedProfile | None:
    """Return the profile that was learned last; None when nothing was learned yet."""
    kept = list_profiles(store)
    return _profile(store, kept[0].version, kept[0].learned_at) if kept else None


def points_in_use(store: Store) -> PointsTable:
    """Return the scorecard that leads are scored by now, with its points as arrays.

    With nothing learned yet it is the declared profile alone; its version is 0.
    """
    kept = list_profiles(store)
    if kept:
        return _points(store, kept[0].version, kept[0].learned_at)
    edits = load_points_edits(store)
    return points_table(with_edits(declared_alone(load_declared_profile(store)), edits)[0])


def declared_alone(declared: DeclaredProfile | None) -> Scorecard:
    """Return a scorecard of the declared profile, without any case behind it."""
    reason = NOTHING_LEARNED + _what_fits_follow(declared)
    honesty = Honesty(verdict=Verdict.RULES_ONLY, reason=reason, won=0, lost=0)
    nobody = Cases(columns=(), rows=0, outcome=np.zeros(0))
    scorecard = declared_scorecard(
        nobody, declared, honesty, now=datetime.fromtimestamp(0, UTC), name="fit"
    )
    return replace(scorecard, version=0)


def _what_fits_follow(declared: DeclaredProfile | None) -> str:
    if declared is None:
        share = in_words(DeclaredProfile().base_rate)
        return BY_ASSUMED_SHARE.format(share=share)
    return BY_STATEMENTS if declared.statements else BY_BASE_RATE


# A kept version never changes, so it is read and made into arrays once.
@lru_cache(maxsize=4)
def _profile(store: Store, version: int, learned_at: datetime) -> LearnedProfile | None:
    del learned_at  # part of the key: a store made anew counts its versions from 1 again
    return load_profile(store, version)


@lru_cache(maxsize=4)
def _points(store: Store, version: int, learned_at: datetime) -> PointsTable:
    profile = _profile(store, version, learned_at)
    assert profile is not None
    return points_table(profile.scorecard)
