from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profile.random_scorecards import make_example, scorecard_of
from tests.profile.simulated import two_columns
from wellspent.errors import FileUnreadable, InputError, WellspentError
from wellspent.profile.learn import learn_scorecard
from wellspent.profile.scorecard_file import parse_scorecard, read_scorecard, write_scorecard
from wellspent.profile.scorecard_text import scorecard_text
from wellspent.records.scorecard import Scorecard

NOW = datetime(2026, 1, 1, 12, 30, tzinfo=UTC)


def learned() -> Scorecard:
    cases, _ = two_columns(120)
    return learn_scorecard(cases, now=NOW)


@given(st.integers(0, 10_000), st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_back_equal(seed: int, text: str) -> None:
    attributes = make_example(seed, rows=1).scorecard.attributes
    scorecard = scorecard_of(attributes, name=text, verdict_reason=text[::-1])
    assert parse_scorecard(scorecard_text(scorecard)) == scorecard


def test_learned_scorecard_is_read_back_equal_with_its_covariance(tmp_path: Path) -> None:
    scorecard = learned()
    write_scorecard(scorecard, tmp_path / "fit.toml")
    assert read_scorecard(tmp_path / "fit.toml") == scorecard
    assert scorecard.covariance is not None


def test_edited_points_are_kept_and_marked() -> None:
    scorecard = learned()
    was = scorecard.attributes[1].bands[0]
    text = scorecard_text(scorecard)
    edited = parse_scorecard(text.replace(f"points = {was.points!r},", "points = 2.5,", 1))
    band = edited.attributes[1].bands[0]
    assert (band.points, band.edited, band.learned_points) == (2.5, True, was.points)
    assert edited.edited()
    assert not scorecard.edited()
    assert parse_scorecard(scorecard_text(edited)) == edited


def test_edited_base_is_kept_and_marked() -> None:
    scorecard = learned()
    text = scorecard_text(scorecard).replace("\nbase_log_odds = ", "\nbase_log_odds = -1.5 #", 1)
    edited = parse_scorecard(text)
    assert (edited.base_log_odds, edited.learned_base_log_odds) == (-1.5, scorecard.base_log_odds)
    assert edited.edited()
    assert parse_scorecard(scorecard_text(edited)) == edited


def test_band_that_a_person_takes_away_takes_the_covariance_with_it() -> None:
    text = scorecard_text(learned())
    lines = text.splitlines()
    kept = [line for line in lines if 'values = ["steel"]' not in line]
    assert len(kept) == len(lines) - 1
    assert parse_scorecard("\n".join(kept)).covariance is None


@pytest.mark.parametrize(
    ("change", "to", "what", "place"),
    [
        ("version = 1", "version = 1\ncolour = 3", "Unknown key `colour`", "scorecard"),
        ("missing = true", "absent = true", "Unknown key `absent`", "attribute 1 (size), band"),
        ("version = 1", "", "`version` is missing", "scorecard"),
        ("version = 1", "version = true", "whole number", "scorecard"),
        ("format = 1", "format = 9", "Only format 1", "format"),
        ('verdict = "weak"', 'verdict = "super"', "must be one of", "scorecard"),
        ('kind = "number"', 'kind = "date"', "must be one of", "attribute 1 (size)"),
        ("missing = true", "unseen = true", "one band for missing", "attribute 1 (size)"),
        ("range = true, ", "", "exactly one thing", "attribute 1 (size), band 1"),
        ("below = ", "below = 9e9 #", "TOML", "scorecard"),
        ("points = ", "points = nan, cases = ", "TOML", "scorecard"),
        ("level = 0.9", "level = 9.0", "between 0 and 1", "scorecard"),
        ('name = "industry"', 'name = "size"', "stands there twice", "scorecard"),
        ('values = ["steel"]', 'values = ["food"]', "stands there twice", "attribute 2 (industry)"),
        ('packed = "', 'packed = "!', "damaged", "covariance"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(
    change: str, to: str, what: str, place: str
) -> None:
    text = scorecard_text(learned())
    assert change in text
    with pytest.raises(InputError) as refused:
        parse_scorecard(text.replace(change, to, 1))
    assert what in refused.value.what
    assert place in refused.value.where


def test_ranges_with_a_gap_are_refused() -> None:
    scorecard = learned()
    first = scorecard.attributes[0].bands[0]
    text = scorecard_text(scorecard).replace(f"below = {first.high!r}", "below = -99.0", 1)
    with pytest.raises(InputError, match="cover every number once"):
        parse_scorecard(text)


def test_file_that_is_not_there_or_no_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        read_scorecard(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileUnreadable):
        read_scorecard(tmp_path / "bad.toml")


@given(st.integers(0, 5000), st.binary(max_size=8))
@settings(max_examples=100, deadline=None)
def test_damaged_text_never_ends_in_a_traceback(place: int, noise: bytes) -> None:
    text = TEXT[:place] + noise.decode("latin-1") + TEXT[place + len(noise) :]
    with suppress(WellspentError):
        parse_scorecard(text)


TEXT = scorecard_text(learned())


def test_scores_are_the_same_after_writing_and_reading() -> None:
    from_file = parse_scorecard(TEXT)
    points = [band.points for one in from_file.attributes for band in one.bands]
    assert np.array_equal(
        points, [band.points for one in learned().attributes for band in one.bands]
    )


def test_head_explains_how_to_read_and_correct_it() -> None:
    assert "How to read it" in TEXT
    assert "How to correct it" in TEXT
    assert all(len(line) <= 100 for line in TEXT.split("format = 1")[0].splitlines())


def test_unedited_band_with_changed_count_is_not_marked() -> None:
    scorecard = learned()
    text = scorecard_text(replace(scorecard, won=scorecard.won))
    assert not parse_scorecard(text).edited()
