import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.serve.cli.conftest import Ran
from wellspent.jobs.read_titles import read_titles, title_lines

Run = Callable[..., Ran]


@pytest.fixture
def titles(tmp_path: Path) -> Path:
    file = tmp_path / "titles.txt"
    file.write_text("Head of IT\n\nLeiter Einkauf\n=cmd|CEO\n", encoding="utf-8")
    return file


def test_titles_become_csv_a_row_a_line(run: Run, titles: Path):
    ran = run("titles", titles)
    assert (ran.code, ran.err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [(row["level"], row["area"]) for row in rows] == [
        ("head", "it"), ("unknown", "unknown"), ("head", "purchasing"), ("c-level", "executive"),
    ]  # fmt: skip
    assert rows[3]["title"] == "'=cmd|CEO"
    for row in rows:
        shares = [float(each) for name, each in row.items() if name in ROLES]
        assert len(shares) == 11
        assert sum(shares) == pytest.approx(1, abs=0.006)


ROLES = {
    "decision maker", "budget holder", "executive sponsor", "champion", "influencer", "end user",
    "blocker", "legal and compliance", "gatekeeper", "no power", "unknown",
}  # fmt: skip


def test_json_is_an_object_a_line_with_the_words_that_told(run: Run, titles: Path):
    ran = run("titles", titles, "--json", "--employees", "12", "--sold-to", "it")
    read = [json.loads(line) for line in ran.out.splitlines()]
    assert read[0]["because"] == ["Head", "IT"]
    assert set(read[0]["prior"]) == ROLES
    assert len(read) == 4


def test_size_of_firm_changes_the_prior(run: Run, titles: Path):
    def small_and_large(*arguments: str) -> float:
        ran = run("titles", titles, "--json", *arguments)
        return json.loads(ran.out.splitlines()[3])["prior"]["decision maker"]

    assert small_and_large("--employees", "8") > small_and_large("--employees", "5000")


def test_stdin_is_read(run: Run, monkeypatch: pytest.MonkeyPatch):
    stdin = io.TextIOWrapper(io.BytesIO("Gérante\r\nDAF".encode("utf-16")))
    monkeypatch.setattr(sys, "stdin", stdin)
    rows = list(csv.DictReader(io.StringIO(run("titles", "-").out)))
    assert [row["title"] for row in rows] == ["Gérante", "DAF"]
    assert [row["level"] for row in rows] == ["owner", "director"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\0\0\0" + bytes(range(256)) * 40, "binary"),
        (b"CEO\n" + b"a" * 5000, "line 2"),
        (b"a" * 3_000_000, "line 1"),
    ],
)
def test_what_holds_no_titles_is_refused(run: Run, tmp_path: Path, content: bytes, said: str):
    file = tmp_path / "odd.txt"
    file.write_bytes(content)
    ran = run("titles", file)
    assert ran.code == 2
    assert said in ran.err
    assert "Next:" in ran.err


@pytest.mark.parametrize("arguments", [["nowhere.txt"], ["."]])
def test_missing_file_and_folder_are_refused(run: Run, arguments: list[str]):
    ran = run("titles", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Next:" in ran.err


@pytest.mark.parametrize("option", [("--employees", "0"), ("--employees", "nan"),
                                    ("--sold-to", "sorcery")])  # fmt: skip
def test_options_without_sense_are_refused(run: Run, titles: Path, option: tuple[str, str]):
    ran = run("titles", titles, *option)
    assert (ran.code, ran.out) == (2, "")


def test_lines_are_read_one_by_one():
    class Endless(io.RawIOBase):
        read_bytes = 0

        def read(self, size: int = -1) -> bytes:
            self.read_bytes += size
            return b"Head of IT\n" * (size // 11)

    stream = Endless()
    readings = read_titles(title_lines(stream, "endless"))
    assert [next(readings).level for _ in range(3)] == ["head"] * 3
    assert stream.read_bytes < 1_000_000
