import numpy as np
import pytest

from wellspent.profile.industries import (
    find_industry,
    industry_tree,
    is_industry,
    roll_up,
    sector_of_code,
    too_fine,
)
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Column


def column(values: list[str], name: str = "industry") -> Column:
    levels = tuple(dict.fromkeys(value for value in values if value))
    codes = [levels.index(value) if value else -1 for value in values]
    return Column(name, AttributeKind.CATEGORY, np.array(codes, np.int32), levels)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("COMPUTER_SOFTWARE", "513"),
        ("Food & Beverages", "311"),
        ("FOOD_BEVERAGES", "311"),
        ("technolgy", "54"),
        ("Information Technology and Services", "54"),
        ("Maschinenbau", "333"),
        ("Lebensmittelindustrie", "311"),
        ("Öffentliche Verwaltung", "92"),
        ("Bâtiment", "23"),
        ("Industrie agroalimentaire", "311"),
        ("Construcción", "23"),
        ("Seguros", "524"),
        ("Machinery Manufacturing", "333"),
        ("333", "333"),
        ("541511", "541"),
        ("33", "31-33"),
        ("Not For Profit", "813"),
    ],
)
def test_industry_is_found_in_many_words(words: str, code: str) -> None:
    found = find_industry(words)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "words", ["", "Zorbing", "-", "n/a", "99", "1234567", "employment", "Gadgets"]
)
def test_unknown_words_are_no_industry(words: str) -> None:
    assert find_industry(words) is None


def test_every_subsector_belongs_to_a_sector_of_the_tree() -> None:
    tree = industry_tree()
    assert len([code for code in tree if len(code) == 3]) == 96
    assert len([code for code in tree if len(code) != 3]) == 20
    assert {industry.sector_code for industry in tree.values()} <= set(tree)
    assert sector_of_code("32") == "31-33"


def test_rolling_up_keeps_what_is_not_recognised_and_what_is_missing() -> None:
    rolled = roll_up(column(["Bakery", "Steel", "", "Zorbing", "Banking"]))
    assert [rolled.levels[code] if code >= 0 else "" for code in rolled.values] == [
        "Manufacturing", "Manufacturing", "", "Zorbing", "Finance and Insurance",
    ]  # fmt: skip
    assert rolled.label == "industry (by sector)"


def test_column_with_many_rare_values_is_too_fine() -> None:
    assert too_fine(column(["Bakery", "Steel", "Banking", "Insurance"] * 4))
    assert not too_fine(column(["Bakery", "Steel"] * 40))


def test_industry_column_is_known_by_header_or_by_nearly_all_values() -> None:
    values = ["Banking", "Steel", "Own word", "Insurance"] * 5
    assert is_industry(column(values, "sector"))
    assert not is_industry(column(values, "field"))
    assert is_industry(column(["Banking", "Steel", "Insurance"] * 5, "field"))
    assert not is_industry(column(["North", "South"] * 5, "sector"))


def test_hostile_text_is_looked_up_quickly() -> None:
    assert find_industry("a b " * 250_000) is None
