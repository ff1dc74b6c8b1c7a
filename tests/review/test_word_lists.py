import pytest

from wellspent.errors import SettingsError
from wellspent.review.word_lists import check_known, checked_lists

KNOWN = ("small", "works")


def test_lists_are_read_by_name() -> None:
    read = checked_lists('small = ["a"]\nworks = ["b"]', KNOWN, where="words.toml")
    assert read == {"small": ["a"], "works": ["b"]}
    assert checked_lists("other = []", None, where="words.toml") == {"other": []}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("small = []\nwork = []\nworks = []", "nobody knows work"),
        ("small = []", "there is no works"),
        ("smal = []\nworks = []", "nobody knows smal; there is no small"),
        ("small = [", "This is no TOML"),
        ("small = " + "[" * 5000, "This is no TOML"),
    ],
)
def test_mistake_in_a_file_of_words_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as refused:
        checked_lists(text, KNOWN, where="words.toml")
    assert refused.value.where == "words.toml"


def test_name_that_points_nowhere_is_told() -> None:
    check_known(["dairy"], ["dairy", "food"], where="trades.toml")
    with pytest.raises(SettingsError, match="Nobody knows dary"):
        check_known(["dary", "food"], ["dairy", "food"], where="trades.toml")
