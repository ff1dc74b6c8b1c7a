"""The labelled job titles say what they claim to: known labels, enough rows, halves that differ."""

import csv
from collections import Counter
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent / "benchmarks" / "titles"
HALVES = ("develop", "sealed")
COLUMNS = ["title", "language", "level", "area", "hard", "note"]
LABELS = {
    "language": {"en", "de", "fr", "es"},
    "level": {
        *("owner", "c-level", "vice president", "director", "head", "manager", "team lead"),
        *("specialist", "assistant", "intern", "other", "unknown"),
    },
    "area": {
        *("executive", "finance", "purchasing", "operations", "production", "maintenance"),
        *("quality", "logistics", "engineering", "research", "it", "security", "marketing"),
        *("sales", "service", "hr", "legal", "product", "data", "administration", "education"),
        *("medical", "other", "unknown"),
    },
    "hard": {"yes", "no"},
}


def read(half: str) -> list[dict[str, str]]:
    with (HERE / f"{half}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.mark.parametrize("half", HALVES)
def test_every_row_has_the_columns_and_no_more(half: str):
    with (HERE / f"{half}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, strict=True)
    assert header == COLUMNS
    assert [row for row in rows if len(row) != len(COLUMNS)] == []


@pytest.mark.parametrize("half", HALVES)
def test_every_label_is_of_its_closed_list(half: str):
    for row in read(half):
        assert row["title"].strip() == row["title"] != ""
        for column, known in LABELS.items():
            assert row[column] in known, row


@pytest.mark.parametrize("half", HALVES)
def test_every_half_is_large_and_a_third_of_it_hard(half: str):
    rows = read(half)
    assert len(rows) >= 200
    assert sum(row["hard"] == "yes" for row in rows) >= len(rows) / 3


@pytest.mark.parametrize("half", HALVES)
def test_every_hard_title_says_why(half: str):
    assert [row["title"] for row in read(half) if row["hard"] == "yes" and not row["note"]] == []


def test_no_title_stands_twice_in_either_half():
    titles = Counter(" ".join(row["title"].casefold().split()) for h in HALVES for row in read(h))
    assert [title for title, times in titles.items() if times > 1] == []


def test_every_label_is_defined_in_the_readme():
    defined = (HERE / "README.md").read_text(encoding="utf-8")
    for label in LABELS["level"] | LABELS["area"]:
        assert f"| {label} |" in defined
