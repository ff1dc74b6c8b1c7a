"""Spelling: a lead's words in the scorecard's own spelling, before they meet its bands.

A scorecard that runs as SQL compares values as they are written; whoever scores leads here need
not know how the team happened to write `Food` in its past ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wellspent.clean.spellings import folded
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column, Values
from wellspent.records.scorecard import ScorecardAttribute

Spellings = Mapping[str, Mapping[str, str]]


def spellings_of(attributes: Sequence[ScorecardAttribute]) -> Spellings:
    """Return, by attribute, its values by what all their spellings have in common."""
    return {one.name: _spellings(one) for one in attributes if _has_words(one)}


def in_its_spelling(spellings: Spellings, cases: Cases) -> Cases:
    """Return the cases with each value written as the scorecard has it, where only case differs."""
    columns = tuple(_respelt(column, spellings.get(column.name, {})) for column in cases.columns)
    return replace(cases, columns=columns)


def values_in_its_spelling(spellings: Spellings, values: Values) -> Values:
    """Return one lead's values, each as the scorecard has it, where only case differs."""
    return {
        name: _spelt(value, spellings.get(name, {})) if isinstance(value, str) else value
        for name, value in values.items()
    }


def _has_words(attribute: ScorecardAttribute) -> bool:
    return attribute.kind is not AttributeKind.NUMBER


def _spellings(attribute: ScorecardAttribute) -> dict[str, str]:
    spellings: dict[str, str] = {}
    for band in attribute.bands:
        for value in band.values:
            spellings.setdefault(folded(value), value)
            spellings[value] = value
    return spellings


def _respelt(column: Column, spellings: Mapping[str, str]) -> Column:
    if not spellings or column.kind in {AttributeKind.NUMBER, AttributeKind.DATE}:
        return column
    levels = tuple(_spelt(level, spellings) for level in column.levels)
    return column if levels == column.levels else replace(column, levels=levels)


def _spelt(text: str, spellings: Mapping[str, str]) -> str:
    return spellings.get(text) or spellings.get(folded(text), text)
