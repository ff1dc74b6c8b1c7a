import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clean.case_files import label, read_cases
from wellspent.clean.number import find_decimal_comma, parse_number

CASES = read_cases("numbers")


@pytest.mark.parametrize("case", CASES["case"], ids=label)
def test_number_is_read_as_people_mean_it(case):
    read = parse_number(case["text"], decimal_comma=case.get("decimal_comma", False))
    assert read == case.get("is")


@pytest.mark.parametrize("case", CASES["convention"], ids=lambda case: str(case["texts"]))
def test_decimal_comma_is_decided_by_the_numbers_that_tell(case):
    assert find_decimal_comma(case["texts"]) == case.get("decimal_comma")


def in_english(number):
    return f"{number:,.2f}"


def in_german(number):
    return in_english(number).translate(str.maketrans(",.", ".,"))


def in_french(number):
    return in_english(number).replace(",", "\u202f").replace(".", ",")


def in_swiss(number):
    return in_english(number).replace(",", "'")


@pytest.mark.parametrize("write", [in_english, in_german, in_french, in_swiss])
@given(cents=st.integers(-(10**12), 10**12))
def test_number_with_two_decimals_is_read_back_in_any_convention(write, cents):
    number = cents / 100
    for decimal_comma in (False, True):
        assert parse_number(write(number), decimal_comma=decimal_comma) == number


@given(st.integers(-(10**15), 10**15), st.booleans())
def test_whole_number_without_separators_is_read_under_any_convention(number, decimal_comma):
    assert parse_number(str(number), decimal_comma=decimal_comma) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_number_that_python_wrote_is_read_back(number):
    assert parse_number(repr(number)) == number
