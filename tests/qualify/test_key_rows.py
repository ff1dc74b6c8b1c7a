import pytest

from wellspent.qualify.key_rows import is_run_along_keys

ROWS = [
    "asdf", "asdf asdf", "qwerty", "qwertz", "azerty uiop", "zxcvbnm asdfgh", "jkl; jkl;",
    "ñlkjh", "poiuy mnbvc", "asdasd asd", "йцукен", "qwer qwer", "yxcvb", "wxcvb",
]  # fmt: skip
WORDS = [
    "", "Wert", "Ertz", "Tre", "Poi", "wer", "Oper", "Property", "Trewin", "Ytre AS", "Fred",
    "Gaskin", "Sad", "3M", "As", "Asdis", "Ng", "Hjkulsen", "we were", "qwerty board", "wer wars",
]  # fmt: skip


@pytest.mark.parametrize("text", ROWS)
def test_rows_of_keys_are_found(text: str):
    assert is_run_along_keys(text)


@pytest.mark.parametrize("text", WORDS)
def test_words_and_names_are_no_rows(text: str):
    assert not is_run_along_keys(text)
