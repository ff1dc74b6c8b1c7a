"""The smaller commands."""

import csv
import io
import json
import re
import tomllib
from pathlib import Path

import duckdb
import pytest

from tests.jobs.made_files import past_file


def test_settings_show_value_and_source(run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WELLSPENT_API_TOKEN", "correct-horse-battery")
    ran = run("settings", "--format", "json")
    found = {row["setting"]: row for row in json.loads(ran.out)}
    assert found["currency"] == {"setting": "currency", "value": "USD", "source": "default"}
    assert found["api_token"]["source"] == "WELLSPENT_API_TOKEN"
    assert "horse" not in ran.out


def test_flag_before_the_command_wins(run):
    ran = run("--data-folder", "/somewhere", "settings", "--format", "json")
    found = {row["setting"]: row for row in json.loads(ran.out)}
    assert found["data_folder"]["source"] == "--data-folder"
    assert found["data_folder"]["value"] == "/somewhere"


def test_init_makes_store_and_settings_once(run, tmp_path: Path):
    assert "Store ready" in run("init", "--currency", "EUR").out
    written = (tmp_path / "wellspent.toml").read_text(encoding="utf-8")
    assert tomllib.loads(written)["currency"] == "EUR"
    (tmp_path / "wellspent.toml").write_text('currency = "GBP"\n', encoding="utf-8")
    assert "Kept your wellspent.toml" in run("init").out
    assert (tmp_path / "wellspent.toml").read_text(encoding="utf-8") == 'currency = "GBP"\n'


def test_doctor_finds_a_good_installation_good(run):
    ran = run("doctor", "--format", "json")
    found = {row["part"]: row["health"] for row in json.loads(ran.out)}
    assert ran.code == 0
    assert {found[part] for part in ("Python", "packages", "data folder", "store")} == {"good"}


def test_doctor_says_what_is_wrong_and_what_to_do(run, tmp_path: Path):
    (tmp_path / "broken.db").write_text("this is no database, however long it may be" * 50)
    ran = run("--store", f"sqlite:///{tmp_path / 'broken.db'}", "doctor", "--format", "json")
    store = next(row for row in json.loads(ran.out) if row["part"] == "store")
    assert (ran.code, store["health"]) == (1, "bad")
    assert store["next"]


def test_profile_of_a_file_shows_points_and_writes_the_scorecard(run, tmp_path: Path):
    ran = run("profile", past_file(tmp_path), "--scorecard", "fit.toml")
    assert ran.code == 0
    assert ran.out.startswith("Verdict: ")
    assert "Industry" in ran.out
    text = (tmp_path / "fit.toml").read_text(encoding="utf-8")
    assert "Food" in text
    assert tomllib.loads(text)["won"] > 40


def test_profile_for_programs_is_only_points_on_stdout(run, tmp_path: Path):
    ran = run("profile", past_file(tmp_path), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert {row["attribute"] for row in rows} >= {"Industry", "Employees"}
    assert "Verdict: " in ran.err


def test_profile_as_json_holds_all_that_was_learned(run, tmp_path: Path):
    found = json.loads(run("profile", past_file(tmp_path), "--format", "json").out)
    assert found["honesty"]["won"] + found["honesty"]["lost"] == 400
    assert {one["name"] for one in found["scorecard"]["attributes"]} >= {"industry", "employees"}
    assert found["honesty"]["learning_curve"]


def test_empty_store_has_no_profile_yet(run):
    ran = run("profile")
    assert ran.code == 5
    assert "wellspent import" in ran.err


def test_lead_is_explained_by_id_or_by_words(run, tmp_path: Path):
    run("import", past_file(tmp_path), "--as", "lead", "--yes")
    run("profile", "--learn")
    by_id = run("explain", "L1", "--format", "json")
    fit = json.loads(by_id.out)["fit"]
    total = fit["average_log_odds"] + sum(one["points"] for one in fit["contributions"])
    assert total == pytest.approx(fit["log_odds"], abs=1e-9)
    shown = run("explain", "L1")
    usual = round(json.loads(by_id.out)["usual_rate"] * 100)
    assert f"of 100; usual: {usual}. Verdict" in shown.out
    assert "Sample data" not in shown.out + shown.err
    several = run("explain", "Firm")
    assert several.code == 2
    assert "several leads" in several.err
    assert run("explain", "nobody-of-that-name").code == 3


def test_profile_and_explanation_without_signal_are_sentences_not_empty_tables(run, tmp_path):
    file = tmp_path / "flat.csv"
    lines = [f"Firm {n},{'Won' if n % 4 == 0 else 'Lost'},x{n % 3}" for n in range(400)]
    file.write_text("\n".join(["Company,Status,Letter", *lines, "Firm 400,Open,x1"]))
    run("import", file, "--as", "lead", "--yes")
    shown = run("profile", "--learn")
    assert "Verdict: no signal" in shown.out
    assert shown.out.endswith("No attribute carries points: everyone gets the usual rate.\n")
    explained = run("explain", "L401")
    assert "No attribute carries points for this enquiry: it gets the usual rate." in explained.out
    assert "group" not in explained.out


def test_no_imports_yet_is_a_sentence(run):
    assert run("undo").out == "Nothing was imported yet: wellspent import FILE\n"


def test_demo_prints_a_queue_that_is_marked_as_sample(run, tmp_path: Path):
    ran = run("demo", "--no-serve")
    assert ran.code == 0
    assert "Sample data" in ran.out
    assert "60 open" in ran.out
    store = tmp_path / "data" / "demo" / "wellspent.db"
    assert store.is_file()
    for command in (["explain", "L1531"], ["undo"], ["profile", "--format", "csv"]):
        shown = run("--store", f"sqlite:///{store}", *command)
        assert shown.code == 0
        assert shown.err.startswith("Sample data. ")
        assert "Sample data" not in shown.out


def test_demo_empties_no_folder_that_it_did_not_make(run, tmp_path: Path):
    mine = tmp_path / "data" / "demo" / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("keep me")
    assert run("demo", "--no-serve").code == 4
    assert [path.name for path in mine.parent.iterdir()] == ["mine.txt"]


def test_demo_deletes_no_import_of_your_own(run, tmp_path: Path):
    assert run("demo", "--no-serve").code == 0
    store = tmp_path / "data" / "demo" / "wellspent.db"
    own = past_file(tmp_path)
    assert run("--store", f"sqlite:///{store}", "import", own, "--as", "lead", "--yes").code == 0
    refused = run("demo", "--no-serve")
    assert refused.code == 4
    assert own.name in refused.err
    assert "wellspent init" in refused.err
    imports = json.loads(run("--store", f"sqlite:///{store}", "undo", "--format", "json").out)
    mine = next(one["import"] for one in imports if one["file"] == own.name)
    undone = run("--store", f"sqlite:///{store}", "undo", mine, "--yes")
    assert undone.code == 0, undone.err
    assert run("demo", "--no-serve").code == 0


def edited_scorecard(run, tmp_path: Path, pattern: str, instead: str) -> Path:
    run("import", past_file(tmp_path), "--as", "lead", "--yes")
    assert run("profile", "--learn", "--scorecard", "fit.toml").code == 0
    file = tmp_path / "fit.toml"
    text, changed = re.subn(
        pattern, instead, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE
    )
    assert changed == 1
    file.write_text(text, encoding="utf-8")
    return file


def test_edited_scorecard_comes_into_force_and_can_be_set_back(run, tmp_path: Path):
    file = edited_scorecard(run, tmp_path, r"points = [^,]+,", "points = 2.5,")
    used = run("profile", "--use", file, "--format", "csv")
    assert used.code == 0, used.err
    assert "Took over 1 edited points" in used.err
    assert "(edited),2.5," in used.out
    assert "(edited),2.5," in run("profile", "--learn", "--format", "csv").out
    again = run("profile", "--use", file, "--format", "csv")
    assert "set back 0" in again.err
    edited = file.read_text(encoding="utf-8")
    learned = re.sub(r"points = 2\.5, learned = ([^,]+)", r"points = \1, learned = \1", edited)
    file.write_text(learned, encoding="utf-8")
    back = run("profile", "--use", file, "--format", "csv")
    assert "set back 1 to learned" in back.err
    assert "(edited)" not in back.out


@pytest.mark.parametrize(
    ("pattern", "instead", "code", "said"),
    [
        (r"points = ", "pionts = 1, points = ", 2, "Unknown key `pionts`"),
        (r", learned = [^,]+", ", learned = 9.0", 4, "another scorecard"),
        (r"^fingerprint = .*", 'fingerprint = "other"', 4, "another scorecard"),
        (r"^base_log_odds = .*", "base_log_odds = 1.25", 2, "base was edited"),
        (r"points = [^,]+,", "points = 99.0,", 2, "make no sense"),
    ],
)
def test_scorecard_that_does_not_fit_is_refused(
    run, tmp_path: Path, pattern: str, instead: str, code: int, said: str
):
    file = edited_scorecard(run, tmp_path, pattern, instead)
    refused = run("profile", "--use", file)
    assert refused.code == code, refused.err
    assert said in refused.err
    assert "(edited)" not in run("profile").out


def test_scorecard_is_printed_as_sql_that_runs(run, tmp_path: Path):
    run("import", past_file(tmp_path), "--as", "lead", "--yes")
    ran = run("profile", "--sql", "duckdb", "--sql-table", "sales.leads", "--sql-key", "lead_id")
    assert ran.code == 0, ran.err
    (statement,) = duckdb.extract_statements(ran.out)
    assert statement.type == duckdb.StatementType.SELECT
    assert "probability" in ran.out
    unknown = run("profile", "--sql", "cobol")
    assert unknown.code == 2
    assert "snowflake" in unknown.err
