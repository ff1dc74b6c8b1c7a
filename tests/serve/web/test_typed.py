import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.errors import InputError
from wellspent.serve.web.typed import needed_number, number_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", None), ("12", 12), ("1,5", 1.5), ("1,234.5", 1234.5), ("1 200", 1200), ("−0.3", -0.3)],
)
def test_number_is_read_as_people_write_it(text, expected):
    assert number_of(text, "Points") == expected


@pytest.mark.parametrize("text", ["abc", "nan", "inf", "1e999", "1.2.3", "٣x"])
def test_what_is_no_number_is_refused_by_name(text):
    with pytest.raises(InputError, match="Points must be a number"):
        number_of(text, "Points")


@given(st.text(max_size=50))
def test_any_text_is_a_number_or_a_clear_error(text):
    with contextlib.suppress(InputError):
        assert number_of(text, "Points") is None or text.strip()


def test_needed_number_must_lie_in_its_range():
    assert needed_number("5", "The rate", low=1, high=10) == 5
    for text in ("", "0", "11"):
        with pytest.raises(InputError, match="between 1 and 10"):
            needed_number(text, "The rate", low=1, high=10)
