from pathlib import Path

import pytest

from tests.jobs.made_files import HEADER, past_file, past_rows, write_csv
from wellspent.errors import InputError
from wellspent.jobs.profile_file import profile_file
from wellspent.jobs.save_scorecard import save_scorecard, scorecard_as_text
from wellspent.profile.scorecard_file import read_scorecard
from wellspent.records.verdict import Verdict


def test_profile_of_a_file_says_what_it_rests_on(tmp_path: Path):
    learned = profile_file(past_file(tmp_path))
    assert (learned.outcome_column, learned.when_column) == ("stage", "created")
    assert learned.honesty.won + learned.honesty.lost == 400
    assert learned.honesty.verdict is not Verdict.RULES_ONLY
    assert any("Stage" in note for note in learned.notes)
    food = next(
        band.points
        for attribute in learned.scorecard.attributes
        for band in attribute.bands
        if band.values == ("Food",)
    )
    assert food > 0


def test_outcome_and_arrival_carry_no_points(tmp_path: Path):
    names = {one.name for one in profile_file(past_file(tmp_path)).scorecard.attributes}
    assert names & {"stage", "created", "company"} == set()


def test_order_of_rows_stands_in_for_a_missing_date(tmp_path: Path):
    old = write_csv(tmp_path / "o.csv", HEADER[2:], [row[2:] for row in past_rows()])
    learned = profile_file(old)
    assert learned.when_column == ""
    assert any("order of rows" in note for note in learned.notes)


def test_saved_scorecard_reads_back(tmp_path: Path):
    scorecard = profile_file(past_file(tmp_path)).scorecard
    save_scorecard(scorecard, tmp_path / "fit.toml")
    assert (tmp_path / "fit.toml").read_text(encoding="utf-8") == scorecard_as_text(scorecard)
    back = read_scorecard(tmp_path / "fit.toml")
    assert [one.name for one in back.attributes] == [one.name for one in scorecard.attributes]


def test_scorecard_that_cannot_be_written_is_an_input_error(tmp_path: Path):
    scorecard = profile_file(past_file(tmp_path)).scorecard
    with pytest.raises(InputError):
        save_scorecard(scorecard, tmp_path / "no" / "such" / "folder.toml")
