"""Set aside columns that must not or cannot carry points, each with its reason and evidence.

In this order: empty, constant, about a person, knows the outcome, identifier, free text, date.
Whatever is set aside can be kept on request, but for columns about a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from wellspent.profile.leaks import Suspicion, find_suspicions, names_the_ending
from wellspent.profile.personal import personal_evidence
from wellspent.profile.when import is_running_number
from wellspent.profile.word_lists import WordList, header_words, plain_words, read_words
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column
from wellspent.records.honesty import SetAside, SetAsideReason

MOSTLY_DIFFERENT = 0.5
"""A category with more different values than this share of its rows is an identifier."""

LONG_TEXT = 4.0
"""Values with more words than this on average are free text."""

FEWEST = 20


def find_set_aside(cases: Cases, *, keep: Sequence[str] = ()) -> tuple[SetAside, ...]:
    """Return the columns that carry no points, or are in doubt, in the columns' order.

    An entry with `question` is used and asked about; one with `kept` is used because the user said
    so (`keep`, by name or header); all others are not used. Columns about a person can't be kept.
    """
    wanted = {plain_words(name) for name in keep}
    named = [column for column in cases.columns if not column.missing().all()]
    suspicions = find_suspicions(replace(cases, columns=tuple(named)))
    found = [_look_at(column, suspicions) for column in cases.columns]
    return tuple(
        _kept(entry, wanted, column)
        for entry, column in zip(found, cases.columns, strict=True)
        if entry is not None
    )


def without_set_aside(
    cases: Cases, set_aside: Iterable[SetAside], *, questions: bool = False
) -> Cases:
    """Return the cases without the columns that were set aside.

    With `questions` those in doubt are left out too: how well the rest does without them is worth
    showing.
    """
    left_out = {
        entry.column for entry in set_aside if not entry.kept and (questions or not entry.question)
    }
    columns = tuple(column for column in cases.columns if column.name not in left_out)
    return replace(cases, columns=columns)


def _look_at(column: Column, suspicions: Mapping[str, Suspicion]) -> SetAside | None:
    """Return why this column is set aside or in doubt; None when it is neither."""
    missing = column.missing()
    if missing.all():
        return _entry(column, SetAsideReason.EMPTY, "No row has a value.")
    if evidence := personal_evidence(column):
        return _entry(column, SetAsideReason.PERSONAL, evidence)
    suspicion = suspicions.get(column.name)
    if suspicion is not None and suspicion.set_aside:
        return _entry(column, SetAsideReason.KNOWS_OUTCOME, suspicion.evidence)
    if not missing.any() and _same_everywhere(column):
        return _entry(column, SetAsideReason.CONSTANT, "Every row has the same value.")
    shape = _by_shape(column)
    if shape is None and suspicion is not None and suspicion.question:
        return _question(column, suspicion)
    return shape


def _by_shape(column: Column) -> SetAside | None:
    """Return whether a column is an identifier, free text or a date."""
    if column.kind is AttributeKind.DATE:
        return _date(column)
    if column.kind is AttributeKind.NUMBER:
        return _numeric_identifier(column)
    filled = column.values[~column.missing()]
    used = np.unique(filled)
    header = header_words(column)
    share = len(used) / len(filled)
    words = float(np.mean([column.levels[int(code)].count(" ") + 1 for code in used[:1000]]))
    if words > LONG_TEXT and (share > 0.2 or column.kind is AttributeKind.TEXT):
        sentence = f"{len(used):,} different values of {words:.0f} words on average."
        return _entry(column, SetAsideReason.FREE_TEXT, sentence)
    if column.kind is not AttributeKind.FLAG and _names_company(header):
        sentence = f"The header says that it names a company ({header!r})."
        return _entry(column, SetAsideReason.IDENTIFIER, sentence)
    if len(used) > FEWEST and _named_as_key(header, differs=share > 0.2):
        return _entry(column, SetAsideReason.IDENTIFIER, f"The header says so ({header!r}).")
    if share > MOSTLY_DIFFERENT and len(filled) >= FEWEST:
        sentence = f"{len(used):,} different values on {len(filled):,} rows."
        return _entry(column, SetAsideReason.IDENTIFIER, sentence)
    if column.kind is AttributeKind.TEXT:
        return _entry(column, SetAsideReason.FREE_TEXT, f"{len(used):,} different texts.")
    return None


def _date(column: Column) -> SetAside:
    if found := names_the_ending(column):
        sentence = f"A date whose header names what is known at the end ({found!r})."
        return _entry(column, SetAsideReason.KNOWS_OUTCOME, sentence)
    return _entry(column, SetAsideReason.DATE, "Dates tell the order of cases and carry no points.")


def _numeric_identifier(column: Column) -> SetAside | None:
    if is_running_number(column):
        sentence = "A running number: whole and different on every row."
        return _entry(column, SetAsideReason.IDENTIFIER, sentence)
    header = header_words(column)
    if _named_as_key(header, differs=_lists()["address_headers"].whole(header)):
        return _entry(column, SetAsideReason.IDENTIFIER, f"The header says so ({header!r}).")
    return None


def _named_as_key(header: str, *, differs: bool) -> bool:
    """Return whether the header names a key, or an address where the values `differ` enough."""
    lists = _lists()
    last = header.split()[-1:] or [""]
    if lists["key_headers"].whole(header) or lists["key_endings"].whole(last[0]):
        return True
    return differs and bool(lists["address_headers"].found_in(header))


def _names_company(header: str) -> bool:
    """Return whether the header says that a column holds companies' names."""
    companies = _lists()["company_headers"]
    found = companies.found_in(header)
    return companies.whole(header) or (" " in found and header.endswith(found))


def _lists() -> dict[str, WordList]:
    keys = ("key_headers", "company_headers", "key_endings", "address_headers")
    return read_words("identifier", keys)


def _same_everywhere(column: Column) -> bool:
    return bool(np.all(column.values == column.values[0]))


def _entry(column: Column, reason: SetAsideReason, evidence: str) -> SetAside:
    return SetAside(column=column.name, reason=reason, evidence=evidence)


def _question(column: Column, suspicion: Suspicion) -> SetAside:
    evidence = f"{suspicion.evidence} It is used: is it known when an enquiry arrives?"
    return replace(_entry(column, SetAsideReason.KNOWS_OUTCOME, evidence), question=True)


def _kept(entry: SetAside, wanted: set[str], column: Column) -> SetAside:
    if entry.reason is SetAsideReason.PERSONAL:
        return entry
    if plain_words(column.name) in wanted or header_words(column) in wanted:
        return replace(entry, kept=True, question=False)
    return entry
