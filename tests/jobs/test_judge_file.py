from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.jobs.made_files import write_csv
from wellspent.jobs.qualify_file import JUDGED, QualifiedFile, qualify_file

HEADER = ["Full name", "E-mail", "Company", "Message", "Employees", "Status"]
OPEN = HEADER[:-1]
BUYER = ["Ada Example", "ada@example-pumps.de", "Example Pumps", "We need 12 pumps of 5 kW", "80"]
MASHED = ["sdfsdf dfgdfg", "kjhkjh@gmail.com", "sdfsdf", "kjhsdfkjh sdkfjh sdkfjh", "1"]


def past_rows(won: int = 200, lost: int = 100) -> list[list[str]]:
    buyers = [
        [
            f"Ada Example{at}",
            f"ada{at}@pumps{at}.example",
            f"Pumps {at}",
            f"We need {at} pumps",
            "80",
        ]
        for at in range(won)
    ]
    others = [["Bo", f"bo{at}@gmail.com", "", "hello", "3"] for at in range(lost)]
    return [[*row, "won"] for row in buyers] + [[*row, "lost"] for row in others]


def qualified(
    folder: Path,
    rows: Sequence[Sequence[str]],
    *,
    header: Sequence[str] = OPEN,
    past: Sequence[Sequence[str]] | None = None,
    past_header: Sequence[str] = HEADER,
) -> QualifiedFile:
    old = write_csv(folder / "old.csv", past_header, past_rows() if past is None else past)
    return qualify_file(write_csv(folder / "new.csv", header, rows), old)


def judged(found: QualifiedFile) -> list[dict[str, str]]:
    return [dict(zip(JUDGED, line[-len(JUDGED) :], strict=True)) for line in found.lines()]


def test_a_buyer_is_called_and_mashed_keys_are_put_aside(tmp_path: Path):
    buyer, mashed = judged(qualified(tmp_path, [BUYER, MASHED]))
    assert float(buyer["authenticity"]) > 0.9 > 0.3 > float(mashed["authenticity"])
    assert (buyer["kind"], buyer["route"]) == ("genuine interest", "call now")
    assert mashed["kind"] == "bot or gibberish"
    assert mashed["route"] in {"ask", "quarantine"}


def test_authenticity_lies_in_its_interval(tmp_path: Path):
    for row in judged(qualified(tmp_path, [BUYER, MASHED, [""] * 5, ["x"]])):
        low, middle, high = (
            float(row[name]) for name in ("authenticity_low", "authenticity", "authenticity_high")
        )
        assert 0.0 <= low < middle < high <= 1.0


def test_without_a_column_that_tells_who_wrote_the_columns_are_empty_and_it_is_said(tmp_path: Path):
    header, past = ["Employees", "Region"], [["5", "N", "won"], ["6", "S", "lost"]] * 50
    found = qualified(
        tmp_path, [["5", "N"]], header=header, past=past, past_header=[*header, "Status"]
    )
    assert judged(found) == [dict.fromkeys(JUDGED, "")]
    assert any("stay empty" in note for note in found.notes)


def test_with_few_won_no_rule_sends_anyone_to_a_slow_lane(tmp_path: Path):
    found = qualified(tmp_path, [MASHED], past=past_rows(won=60, lost=60))
    assert judged(found)[0]["route"] not in {"ask", "quarantine"}
    assert any("60 of the 99" in note for note in found.notes)


def test_a_history_that_lacks_a_column_carries_no_promise(tmp_path: Path):
    past = [[*row[:3], *row[4:]] for row in past_rows()]
    found = qualified(tmp_path, [MASHED], past=past, past_header=[*HEADER[:3], *HEADER[4:]])
    assert judged(found)[0]["route"] not in {"ask", "quarantine"}
    assert any("old.csv lacks message" in note for note in found.notes)


def test_the_same_long_words_from_several_people_count_as_copied(tmp_path: Path):
    words = "Our team offers outstanding opportunities to companies such as yours, all the time."
    rows = [[f"Bo {at}", f"bo{at}@firm{at}.example", "", words, "5"] for at in range(6)]
    alone, *_ = judged(qualified(tmp_path, rows[:1]))
    assert all(
        float(row["authenticity"]) < float(alone["authenticity"])
        for row in judged(qualified(tmp_path, rows))
    )
    twice = judged(qualified(tmp_path, [rows[0], rows[0]]))
    assert [row["authenticity"] for row in twice] == [alone["authenticity"]] * 2


@pytest.mark.parametrize("cell", ["=1+1", "\x00", "é" * 3000, '"', "a\nb", "@" * 50])
def test_hostile_cells_are_judged_without_an_error(tmp_path: Path, cell: str):
    assert len(judged(qualified(tmp_path, [[cell] * 5]))) == 1
