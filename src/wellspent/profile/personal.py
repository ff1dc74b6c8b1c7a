"""Refuse columns about a person: name, gender, age, origin, family.

Headers and values are looked up in `words/personal.toml`. What is refused here is never scored, and
nobody can overrule it: enquiries are judged by the business, not by who sent them.
"""

import numpy as np

from wellspent.profile.word_lists import header_words, plain_words, read_words
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Column

YEARS_OF_LIFE = (14.0, 110.0)
"""A lone `age` whose values nearly all lie in here is a person's."""

NEARLY_ALL = 0.95

_WITHIN = {
    "name_headers": "a person's name",
    "gender_headers": "a person's gender or form of address",
    "age_headers": "a person's age",
    "origin_headers": "a person's origin",
    "family_headers": "a person's family or private life",
}
_KEYS = (*_WITHIN, "name_alone", "age_alone", "gender_values", "beside_gender_values")


def personal_evidence(column: Column) -> str:
    """Return why a column is about a person, in a sentence; empty when it isn't."""
    lists = read_words("personal", _KEYS)
    header = header_words(column)
    for key, about in _WITHIN.items():
        if found := lists[key].found_in(header):
            return f"The header says {about} ({found!r})."
    if lists["name_alone"].whole(header):
        return f"A column named {header!r} alone may be a person's name."
    if lists["age_alone"].whole(header) and _years_of_life(column):
        return "The header says age, and the values are the years of a person's life."
    return _gender_evidence(column)


def _years_of_life(column: Column) -> bool:
    if column.kind is not AttributeKind.NUMBER:
        return True
    years = column.values[~column.missing()].astype(np.float64)
    low, high = YEARS_OF_LIFE
    return bool(np.mean((years >= low) & (years <= high)) >= NEARLY_ALL) if len(years) else True


def _gender_evidence(column: Column) -> str:
    """Look at the values of a category: Mr and Mrs give the gender away under any header."""
    if (
        column.kind in {AttributeKind.NUMBER, AttributeKind.DATE}
        or not 2 <= len(column.levels) <= 12
    ):
        return ""
    lists = read_words("personal", _KEYS)
    plain = [plain_words(level) for level in column.levels]
    gendered = [lists["gender_values"].whole(level) for level in plain]
    beside = [lists["beside_gender_values"].whole(level) for level in plain]
    if sum(gendered) < 2:
        return ""
    counts = np.bincount(column.values[~column.missing()].astype(np.intp), minlength=len(plain))
    known = counts[np.array(gendered) | np.array(beside)].sum()
    if known < NEARLY_ALL * counts.sum() or counts.sum() == 0:
        return ""
    shown = ", ".join(level for level, one in zip(column.levels, gendered, strict=True) if one)
    return f"The values give away a person's gender ({shown})."
