"""Use a scorecard's file that was edited: its points come into force, the edits are kept."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import isclose
from pathlib import Path

from wellspent.errors import Conflict, InputError, NotFound
from wellspent.jobs.edit_points import check_points, put_edits_in_force
from wellspent.jobs.scorecard_in_use import newest_profile
from wellspent.profile.edits import edit_covers, without_edits
from wellspent.profile.scorecard_file import read_scorecard
from wellspent.records.points_edit import PointsEdit
from wellspent.records.scorecard import Band, Scorecard
from wellspent.store.connect import Store
from wellspent.store.statements import load_points_edits, save_points_edits


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedScorecard:
    """What came of it: how many bands' points the file sets, and how many it set back."""

    taken_over: int
    set_back: int


def use_scorecard(store: Store, path: Path, *, now: datetime | None = None) -> UsedScorecard:
    """Put the points of an edited scorecard's file in force, and rescore the open leads.

    Each band that the file edits becomes a kept edit, as if it had been set by hand; a band that
    the file leaves as learned goes back to that. The file must be of the scorecard in use, from
    whichever of its versions: Conflict when it is of another. FileUnreadable or InputError when
    the file makes no sense; NotFound when nothing was learned yet.
    """
    given = read_scorecard(path)
    profile = newest_profile(store)
    if profile is None:
        raise NotFound("Nothing was learned yet.", next_step="Learn a profile first.")
    _refuse_edited_base(given, path)
    _refuse_another(given, profile.scorecard, path)
    edits = _edits_of(given)
    for edit in edits:
        check_points(edit.attribute, edit.band.label, edit.points)
    kept = tuple(one for one in load_points_edits(store) if not _has_place(one, given))
    save_points_edits(store, (*kept, *edits))
    put_edits_in_force(store, profile, (*kept, *edits), now or datetime.now(UTC))
    return UsedScorecard(taken_over=len(edits), set_back=_set_back(profile.scorecard, given))


def _edits_of(given: Scorecard) -> tuple[PointsEdit, ...]:
    return tuple(
        PointsEdit(
            attribute=attribute.name,
            band=replace(band, edited=False, learned_points=None),
            points=band.points,
        )
        for attribute in given.attributes
        for band in attribute.bands
        if band.edited
    )


def _has_place(edit: PointsEdit, scorecard: Scorecard) -> bool:
    return any(
        edit_covers(edit, attribute, band)
        for attribute in scorecard.attributes
        for band in attribute.bands
    )


def _set_back(in_use: Scorecard, given: Scorecard) -> int:
    pairs = zip(_bands(in_use), _bands(given), strict=True)
    return sum(mine.edited and not theirs.edited for mine, theirs in pairs)


def _bands(scorecard: Scorecard) -> list[Band]:
    return [band for attribute in scorecard.attributes for band in attribute.bands]


def _refuse_edited_base(given: Scorecard, path: Path) -> None:
    if given.learned_base_log_odds is not None:
        raise InputError(
            "The base was edited, and a store keeps only points of bands that were set by hand.",
            where=f"{path}, base_log_odds",
            next_step="Set base_log_odds back to learned_base_log_odds.",
        )


def _refuse_another(given: Scorecard, in_use: Scorecard, path: Path) -> None:
    same_data = (given.name, given.fingerprint) == (in_use.name, in_use.fingerprint)
    if same_data and _learned_alike(given, in_use):
        return
    raise Conflict(
        "The file is of another scorecard than the one in use.",
        where=str(path),
        tried="comparing what both were learned from, their bands, and each band's `learned`",
        next_step="Write the one in use with `wellspent profile --scorecard FILE`, change only its "
        "`points`, and use that.",
    )


def _learned_alike(given: Scorecard, in_use: Scorecard) -> bool:
    one, other = without_edits(given), without_edits(in_use)
    if [(a.name, len(a.bands)) for a in one.attributes] != [
        (a.name, len(a.bands)) for a in other.attributes
    ]:
        return False
    pairs = zip(_bands(one), _bands(other), strict=True)
    return isclose(one.base_log_odds, other.base_log_odds, abs_tol=1e-9) and all(
        _catches(mine) == _catches(theirs) and isclose(mine.points, theirs.points, abs_tol=1e-9)
        for mine, theirs in pairs
    )


def _catches(band: Band) -> tuple[object, ...]:
    return band.role, band.low, band.high, band.values
