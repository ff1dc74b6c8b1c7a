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


def test_without_a_column_that_tells_who_wrote_fit_alone_routes_and_it_is_said(tmp_path: Path):
    header, past = ["Employees", "Region"], [["5", "N", "won"], ["6", "S", "lost"]] * 50
    found = qualified(
        tmp_path, [["5", "N"]], header=header, past=past, past_header=[*header, "Status"]
    )
    assert judged(found) == [dict.fromkeys(JUDGED, "") | {"route": "call now"}]
    assert any("can't be told from the columns of new.csv: it has no" in n for n in found.notes)


def deals(folder: Path, companies: Sequence[str]) -> QualifiedFile:
    """Qualify deals with nothing but a company's name, by a history of the same."""
    past = [[f"Firm {at} Ltd", str(at % 9), ("won", "lost")[at % 2]] for at in range(400)]
    header = ["Company", "Employees"]
    rows = [[company, "5"] for company in companies]
    return qualified(folder, rows, header=header, past=past, past_header=[*header, "Status"])


def test_company_names_alone_tell_no_authenticity_and_carry_no_promise(tmp_path: Path):
    found = deals(tmp_path, [f"Sample {at} Ltd" for at in range(30)])
    assert judged(found) == [dict.fromkeys(JUDGED, "") | {"route": "call now"}] * 30
    assert [note for note in found.notes if "uthentic" in note or "genuine" in note] == [
        "Authenticity can't be told from the columns of new.csv: of all that signals read it has "
        "only company, and no signal read anything there. So authenticity and kind stay empty, "
        "routes go by fit alone, and no rule sends anyone to a slow lane."
    ]
    assert all("route by fit alone" in row[-len(JUDGED) - 1] for row in found.lines())


def test_the_few_rows_that_tell_something_keep_it_but_break_no_promise(tmp_path: Path):
    *plain, odd = judged(deals(tmp_path, [*(f"Sample {at} Ltd" for at in range(30)), "sdfsdfg"]))
    assert {row["authenticity"] for row in plain} == {""}
    assert float(odd["authenticity"]) < 0.85
    assert odd["route"] not in {"ask", "quarantine"}


def test_rows_of_a_file_that_tells_keep_their_authenticity_where_nothing_is_odd(tmp_path: Path):
    rows = judged(qualified(tmp_path, [*[BUYER] * 5, [""] * 5]))
    assert all(row["authenticity"] for row in rows)


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
