import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.jobs.made_files import HEADER, past_file, past_rows, write_csv
from wellspent.errors import FileUnreadable, MappingError, NotEnoughData
from wellspent.jobs.profile_file import profile_history
from wellspent.jobs.qualify_file import ADDED, QualifiedFile, qualify_file, qualify_with
from wellspent.jobs.read_history import read_history
from wellspent.records.verdict import Verdict
from wellspent.serve.cli.csv_out import write_csv as write_out

OPEN = HEADER[:-1]
ENQUIRY = ["2026-01-05", "Firm X", "Food", "120", "yes"]


def qualified(folder: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> QualifiedFile:
    return qualify_file(write_csv(folder / "new.csv", header, rows), past_file(folder))


def cells(line: list[str]) -> dict[str, str]:
    return dict(zip(ADDED, line[-len(ADDED) :], strict=True))


def fits(found: QualifiedFile) -> list[float]:
    return [float(cells(line)["fit"]) for line in found.lines()]


def test_each_row_comes_back_in_order_with_its_cells_and_ours(tmp_path: Path):
    rows = [ENQUIRY, ["2026-01-06", 'Ünï, "Co"\nLtd', "Student", "5", "no"]]
    found = qualified(tmp_path, OPEN, rows)
    lines = list(found.lines())
    assert found.header == (*OPEN, *ADDED)
    assert [line[:5] for line in lines] == rows
    assert all(len(line) == len(found.header) for line in lines)
    assert (found.profile.outcome_column, found.profile.when_column) == ("stage", "created")


def test_fit_is_a_probability_with_six_decimals_inside_its_interval(tmp_path: Path):
    for line in qualified(tmp_path, OPEN, [ENQUIRY] * 3).lines():
        fit, low, high, verdict, reasons = line[-10:-5]
        assert 0.0 < float(low) < float(fit) < float(high) < 1.0
        assert {len(number.partition(".")[2]) for number in (fit, low, high)} == {6}
        assert verdict in set(Verdict)
        assert reasons


def test_what_won_before_fits_better_than_what_lost(tmp_path: Path):
    food, student = fits(qualified(tmp_path, OPEN, [ENQUIRY, [*ENQUIRY[:2], "Student", "5", "no"]]))
    assert food > 0.5 > 0.2 > student


def test_outcome_in_the_new_file_changes_nothing(tmp_path: Path):
    past = past_rows(50)
    flipped = [[*row[:-1], "Closed Won"] for row in past]
    assert fits(qualified(tmp_path, HEADER, past)) == fits(qualified(tmp_path, HEADER, flipped))


def test_new_file_may_be_the_old_one(tmp_path: Path):
    old = past_file(tmp_path)
    found = qualify_file(old, old)
    assert [line[: len(HEADER)] for line in found.lines()] == past_rows()


def test_columns_are_found_by_name_whatever_their_order_and_delimiter(tmp_path: Path):
    straight = fits(qualified(tmp_path, OPEN, [ENQUIRY]))
    path = write_csv(tmp_path / "b.csv", OPEN[::-1], [ENQUIRY[::-1]], delimiter=";")
    assert fits(qualify_file(path, past_file(tmp_path))) == straight


def test_history_with_another_delimiter_teaches_the_same(tmp_path: Path):
    straight = fits(qualified(tmp_path, OPEN, [ENQUIRY]))
    new = write_csv(tmp_path / "new.csv", OPEN, [ENQUIRY])
    assert fits(qualify_file(new, past_file(tmp_path, delimiter="\t"))) == straight


def test_kinds_of_columns_are_those_of_the_history(tmp_path: Path):
    """Few rows alone would make flags of 0 and 1, or categories of numbers."""
    rows = [[*ENQUIRY[:3], employees, "yes"] for employees in ("1", "0", "120")]
    alone = [fits(qualified(tmp_path, OPEN, [row]))[0] for row in rows]
    assert fits(qualified(tmp_path, OPEN, rows)) == alone


def test_column_that_is_missing_counts_as_not_given_and_is_named(tmp_path: Path):
    found = qualified(tmp_path, ["Company", "Employees"], [["Firm X", "120"]])
    given_empty = qualified(tmp_path, OPEN, [["", "Firm X", "", "120", ""]])
    assert fits(found) == fits(given_empty)
    assert any("Industry" in note for note in found.notes)


def test_file_with_only_a_header_gives_only_a_header(tmp_path: Path):
    found = qualified(tmp_path, OPEN, [])
    assert (found.rows, list(found.lines()), found.notes) == (0, [], ())


def test_rows_of_odd_length_stay_rows(tmp_path: Path):
    path = tmp_path / "new.csv"
    path.write_text(
        "Company,Industry,Employees\nA,Food,120\nB\n,,\n\nC,Food,120,surplus\n", encoding="utf-8"
    )
    found = qualify_file(path, past_file(tmp_path))
    assert [line[:3] for line in found.lines()] == [
        ["A", "Food", "120"],
        ["B", "", ""],
        ["", "", ""],
        ["C", "Food", "120"],
    ]
    assert any("row 6" in note for note in found.notes)


def test_header_comes_back_as_it_was_written(tmp_path: Path):
    path = tmp_path / "new.csv"
    path.write_text(" Company ,,Employees,Employees,\nA,b,120,,\n", encoding="utf-8")
    found = qualify_file(path, past_file(tmp_path))
    assert found.header[:5] == (" Company ", "", "Employees", "Employees", "")
    assert next(found.lines())[:5] == ["A", "b", "120", "", ""]


def test_column_named_like_ours_is_kept_under_another_name(tmp_path: Path):
    header = ["fit", "Company", "reasons", "input_fit"]
    found = qualified(tmp_path, header, [["slim", "A", "why not", "x"]])
    assert found.header[:4] == ("input_fit_2", "Company", "input_reasons", "input_fit")
    assert next(found.lines())[:4] == ["slim", "A", "why not", "x"]
    assert len(set(found.header)) == len(found.header)
    assert len(found.notes) == 4  # two renamed, one about missing columns, one about the promise


def test_result_can_be_qualified_again(tmp_path: Path):
    first = qualified(tmp_path, OPEN, [ENQUIRY])
    again = qualified(tmp_path, first.header, list(first.lines()))
    assert fits(again) == fits(first)


def test_text_of_ours_never_starts_a_formula_and_cells_of_yours_stay(tmp_path: Path):
    header = ["=cmd|' /C calc'!A0", "Stage"]
    rows = [["ab"[number % 2], "won" if number % 2 else "lost"] for number in range(200)]
    rows = [
        [cell, outcome if number % 7 else "lost"] for number, (cell, outcome) in enumerate(rows)
    ]
    old = write_csv(tmp_path / "old.csv", header, rows)
    new = write_csv(tmp_path / "new.csv", header[:1], [["=1+1"], ["a"]])
    lines = list(qualify_file(new, old, keep=header[:1]).lines())
    assert [line[0] for line in lines] == ["=1+1", "a"]
    assert all(not cells(line)["reasons"].startswith(("=", "+", "-", "@")) for line in lines)


def test_too_small_a_history_gives_rules_only(tmp_path: Path):
    old = write_csv(tmp_path / "old.csv", HEADER, past_rows(30))
    new = write_csv(tmp_path / "new.csv", OPEN, [ENQUIRY])
    found = qualify_file(new, old)
    assert [cells(line)["verdict"] for line in found.lines()] == ["rules only"]


def test_named_outcome_and_time_are_taken(tmp_path: Path):
    history = read_history(past_file(tmp_path), outcome=("Stage", "Closed Lost"), when="Created")
    assert history.outcome.won == ("Closed Lost",)
    assert history.when is not None
    assert history.when.named


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ({"outcome": ("Stge", None)}, "Stage"),
        ({"when": "creatd"}, "created"),
        ({"keep": ["Industri"]}, "Industry"),
    ],
)
def test_unknown_column_is_refused_with_the_nearest_name(tmp_path: Path, words, near: str):
    with pytest.raises(MappingError) as caught:
        read_history(past_file(tmp_path), **words)
    assert near.casefold() in caught.value.next_step.casefold()


def test_history_without_an_outcome_says_which_flag_to_give(tmp_path: Path):
    old = write_csv(tmp_path / "old.csv", ["Company", "Colour"], [["A", "red"], ["B", "blue"]] * 50)
    with pytest.raises(MappingError) as caught:
        qualify_file(old, old)
    assert "--outcome" in caught.value.next_step


def test_history_without_rows_is_not_enough_data(tmp_path: Path):
    old = write_csv(tmp_path / "old.csv", HEADER, [])
    with pytest.raises(NotEnoughData):
        qualify_file(old, old)


@pytest.mark.parametrize("which", ["new", "old"])
def test_missing_file_is_named(tmp_path: Path, which: str):
    there = past_file(tmp_path)
    gone = tmp_path / "gone.csv"
    with pytest.raises(FileUnreadable) as caught:
        qualify_file(gone, there) if which == "new" else qualify_file(there, gone)
    assert "gone.csv" in caught.value.where


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory):
    history = read_history(past_file(tmp_path_factory.mktemp("past")))
    return profile_history(history), history.cases.columns


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(
        st.lists(
            st.text(
                st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t"),
                max_size=8,
            ),
            min_size=3,
            max_size=3,
        ),
        max_size=12,
    )
)
def test_any_row_comes_back_as_it_was(learned, tmp_path: Path, rows: list[list[str]]):
    profile, columns = learned
    header = ["Company", "Industry", "Employees"]
    path = write_csv(tmp_path / "new.csv", header, rows)
    found = qualify_with(profile, path, like=columns)
    out = io.StringIO()
    write_out(out, [found.header, *found.lines()])
    back = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert [row[:3] for row in back] == [header, *rows]
    assert all(0.0 <= float(row[3]) <= 1.0 for row in back[1:])
