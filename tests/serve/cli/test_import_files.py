import csv
import io
import json
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.jobs.made_files import HEADER, past_file, write_csv
from wellspent.serve.cli import import_files


def imports(run) -> list[dict[str, object]]:
    return json.loads(run("undo", "--format", "json").out)


def test_preview_shows_mapping_and_counts_and_changes_nothing(run, tmp_path: Path):
    ran = run("import", past_file(tmp_path), "--as", "lead", "--preview")
    assert ran.code == 0
    assert "Of all 400 rows: 400 to create" in ran.out
    assert "Industry" in ran.out
    assert imports(run) == []


def test_import_is_listed_and_undone_as_a_whole(run, tmp_path: Path):
    done = run("import", past_file(tmp_path), "--as", "lead", "--yes", "--format", "json")
    (found,) = json.loads(done.out)
    assert (found["state"], found["rows"], found["created"]) == ("done", 400, 400)
    assert len(run("export", "lead").out.splitlines()) == 401
    assert run("undo", found["import"], "--yes").out.startswith("Undone: 400 deleted")
    assert len(run("export", "lead").out.splitlines()) == 1
    assert run("undo", found["import"], "--yes").code == 4


def test_same_file_twice_changes_nothing_and_says_so(run, tmp_path: Path):
    run("import", past_file(tmp_path), "--as", "lead", "--yes")
    ran = run("import", past_file(tmp_path), "--as", "lead", "--yes")
    assert ran.code == 0
    assert "imported before" in ran.err
    assert len(imports(run)) == 1
    again = run("import", "old.csv", "--as", "lead", "--yes", "--format", "json")
    (found,) = json.loads(again.out)
    assert (found["state"], found["created"], found["unchanged"]) == ("seen before", 0, 400)
    for form in ("table", "csv"):
        shown = run("import", "old.csv", "--as", "lead", "--yes", "--format", form)
        assert "seen before" in shown.out


def test_place_for_refused_rows_is_checked_before_importing(run, tmp_path: Path):
    ran = run("import", past_file(tmp_path), "--as", "lead", "--yes", "--refused", "no/r.csv")
    assert ran.code == 2
    assert imports(run) == []


def test_refused_rows_are_counted_in_good_grammar(run, tmp_path: Path):
    new = tmp_path / "new.csv"
    new.write_text("Name,Email\nA,a@example.com\nB,b@example.com,x,y,z\n", encoding="utf-8")
    ran = run("import", new, "--as", "lead", "--yes", "--format", "json")
    assert json.loads(ran.out)[0]["refused"] == 1
    assert "1 row was refused; --refused FILE" in ran.err
    kept = run("import", new, "--as", "lead", "--yes", "--refused", "r.csv")
    assert "--refused FILE" not in kept.err
    assert "Wrote 1 refused row to" in kept.err


@pytest.mark.parametrize("command", [["import", "old.csv"], ["undo", "I1"]])
def test_nothing_is_done_unasked_where_nobody_can_be_asked(run, tmp_path: Path, command):
    past_file(tmp_path)
    if command[0] == "undo":
        run("import", "old.csv", "--as", "lead", "--yes")
    ran = run(*command)
    assert ran.code == 2
    assert "--yes" in ran.err


def test_saved_mapping_can_be_corrected_and_used(run, tmp_path: Path):
    old = past_file(tmp_path)
    ran = run("import", old, "--as", "lead", "--save-mapping", "m.toml")
    assert (ran.code, imports(run)) == (0, [])
    text = (tmp_path / "m.toml").read_text(encoding="utf-8")
    assert 'column = "Industry"' in text
    (tmp_path / "m.toml").write_text(text.replace('kind = "flag"', 'kind = "category"'), "utf-8")
    ran = run("import", old, "--mapping", "m.toml", "--yes", "--format", "csv")
    assert next(csv.DictReader(io.StringIO(ran.out)))["created"] == "400"


def test_refused_rows_are_written_to_be_mended(run, tmp_path: Path):
    rows = [["A", "a@example.com"], ["", ""], ["B", "nonsense"], ["C", "c@example.com"]]
    new = write_csv(tmp_path / "new.csv", ["Name", "Email"], rows)
    ran = run("import", new, "--as", "lead", "--yes", "--refused", "r.csv", "--format", "json")
    refused = json.loads(ran.out)[0]["refused"]
    if refused:
        assert len(list(csv.reader((tmp_path / "r.csv").open(encoding="utf-8")))) == refused + 1


def test_file_that_is_not_there_is_named(run):
    ran = run("import", "gone.csv", "--yes")
    assert ran.code == 2
    assert "gone.csv" in ran.err


def test_stopped_import_ends_with_130_and_is_gone_on_with(run, tmp_path: Path, monkeypatch):
    """Ctrl-C comes after the first batch, as the import itself asks whether to stop."""
    monkeypatch.setattr(
        import_files, "stop_on_interrupt", lambda: nullcontext(iter([False, True]).__next__)
    )
    rows = [[f"Person {number}", f"p{number}@example.com"] for number in range(12_000)]
    leads = write_csv(tmp_path / "leads.csv", ["Name", "Email"], rows)
    stopped = run("import", leads, "--as", "lead", "--yes", "--format", "json")
    assert stopped.code == 130
    assert "--resume" in stopped.err
    (first,) = json.loads(stopped.out)
    assert first["state"] == "stopped"
    assert 0 < first["created"] < 12_000
    monkeypatch.setattr(import_files, "stop_on_interrupt", lambda: nullcontext(lambda: False))
    (second,) = json.loads(run("import", "--resume", leads, "--format", "json").out)
    assert (second["import"], second["state"]) == (first["import"], "done")
    assert (second["rows"], second["created"]) == (12_000, 12_000)


def test_nothing_to_resume_says_so(run, tmp_path: Path):
    ran = run("import", "--resume", past_file(tmp_path))
    assert ran.code == 2
    assert "no import of this file" in ran.err


def test_settings_currency_is_that_of_amounts_without_one(run, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("WELLSPENT_CURRENCY", "EUR")
    deals = write_csv(tmp_path / "deals.csv", ["Deal Name", "Amount", "Stage"], [["A", "9", "Won"]])
    assert "money in EUR" in run("import", deals, "--as", "deal", "--preview").out


def test_header_of_the_exports_names_every_field(run, tmp_path: Path):
    run("import", past_file(tmp_path), "--as", "lead", "--yes")
    ran = run("export", "lead", "--output", "leads.csv")
    rows = list(csv.DictReader((tmp_path / "leads.csv").open(encoding="utf-8")))
    assert ran.code == 0
    assert {row["outcome"] for row in rows} == {"won", "lost"}
    assert HEADER[1].casefold() in rows[0]
