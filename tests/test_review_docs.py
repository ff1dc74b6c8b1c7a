"""What the pages about review tell people to do works, as it stands there."""

import importlib
import json
import os
import re
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wellspent.jobs.rule_pages import list_rules, rule_page
from wellspent.review.choosing.configuration import configuration_from_toml
from wellspent.review.engine import prepare, review

ROOT = Path(__file__).parent.parent
HOW_TO = ROOT / "docs" / "how-to"
COMMANDS = Path(sys.executable).parent


def blocks(page: str, language: str) -> list[str]:
    text = (HOW_TO / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def run(folder: Path, *command: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "WELLSPENT_DATA_FOLDER": str(folder / "data"), **variables}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def plug_in(tmp_path: Path) -> Path:
    """A package that brings the rule of the page, installed as others are."""
    package = tmp_path / "site" / "acme_rules"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    words, project = blocks("add-a-rule.md", "toml")
    (code,) = blocks("add-a-rule.md", "python")
    (package / "synergy.toml").write_text(words)
    (package / "synergy.py").write_text(code)
    (group,) = tomllib.loads(project)["project"]["entry-points"].values()
    info = tmp_path / "site" / "acme_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n")
    points = "".join(f"{name} = {value}\n" for name, value in group.items())
    (info / "entry_points.txt").write_text(f"[wellspent.rules]\n{points}")
    return tmp_path / "site"


def test_rule_of_the_page_runs_beside_ours(plug_in: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hi Ada,\n\nwe unlock real synergies. We see no synergies.\n")
    review = COMMANDS / "wellspent", "review", "--no-store"
    variables = {"PYTHONPATH": str(plug_in)}
    ran = run(tmp_path, *review, "a.txt", "--select", "ACME", "--format", "json", **variables)
    assert ran.returncode == 1, ran.stderr
    (found,) = json.loads(ran.stdout)["findings"]
    assert (found["code"], found["start"], found["end"]) == ("ACME001", 12, 33)
    listed = run(tmp_path, *review, "rules", "--format", "json", **variables)
    assert [one["origin"] for one in json.loads(listed.stdout) if one["code"] == "ACME001"] == [
        "acme-rules"
    ]
    page = run(tmp_path, *review, "rule", "ACME001", **variables)
    assert page.stdout.startswith("# ACME001 synergies\n\nIt promises synergies.")


def test_examples_of_the_rule_of_the_page_hold(
    plug_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(plug_in)
    rule = importlib.import_module("acme_rules.synergy").RULE
    headings = [line for line in rule.page.splitlines() if line.startswith("## ")]
    assert headings == ["## Why it matters", "## Instead", "## Evidence"]
    ruleset = prepare([rule])
    for example in rule.examples:
        found = review(example.draft, ruleset, now=datetime(2026, 3, 3, tzinfo=UTC)).findings
        marks = [example.draft.body[one.start : one.end] for one in found]
        assert marks == list(example.marks)


def test_configuration_of_the_page_is_understood() -> None:
    (configuration,) = blocks("review-templates.md", "toml")
    read = configuration_from_toml(configuration)
    assert (read.ignore, [one.code for one in read.allow]) == (("MAN009",), ["VAL005"])


def test_head_and_marker_of_the_page_are_understood(tmp_path: Path) -> None:
    head, marker = (one for one in blocks("review-templates.md", "text") if one[0] in "-<")
    (tmp_path / "a.md").write_text(head + "\n" + marker)
    command = COMMANDS / "wellspent", "review", "--no-store", "a.md", "--format", "json"
    told = json.loads(run(tmp_path, *command, "--select", "VAL002,SUP").stdout)
    assert ([one["code"] for one in told["findings"]], told["suppressed"][0]["reason"]) == (
        [],
        "she asked to be reminded",
    )


@pytest.mark.parametrize("hook", ["wellspent-review", "wellspent-review-fix"])
def test_hook_runs_as_it_is_defined(tmp_path: Path, hook: str) -> None:
    # No YAML is read anywhere else, so this reads the few plain lines itself.
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (entry,) = re.findall(rf"^- id: {hook}\n(?:  .*\n)*?  entry: (.+)\n", text, flags=re.MULTILINE)
    (pattern,) = re.findall(rf"^- id: {hook}\n(?:  .*\n)*?  files: (.+)\n", text, re.MULTILINE)
    assert re.search(pattern, "templates/first touch.md")
    assert not re.search(pattern, "logo.png")
    (tmp_path / "a.md").write_text("---\nchannel: email\ntype: follow-up\n---\nJust checking in.\n")
    (tmp_path / "b.txt").write_text("The pump runs at 90 °C.\n")
    program, *arguments = entry.split()
    ran = run(tmp_path, COMMANDS / program, *arguments, "--select", "VAL002", "a.md", "b.txt")
    assert (ran.returncode, "a.md:5:1: VAL002" in ran.stdout) == (1, True)
    (tmp_path / "a.md").write_text("Hi {{first_name}},\n\nthe pump in {{city}} runs at 90 °C.\n")
    ran = run(tmp_path, COMMANDS / program, *arguments, "a.md")
    assert (ran.returncode, "TRU015" in ran.stdout) == (0, False)


def test_every_rule_has_a_page_that_says_why() -> None:
    for row in list_rules():
        page = rule_page(row.code)
        assert f"# {row.code} {row.name}\n" in page
        assert "## Why it matters\n" in page
