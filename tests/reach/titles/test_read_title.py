import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.reach.titles.read_title import read_title
from wellspent.records.title import TitleLevel, TitleReading

CASES = tomllib.loads(
    (Path(__file__).parents[2] / "cases" / "reach" / "titles.toml").read_text("utf-8")
)["title"]
NAMES = ("Maria Schmidt", "Jean Dupont", "Wilma Koch", "Ngozi Okafor", "Li Wei", "Dean Baker",
         "José García López", "Anna Meister", "Ayşe Yılmaz", "Otto Richter")  # fmt: skip
TITLES = ("Head of IT", "Purchasing Manager", "Geschäftsführerin", "Leiter Einkauf", "Acheteur",
          "Directrice commerciale", "Jefe de compras", "VP Sales & Marketing", "Buyer",
          "Assistant to the CEO", "Former CEO")  # fmt: skip


def said(reading: TitleReading) -> TitleReading:
    return replace(reading, title="")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["words"] or "empty")
def test_title_is_read(case: dict[str, list[str]]):
    reading = read_title(str(case["words"]))
    assert [reading.level, reading.area] == case["reads"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("title", TITLES)
def test_name_beside_a_title_changes_nothing(name: str, title: str):
    alone = said(read_title(title))
    for text in (
        f"{name}, {title}",
        f"{title}, {name}",
        f"{name.upper()} - {title}",
        f"{title} | {name}",
    ):
        assert said(read_title(text)) == alone


@pytest.mark.parametrize("name", [*NAMES[:5], *NAMES[6:], "MARIA KOCH", "Tom Baker", "Ana Abogado"])
@pytest.mark.parametrize("title", TITLES[:9])
def test_name_without_a_mark_changes_nothing(name: str, title: str):
    alone = said(read_title(title))
    for text in (f"{name} {title}", f"{title} {name}"):
        reading = said(read_title(text))
        assert (reading.level, reading.area) == (alone.level, alone.area)


def test_levels_held_at_once_give_the_highest_and_its_area():
    reading = read_title("Head of Product / CEO & Founder")
    assert (reading.level, reading.area) == (TitleLevel.OWNER, "executive")
    assert set(reading.because) >= {"Founder", "CEO"}


def test_what_was_held_back_is_said():
    assert "serves somebody" in read_title("Assistant to the CEO").note
    assert read_title("Former CEO").note == "no longer held"
    assert "former title is left out" in read_title("Former CEO, Head of Sales").note
    assert "no level" in read_title("Procurement").note
    assert "keeps the level" in read_title("Acting CFO").note


def test_guess_of_a_misspelt_word_is_unsure():
    reading = read_title("VP of Enginering")
    assert (reading.level, reading.area) == (TitleLevel.VICE_PRESIDENT, "engineering")
    assert not reading.is_sure
    assert "misspelt" in reading.note
    assert read_title("VP of Engineering").is_sure


@pytest.mark.parametrize(
    ("title", "language"),
    [("Head of Purchasing", "en"), ("Leiter Einkauf", "de"), ("Acheteur", "fr"),
     ("Jefe de compras", "es"), ("CEO", ""), ("???", "")],
)  # fmt: skip
def test_language_is_told_or_left_open(title: str, language: str):
    assert read_title(title).language in ({language} if language else {"", "en"})


@given(st.text(max_size=300))
def test_any_text_is_read(text: str):
    reading = read_title(text)
    assert reading.title == text
    assert sum(reading.prior.values()) == pytest.approx(1.0)


@given(st.sampled_from(TITLES), st.sampled_from(["upper", "lower", "title"]))
def test_case_changes_nothing(title: str, case: str):
    written = getattr(title, case)()
    alone, other = read_title(title), read_title(written)
    assert (other.level, other.area) == (alone.level, alone.area)


@pytest.mark.parametrize(
    "piece", ["a", "&", "(", "leiter", "a.", "assistant to ", "/-in", "é", ","]
)
def test_a_megabyte_of_hostile_text_is_read(piece: str):
    text = piece * (1_000_000 // len(piece))
    assert read_title(text).title == text
