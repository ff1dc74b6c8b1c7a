"""Reactions: what customers' words show, in four languages, and what looks like it and doesn't."""

import tomllib
from pathlib import Path

import pytest

from tests.listen.talks import heard_in, talk_of
from wellspent.listen.corrections import Correction
from wellspent.listen.ear import prepare_ear
from wellspent.records.conversation import Side
from wellspent.records.heard import ReactionKind

CASES = Path(__file__).parent.parent / "cases" / "listen"
SENTENCES = [
    pytest.param(kind, language, sentence, id=f"{language}-{kind}-{sentence[:40]}")
    for name in ("reactions.toml", "reactions_again.toml")
    for kind, languages in tomllib.loads((CASES / name).read_text("utf-8")).items()
    for language, sentences in languages.items()
    for sentence in sentences
]


def kinds_in(sentence: str, language: str = "en", side: Side = Side.CUSTOMER) -> set[str]:
    talk = talk_of([(side, sentence)], language=language)
    return {str(one.kind) for one in heard_in(talk).reactions}


@pytest.mark.parametrize(("kind", "language", "sentence"), SENTENCES)
def test_a_sentence_is_heard_as_what_it_shows(kind: str, language: str, sentence: str):
    found = kinds_in(sentence, language) - {"mere politeness"}
    if kind == "mere politeness":
        assert found == set()
    else:
        assert found == ({kind} - {"none"})


def test_our_own_words_are_no_reaction():
    assert kinds_in("Wow, that was amazing, I love it!", side=Side.OURS) == set()


def test_words_in_quotation_marks_are_somebody_elses():
    assert kinds_in("The banner said “I love this, game changer” in red.") == set()


def test_a_cited_line_of_a_chat_is_somebody_elses():
    assert kinds_in("> I love how it works\nNot my words.") == set()


def test_neighbouring_sentences_of_one_kind_are_one_reaction():
    talk = talk_of([(Side.CUSTOMER, "I never knew that. That explains a lot.")])
    [reaction] = heard_in(talk).reactions
    assert reaction.quote.text == "I never knew that. That explains a lot."


def test_a_correction_is_heeded_in_the_same_sentence_from_then_on():
    sentence = "I love how you always call at lunch"
    ear = prepare_ear([Correction(sentence=sentence, meant=ReactionKind.ANNOYANCE)])
    [reaction] = heard_in(talk_of([(Side.CUSTOMER, f"{sentence}!")]), ear=ear).reactions
    assert (reaction.kind, reaction.by, reaction.certainty) == (
        ReactionKind.ANNOYANCE,
        "person",
        1.0,
    )


def test_a_sentence_that_a_person_called_no_reaction_stays_silent():
    sentence = "That heat map is seriously impressive."
    ear = prepare_ear([Correction(sentence=sentence, meant=None)])
    assert heard_in(talk_of([(Side.CUSTOMER, sentence)]), ear=ear).reactions == ()


def test_a_phrase_that_misled_often_falls_silent_elsewhere():
    wrong = [
        Correction(
            sentence=f"The alarm number {number} is a game changer for the birds.",
            heard=ReactionKind.DELIGHT,
            meant=None,
            phrase="game changer",
        )
        for number in range(20)
    ]
    talk = talk_of([(Side.CUSTOMER, "The seal is a game changer.")])
    assert heard_in(talk).reactions != ()
    assert heard_in(talk, ear=prepare_ear(wrong)).reactions == ()
