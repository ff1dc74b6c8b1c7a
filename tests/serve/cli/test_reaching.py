"""Briefs, reachability, committees, deciders and time on the command line, over a small store."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import missing_part
from tests.serve.cli.conftest import Ran
from tests.serve.small_committee import DECIDES, fill
from wellspent.store.connect import open_store

Run = Callable[..., Ran]
DECIDED = DECIDES.rstrip(".")


@pytest.fixture
def filled(run: Run, sqlite_url: str) -> Run:
    store = open_store(sqlite_url)
    fill(store)
    store.close()
    return run


def test_brief_is_one_page_with_sources(filled: Run):
    for who in ("C1", "c1", "ada@kunde.example", "Ada Kunde", "(030) 123 45 67"):
        ran = filled("brief", who)
        assert ran.code == 0, ran.err
        assert ran.out.startswith("Ada Kunde, CFO, Kunde\n")
        assert "SOURCES\n[1] " in ran.out
        assert "conversation K1: " in ran.out
        assert "turn 0" not in ran.out


def test_several_are_listed_and_one_is_chosen_by_account(filled: Run):
    several = filled("brief", "Ada")
    assert several.code == 2
    assert "Ada Kunde, Kunde (C1)" in several.err
    assert "Ada Norden, Nordbrot (C3)" in several.err
    assert several.out == ""
    assert filled("brief", "Ada", "--account", "Nordbrot").out.startswith("Ada Norden")
    assert filled("brief", "Ben", "--account", "Nordbrot").code == 3


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "doesn't say whose brief"),
        (["  "], 2, "doesn't say whose brief"),
        (["Nobody Known"], 3, "nobody is known by 'Nobody Known'"),
        (["C99"], 3, "C99"),
        (["A99"], 3, "no account A99"),
        (["C1", "--account", "nowhere"], 3, "nowhere"),
        (["C1", "--out", "brief.doc"], 2, "'.doc' doesn't say how to write it"),
        (["C1", "--out", "not/there/brief.md"], 2, "can't be written"),
        (["C1", "--format", "docx"], 2, "docx"),
    ],
)
def test_brief_of_nobody_is_refused_with_advice(
    filled: Run, arguments: list[str], code: int, said: str
):
    ran = filled("brief", *arguments)
    assert ran.code == code
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_brief_is_written_in_the_form_of_the_file(filled: Run, tmp_path: Path):
    begins = {"md": "# Ada Kunde", "txt": "Ada Kunde, CFO", "html": "<!doctype html>", "json": "{"}
    for ending, beginning in begins.items():
        file = tmp_path / f"brief.{ending}"
        ran = filled("brief", "C1", "--out", file)
        assert (ran.code, ran.out) == (0, "")
        assert file.read_text().startswith(beginning)
    known = json.loads(filled("brief", "C1", "--format", "json").out)
    assert known["contact_id"] == "C1"
    told = json.loads(file.read_text())
    assert {key: told[key] for key in told if key != "as_of"} == {
        key: known[key] for key in known if key != "as_of"
    }


def test_brief_is_a_pdf_of_one_sheet(filled: Run, tmp_path: Path):
    ran = filled("brief", "C1", "--out", tmp_path / "brief.pdf")
    if ran.code == 6:
        missing_part("typst isn't installed")
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF-")


def test_account_has_a_brief(filled: Run):
    assert filled("brief", "--account", "Kunde").out.startswith("Kunde\n")
    assert filled("brief", "A1").out.startswith("Kunde\n")


def test_meetings_ahead_are_written_with_their_briefs(filled: Run, tmp_path: Path):
    shown = filled("brief", "--meetings").out
    assert "Floors of hall 2, with Ada Kunde, Ben Kunde" in shown
    assert "\nAda Kunde, CFO, Kunde\n" in shown
    assert "\nBen Kunde, Operator, Kunde\n" not in shown
    assert "No brief: Nobody whom our records know takes part." in shown
    assert "No meeting" in filled("brief", "--meetings", "--rep", "Nobody").out
    told = json.loads(filled("brief", "--meetings", "--format", "json").out)
    assert [len(one["briefs"]) for one in told] == [1, 0]
    ran = filled("brief", "--meetings", "--out", tmp_path, "--format", "markdown")
    assert "Wrote 1 brief" in ran.err
    (file,) = tmp_path.glob("* C1.md")
    assert file.read_text().startswith("# Ada Kunde")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--meetings", "C1"],
        ["--meetings", "--account", "Kunde"],
        ["--meetings", "--until", "2001-01-01"],
        ["--meetings", "--until", "soon"],
        ["--meetings", "--format", "pdf"],
        ["--meetings", "--out", "no/such/folder"],
        ["--meetings", "--read-site"],
        ["--meetings", "--rephrase"],
        ["--meetings", "--send"],
        ["--meetings", "--send", "--format", "json"],
        ["C1", "--send"],
        ["C1", "--rephrase"],
        ["C1", "--read-site"],
        ["C1", "--until", "2030-01-01"],
    ],
)
def test_senseless_question_of_meetings_is_refused(filled: Run, arguments: list[str]):
    ran = filled("brief", *arguments)
    assert (ran.code, ran.out) == (2, "")


def test_reach_shows_the_card_in_their_time(filled: Run):
    shown = filled("reach", "Ada Kunde").out
    assert "Time zone: Europe/Berlin" in shown
    assert "answered 3 of 4 texts, median 12 minutes" in shown
    assert "email" in shown
    told = json.loads(filled("reach", "C1", "--format", "json").out)
    assert (told["name"], told["contact_id"]) == ("Ada Kunde", "C1")
    assert told["card"][0]["evidence"][0]["record_kind"] == "activity"


def test_never_reached_is_said_and_not_guessed(filled: Run):
    shown = filled("reach", "C3").out
    assert "They were never reached out to, so far." in shown
    assert "no telephone number is known" in shown


def test_opt_out_leaves_no_best_time(filled: Run):
    assert filled("consent", "ada@kunde.example", "--objected", "--source", "mail").code == 0
    told = json.loads(filled("reach", "C1", "--format", "json").out)
    assert told["best_times"] == []
    assert not any(one["allowed"] for one in told["channels"])
    assert filled("committee", "role", "C1").code == 3


def test_committee_shows_roles_with_what_was_said(filled: Run):
    shown = filled("committee", "Kunde").out
    assert f"{DECIDED}.” (K1, turn 4, " in shown
    assert "Missing (nobody known is likely to be it): " in shown
    told = json.loads(filled("committee", "show", "A1", "--format", "json").out)
    assert {one["contact_id"] for one in told["members"]} == {"C1", "C2"}
    turns = [one["sign"]["turn"] for one in told["members"][0]["judgement"]["reasons"]]
    assert 4 in turns


def test_correction_stands_until_it_is_taken_back(filled: Run):
    before = filled("committee", "role", "C2").out
    kept = filled(
        "committee", "correct", "C2", "--as", "Champion", "--by", "Kim", "--reason", "he said so"
    )
    assert "Ben Kunde, Operator, Kunde (C2) is champion" in kept.out
    after = filled("committee", "role", "Ben Kunde").out
    assert "Role: champion (as Kim says)" in after
    assert "champion: he said so" in after
    assert "champion (as Kim says)" in filled("committee", "A1").out
    assert filled("committee", "take-back", "C2").code == 0
    again = filled("committee", "role", "C2").out
    assert again.splitlines()[1].split("(")[0] == before.splitlines()[1].split("(")[0]
    assert "taken back" in again
    assert filled("committee", "take-back", "C2").code == 3


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "doesn't say which account"),
        (["show"], 2, "doesn't say which account"),
        (["role"], 2, "doesn't say who is meant"),
        (["Kunde", "Nordbrot"], 2, "there is no 'Kunde' here"),
        (["A9"], 3, "no account 'A9'"),
        (["correct", "C1"], 2, "role it is is missing"),
        (["correct", "C1", "--as", "boss"], 2, "no role 'boss'"),
        (["correct", "C1", "--as", "unknown"], 2, "no role 'unknown'"),
        (["correct", "C99", "--as", "champion"], 3, "C99"),
        (["correct", "Ben Kunda", "--as", "champion"], 3, "nobody is known by 'Ben Kunda'"),
        (["correct", "C1", "--as", "champion", "--reason", "x" * 1001], 2, "at most 1,000"),
        (["A1", "--as", "champion"], 2, "--as is for corrections"),
        (["A1", "--reason", "x"], 2, "--by and --reason"),
        (["A1", "--account", "A1"], 2, "--account is for a person"),
    ],
)
def test_senseless_committee_is_refused(filled: Run, arguments: list[str], code: int, said: str):
    ran = filled("committee", *arguments)
    assert ran.code == code
    assert said in ran.err


def test_deciders_are_named_with_quotes(filled: Run):
    assert "Ada Kunde" in filled("deciders").out
    rows = list(csv.DictReader(io.StringIO(filled("deciders", "Kun", "--format", "csv").out)))
    assert [row["contact id"] for row in rows] == ["C1"]
    assert rows[0]["quote"] == "Our CFO signs off on anything over five thousand."
    told = json.loads(filled("deciders", "--industry", "baking", "--format", "json").out)
    assert [one["contact_id"] for one in told] == ["C1"]
    assert "Nobody known there" in filled("deciders", "--account", "Nordbrot").out
    assert filled("deciders", "--limit", "51").code == 2
    assert filled("deciders", "--account", "A9").code == 3


def test_time_adds_up_at_each_cut(filled: Run):
    for cut in ("role", "power", "value", "stage", "outcome", "channel", "month", "rep"):
        told = json.loads(filled("time", "--by", cut, "--format", "json").out)
        minutes = sum(line["our_minutes"] for line in told["lines"])
        assert minutes == pytest.approx(told["total"]["our_minutes"])
        assert minutes > 30
    shown = filled("time").out
    assert shown.startswith("Of 3")
    assert "Customers gave" in shown
    rows = list(csv.DictReader(io.StringIO(filled("time", "--by", "rep", "--format", "csv").out)))
    assert [row["key"] for row in rows] == sorted(row["key"] for row in rows)


def test_time_of_a_rep_or_a_day_without_minutes_says_that_nothing_is_known(filled: Run):
    assert "Nothing is known of this time" in filled("time", "--rep", "Nobody").out
    assert "Nothing is known of this time" in filled("time", "--until", "2001-01-01").out


def test_what_changed_in_won_deals_says_when_there_are_too_few(filled: Run):
    shown = filled("time", "--won").out
    assert "Not enough won deals" in shown
    assert "not what caused it" in shown
    assert json.loads(filled("time", "--won", "--format", "json").out)["halves"] == []


def test_next_hour_is_told_or_that_nothing_stands_out(filled: Run):
    told = json.loads(filled("time", "--next-hour", "--format", "json").out)
    assert all(one["reasons"] for one in told)
    assert "Nothing stands out" in filled("time", "--next-hour", "--rep", "Nobody").out


@pytest.mark.parametrize(
    "arguments",
    [
        ["--by", "name"],
        ["--since", "yesterday"],
        ["--since", "2026-02-01", "--until", "2026-01-01"],
        ["--won", "--next-hour"],
        ["--won", "--by", "role"],
        ["--won", "--rep", "Kim"],
        ["--next-hour", "--since", "2026-01-01"],
        ["--next-hour", "--limit", "0"],
        ["--limit", "3"],
    ],
)
def test_senseless_question_of_time_is_refused(filled: Run, arguments: list[str]):
    ran = filled("time", *arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err


def test_words_of_strangers_cannot_start_a_formula(filled: Run):
    assert filled("committee", "correct", "C3", "--as", "decision maker").code == 0
    rows = list(csv.DictReader(io.StringIO(filled("deciders", "--format", "csv").out)))
    north = next(row for row in rows if row["contact id"] == "C3")
    assert not north["title"].startswith("=")
