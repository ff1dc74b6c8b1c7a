from dataclasses import replace

import numpy as np
import pytest

from tests.qualify.made_scorecards import made_scorecard
from wellspent.qualify.spelling import in_its_spelling, spellings_of, values_in_its_spelling
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column

SPELLINGS = spellings_of(made_scorecard().attributes)


@pytest.mark.parametrize(
    ("written", "spelt"),
    [("Food", "Food"), ("food", "Food"), ("  fOoD ", "Food"), ("Unheard of", "Unheard of")],
)
def test_value_is_spelt_as_the_scorecard_has_it(written: str, spelt: str) -> None:
    codes = np.array([0, -1], np.int32)
    column = Column("industry", AttributeKind.CATEGORY, codes, (written,))
    other = Column("employees", AttributeKind.NUMBER, np.array([3.0, 4.0]))
    found = in_its_spelling(SPELLINGS, Cases(columns=(column, other), rows=2))
    assert found.columns[0].levels == (spelt,)
    assert found.columns[1] is other
    values = values_in_its_spelling(SPELLINGS, {"industry": written, "employees": 3.0})
    assert values == {"industry": spelt, "employees": 3.0}


def test_spelling_that_the_scorecard_has_itself_stays() -> None:
    [attribute, *_] = made_scorecard().attributes
    twice = [*attribute.bands[0].values, *(v.upper() for v in attribute.bands[0].values)]
    both = replace(attribute, bands=(replace(attribute.bands[0], values=tuple(twice)),))
    for value in twice:
        assert values_in_its_spelling(spellings_of([both]), {both.name: value})[both.name] == value
