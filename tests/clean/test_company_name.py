from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.clean.case_files import read_cases
from wellspent.clean.company_name import normalise_company

GROUPS = read_cases("companies")["same"]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group[0])
def test_spellings_of_one_firm_are_the_same(group):
    assert len({normalise_company(name) for name in group}) == 1


def test_different_firms_stay_different():
    names = [normalise_company(group[0]) for group in GROUPS]
    assert [pair for pair in combinations(names, 2) if pair[0] == pair[1]] == []


@given(st.text(max_size=80))
@example("ᴬcme")
@example("e & y")
def test_name_that_is_normalised_already_stays(name):
    once = normalise_company(name)
    assert normalise_company(once) == once


@given(st.text(alphabet="abcdefghij ", min_size=1, max_size=30).filter(str.strip))
def test_case_and_spaces_make_no_difference(name):
    assert normalise_company(f"  {name.upper()} ") == normalise_company(name)


def test_blank_name_gives_an_empty_text():
    assert normalise_company(" . ") == ""
