import numpy as np
import pytest

from tests.profile.table import columns
from wellspent.errors import MappingError
from wellspent.profile.when import find_when, when_of

DAYS = [f"2024-01-{day:02d}" for day in range(1, 29)]
LATER = [f"2024-03-{day:02d}" for day in range(1, 29)]


@pytest.mark.parametrize(
    "header",
    [
        "Create Date",
        "created_at",
        "Erstellt am",
        "Date de création",
        "Fecha de creación",
        "engage_date",
        "Enquiry date",
    ],
)
def test_date_of_creation_is_taken_before_dates_of_closing(header: str) -> None:
    found = find_when(columns({"Close Date": LATER, "Last Activity Date": LATER, header: DAYS}))
    assert found is not None
    assert found.name == columns({header: DAYS})[0].name


@pytest.mark.parametrize(
    "header",
    [
        "Close Date",
        "Abschlussdatum",
        "Date de clôture",
        "Fecha de cierre",
        "Last Modified Date",
        "Converted Date",
        "Date of birth",
    ],
)
def test_later_dates_are_never_the_arrival(header: str) -> None:
    assert find_when(columns({header: DAYS})) is None


def test_date_that_is_mostly_missing_is_not_taken() -> None:
    assert find_when(columns({"Created": [*DAYS[:10], *[""] * 18]})) is None


def test_running_number_that_falls_in_the_file_is_found() -> None:
    numbers = [660_737 - 9 * place - place % 3 for place in range(60)]
    found = find_when(columns({"Lead Number": numbers, "Size": [7, 9] * 30}))
    assert found is not None
    assert found.reason == (
        "'Lead Number' is a running number: whole, different on every row, falling from row to "
        "row; a higher one arrived later."
    )


@pytest.mark.parametrize(
    "numbers",
    [
        [3.5 * place for place in range(60)],
        [1000 + place // 2 for place in range(60)],
        np.random.default_rng(4).permutation(10**6)[:60].tolist(),
    ],
)
def test_other_numbers_are_no_running_number(numbers: list[float]) -> None:
    assert find_when(columns({"Amount number": numbers})) is None


def test_rows_without_a_date_count_as_the_oldest() -> None:
    read = columns({"Created": ["", *DAYS[5:27], ""]})
    found = find_when(read)
    assert found is not None
    when = when_of(read, found)
    assert when[0] == when[-1] == np.datetime64("2024-01-06")


def test_named_column_of_words_is_refused() -> None:
    with pytest.raises(MappingError) as caught:
        find_when(columns({"Source": ["Fair", "Web"] * 20}), named="Source")
    assert caught.value.next_step == "Name a column of dates or a running number: --when COLUMN"
