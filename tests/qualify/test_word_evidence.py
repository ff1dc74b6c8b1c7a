import tomllib
from importlib.resources import files
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.qualify.word_evidence import (
    START,
    features_of,
    parse_word_evidence,
    shipped_word_evidence,
    word_evidence_text,
)
from wellspent.records.authenticity import EnquiryKind

TWO = (EnquiryKind.GENUINE, EnquiryKind.VENDOR)
SMALL = word_evidence_text(
    TWO,
    [("pump", (2.0, 0.0)), ("^pum", (1.0, 0.0)), ("backlinks", (0.0, 4.0)),
     ("your website", (0.0, 2.0)), ("website", (0.0, 1.0)), (START, (0.0, 0.0))],
)  # fmt: skip


def test_words_pairs_and_letters_are_heard_whatever_their_case_and_accents() -> None:
    features = features_of("Für 12 PUMPEN")
    assert {"fur", "#", "pumpen", "^pum", "pen$", "fur #", "# pumpen"} <= set(features)


def test_words_of_a_kind_speak_for_it() -> None:
    evidence = parse_word_evidence(SMALL)
    heard = evidence.read("backlinks for your website, backlinks")
    assert heard is not None
    assert heard.log_shares[EnquiryKind.VENDOR] > heard.log_shares[EnquiryKind.GENUINE]


def test_it_is_silent_where_too_few_words_are_known() -> None:
    assert parse_word_evidence(SMALL).read("pump") is None
    assert shipped_word_evidence().read("") is None


def test_addresses_are_no_words() -> None:
    evidence = parse_word_evidence(SMALL)
    assert evidence.read("https://website.example/backlinks pump@website.example") is None


def test_telling_words_stand_in_the_message() -> None:
    words = parse_word_evidence(SMALL).telling_words("More Backlinks!", EnquiryKind.VENDOR, 3)
    assert words == ["Backlinks"]


@pytest.mark.parametrize("text", ["", "word\tgenuine interest", "word\tnonsense\n(start)\t0"])
def test_table_that_is_none_is_refused(text: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        parse_word_evidence(text)


@given(st.text(max_size=400))
def test_shares_of_any_text_add_up(message: str) -> None:
    heard = shipped_word_evidence().read(message)
    assert heard is None or sum(map(exp, heard.log_shares.values())) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_examples_are_many_of_every_kind(language: str) -> None:
    folder = files("wellspent.qualify").joinpath("intent_examples")
    examples = tomllib.loads(folder.joinpath(f"{language}.toml").read_text("utf-8"))
    names = {kind.value for kind in EnquiryKind} - {"unsure", "bot or gibberish"}
    assert set(examples) == names
    for kind, messages in examples.items():
        assert len(messages) == len(set(messages)) >= 13, kind
