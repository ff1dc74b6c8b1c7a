"""Edit points by hand: kept apart from what is learned, so that they survive learning again.

Two people may look at the same points: who saves over what has changed meanwhile is told so.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from math import isfinite
from threading import Lock

from wellspent.errors import Conflict, InputError, NotFound
from wellspent.jobs.learn_profile import keep_profile
from wellspent.jobs.qualify_leads import qualify_leads
from wellspent.jobs.scorecard_in_use import newest_profile
from wellspent.profile.edits import edit_covers, with_edits
from wellspent.records.points_edit import PointsEdit
from wellspent.records.profile import LearnedProfile
from wellspent.records.scorecard import Band, ScorecardAttribute
from wellspent.store.connect import Store
from wellspent.store.profiles import load_profile
from wellspent.store.statements import load_points_edits, save_points_edits

PointsWanted = Mapping[str, float | None]
MOST_POINTS = 10.0
"""Log-odds: more than 20,000 to 1 is a rule, not a weight."""

_ONE_EDIT_AT_A_TIME = Lock()


def points_edits(store: Store) -> tuple[PointsEdit, ...]:
    """Return the points that people set by hand, in the order in which they set them."""
    return load_points_edits(store)


def edit_points(
    store: Store,
    attribute: str,
    band: str,
    points: float | None,
    *,
    now: datetime | None = None,
) -> LearnedProfile:
    """Set the points of a band by hand, or with None go back to what the data said.

    `attribute` is its name and `band` its label in the profile in use. What was learned stays as
    `learned_points`; the edit survives learning again. Open leads are rescored at once.
    """
    kept = edit_attribute(store, attribute, {band: points}, now=now)
    qualify_leads(store, now=now or datetime.now(UTC))
    return kept


def edit_attribute(
    store: Store,
    attribute: str,
    wanted: PointsWanted,
    *,
    seen_version: int | None = None,
    now: datetime | None = None,
) -> LearnedProfile:
    """Set the points of some of an attribute's bands (by label; None goes back to the data's).

    All or nothing. `seen_version` is the version that the person looked at: Conflict, with what
    has changed, when the attribute is another since. Open leads keep the fits that they have until
    `qualify_leads` runs.
    """
    for band, points in wanted.items():
        if points is not None:
            check_points(attribute, band, points)
    with _ONE_EDIT_AT_A_TIME:
        profile = newest_profile(store)
        if profile is None:
            raise NotFound("Nothing was learned yet.", next_step="Learn a profile first.")
        _refuse_if_changed(store, profile, attribute, seen_version)
        edits = load_points_edits(store)
        for band, points in wanted.items():
            edits = _with_edit(edits, *_band(profile, attribute, band), points)
        save_points_edits(store, edits)
        return keep_edits(store, profile, edits, now or datetime.now(UTC))


def _refuse_if_changed(
    store: Store, profile: LearnedProfile, attribute: str, seen_version: int | None
) -> None:
    """Raise Conflict when an attribute's bands or edits are others than in the version seen."""
    if seen_version is None or seen_version == profile.scorecard.version:
        return
    now = _edits_in(profile, attribute)
    seen = load_profile(store, seen_version)
    before = _edits_in(seen, attribute) if seen is not None else None
    if before == now:
        return
    raise Conflict(
        "These points were changed while you were looking at them, so nothing of yours was kept.",
        where=attribute,
        tried=_what_changed(before, now),
        next_step="Look at what stands there now, and save again to set yours instead.",
    )


def _edits_in(profile: LearnedProfile, attribute: str) -> dict[str, float | None]:
    """Return the points that a person set, by band; None for bands as they were learned."""
    return {
        band.label: band.points if band.edited else None
        for found in profile.scorecard.attributes
        if found.name == attribute
        for band in found.bands
    }


def _what_changed(before: dict[str, float | None] | None, now: dict[str, float | None]) -> str:
    if before is None or before.keys() != now.keys():
        return "comparing: it was learned anew, and its values are grouped another way now"
    changed = [
        f"{band}: {_points_words(before[band])} before, {_points_words(now[band])} now"
        for band in now
        if before[band] != now[band]
    ]
    return f"comparing: {'; '.join(changed)}"


def _points_words(points: float | None) -> str:
    return "as learned" if points is None else f"{points:+g}"


def _with_edit(
    edits: tuple[PointsEdit, ...], attribute: ScorecardAttribute, band: Band, points: float | None
) -> tuple[PointsEdit, ...]:
    kept = tuple(edit for edit in edits if not edit_covers(edit, attribute, band))
    if points is None:
        return kept
    plain = replace(band, edited=False, learned_points=None)
    return (*kept, PointsEdit(attribute=attribute.name, band=plain, points=points))


def check_points(attribute: str, band: str, points: float) -> None:
    """Raise InputError for points that no person can mean."""
    if not (isfinite(points) and abs(points) <= MOST_POINTS):
        raise InputError(
            f"{points} points make no sense.",
            where=f"{attribute}: {band}",
            next_step=f"Points are log-odds between -{MOST_POINTS:g} and {MOST_POINTS:g}; "
            "0.7 doubles the odds.",
        )


def put_edits_in_force(
    store: Store, profile: LearnedProfile, edits: tuple[PointsEdit, ...], now: datetime
) -> LearnedProfile:
    """Keep the profile with these edits on its points, and rescore the open leads by it."""
    kept = keep_edits(store, profile, edits, now)
    qualify_leads(store, now=now)
    return kept


def keep_edits(
    store: Store, profile: LearnedProfile, edits: tuple[PointsEdit, ...], now: datetime
) -> LearnedProfile:
    """Keep the profile with these edits on its points as its newest version."""
    scorecard, _ = with_edits(profile.scorecard, edits)
    return keep_profile(store, replace(profile, scorecard=scorecard, learned_at=now))


def _band(profile: LearnedProfile, attribute: str, band: str) -> tuple[ScorecardAttribute, Band]:
    for found in profile.scorecard.attributes:
        for each in found.bands:
            if found.name == attribute and each.label == band:
                return found, each
    raise NotFound(
        f"The scorecard has no band {band!r} of {attribute!r}.",
        next_step="Take both from the profile as it is now.",
    )
