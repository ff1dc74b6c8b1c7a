from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.errors import FileUnreadable, InputError, TooLarge
from wellspent.records.activity import ActivityKind
from wellspent.records.brief import Insight
from wellspent.records.product import Company, Problem, Product, ProductFact
from wellspent.review.company_file import (
    LARGEST_FILE,
    company_text,
    parse_company,
    read_company,
)

CASE = Path(__file__).parent.parent / "cases" / "company.toml"


def test_company_is_read_from_its_file() -> None:
    company = read_company(CASE)
    assert company.name == "Aster Pumps"
    assert company.complete == {ActivityKind.EVENT, ActivityKind.CALL}
    (product,) = company.products
    assert [fact.value for fact in product.facts] == [
        5.0,
        True,
        ("Germany", "France"),
        "within two weeks",
    ]
    assert product.facts[0].approved_at == datetime(2026, 1, 2, tzinfo=UTC)
    assert product.problems[0].words == ("standstill",)
    (insight,) = company.insights
    assert (insight.problem, insight.name) == ("unplanned downtime", "seals by wear")


def test_text_of_a_company_is_read_back_equal() -> None:
    company = read_company(CASE)
    assert parse_company(company_text(company)) == company
    assert "value = 5\n" in company_text(company)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
NAMES = WORDS.filter(str.strip)
VALUES = st.one_of(
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    NAMES,
    st.lists(WORDS, max_size=3).map(tuple),
)
FACTS = st.builds(ProductFact, name=NAMES, value=VALUES, unit=WORDS)
PROBLEMS = st.builds(Problem, name=NAMES, for_whom=st.lists(WORDS, max_size=2).map(tuple))
PRODUCTS = st.builds(
    Product,
    name=NAMES,
    facts=st.lists(FACTS, max_size=3).map(tuple),
    problems=st.lists(PROBLEMS, max_size=2).map(tuple),
)
COMPANIES = st.builds(
    Company,
    name=NAMES,
    products=st.lists(PRODUCTS, max_size=3, unique_by=lambda p: p.name.strip().casefold()).map(
        tuple
    ),
    references=st.lists(WORDS, max_size=2).map(tuple),
    complete=st.frozensets(st.sampled_from(ActivityKind)),
    insights=st.lists(
        st.builds(
            Insight, text=NAMES, source=WORDS, for_whom=st.lists(WORDS, max_size=2).map(tuple)
        ),
        max_size=2,
    ).map(tuple),
)


@given(COMPANIES)
def test_any_company_survives_its_file(company: Company) -> None:
    assert parse_company(company_text(company)) == company


@pytest.mark.parametrize(
    ("text", "said", "place"),
    [
        ("", "our own name is missing", "facts"),
        ('name = "x"\ncolour = "red"', "`colour` can't be used: there is no such key", "line 2"),
        ("name = 3", "`name`", "line 1"),
        ('name = "x"\ncomplete = ["phone"]', "`complete (number 1)`", "line 2"),
        ('name = "x"\n[[products]]\nnames = ["q"]', "it is missing", "line 2"),
        (
            'name = "x"\n[[products]]\nname = "A"\n\n[[products]]\nname = "a "',
            "two products called",
            "line 6",
        ),
        (
            'name = "x"\n[[products]]\nname = "A"\n[[products.facts]]\nname = "w"\nvalu = 1',
            "`products (A), facts (w), valu` can't be used: there is no such key",
            "line 6",
        ),
        (
            'name = "x"\n[[products]]\nname = "A"\n[[products.facts]]\nname = "w"\n',
            "it is missing",
            "line 4",
        ),
        (
            'name = "x"\n[[products]]\nname = "A"\n[[products.facts]]\nname = "v"\nvalue = 1\n'
            '[[products.facts]]\nname = "w"\nvalue = [1, 2]',
            "a number, true or false, a text, or a list of texts",
            "line 9",
        ),
        (
            'name = "x"\n[[products]]\nname = "A"\n[[products.facts]]\nname = "w"\nvalue = nan',
            "a number, true or false",
            "line 6",
        ),
        (
            'name = "x"\n[[insights]]\ntext = "Ah"\nproblem = "dust"',
            "no product solves that; the problems are: none is stated yet",
            "line 4",
        ),
        ('name = "x"\n[[insights]]\ntext = " "', "an insight has 1 to 600 signs", "line 3"),
        ('name = "x"\n[[insights]]\ntext = "Ah"\nfor = ["dairies"]', "no such key", "line 4"),
        (
            'name = "x"\n[[insights]]\ntext = "Ah"\nname = "n"\n[[insights]]\ntext = "Oh"\n'
            'name = "N"',
            "two insights called",
            "line 7",
        ),
    ],
)
def test_mistake_is_named_with_its_line(text: str, said: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_company(text)
    assert said in caught.value.what
    assert place in caught.value.where


def test_what_is_no_toml_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="valid TOML"):
        parse_company("name = ")
    with pytest.raises(FileUnreadable, match="valid TOML"):
        parse_company("a = " + "[" * 5000)
    with pytest.raises(TooLarge):
        parse_company("#" * (LARGEST_FILE + 1))
    with pytest.raises(FileUnreadable):
        read_company(tmp_path / "nothing.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileUnreadable, match="plain text"):
        read_company(tmp_path / "bytes.toml")
