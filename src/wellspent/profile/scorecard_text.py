"""Write a scorecard as TOML that a sales manager can read and correct."""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator

import numpy as np

from wellspent.profile.arrays import Floats
from wellspent.records.scorecard import Band, BandRole, Scorecard, ScorecardAttribute

FORMAT = 1

HEAD = """\
# Wellspent scorecard: what makes an enquiry likely to become a customer.
#
# How to read it. A case starts at base_log_odds and gets the points of one band of each
# attribute; the sum says how likely it is won: 0 is 50 %, +1 is 73 %, -1 is 27 %, -2 is 12 %.
# So points of +0.7 about double the odds, and -0.7 about halve them.
# cases and won are how many past cases stand behind a band, standard_error how unsure it is.
#
# How to correct it. Change `points` and leave `learned` as it is: that way everyone sees what
# the data said and what a person set. A range is from <= number < below.
# If you add or take away a band, `covariance` at the end no longer fits and is left out;
# intervals then rest on each band's own standard_error.
"""


def scorecard_text(scorecard: Scorecard) -> str:
    """Return the scorecard as TOML; `scorecard_file.read_scorecard` reads it back equal."""
    parts = [HEAD, *_head_lines(scorecard)]
    for attribute in scorecard.attributes:
        parts += _attribute_lines(attribute)
    if scorecard.covariance is not None:
        parts += _covariance_lines(np.array(scorecard.covariance))
    return "\n".join(parts) + "\n"


def _head_lines(scorecard: Scorecard) -> Iterator[str]:
    yield f"format = {FORMAT}"
    yield f"name = {quoted(scorecard.name)}"
    yield f"version = {scorecard.version}"
    yield f"created_at = {scorecard.created_at.isoformat()}"
    yield f"verdict = {quoted(scorecard.verdict.value)}"
    yield f"verdict_reason = {quoted(scorecard.verdict_reason)}"
    yield f"won = {scorecard.won}"
    yield f"lost = {scorecard.lost}"
    if scorecard.base_rate is not None:
        yield f"base_rate = {scorecard.base_rate!r}"
    yield f"learner = {quoted(scorecard.learner)}"
    yield f"fingerprint = {quoted(scorecard.fingerprint)}"
    yield f"level = {scorecard.level!r}"
    learned = scorecard.learned_base_log_odds
    yield ""
    yield f"base_log_odds = {scorecard.base_log_odds!r}"
    yield f"learned_base_log_odds = {scorecard.base_log_odds if learned is None else learned!r}"
    yield f"base_standard_error = {scorecard.base_standard_error!r}"


def _attribute_lines(attribute: ScorecardAttribute) -> Iterator[str]:
    yield ""
    yield "[[attributes]]"
    yield f"name = {quoted(attribute.name)}"
    yield f"label = {quoted(attribute.label)}"
    yield f"kind = {quoted(attribute.kind.value)}"
    yield "bands = ["
    yield from (f"  {{ {', '.join(_band_parts(band))} }}," for band in attribute.bands)
    yield "]"


def _band_parts(band: Band) -> Iterator[str]:
    yield f"points = {band.points!r}"
    same = band.learned_points is None or band.learned_points == band.points
    if band.edited and same:
        yield "edited = true"
    if not band.edited or band.learned_points is not None:
        learned = band.points if band.learned_points is None else band.learned_points
        yield f"learned = {learned!r}"
    yield f"label = {quoted(band.label)}"
    yield from _what_it_catches(band)
    yield f"cases = {band.cases}"
    yield f"won = {band.won}"
    yield f"standard_error = {band.standard_error!r}"


def _what_it_catches(band: Band) -> Iterator[str]:
    if band.role is BandRole.VALUES:
        yield f"values = {_list(quoted(value) for value in band.values)}"
    elif band.role is BandRole.RANGE:
        yield "range = true"
        if band.low is not None:
            yield f"from = {band.low!r}"
        if band.high is not None:
            yield f"below = {band.high!r}"
    else:
        yield f"{band.role.value} = true"


def _covariance_lines(covariance: Floats) -> Iterator[str]:
    yield ""
    yield "# How the uncertainties hang together; for programs, not for reading."
    yield "[covariance]"
    yield f'packed = "{packed(covariance)}"'


def packed(covariance: Floats) -> str:
    """Return the lower triangle of a symmetric matrix as float32, compressed, in base64."""
    lower = covariance[np.tril_indices(len(covariance))].astype("<f4")
    return base64.b64encode(zlib.compress(lower.tobytes(), 9)).decode("ascii")


def quoted(text: str) -> str:
    """Return text as a TOML basic string."""
    # JSON escapes all that TOML must have escaped, but for the delete character.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(items: Iterable[str]) -> str:
    return "[" + ", ".join(items) + "]"
