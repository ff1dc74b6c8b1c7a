"""Files of phrases: what may stand in them, and what is said of a mistake."""

from pathlib import Path

import pytest

from wellspent.errors import SettingsError
from wellspent.qualify.intent import intent_of
from wellspent.qualify.phrase_book import PhraseBook
from wellspent.qualify.phrase_files import phrase_files_in, read_phrases, shipped_phrase_files
from wellspent.records.authenticity import EnquiryKind

GOOD = """
language = "en"
[[phrases]]
kind = "vendor pitch"
weight = 6
reason = "sells flags"
words = ["flags for your (roof|lawn)"]
"""


def test_own_phrase_is_found() -> None:
    book = PhraseBook([*shipped_phrase_files(), read_phrases(GOOD, "mine.toml")])
    intent = intent_of("Buy flags for your roof today", phrases=book)
    assert (intent.kind, intent.quotes) == (EnquiryKind.VENDOR, ("flags for your roof",))


def test_folder_of_files_is_read(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD, encoding="utf-8")
    assert [file.groups[0].reason for file in phrase_files_in(tmp_path)] == ["sells flags"]


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="folder of phrases"):
        phrase_files_in(tmp_path / "none")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('language = "en"', 'language = "xx"', "language is one of"),
        ("weight = 6", "weight = 60", "weight lies above 0"),
        ("weight = 6", "weight = true", "weight is a number"),
        ("weight = 6", "wieght = 6", "wieght is not known"),
        ('"vendor pitch"', '"bot or gibberish"', "kind is one of"),
        ('["flags for your (roof|lawn)"]', "[]", "words is a list of phrases"),
        ("(roof|lawn)", "(roof|lawn", "a bracket is never closed"),
        ("(roof|lawn)", "roof)", "never opened"),
        ("(roof|lawn)", "(|lawn)", "something is empty"),
        ("(roof|lawn)", "*", "a gap stands between two words"),
        ("(roof|lawn)", "a.*b", "a sign that phrases don't know"),
        ("(roof|lawn)", "ab*", "at least three letters"),
        ("flags for your ", "(flags)? ", "phrase"),
        ("[[phrases]]", "[phrases]", "written as"),
        ("[[phrases]]", "[[phrases", "isn't TOML"),
    ],
)
def test_mistake_is_named_with_its_place(old: str, new: str, said: str) -> None:
    text = GOOD.replace(old, new)
    if said == "phrase":
        text = GOOD.replace("flags for your (roof|lawn)", "(roof|lawn)?")
        said = "can't be missing"
    with pytest.raises(SettingsError, match=r"mine\.toml") as raised:
        read_phrases(text, "mine.toml")
    assert said in raised.value.what
