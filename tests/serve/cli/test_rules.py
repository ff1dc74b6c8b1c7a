import tomllib
from collections.abc import Callable
from pathlib import Path

from tests.serve.cli.conftest import Ran


def test_rules_are_printed_changed_tried_and_used(run: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    printed = run("rules").out
    file.write_text(printed.replace("rep_hour = 60.0", "rep_hour = 90.0"), encoding="utf-8")
    tried = run("rules", file, "--try")
    assert "Nothing was changed" in tried.out
    assert run("rules").out == printed
    assert "Version 1 is in force" in run("rules", file, "--use", "--by", "Kim").out
    assert tomllib.loads(run("rules").out)["costs"]["rep_hour"] == 90.0


def test_rules_that_make_no_sense_are_refused(run: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text("slow_lane_share = 7", encoding="utf-8")
    refused = run("rules", file, "--use")
    assert refused.code == 2
    assert "slow_lane_share" in refused.err
    nothing = run("rules", tmp_path / "nothing.toml")
    assert nothing.code == 2
    assert "Next: Check its name, or write one to begin with: wellspent rules >" in nothing.err
    assert run("rules", "--use").code == 2


def test_honesty_says_when_nothing_can_be_said(run: Callable[..., Ran]) -> None:
    assert "nothing can be said" in run("honesty").out
    assert run("honesty", "--format", "csv").out.startswith("by,group")
