"""Points set by hand, put on a scorecard: what the data said stays beside them.

An edit names the band as it stood. When learning cuts an attribute anew, the edit goes to the bands
that catch mostly what that one caught.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from wellspent.records.points_edit import PointsEdit
from wellspent.records.scorecard import Band, BandRole, Scorecard, ScorecardAttribute

WORDS_FOR_NONE: Final = "none of its values is among them any more"


def with_edits(
    scorecard: Scorecard, edits: Sequence[PointsEdit]
) -> tuple[Scorecard, tuple[str, ...]]:
    """Return the scorecard with the edits on it, and a sentence for each that finds no place.

    Edited bands keep what was learned as `learned_points`; points of bands that are no longer
    edited go back to it.
    """
    attributes = tuple(_edited(attribute, edits) for attribute in scorecard.attributes)
    return replace(scorecard, attributes=attributes), tuple(_without_place(scorecard, edits))


def without_edits(scorecard: Scorecard) -> Scorecard:
    """Return the scorecard as it was learned."""
    return with_edits(scorecard, ())[0]


def edit_covers(edit: PointsEdit, attribute: ScorecardAttribute, band: Band) -> bool:
    """Return whether an edit is about what this band catches."""
    if edit.attribute != attribute.name or edit.band.role is not band.role:
        return False
    if band.role is BandRole.VALUES:
        shared = len(set(band.values) & set(edit.band.values))
        return shared > 0 and 2 * shared >= len(band.values)
    if band.role is BandRole.RANGE:
        return _covers_most(edit.band, band)
    return True


def _edited(attribute: ScorecardAttribute, edits: Sequence[PointsEdit]) -> ScorecardAttribute:
    bands = tuple(_band_with(attribute, band, edits) for band in attribute.bands)
    return replace(attribute, bands=bands)


def _band_with(attribute: ScorecardAttribute, band: Band, edits: Sequence[PointsEdit]) -> Band:
    learned = band.points if band.learned_points is None else band.learned_points
    for edit in reversed(edits):
        if edit_covers(edit, attribute, band):
            return replace(band, points=edit.points, edited=True, learned_points=learned)
    return replace(band, points=learned, edited=False, learned_points=None)


def _covers_most(edited: Band, band: Band) -> bool:
    """Return whether the middle of the band lies in the edited one; open ends meet open ends."""
    if band.low is None or band.high is None:
        open_below = band.low is None and edited.low is None
        open_above = band.high is None and edited.high is None
        inside = _contains(edited, band.low) or _contains(edited, band.high)
        return (open_below or open_above) and (inside or _same_edges(edited, band))
    return _contains(edited, (band.low + band.high) / 2)


def _same_edges(one: Band, other: Band) -> bool:
    return (one.low, one.high) == (other.low, other.high)


def _contains(band: Band, number: float | None) -> bool:
    if number is None:
        return False
    above = band.low is None or number >= band.low
    return above and (band.high is None or number < band.high)


def _without_place(scorecard: Scorecard, edits: Sequence[PointsEdit]) -> list[str]:
    by_name = {attribute.name: attribute for attribute in scorecard.attributes}
    sentences: list[str] = []
    for edit in edits:
        attribute = by_name.get(edit.attribute)
        if attribute is None:
            reason = "it carries no points in this scorecard"
        elif not any(edit_covers(edit, attribute, band) for band in attribute.bands):
            reason = WORDS_FOR_NONE
        else:
            continue
        sentences.append(
            f"The points that your team set for {edit.attribute} ({edit.band.label}) are kept but "
            f"not in use: {reason}."
        )
    return sentences
