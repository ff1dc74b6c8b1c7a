"""The second sealed set and the labels of buying roles: exact quotes, known signs, true counts."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from wellspent.records.buying_role import SignOfRole
from wellspent.records.conversation import Side
from wellspent.records.heard import ReactionKind

HERE = Path(__file__).parent.parent / "benchmarks" / "conversations"
HALVES = ("develop", "sealed", "sealed2")
LABELLED = ("develop", "sealed2")
NO_SIGN = "none"
WORDS_IN_A_ROW = 8
FROM_RECORDS = {
    SignOfRole.TITLE,
    SignOfRole.COMPANY_SIZE,
    SignOfRole.SIGNED_BEFORE,
    SignOfRole.COPIED_AT_PRICE,
    SignOfRole.KEPT_DATES,
    SignOfRole.ONLY_CHATS,
}
SAID = {sign.value for sign in SignOfRole} - FROM_RECORDS


def talks(half: str) -> dict[str, dict[str, Any]]:
    files = sorted((HERE / half).glob("*.json"))
    return {talk["id"]: talk for talk in (json.loads(f.read_text("utf-8")) for f in files)}


def role_labels(half: str) -> list[dict[str, str]]:
    with (HERE / "roles" / f"{half}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def counts(half: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for talk in talks(half).values():
        found["conversations"] += 1
        found["turns"] += len(talk["turns"])
        found["hard negatives"] += len(talk["hard_negatives"])
        found.update(reaction["kind"] for reaction in talk["expect"]["reactions"])
        for name in ("questions", "commitments", "power", "complaints"):
            found[name] += len(talk["expect"][name])
    return found


def stated(heading: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines of a table of the README: the name and the cells."""
    part = (HERE / "README.md").read_text("utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    for line in part.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[-1].isdigit():
            yield cells[0], cells[1:]


def runs(half: str) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for talk in talks(half).values():
        for turn in talk["turns"]:
            words = re.findall(r"\w+", turn["text"].casefold())
            found.update(zip(*(words[n:] for n in range(WORDS_IN_A_ROW)), strict=False))
    return found


@pytest.mark.parametrize("half", LABELLED)
def test_every_role_quote_is_the_speakers_and_found_once(half: str):
    known = talks(half)
    for label in role_labels(half):
        talk = known[label["conversation"]]
        turn = talk["turns"][int(label["turn"])]
        speaker = talk["speakers"][turn["speaker"]]
        assert turn["text"].count(label["quote"]) == 1, label
        assert (speaker["name"], speaker["side"]) == (label["speaker"], Side.CUSTOMER), label


@pytest.mark.parametrize("half", LABELLED)
def test_every_role_label_has_a_sign_that_words_can_show(half: str):
    for label in role_labels(half):
        assert label["sign"] in SAID | {NO_SIGN}, label
        assert bool(label["about"]) == (label["sign"] != NO_SIGN), label


@pytest.mark.parametrize("half", LABELLED)
def test_no_role_label_is_given_twice(half: str):
    given = Counter(tuple(label.values()) for label in role_labels(half))
    assert max(given.values()) == 1


def test_the_readme_states_how_many_labels_there_are():
    found = [counts(half) for half in HALVES]
    lines = dict(stated("How many"))
    assert set(lines) >= {kind.value for kind in ReactionKind}
    for name, cells in lines.items():
        assert [int(cell) for cell in cells] == [count[name] for count in found], name


def test_the_readme_states_how_many_role_labels_there_are():
    found = [Counter(label["sign"] for label in role_labels(half)) for half in LABELLED]
    lines = dict(stated("Roles"))
    assert set(lines) == set().union(*found)
    for name, cells in lines.items():
        assert [int(cell) for cell in cells] == [count[name] for count in found], name


def test_the_second_sealed_set_is_large_enough_to_measure():
    found = counts("sealed2")
    assert sum(found[kind] for kind in ReactionKind if kind.is_positive) >= 160
    assert sum(found[kind] for kind in ReactionKind if kind.is_negative) >= 120
    assert found["questions"] >= 150
    assert all(len(role_labels(half)) >= 80 for half in LABELLED)


@pytest.mark.parametrize("pair", list(combinations(HALVES, 2)), ids="-".join)
def test_halves_share_no_long_run_of_words(pair: tuple[str, str]):
    first, second = (runs(half) for half in pair)
    shared = len(first & second)
    assert shared == 0, f"{shared} runs of {WORDS_IN_A_ROW} words are in both {pair}"
