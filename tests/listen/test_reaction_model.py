from importlib.resources import files
from typing import Any

import pytest

from wellspent.listen import reaction_model as room
from wellspent.listen.reaction_model import (
    LONGEST_READ,
    letter_signs,
    model_from,
    reaction_model,
    word_signs,
    words_of,
)
from wellspent.listen.reactions import claimed, own_words
from wellspent.records.heard import ReactionKind

SMALL = {
    "kinds": ["delight", "confusion"],
    "step": 0.5,
    "bias": [-4, -4],
    "words": {"lovely": [12, 0], "lost me": [0, 12]},
    "letters": {"lov": [2, 0]},
    "groups": {"guards.negation": [-8, 0]},
    "phrases": {"delight": [6, 0], "confusion": [0, 6]},
}
DELIGHT, CONFUSION = ReactionKind.DELIGHT, ReactionKind.CONFUSION


def test_words_pairs_and_letters_are_the_signs_of_a_sentence():
    words = words_of("You LOST me, OK?")
    assert words == ["you", "lost", "me", "ok", "?"]
    assert {"lost me", "ok ?", "you"} <= word_signs(words)
    assert letter_signs("me") == {" m", "me", "e ", " me", "me ", " me "}


def test_points_of_a_sentence_are_told_as_certainties():
    likely = model_from(SMALL).certainties("Lovely.", [], {})
    assert likely[DELIGHT] == pytest.approx(1 / (1 + 2.718281828 ** -(-2 + 6 + 1)), abs=1e-4)
    assert likely[CONFUSION] < 0.15


def test_groups_and_phrases_weigh_in():
    model = model_from(SMALL)
    plain = model.certainties("Lovely.", [], {})[DELIGHT]
    denied = model.certainties("Lovely.", [("guards", "negation")], {})[DELIGHT]
    sure = model.certainties("Lovely.", [("guards", "unknown")], {DELIGHT: 0.9})[DELIGHT]
    assert denied < plain < sure


def test_what_nobody_taught_is_unlikely():
    assert all(each < 0.15 for each in model_from(SMALL).certainties("", [], {}).values())


def test_only_the_beginning_of_an_endless_sentence_is_read():
    assert len(words_of("ab " * 1_000_000)) <= LONGEST_READ


def test_what_others_said_is_left_out():
    assert own_words("He said “I love it” and left.") == "He said  and left."
    assert own_words("> I love it\nNot mine.").strip() == "Not mine."


def test_less_likely_kinds_are_not_told_and_others_in_steps():
    assert claimed({DELIGHT: 0.29, CONFUSION: 0.8912}) == {CONFUSION: 0.8}


def test_the_model_knows_all_kinds_and_stays_small():
    assert set(reaction_model().kinds) == set(ReactionKind)
    assert len(files("wellspent.listen").joinpath(room.FILE).read_bytes()) < 2_000_000


@pytest.mark.parametrize("broken", [{**SMALL, "kinds": ["joy"]}, {"kinds": []}])
def test_a_broken_model_is_refused(broken: dict[str, Any]):
    with pytest.raises((KeyError, ValueError)):
        model_from(broken)
