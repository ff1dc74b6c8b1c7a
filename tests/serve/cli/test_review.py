import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.serve.cli.conftest import Ran
from wellspent.serve.cli.review_text import painter

Run = Callable[..., Ran]

FOLLOW_UP = """\
---
channel: email
type: follow-up
---
Hi Ada,

just checking in on my last mail. Any news?

Best
Kim
"""
UNREASONED = """\
---
channel: email
type: follow-up
---
Hi Ada,

<!-- wellspent: allow VAL002 -->

the pump runs at 90 °C.
"""
"""Where exactly the finding is, is known, whatever phrases the rules know."""

WITHOUT_REASON = "review", "--select", "SUP002", "--no-store"
CHECKS_IN = "review", "--select", "VAL002", "--no-store"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "draft.md"
    file.write_text(FOLLOW_UP)
    return file


def test_finding_is_shown_with_place_words_and_advice(run: Run, draft: Path) -> None:
    draft.write_text(UNREASONED)
    ran = run(*WITHOUT_REASON, "draft.md")
    assert (ran.code, ran.out.splitlines()) == (
        1,
        [
            "draft.md:7:1: SUP002 This allows a finding without saying why, so the finding stands.",
            "    7 | <!-- wellspent: allow VAL002 -->",
            "      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
            "      = Add `because` and the reason.",
            "Found 1 warning in 1 draft.",
        ],
    )


def test_words_in_a_long_line_are_shown_with_what_is_around_them(run: Run, tmp_path: Path) -> None:
    marker = "<!-- wellspent: allow VAL002 -->"
    (tmp_path / "a.md").write_text(f"{'語語 here. ' * 99}{marker}{'Yes, 語. ' * 99}\n")
    shown, under = run(*WITHOUT_REASON, "a.md").out.splitlines()[1:3]
    at = under.index("^")
    wide = shown[:at].count("語")  # each takes two columns
    assert shown[at - wide :].startswith(marker)
    assert (shown.count("…"), len(shown) < 130, under.count("^")) == (2, True, len(marker))


def test_clean_draft_ends_with_zero_and_says_what_was_not_checked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hi Ada,\n\nthe pump runs at 90 °C, up to 95 °C.\n")
    ran = run("review", "a.txt", "--no-store", "--select", "MAN,VAL002,TIM007")
    assert (ran.code, "Nothing found in 1 draft." in ran.out) == (0, True)
    assert "Not checked by" in ran.out
    assert "Add --to" in ran.out


def test_without_a_store_only_the_text_is_read_and_that_is_said_once(
    draft: Path, tmp_path: Path
) -> None:
    (tmp_path / "b.md").write_text(FOLLOW_UP)
    for more in ([], ["--no-store"]):
        ran = wellspent(tmp_path, "review", "draft.md", "b.md", *more)
        assert (ran.returncode, ran.stderr.count(b"No store is used")) == (1, 1)
    assert not (tmp_path / "data").exists()


def test_json_is_one_object_a_draft_with_characters_and_names(run: Run, tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_text(
        '{"id": "D1", "channel": "email", "type": "follow-up", "subject": "s",'
        ' "body": "\\u00c4 just checking in"}\n'
        '{"id": "D2", "channel": "email", "body": "The pump runs at 90 °C."}\n'
    )
    ran = run("review", "d.jsonl", "--format", "json", "--select", "VAL002,TIM007", "--no-store")
    first, second = (json.loads(line) for line in ran.out.splitlines())
    assert (ran.code, second["findings"], second["id"]) == (1, [], "D2")
    assert second["unchecked"][0].keys() == {"code", "why", "failed"}
    assert first == {
        "id": "D1",
        "findings": [
            {
                "code": "VAL002",
                "name": "empty-check-in",
                "severity": "warning",
                "field": "body",
                "start": 2,
                "end": 18,
                "message": first["findings"][0]["message"],
                "advice": first["findings"][0]["advice"],
                "certainty": first["findings"][0]["certainty"],
                "evidence": [],
                "fix": None,
            }
        ],
        "claims": [],
        "unchecked": first["unchecked"],
        "suppressed": [],
        "reading_seconds": first["reading_seconds"],
        "supposed": {"channel": None, "type": None},
    }


def test_sarif_has_what_its_schema_requires(run: Run, draft: Path) -> None:
    (draft.parent / "my file.md").write_text(
        FOLLOW_UP.replace("just", "<!-- wellspent: allow VAL002 because she asked -->\njust")
    )
    draft.write_text(UNREASONED)
    ran = run("review", "--select", "VAL002,SUP002", "--no-store", "--format", "sarif", ".")
    log = json.loads(ran.out)
    assert (log["version"], "sarif" in log["$schema"], len(log["runs"])) == ("2.1.0", True, 1)
    (run_,) = log["runs"]
    rules = run_["tool"]["driver"]["rules"]
    plain, suppressed = run_["results"]
    assert all({"id", "shortDescription", "help", "defaultConfiguration"} <= one.keys()
               for one in rules)  # fmt: skip
    assert rules[plain["ruleIndex"]]["id"] == plain["ruleId"] == "SUP002"
    (location,) = plain["locations"]
    region = location["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (7, 1, 33)
    at = region["charOffset"]
    assert UNREASONED[at : at + region["charLength"]] == "<!-- wellspent: allow VAL002 -->"
    assert suppressed["suppressions"] == [{"kind": "inSource", "justification": "she asked"}]
    place = suppressed["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "my%20file.md"}
    assert run_["invocations"] == [{"executionSuccessful": True}]


def test_sarif_is_whole_when_something_cannot_be_read(run: Run, draft: Path) -> None:
    ran = run(*CHECKS_IN, "--format", "sarif", "nowhere", draft)
    (run_,) = json.loads(ran.out)["runs"]
    assert (ran.code, len(run_["results"])) == (2, 1)
    assert run_["invocations"][0]["executionSuccessful"] is False


def test_what_is_not_checked_in_full_is_said_in_text_and_sarif(run: Run, tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("Dear Ms Lovell,\n\n" + "We send the drawing. " * 60_000)
    asked = ("review", "--no-store", "--select", "TRU010", "--channel", "email", ".")
    ran = run(*asked)
    assert "Nothing found in 2 drafts; 2 not checked in full." in ran.out
    assert "Not checked in full: a.md: " in ran.out
    assert "and so in 1 more" in ran.out
    (log,) = json.loads(run(*asked, "--format", "sarif").out)["runs"]
    told = log["invocations"][0]["toolExecutionNotifications"]
    assert [one["level"] for one in told] == ["warning", "warning"]
    assert told[0]["message"]["text"].startswith("Not checked in full: ")


def test_annotations_escape_what_would_break_them(run: Run, tmp_path: Path) -> None:
    odd = tmp_path / "50%,a:b.md"
    odd.write_text(UNREASONED)
    ran = run(*WITHOUT_REASON, "--format", "github", odd.name)
    assert ran.out == (
        "::warning file=50%25%2Ca%3Ab.md,line=7,col=1,endLine=7,endColumn=33,"
        "title=SUP002 suppression-without-reason::This allows a finding without saying why, so "
        "the finding stands. Add `because` and the reason.\n"
    )


def test_hint_does_not_fail(run: Run, draft: Path) -> None:
    (draft.parent / "review.toml").write_text('[severities]\nVAL002 = "hint"\n')
    assert run(*CHECKS_IN, draft).code == 0
    off = run("review", "--no-store", draft, "--ignore", "VAL001,ASK,REL")
    assert (off.code, "VAL002" in off.out) == (0, False)


def test_exit_zero_ends_with_zero_in_spite_of_findings(run: Run, draft: Path) -> None:
    assert run(*CHECKS_IN, draft, "--exit-zero").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["review"],
        ["review", "nowhere.md"],
        ["review", "x.md", "--channel", "fax"],
        ["review", "x.md", "--type", "cold"],
        ["review", "x.md", "--at", "tomorrow"],
        ["review", "x.md", "--now", "2026-13-01"],
        ["review", "x.md", "--select", "XYZ9"],
        ["review", "x.md", "--config", "none.toml"],
        ["review", "x.md", "--write-baseline"],
        ["review", "x.md", "--baseline", "none.json"],
        ["review", "x.md", "--format", "xml"],
        ["review", "rule"],
        ["review", "rules", "x"],
        ["review", "-", "--fix"],
    ],
)
def test_command_line_that_makes_no_sense_is_refused(
    run: Run, tmp_path: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.md").write_text("Hi\n")
    ran = run(*arguments)
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert "Something went wrong" not in ran.err


def test_what_cannot_be_read_is_named_and_the_rest_is_reviewed(run: Run, draft: Path) -> None:
    (draft.parent / "odd.txt").write_bytes(b"\0\1\2")
    ran = run(*CHECKS_IN, ".")
    assert (ran.code, "draft.md:7:1" in ran.out, "odd.txt" in ran.err) == (2, True, True)


def test_words_on_the_command_line_hold_for_all_drafts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hi Ada,\n\njust checking in. Any news?\n")
    assert run(*CHECKS_IN, "a.txt", "--type", "reply").code == 0
    assert run(*CHECKS_IN, "a.txt", "--type", "Follow up").code == 1


def test_nearest_configuration_holds_for_its_folder(run: Run, tmp_path: Path) -> None:
    for name in ("loud", "quiet", "quiet/old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.md").write_text(FOLLOW_UP)
    (tmp_path / "quiet" / "review.toml").write_text(
        'select = ["VAL"]\nignore = ["VAL001"]\nexclude = ["old"]\n'
        '[[allow]]\ncode = "VAL002"\nreason = "they like it"\n'
    )
    ran = run("review", "--no-store", "quiet", "--format", "json")
    (only,) = (json.loads(line) for line in ran.out.splitlines())
    assert (ran.code, only["findings"]) == (0, [])
    assert [(one["code"], one["reason"]) for one in only["suppressed"]] == [
        ("VAL002", "they like it")
    ]
    assert run("review", "--no-store", "loud").code == 1
    assert run("review", "--no-store", "loud", "--config", "quiet/review.toml").code == 0


def test_allowance_that_no_draft_needs_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FOLLOW_UP)
    (tmp_path / "review.toml").write_text(
        '[[allow]]\ncode = "VAL002"\nreason = "they like it"\n'
        '[[allow]]\ncode = "VAL002"\ntext = "touching base"\nreason = "old"\n'
        '[[allow]]\ncode = "VAL001"\npath = "other/*"\nreason = "not here"\n'
    )
    ran = run("review", "--no-store", ".")
    assert [line for line in ran.err.splitlines() if "SUP001" in line] == [
        f"{tmp_path / 'review.toml'}, [[allow]] 2: SUP001 This allows VAL002 of “touching base”, "
        "but the draft that it is about doesn't need it. Take it out, or correct it."
    ]
    assert "SUP001" not in run("review", "--no-store", ".", "--select", "MAN").err
    assert "SUP001" not in run("review", "--no-store", ".", "--ignore", "SUP").err


def test_unknown_rule_is_refused_like_other_words(run: Run) -> None:
    ran = run("review", "rule", "TRU01")
    assert ran.code == 2
    assert "Did you mean TRU0" in ran.err


def test_option_of_the_whole_program_is_told_where_it_goes(run: Run, draft: Path) -> None:
    ran = run("review", draft, "--store", "sqlite:///x.db")
    assert ran.code == 2
    assert "It goes before the command: wellspent --store … review …" in ran.err


def test_mistake_in_a_configuration_is_told(run: Run, draft: Path) -> None:
    (draft.parent / "review.toml").write_text('selcet = ["VAL"]\n')
    ran = run("review", "--no-store", draft)
    assert (ran.code, "Did you mean 'select'?" in ran.err) == (2, True)


def test_baseline_lets_old_findings_rest_and_tells_new_ones(run: Run, draft: Path) -> None:
    wrote = run(*CHECKS_IN, draft.name, "--baseline", "known.json", "--write-baseline")
    assert (wrote.code, "Wrote 1 finding to known.json." in wrote.err) == (0, True)
    assert run(*CHECKS_IN, draft.name, "--baseline", "known.json").code == 0
    draft.write_text(FOLLOW_UP.replace("Hi Ada", "Hello Ada, hello Bo"))
    assert run(*CHECKS_IN, draft.name, "--baseline", "known.json").code == 0
    (draft.parent / "new.md").write_text(FOLLOW_UP)
    ran = run(*CHECKS_IN, ".", "--baseline", "known.json")
    assert (ran.code, "new.md:7:1" in ran.out, "1 suppressed" in ran.out) == (1, True, True)


def test_statistics_count_by_rule(run: Run, draft: Path) -> None:
    (draft.parent / "b.md").write_text(FOLLOW_UP)
    ran = run(*CHECKS_IN, ".", "--statistics")
    assert ran.out.splitlines()[0] == "2  VAL002  empty-check-in"
    as_json = run(*CHECKS_IN, ".", "--statistics", "--format", "json")
    assert json.loads(as_json.out) == {"code": "VAL002", "name": "empty-check-in", "count": 2}


def test_page_and_list_of_rules(run: Run, tmp_path: Path) -> None:
    page = run("review", "rule", "empty-check-in").out
    for heading in ("# VAL002 empty-check-in", "## Why it matters", "## Instead", "## Evidence",
                    "## Marked", "## Not marked"):  # fmt: skip
        assert f"{heading}\n" in page
    assert run("review", "rule", "sup002").out.startswith("# SUP002 suppression-without-reason")
    assert run("review", "rule", "XYZ1").code == 2
    listed = json.loads(run("review", "rules", "--format", "json").out)
    codes = [one["code"] for one in listed]
    assert (codes == sorted(codes), "VAL002" in codes, "SUP001" in codes) == (True, True, True)
    assert len(run("review", "rules").out.splitlines()) == len(codes)


def test_file_called_rule_can_be_reviewed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rule").write_text(FOLLOW_UP)
    assert run(*CHECKS_IN, "./rule").code == 1


def test_text_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FOLLOW_UP.replace("Any news?", "\x1b[31mAny\x07 \u202enews?"))
    out = run(*CHECKS_IN, "a.md").out
    assert [char for char in out if char in "\x1b\x07\u202e"] == []


def test_colours_are_for_terminals_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert painter()("x", "1") == "\x1b[1mx\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "")
    assert painter()("x", "1") == "x"


def wellspent(
    folder: Path, *arguments: str, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run the real command, with a store that isn't there."""
    command = Path(sys.executable).parent / "wellspent"
    return subprocess.run(
        [command, *arguments],
        cwd=folder,
        input=given,
        capture_output=True,
        check=False,
        env={**os.environ, "WELLSPENT_DATA_FOLDER": str(folder / "data")},
    )


def test_pipe_is_read_for_what_it_is(tmp_path: Path) -> None:
    mail = (
        b"From: kim@aster.example\nTo: ada@acme.example\nSubject: Re: pumps\n\n"
        b"Hi Ada,\n\nplease LOOK AT THIS OFFER TODAY!!!\n"
    )
    ran = wellspent(tmp_path, "review", "-", "--select", "MAN009", "--format", "json", given=mail)
    found = json.loads(ran.stdout)["findings"][0]
    assert (ran.returncode, found["code"], found["field"]) == (1, "MAN009", "body")
    lines = b'{"id": "1", "body": "LOOK AT THIS OFFER TODAY!!!"}\n{"id": "2"}\n'
    ran = wellspent(tmp_path, "review", "-", "--select", "MAN009", "--format", "json", given=lines)
    assert [json.loads(line)["id"] for line in ran.stdout.splitlines()] == ["1", "2"]


def test_reader_who_leaves_early_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_text('{"body": "Just checking in."}\n' * 3000)
    command = f"{Path(sys.executable).parent / 'wellspent'} review --no-store --format json d.jsonl"
    ran = subprocess.run(
        f"{command} | head -1", shell=True, cwd=tmp_path, capture_output=True, check=False
    )
    assert json.loads(ran.stdout)["id"] == "d.jsonl#1"
    assert b"Broken" not in ran.stderr


def test_without_a_store_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FOLLOW_UP)
    program = (
        "import sys\n"
        "from wellspent.serve.cli.main import main\n"
        "try:\n    main(['review', '--no-store', 'a.md'])\n"
        "except SystemExit:\n    print(sorted(sys.modules), file=sys.stderr)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    loaded = set(re.findall(r"'([^']+)'", ran.stderr))
    heavy = {"sqlalchemy", "pandas", "pyarrow", "duckdb", "numpy", "scipy", "fastapi", "rich",
             "wellspent.store", "ibis", "phonenumbers"}  # fmt: skip
    assert ("wellspent.review.engine" in loaded, heavy & loaded) == (True, set())
