import csv
import io
import json
from pathlib import Path

import pytest

from tests.jobs.made_files import HEADER, past_file, past_rows, write_csv
from wellspent.jobs.qualify_file import ADDED
from wellspent.serve.cli.file_options import parse_outcome

OPEN = HEADER[:-1]
NEW = [
    ["2026-01-05", "Firm X", "Food", "120", "yes"],
    ["2026-01-06", 'Quoted "Co"\nLtd', "Student", "5", "no"],
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return write_csv(tmp_path / "new.csv", OPEN, NEW), past_file(tmp_path)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_one_row_for_each_with_our_columns_behind(run, files):
    ran = run("qualify", files[0], "--history", files[1], "--format", "csv")
    rows = rows_of(ran.out)
    assert ran.code == 0
    assert list(rows[0]) == [*OPEN, *ADDED]
    assert [[row[name] for name in OPEN] for row in rows] == NEW
    assert float(rows[0]["fit"]) > float(rows[1]["fit"])


def test_verdict_and_what_was_set_aside_go_to_stderr(run, tmp_path: Path):
    rows = [[*row, "signed" if row[-1] == "Closed Won" else ""] for row in past_rows()]
    old = write_csv(tmp_path / "leaky.csv", [*HEADER, "Contract"], rows)
    ran = run("qualify", old, "--history", old, "--format", "csv")
    assert "Verdict: " in ran.err
    assert "set aside: contract" in ran.err.casefold()
    kept = run("qualify", old, "--history", old, "--keep", "Contract", "--format", "csv")
    assert "kept on request: contract" in kept.err.casefold()


def test_company_on_many_rows_is_not_said_to_differ_on_almost_every_one(run, tmp_path: Path):
    rows = [[*row, f"Firm {number % 25}"] for number, row in enumerate(past_rows())]
    old = write_csv(tmp_path / "accounts.csv", [*HEADER, "Account"], rows)
    ran = run("qualify", old, "--history", old, "--format", "csv")
    said = next(line for line in ran.err.splitlines() if "set aside as an identifier" in line)
    assert "account" in said
    assert "different on almost every row" not in said


def test_json_has_numbers_where_csv_has_text(run, files):
    ran = run("qualify", files[0], "--history", files[1], "--format", "json")
    found = json.loads(ran.out)
    assert [row["Company"] for row in found] == [row[1] for row in NEW]
    assert all(0 < row["fit_low"] < row["fit"] < row["fit_high"] < 1 for row in found)


def test_table_shows_the_best_first_out_of_100(run, files):
    ran = run("qualify", files[0], "--history", files[1])
    lines = ran.out.splitlines()
    assert lines[0].split() == ["row", "enquiry", "fit", "authenticity", "route", "reasons"]
    assert "Firm X" in lines[1]


def test_output_is_written_whole_or_not_at_all(run, files, tmp_path: Path):
    out = tmp_path / "out.csv"
    ran = run("qualify", files[0], "--history", files[1], "--output", out)
    assert (ran.code, ran.out) == (0, "")
    assert len(rows_of(out.read_text(encoding="utf-8"))) == len(NEW)
    assert run("qualify", "gone.csv", "--history", files[1], "--output", tmp_path / "x").code == 2
    assert sorted(path.name for path in tmp_path.glob("*.part")) == []
    assert not (tmp_path / "x").exists()


def test_output_that_cannot_be_written_is_said_at_once(run, files, tmp_path: Path):
    ran = run("qualify", files[0], "--history", files[1], "--output", tmp_path / "no" / "x.csv")
    assert ran.code == 2
    assert "There is no such folder to write to." in ran.err
    assert "Verdict" not in ran.err


def test_output_never_overwrites_an_input_or_a_part_of_somebody(run, files, tmp_path: Path):
    before = files[1].read_bytes()
    assert run("qualify", files[0], "--history", files[1], "--output", files[1]).code == 2
    assert files[1].read_bytes() == before
    own = tmp_path / "out.csv.part"
    own.write_text("mine", encoding="utf-8")
    assert run("qualify", files[0], "--history", files[1], "--output", "out.csv").code == 0
    assert own.read_text(encoding="utf-8") == "mine"


def test_named_outcome_and_time_are_taken(run, files):
    ran = run(
        "qualify", files[0], "--history", files[1], "--format", "csv",
        "--outcome", "Stage=Closed Lost", "--when", "Created",
    )  # fmt: skip
    rows = rows_of(ran.out)
    assert float(rows[0]["fit"]) < float(rows[1]["fit"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--outcome", "=won"], "COLUMN=WON_VALUE"),
        (["--outcome", "Stage="], "COLUMN=WON_VALUE"),
        (["--outcome", "Stagge=Closed Won"], "Did you mean 'Stage'?"),
        (["--outcome", "Stage=Gone"], "Closed Won"),
        (["--when", "Creation"], "Did you mean"),
        (["--keep", "Industrie"], "Did you mean 'Industry'?"),
    ],
)
def test_wrong_words_are_answered_with_what_to_write(run, files, arguments, words: str):
    ran = run("qualify", files[0], "--history", files[1], *arguments)
    assert ran.code == 2
    assert words in ran.err


def test_history_that_has_no_outcome_names_the_flag(run, tmp_path: Path):
    old = write_csv(tmp_path / "a.csv", ["Company", "Colour"], [["A", "red"], ["B", "blue"]] * 50)
    ran = run("qualify", old, "--history", old)
    assert ran.code == 2
    assert "--outcome" in ran.err


def test_history_without_a_file_to_qualify_says_so(run, files):
    assert "no file to qualify" in run("qualify", "--history", files[1]).err


def test_words_about_a_history_need_one(run, files):
    ran = run("qualify", files[0], "--outcome", "Stage")
    assert ran.code == 2
    assert "--history" in ran.err


def test_store_that_learned_nothing_says_what_to_do(run, files):
    ran = run("qualify", files[0])
    assert ran.code == 5
    assert "--history" in ran.err


def test_file_and_open_leads_are_qualified_by_the_store(run, files):
    run("import", files[1], "--as", "lead", "--yes")
    assert run("profile", "--learn").code == 0
    rows = rows_of(run("qualify", files[0], "--format", "csv").out)
    assert [[row[name] for name in OPEN] for row in rows] == NEW
    assert float(rows[0]["fit"]) > float(rows[1]["fit"])
    run("import", files[0], "--as", "lead", "--yes")
    queue = rows_of(run("qualify", "--format", "csv").out)
    assert [row["company"] for row in queue][:1] == ["Firm X"]
    assert float(queue[0]["fit"]) == pytest.approx(float(rows[0]["fit"]), abs=1e-6)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (None, None),
        ("Stage", ("Stage", None)),
        ("Stage=Won", ("Stage", "Won")),
        ("Deal Stage = Closed Won", ("Deal Stage", "Closed Won")),
        ("a=b=c", ("a", "b=c")),
    ],
)
def test_outcome_is_cut_at_the_first_sign(text, found):
    assert parse_outcome(text) == found
