import tomllib
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.qualify.gibberish import (
    GIBBERISH,
    KEY_ROWS,
    SCRIPTS,
    WORD,
    evidence_of_word,
    gibberish_in,
    is_mostly_gibberish,
    letter_model,
)
from wellspent.qualify.signals import company_letters, name_letters
from wellspent.records.enquiry import Enquiry
from wellspent.records.lead import Lead

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/qualify/letters.toml").read_text("utf-8"))
NAMES = [(language, name) for language, names in CASES["names"].items() for name in names]
MASHED = CASES["keyboard"]["mashed"]


def test_there_are_names_of_many_languages_and_many_mashed_words():
    assert len(CASES["names"]) >= 30
    assert len(NAMES) >= 150
    assert len(MASHED) >= 100


@pytest.mark.parametrize(("language", "name"), NAMES)
def test_a_name_of_any_language_is_no_gibberish(language, name):
    assert gibberish_in(name) == ""


@pytest.mark.parametrize("company", CASES["companies"]["real_looking"])
def test_a_company_with_an_odd_name_is_no_gibberish(company):
    assert company_letters.read(Enquiry(lead=Lead(company=company))).value == ""


def test_nine_of_ten_mashed_words_are_gibberish():
    found = [word for word in MASHED if gibberish_in(word)]
    assert len(found) / len(MASHED) >= 0.9, sorted(set(MASHED) - set(found))


def test_random_letters_are_gibberish_the_surer_the_longer_they_are():
    draw = Random(7)
    shares = []
    for length in (5, 8, 12):
        words = ["".join(draw.choices(SCRIPTS["latin"], k=length)) for _ in range(400)]
        shares.append(sum(bool(gibberish_in(word)) for word in words) / len(words))
    assert shares == sorted(shares)
    assert shares[1] > 0.6
    assert shares[2] > 0.8


@pytest.mark.parametrize("name", ["Ng", "3M", "X", "O", "佐藤", "xkcd", "", "  ", "H&M", "1234"])
def test_a_word_too_short_to_tell_or_without_a_model_is_no_gibberish(name):
    assert evidence_of_word(name) > GIBBERISH
    assert gibberish_in(name) == ""


@given(st.text(max_size=3))
def test_up_to_three_letters_never_count(text):
    assert gibberish_in(text) == ""


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text):
    assert gibberish_in(text) in text
    if is_mostly_gibberish(text):
        assert any(evidence_of_word(word) <= GIBBERISH for word in WORD.findall(text))


@given(st.text(alphabet=SCRIPTS["latin"], min_size=4, max_size=12))
def test_case_and_accents_do_not_count(word):
    assert evidence_of_word(word) == evidence_of_word(word.upper())
    assert evidence_of_word(word) == evidence_of_word(word.replace("e", "é"))


def test_the_model_gives_every_letter_a_probability_that_adds_up_to_about_one():
    for script, letters in SCRIPTS.items():
        model = letter_model(script)
        for pair in ("__", f"_{letters[0]}", letters[:2]):
            total = sum(2.718281828 ** -model.people[pair + sign] for sign in f"{letters}_")
            # Costs are kept in tenths, and none beyond 9.3.
            assert total == pytest.approx(1.0, abs=0.06)


def test_the_keyboards_have_every_key_once():
    for script, rows in KEY_ROWS.items():
        keys = "".join(rows)
        assert len(set(keys)) == len(keys)
        assert set(keys) <= set(SCRIPTS[script])


def test_a_message_with_a_part_number_is_mostly_words():
    text = "We need a spare seal for the XKZWPQRT pump by Friday"
    assert not is_mostly_gibberish(text)
    assert is_mostly_gibberish("XKZWPQRT sdfsdfsdf pump")


def test_the_reading_of_a_name_quotes_the_word():
    reading = name_letters.read(Enquiry(lead=Lead(name="Ada sdfsdfsdf")))
    assert (reading.value, reading.quote) == ("gibberish", "sdfsdfsdf")
