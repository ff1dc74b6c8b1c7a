from importlib.resources import files

import pytest

from wellspent.errors import SettingsError
from wellspent.reach.titles.title_words import make_title_words, title_words

NAMES = ("ladder", "titles", "trades", "areas", "turns")


def texts() -> dict[str, str]:
    folder = files("wellspent.reach.titles").joinpath("words")
    return {name: folder.joinpath(f"{name}.toml").read_text("utf-8") for name in NAMES}


def test_files_are_read():
    words = title_words()
    assert words.meanings["chief", "financial", "officer"].area == "finance"
    assert words.meanings["chef", "service"].level == "head"


@pytest.mark.parametrize(
    ("file", "added", "named"),
    [
        ("ladder", '[boss]\nen = ["boss"]\n', "boss"),
        ("titles", '[head.sorcery]\nen = ["wizard"]\n', "sorcery"),
        ("trades", '[specialist.hr]\nit = ["fornaio"]\n', "it"),
        ("areas", '[loud.sales]\nen = ["shouting"]\n', "loud"),
        ("turns", '[extra]\na = "b"\n', "extra"),
        ("ladder", "[broken\n", "no TOML"),
    ],
)
def test_unknown_names_are_errors(file: str, added: str, named: str):
    changed = texts()
    changed[file] += f"\n{added}"
    with pytest.raises(SettingsError) as error:
        make_title_words(changed)
    assert named in str(error.value)
    assert f"{file}.toml" in error.value.where


def test_a_missing_list_is_an_error():
    changed = texts()
    changed["turns"] = changed["turns"].replace("\nlinks = ", "\nlynx = ")
    with pytest.raises(SettingsError, match="lynx"):
        make_title_words(changed)
