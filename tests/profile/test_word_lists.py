import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.errors import SettingsError
from wellspent.profile.word_lists import WordList, plain_words, read_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("createDate", "create date"),
        ("create_date", "create date"),
        ("Create-Date ", "create date"),
        ("Date de création", "date de creation"),
        ("Größe (m²)", "grosse m2"),
        ("IsWon", "is won"),
        ("", ""),
    ],
)
def test_headers_become_plain_words(text: str, words: str) -> None:
    assert plain_words(text) == words


@given(st.text(max_size=400))
def test_plain_words_are_the_same_when_read_twice(text: str) -> None:
    assert plain_words(plain_words(text)) == plain_words(text)


def test_phrases_are_found_on_word_borders_longest_first() -> None:
    words = WordList(["close", "close date", "abschluss*"])
    assert words.found_in("expected close date") == "close date"
    assert words.found_in("enclosed dates") == ""
    assert words.found_in("tag abschlussdatum") == "abschlussdatum"
    assert words.whole("close date")
    assert not words.whole("close date of birth")
    assert words.begins("close early")
    assert not words.begins("early close")


def test_word_list_with_other_keys_is_refused() -> None:
    with pytest.raises(SettingsError) as caught:
        read_words("identifier", ("key_headers",))
    assert caught.value.where == "profile/words/identifier.toml"
