import json
from datetime import UTC, datetime
from pathlib import Path

from wellspent.jobs.listen_files import OurSide, Refused, listen_files
from wellspent.jobs.listen_json import heard_as_json
from wellspent.records.heard import Heard

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TALK = """Date: 2026-03-02 10:00

Ada Lovelace: Your pump runs left of its curve, so the seal fails every spring.
Ben Kunde: Wow, that was amazing, I never knew that. Can you tell me more about the curve?
Ada Lovelace: Of course. I'll send you the curve by Friday.
Ben Kunde: Thanks.
"""


def _listen(path: Path, our_side: OurSide) -> Heard:
    (heard,) = listen_files([path], our_side=our_side, now=NOW)
    assert isinstance(heard, Heard)
    return heard


def test_what_a_customer_said_is_heard_with_its_turn(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK, "utf-8")
    shown = heard_as_json(_listen(tmp_path / "talk.txt", OurSide(names=("Ada Lovelace",))))
    assert json.loads(json.dumps(shown)) == shown
    kinds = {one["kind"] for one in shown["reactions"]}
    assert {"delight", "learned something"} & kinds
    assert {(one["speaker"], one["turn"]) for one in shown["reactions"] if one["positive"]} == {
        ("Ben Kunde", 2)
    }
    for one in shown["reactions"]:
        assert TALK.count(one["quote"]) == 1
        assert 0 < one["certainty"] <= 1
    assert [one["side"] for one in shown["speakers"]] == ["ours", "customer"]
    assert not any(one["side_guessed"] for one in shown["speakers"])
    assert shown["talk"]["our_words"] > 0
    assert [one["speaker"] for one in shown["minutes"]] == ["Ben Kunde"]
    assert shown["turns"] == 4


def test_sides_that_nobody_tells_are_guessed_and_said_so(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK, "utf-8")
    shown = heard_as_json(_listen(tmp_path / "talk.txt", OurSide()))
    told = [one["side"] for one in shown["speakers"]]
    assert told in (["ours", "customer"], ["unknown", "unknown"])
    assert any("guessed" in note or "isn't known" in note for note in shown["notes"])


def test_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.vtt").write_text("", "utf-8")
    (tmp_path / "b.txt").write_text(TALK, "utf-8")
    first, second = listen_files([tmp_path], our_side=OurSide(), now=NOW)
    assert isinstance(first, Refused)
    assert isinstance(second, Heard)
