import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.serve.cli.conftest import Ran

Run = Callable[..., Ran]

CALL = """WEBVTT

00:00:01.000 --> 00:00:09.000
<v Wilma Sample>I would like to show you what the brush does on a wet floor.</v>

00:00:09.500 --> 00:00:20.000
<v Ada Kunde>Wow, that was amazing. I never knew that. What does it cost for two plants?</v>

00:00:20.500 --> 00:00:30.000
<v Wilma Sample>I will send you the drawing by Friday.</v>
"""
NO_TEXT = b"\x89PNG\r\n" + bytes(range(256)) * 4
MAIL = """From: Ada Kunde <ada@kunde.example>
To: Wilma Sample <wilma@otter.example>
Subject: Wet floors
Message-ID: <1@kunde.example>
Date: Mon, 2 Mar 2026 10:00:00 +0000

Please stop calling me, this is a waste of my time.
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "call.vtt").write_text(CALL)
    (folder / "mail.eml").write_text(MAIL)
    return folder


def test_each_conversation_is_one_object_with_exact_quotes(run: Run, files: Path, tmp_path: Path):
    sides = ("--our-side", "Wilma Sample", "--our-side", "otter.example")
    ran = run("listen", files, *sides, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    talks = {Path(one["file"]).name: one for one in map(json.loads, ran.out.splitlines())}
    assert set(talks) == {"call.vtt", "mail.eml"}
    call = talks["call.vtt"]
    assert {"reactions", "questions", "commitments", "topics", "power", "talk", "minutes"} <= {
        *call
    }
    assert {"delight", "learned something"} <= {one["kind"] for one in call["reactions"]}
    for one in call["reactions"]:
        assert {"kind", "quote", "speaker", "turn", "certainty"} <= {*one}
        assert (one["speaker"], one["turn"]) == ("Ada Kunde", 2)
        assert one["quote"] in CALL
        assert 0 < one["certainty"] <= 1
    assert [one["side"] for one in call["speakers"]] == ["ours", "customer"]
    assert not any(one["side_guessed"] for one in call["speakers"])
    (kind,) = {one["kind"] for one in talks["mail.eml"]["reactions"]} & {"complaint about time"}
    assert kind
    assert not (tmp_path / "data").exists()


def test_sides_that_nobody_told_are_marked_as_guessed(run: Run, files: Path):
    ran = run("listen", files / "call.vtt")
    assert ran.code == 0
    assert "ours: Wilma Sample (guessed)" in ran.out
    assert "“Wow, that was amazing.” Ada Kunde, turn 2" in ran.out
    assert "guessed" in ran.out


def test_stdin_is_listened_to_under_its_name(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CALL.encode())))
    ran = run("listen", "-", "--format", "json", "--our-side", "Wilma Sample")
    (talk,) = map(json.loads, ran.out.splitlines())
    assert talk["file"] == "<stdin>"
    assert talk["reactions"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NO_TEXT)))
    refused = run("listen", "-", "--stdin-name", "../../call.vtt")
    assert refused.code == 2
    assert "<stdin>" in refused.err
    assert "/tmp" not in refused.err


def test_what_cannot_be_read_is_named_and_the_rest_is_heard(run: Run, files: Path):
    (files / "broken.vtt").write_bytes(NO_TEXT)
    ran = run("listen", files, files / "nowhere.srt")
    assert ran.code == 2
    assert "broken.vtt" in ran.err
    assert "nowhere.srt: There is no such file." in ran.err
    assert "Next: " in ran.err
    assert "Listened to 2 conversations." in ran.out


@pytest.mark.parametrize(
    "arguments",
    [("--our-side", "gmail.com"), ("--our-side", ""), ("--now", "soon"), ("--since", "x")],
)
def test_wrong_option_is_refused_with_advice(run: Run, files: Path, arguments: tuple[str, ...]):
    ran = run("listen", files, *arguments)
    assert ran.code == 2
    assert f"Where: {arguments[0]}" in ran.err


def test_folder_without_conversations_is_said(run: Run, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    ran = run("listen", tmp_path / "empty")
    assert (ran.code, ran.out) == (0, "")
    assert "no conversation" in ran.err


def test_now_decides_what_is_overdue(run: Run, files: Path):
    def status(now: str) -> str:
        named = files / "2026-03-02 call.vtt"
        named.write_text(CALL)
        ran = run("listen", named, "--now", now, "--format", "json", "--our-side", "Wilma Sample")
        return json.loads(ran.out)["commitments"][0]["status"]

    assert status("2026-03-03T10:00") == "open"
    assert status("2026-04-03T10:00") == "overdue"
