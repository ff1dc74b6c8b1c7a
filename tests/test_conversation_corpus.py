"""The labelled conversations say what they claim to: exact quotes, known kinds, real speakers."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from wellspent.records.conversation import Side
from wellspent.records.heard import Complaint, PowerKind, ReactionKind

HERE = Path(__file__).parent.parent / "benchmarks" / "conversations"
FILES = sorted(HERE.glob("*/*.json"))
KINDS = {
    "reactions": ("kind", set(ReactionKind)),
    "power": ("kind", set(PowerKind)),
    "complaints": ("complaint", set(Complaint)),
}

pytestmark = pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parent.name}-{f.stem}")


def read(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8"))


def labels(talk: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, found in [*talk["expect"].items(), ("hard_negatives", talk["hard_negatives"])]:
        for label in found:
            if name != "topics":
                yield name, label


def side_of(talk: dict[str, Any], turn: int) -> str:
    return talk["speakers"][talk["turns"][turn]["speaker"]]["side"]


def test_every_quote_is_found_once_in_its_turn(file: Path):
    talk = read(file)
    for _, label in labels(talk):
        assert talk["turns"][label["turn"]]["text"].count(label["quote"]) == 1, label


def test_every_kind_is_known(file: Path):
    for name, label in labels(read(file)):
        if name in KINDS:
            field, known = KINDS[name]
            assert label[field] in known


def test_reactions_questions_and_complaints_are_the_customers(file: Path):
    talk = read(file)
    for name, label in labels(talk):
        if name in ("reactions", "questions", "complaints"):
            assert side_of(talk, label["turn"]) == Side.CUSTOMER, label


def test_no_hard_negative_is_a_positive_reaction(file: Path):
    talk = read(file)
    positive = {
        (r["turn"], r["quote"])
        for r in talk["expect"]["reactions"]
        if ReactionKind(r["kind"]).is_positive
    }
    assert not positive & {(h["turn"], h["quote"]) for h in talk["hard_negatives"]}
    assert talk["hard_negatives"]


def test_answers_are_ours_and_later(file: Path):
    talk = read(file)
    for question in talk["expect"]["questions"]:
        if (answer := question["answered_in"]) is not None:
            assert answer > question["turn"]
            assert side_of(talk, answer) == Side.OURS


def test_promises_are_kept_and_due_after_they_are_made(file: Path):
    talk = read(file)
    for promise in talk["expect"]["commitments"]:
        said = talk["turns"][promise["turn"]].get("at", talk["started_at"])
        if promise["due"]:
            assert date.fromisoformat(promise["due"]) >= datetime.fromisoformat(said).date()
        if promise["kept_in"] is not None:
            assert promise["kept_in"] > promise["turn"]


def test_turns_have_speakers_and_stay_in_order(file: Path):
    talk = read(file)
    assert talk["id"] == f"{file.parent.name}-{file.stem}"
    assert len(talk["turns"]) >= 8
    assert Counter(t["speaker"] for t in talk["turns"]).keys() == set(range(len(talk["speakers"])))
    times = [t.get("at") or t.get("start") for t in talk["turns"]]
    assert times[0] is None or times == sorted(times)


def test_names_are_on_reserved_domains(file: Path):
    for speaker in read(file)["speakers"]:
        assert speaker.get("email", "a@b.example").endswith((".example", "@example.com", ".test"))
