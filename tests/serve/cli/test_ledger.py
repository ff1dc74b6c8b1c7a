import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.serve.cli.conftest import Ran
from tests.serve.cli.test_listen import CALL, MAIL, NO_TEXT
from wellspent.serve.cli.period import period_named

Run = Callable[..., Ran]
OURS = ("--our-side", "Wilma Sample", "--our-side", "otter.example")


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "2026-03-02 call.vtt").write_text(CALL)
    (folder / "mail.eml").write_text(MAIL)
    return folder


def test_conversations_are_taken_in_once_and_undone(run: Run, talks: Path):
    first = run("take-in", talks, *OURS, "--source", "calls")
    assert first.code == 0, first.err
    assert "2 conversations read; 2 new" in first.out
    assert "Ada Kunde" in first.out
    assert "wellspent undo I1" in first.err
    again = run("take-in", talks, "--source", "calls", "--format", "json")
    taken = json.loads(again.out)
    assert (taken["created"], taken["unchanged"], taken["import_id"]) == (0, 2, "")
    assert "undo" not in again.err
    assert run("undo", "I1", "--yes").code == 0
    assert "holds nothing" in run("ledger").out


def test_conversation_without_a_date_is_said_to_be_out_of_the_ledger(run: Run, tmp_path: Path):
    file = tmp_path / "call.vtt"
    file.write_text(CALL)
    undated = run("take-in", file, *OURS)
    assert "1 without any date" in undated.out
    run("undo", "I1", "--yes")
    dated = run("take-in", file, *OURS, "--at", "2026-03-02T10:00")
    assert "without any date" not in dated.out
    total = json.loads(run("ledger", "--format", "json").out)["statement"]["total"]
    assert total["activities"] == 1


def test_sides_told_later_count_and_are_heard_anew(run: Run, talks: Path):
    run("take-in", talks, "--our-side", "Ada")
    again = json.loads(run("take-in", talks, *OURS, "--format", "json").out)
    assert (again["grown"], again["created"]) == (2, 0)
    shown = json.loads(run("conversations", "show", "K1", "--format", "json").out)
    assert [one["side"] for one in shown["speakers"]] == ["ours", "customer"]
    third = json.loads(run("take-in", talks, *OURS, "--format", "json").out)
    assert (third["grown"], third["unchanged"], third["import_id"]) == (0, 2, "")


def test_words_are_not_kept_where_only_measures_are(run: Run, talks: Path):
    run("take-in", talks, *OURS, "--keep", "measures")
    shown = run("conversations", "show", "K1").out + run("conversations", "show", "K2").out
    assert "amazing" not in shown
    assert "waste" not in shown


def test_unreadable_file_is_named_and_the_rest_taken_in(run: Run, talks: Path):
    (talks / "broken.vtt").write_bytes(NO_TEXT)
    ran = run("take-in", talks, *OURS)
    assert ran.code == 2
    assert "broken.vtt" in ran.err
    assert "2 new" in ran.out


def test_statement_says_first_what_has_no_value(run: Run, talks: Path):
    run("take-in", talks, *OURS)
    run("note", "meeting", "--with", "ben@kunde.example", "--minutes", "45", "--rep", "Sam")
    shown = run("ledger", "--by", "channel").out
    assert shown.startswith("Minutes without any sign of value: 45.")
    assert shown.index("What we owe them") < shown.index("minutes without value")
    whole = json.loads(run("ledger", "--by", "channel", "--format", "json").out)
    assert whole["without_value"][0]["minutes"] == 45.0
    (row,) = csv.DictReader(io.StringIO(run("ledger", "--format", "csv").out))
    assert float(row["minutes"]) == pytest.approx(whole["statement"]["total"]["minutes"], abs=1e-3)
    assert run("ledger", "--since", "2026-03-03", "--until", "2026-03-04").out.startswith(
        "The ledger holds nothing"
    )


def test_lines_are_listed_and_corrected_once(run: Run):
    run("note", "call", "--with", "ada@kunde.example", "--minutes", "20")
    listed = json.loads(run("ledger", "lines", "--format", "json").out)["entries"]
    assert [one["minutes"] for one in listed] == [20.0]
    right = run("ledger", "correct", listed[0]["id"], "--minutes", "5", "--reason", "they left")
    assert "takes the place of" in right.out
    assert run("ledger", "correct", "E1", "--minutes", "5", "--reason", "again").code == 4
    assert run("ledger", "correct", "E1", "--minutes", "5").code == 2
    assert run("ledger", "correct", "E99", "--minutes", "5", "--reason", "x").code == 3
    kept = json.loads(run("ledger", "lines", "--in-force", "--format", "json").out)["entries"]
    assert [one["minutes"] for one in kept] == [5.0]


def test_words_that_a_spreadsheet_would_run_are_made_harmless(run: Run):
    words = "=HYPERLINK(1) Wow, that was amazing."
    run("note", "call", "--with", "ada@kunde.example", "--minutes", "2", "--words", words,
        "--rep", "=cmd|' /C calc'!A0")  # fmt: skip
    for arguments in (("lines",), ("--by", "rep")):
        out = run("ledger", *arguments, "--format", "csv").out
        cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
        assert any("cmd|" in cell for cell in cells)
        assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


def test_promise_shows_the_day_that_it_named(run: Run, tmp_path: Path):
    call = "WEBVTT\n\n00:00:00.000 --> 00:00:05.000\n<v Wilma Sample>How is it?\n\n"
    call += "00:00:05.000 --> 00:00:09.000\n<v Ada Kunde>It runs.\n\n"
    call += "00:00:09.000 --> 00:00:15.000\n<v Wilma Sample>I will send you the offer by Friday.\n"
    file = tmp_path / "2026-03-02 call.vtt"
    file.write_text(call)
    assert run("take-in", file, *OURS).code == 0
    assert "2026-03-06 (overdue)" in run("owe").out


def test_what_we_owe_is_listed_settled_and_opened(run: Run):
    words = "What does it cost for two plants?"
    run("note", "call", "--with", "ada@kunde.example", "--minutes", "2", "--words", words)
    (owed,) = json.loads(run("owe", "--format", "json").out)
    assert (owed["quote"], owed["turn"], owed["what"]) == (words, 1, "unanswered question")
    assert "1 unanswered question" in run("owe").out
    assert run("owe", "settle", owed["id"], "--reason", "by telephone").code == 0
    assert "was settled already" in run("owe", "settle", owed["id"]).out
    assert "nothing that we know of" in run("owe").out
    run("owe", "settle", owed["id"], "--back")
    assert "off the list" in run("owe", "dismiss", owed["id"], "--reason", "small talk").out
    assert json.loads(run("owe", "--format", "json").out) == []
    run("owe", "settle", owed["id"], "--back")
    assert words in run("owe").out
    for wrong, code in ((("settle",), 2), (("settle", "F99"), 3), (("nag",), 2), (("--back",), 2)):
        assert run("owe", *wrong).code == code


def test_interaction_is_noted_with_what_was_heard(run: Run):
    noted = run("note", "call", "--with", "ada@kunde.example", "--minutes", "12",
                "--words", "That was a good use of my time.", "--once", "a")  # fmt: skip
    assert noted.code == 0, noted.err
    assert "heard: good use of time" in noted.out
    run("note", "call", "--with", "ada@kunde.example", "--minutes", "12", "--once", "a")
    assert len(json.loads(run("conversations", "--format", "json").out)["rows"]) == 1
    stood = run("note", "event", "--with", "ada@kunde.example", "--minutes", "5")
    assert "event participation, 5 minutes with ada@kunde.example" in stood.out
    for wrong, code in (
        (("walk", "--with", "a@b.example", "--minutes", "5"), 2),
        (("call", "--minutes", "5"), 2),
        (("call", "--with", "a@b.example"), 2),
        (("call", "--with", "C99", "--minutes", "5"), 3),
        (("call", "--with", "a@b.example", "--minutes", "5", "--at", "2199-01-01"), 2),
    ):
        assert run("note", *wrong).code == code, wrong


def test_reaction_is_corrected_and_taught(run: Run):
    run("note", "call", "--with", "ada@kunde.example", "--minutes", "2",
        "--words", "Wow, that was amazing.")  # fmt: skip
    heard = json.loads(run("conversations", "show", "K1", "--format", "json").out)["reactions"]
    (one,) = [each for each in heard if each["kind"] == "delight"]
    assert run("conversations", "correct", one["id"], "--as", "nothing", "--by", "Kim").code == 0
    shown = run("conversations", "show", "K1").out
    assert "is nothing, not delight, says Kim" in shown
    assert run("conversations", "correct", one["id"], "--as", "joy").code == 2
    assert run("conversations", "correct", "F99", "--as", "nothing").code == 3


def test_correction_is_taken_back_and_a_missed_reaction_added(run: Run):
    run("note", "call", "--with", "ada@kunde.example", "--minutes", "2",
        "--words", "Wow, that was amazing. The squeegee goes before the foam then.")  # fmt: skip
    heard = json.loads(run("conversations", "show", "K1", "--format", "json").out)["reactions"]
    (one,) = [each for each in heard if each["kind"] == "delight"]
    run("conversations", "correct", one["id"], "--as", "nothing")
    assert "wellspent conversations take-back 1" in run("conversations", "show", "K1").out
    assert "delight" in run("conversations", "take-back", "1").out
    words = "The squeegee goes before the foam"
    added = run("conversations", "add", "K1", "--turn", "1", "--quote", words, "--as",
                "learned something")  # fmt: skip
    assert "is learned something, not nothing" in added.out
    wrong = run("conversations", "add", "K1", "--turn", "1", "--quote", "x y z", "--as", "delight")
    assert wrong.code == 2


def test_private_people_are_left_out(run: Run, talks: Path):
    assert run("conversations", "private", "@kunde.example", "--note", "asked us").code == 0
    assert "@kunde.example" in run("conversations", "private").out
    ran = run("take-in", talks / "mail.eml", *OURS)
    assert "1 with people marked private: left out." in ran.out
    assert run("conversations", "not-private", "@kunde.example").code == 0
    assert run("conversations", "not-private", "@kunde.example").code == 3


def test_a_day_counts_whole_as_the_end_of_a_time():
    assert period_named("2026-03-01", "2026-03-01", zone=UTC) == (
        datetime(2026, 3, 1, tzinfo=UTC),
        datetime(2026, 3, 2, tzinfo=UTC),
    )
    assert period_named("", "2026-03-01T10:00", zone=UTC) == (
        None,
        datetime(2026, 3, 1, 10, tzinfo=UTC),
    )
