from pathlib import Path

import pytest

from wellspent.errors import SettingsError
from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.finding import Severity
from wellspent.review.choosing.configuration import (
    Configuration,
    configuration_file,
    configuration_from_toml,
    read_configuration,
)
from wellspent.review.reading.occasion import Usual
from wellspent.review.suppressing.suppression import Allowance

WHOLE = """
select = ["REL", "MAN001"]
ignore = ["MAN009"]
hints = true
exclude = ["README.md"]
baseline = "known.json"

[defaults]
channel = "linkedin"
type = "follow-up"

[severities]
VAL005 = "error"

[[allow]]
code = "VAL005"
text = "game-changing"
channel = "email"
type = "first touch"
path = "old/*"
reason = "the name of our own award"
"""


def test_configuration_is_read() -> None:
    assert configuration_from_toml(WHOLE, where="review.toml") == Configuration(
        select=("REL", "MAN001"),
        ignore=("MAN009",),
        hints=True,
        exclude=("README.md",),
        baseline="known.json",
        defaults=Usual(channel=DraftChannel.LINKEDIN, type=DraftType.FOLLOW_UP),
        severities={"VAL005": Severity.ERROR},
        allow=(
            Allowance(
                code="VAL005",
                text="game-changing",
                channel="email",
                type="first touch",
                path="old/*",
                reason="the name of our own award",
                by="review.toml, [[allow]] 1",
            ),
        ),
        file="review.toml",
    )


def test_configuration_that_says_nothing_leaves_all_as_it_is() -> None:
    assert configuration_from_toml("", where="") == Configuration()


@pytest.mark.parametrize(
    ("text", "said", "where"),
    [
        ('selct = ["REL"]', "Did you mean 'select'?", "review.toml"),
        ('[defaults]\ntype = "cold"', "`type` is one of first touch", "review.toml, [defaults]"),
        ('[defaults]\nkind = "bulk"', "no key 'kind'", "review.toml, [defaults]"),
        ("defaults = 1", "`defaults` is a table", "review.toml, [defaults]"),
        ('select = "REL"', "`select` must be a list of texts", "review.toml"),
        ('ignore = ["MAN001", 3]', "`ignore` must be a list of texts", "review.toml"),
        ("hints = 1", "`hints` must be true or false", "review.toml"),
        ('[severities]\nVAL005 = "fatal"', "one of error, warning, hint", "[severities]"),
        ('[severities]\nVAL005 = ""', "one of error, warning, hint", "[severities]"),
        ('severities = "x"', "is a table", "[severities]"),
        ('[[allow]]\ncode = "VAL005"', "The `reason` is missing", "[[allow]] 1"),
        ('[[allow]]\nreason = "r"', "The `code` is missing", "[[allow]] 1"),
        ('[[allow]]\ncode = "A"\nreason = " "', "The `reason` is missing", "[[allow]] 1"),
        ('[[allow]]\ncode = "A"\nreason = "r"\nfile = "x"', "no key 'file'", "[[allow]] 1"),
        ('[[allow]]\ncode = "A"\nreason = "r"\nchannel = "fax"', "`channel` is one of", "] 1"),
        ("allow = 3", "written as [[allow]]", "review.toml"),
        ("allow = [3]", "written as [[allow]]", "[[allow]] 1"),
        ("select = [", "no TOML", "review.toml"),
        ("select = " + "[" * 5000, "no TOML", "review.toml"),
    ],
)
def test_mistake_in_a_configuration_is_told_with_its_place(text: str, said: str, where: str):
    with pytest.raises(SettingsError) as refused:
        configuration_from_toml(text)
    assert said in refused.value.what
    assert where in refused.value.where


def test_nearest_file_counts(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (tmp_path / "review.toml").write_text("")
    (tmp_path / "a" / "b" / "review.toml").write_text("")
    assert configuration_file(deep) == tmp_path / "a" / "b" / "review.toml"
    assert configuration_file(tmp_path / "a") == tmp_path / "review.toml"


def test_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "review.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="can't be read"):
        read_configuration(tmp_path / "review.toml")
