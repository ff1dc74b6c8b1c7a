"""Propose: which column becomes which field, from headers and values, for a person to correct."""

import re
from collections import Counter
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from wellspent.clean.date import find_day_first
from wellspent.clean.evidence import MOSTLY, ColumnEvidence, look_at
from wellspent.clean.flag import NO, YES, parse_flag
from wellspent.clean.machine_name import machine_name, machine_names
from wellspent.clean.money import parse_currency
from wellspent.clean.number import find_decimal_comma
from wellspent.clean.presets import Preset, find_preset, generic_preset
from wellspent.clean.record_fields import FIELDS, IDENTIFYING, WITHOUT_ATTRIBUTES, FieldKind
from wellspent.clean.word_lists import read_words
from wellspent.records.attribute import AttributeKind
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.source import RecordKind

SAME_TABLE: Final = 0.8
"""Share of columns that a saved mapping and a file must have in common for it to be used again."""

WITHOUT_END: Final = frozenset({RecordKind.ACCOUNT, RecordKind.CONTACT})
"""Kinds of record that are neither won nor lost."""

TELLS_APART: Final = frozenset({"external_id", "name"})
"""Fields that name one record: a column of a few words that repeat can't be one."""

IN_BRACKETS: Final = re.compile(r"[(\[]\s*(?:in\s+)?([^)\]\s]{1,5})\s*[)\]]|\bin\s+(\S{1,4})\Z")
SHAPED: Final = (
    (FieldKind.EMAIL, 0.8, "the values are e-mail addresses"),
    (FieldKind.COUNTRY, 0.9, "the values are countries"),
)
USUAL: Final = Mapping("", RecordKind.LEAD, ())
Fates = dict[str, ColumnMapping]


def propose_mapping(
    file: str,
    header: Sequence[str],
    sample_rows: Sequence[Sequence[str]],
    *,
    record_kind: RecordKind | None = None,
    saved: Sequence[Mapping] = (),
) -> Mapping:
    """Propose how a table becomes records; every column says why, and how sure that is (0 to 1).

    A mapping that was saved for such a table is used again; else the preset of the program that
    exported it; else headers are looked up and values looked at. `record_kind` is what the table
    holds where the user said so; otherwise it is recognised.
    """
    columns = _look_at_all(header, sample_rows)
    kept = _saved_for(header, record_kind, saved)
    if kept is not None:
        return _with_new_columns(kept, columns)
    names = [column.name for column in columns]
    preset = find_preset(names, record_kind)
    kind = preset.record_kind if preset else record_kind or recognise_kind(file, header)
    fates = _match_fields(columns, preset, kind)
    known = _attributes_of(preset)
    mapped = tuple(
        fates.get(column.column) or _as_attribute(column, kind, known) for column in columns
    )
    won, lost = _outcome_words(fates, columns, preset)
    name = preset.name if preset else PurePath(file.split(": ")[-1]).stem
    return Mapping(
        name=name,
        record_kind=kind,
        columns=_first_name_first(mapped, preset or generic_preset(kind), columns),
        decimal_comma=_decimal_comma(columns),
        day_first=_day_first(columns),
        currency=_currency(fates, columns, kind),
        outcome_won=won,
        outcome_lost=lost,
    )


def _look_at_all(
    header: Sequence[str], sample_rows: Sequence[Sequence[str]]
) -> list[ColumnEvidence]:
    texts = list(zip(*sample_rows, strict=True)) if sample_rows else [()] * len(header)
    return [
        look_at(column, name, cells)
        for column, name, cells in zip(header, machine_names(header), texts, strict=True)
    ]


def recognise_kind(file: str, header: Sequence[str]) -> RecordKind:
    """Return what kind of record a table holds, by its headers and the file's name.

    An enquiry (lead) where nothing tells: it is what needs the fewest columns.
    """
    names = set(machine_names(header))
    words = set(machine_names([file])[0].split("_"))
    scores: Counter[RecordKind] = Counter({RecordKind.LEAD: 1})
    for kind in RecordKind:
        preset = generic_preset(kind)
        scores[kind] += 3 * len(names.intersection(preset.marks))
        scores[kind] -= _against(names, preset)
        scores[kind] += 6 * bool(words.intersection(preset.file_words))
        found = {field for field, known in preset.fields.items() if not names.isdisjoint(known)}
        scores[kind] += len(found)
        scores[kind] -= 5 * (kind is not RecordKind.LEAD and found.isdisjoint(IDENTIFYING[kind]))
    return max(scores, key=lambda kind: scores[kind])


def _against(names: set[str], preset: Preset) -> int:
    """Return how much speaks against a kind that has no end, such as an account.

    Much where a column says how it ended; something where one says how far it is (`status`).
    """
    if preset.record_kind not in WITHOUT_END:
        return 0
    if not names.isdisjoint(preset.marks_against):
        return 9
    lead, deal = generic_preset(RecordKind.LEAD), generic_preset(RecordKind.DEAL)
    steps = {*lead.fields["outcome"], *deal.fields["outcome"], *deal.fields["stage"]}
    return 3 if names & steps else 0


def _saved_for(
    header: Sequence[str], kind: RecordKind | None, saved: Sequence[Mapping]
) -> Mapping | None:
    there = set(header)
    best, most = None, SAME_TABLE
    for mapping in saved:
        known = {column.column for column in mapping.columns}
        share = len(known & there) / max(len(known | there), 1)
        if share >= most and kind in {None, mapping.record_kind}:
            best, most = mapping, share
    return best


def _with_new_columns(mapping: Mapping, columns: Sequence[ColumnEvidence]) -> Mapping:
    """Return a saved mapping for a file that may have columns more, or fewer."""
    known = {column.column: column for column in mapping.columns}
    fates = tuple(
        replace(
            known[one.column], reason=f"as in the saved mapping {mapping.name!r}", certainty=1.0
        )
        if one.column in known
        else _as_attribute(one, mapping.record_kind)
        for one in columns
    )
    return replace(mapping, columns=fates)


def _match_fields(
    columns: Sequence[ColumnEvidence], preset: Preset | None, kind: RecordKind
) -> Fates:
    """Return the columns that become fields, or that a preset leaves out."""
    fates: Fates = {}
    if preset is not None:
        why = f"{preset.name}: standard column"
        for column in columns:
            if column.name in preset.leave_out:
                fates[column.column] = ColumnMapping(column.column, reason=f"{why}, said elsewhere")
        _match_by_header(columns, preset, fates, why, 1.0)
    _match_by_header(columns, generic_preset(kind), fates, "the header means it", 0.9)
    _match_without_prefix(columns, kind, fates)
    _match_by_values(columns, kind, fates)
    return fates


def _match_by_header(
    columns: Sequence[ColumnEvidence], preset: Preset, fates: Fates, why: str, certainty: float
) -> None:
    by_name = _by_name(columns)
    _match_name_parts(by_name, preset, fates, why, certainty)
    for field, headers in preset.fields.items():
        for header in headers:
            column = by_name.get(header)
            if column is not None and _offer(
                column, field, preset.record_kind, fates, why, certainty
            ):
                break


def _by_name(columns: Sequence[ColumnEvidence]) -> dict[str, ColumnEvidence]:
    """Return the columns by machine name, also without a unit in brackets: `Amount (EUR)`."""
    by_name = {column.name: column for column in columns}
    for column in columns:
        by_name.setdefault(machine_name(IN_BRACKETS.sub("", column.column)), column)
    return by_name


def _match_name_parts(
    by_name: dict[str, ColumnEvidence], preset: Preset, fates: Fates, why: str, certainty: float
) -> None:
    if "name" in _taken(fates):
        return
    for part, headers in (("first", preset.first_name), ("last", preset.last_name)):
        found = next((by_name[header] for header in headers if header in by_name), None)
        if found is not None and found.column not in fates:
            reason = f"{why}; {part} part of the name"
            fates[found.column] = ColumnMapping(found.column, "name", "", None, reason, certainty)


def _offer(
    column: ColumnEvidence, field: str, kind: RecordKind, fates: Fates, why: str, certainty: float
) -> bool:
    """Map the column to the field if both are free and the values allow it."""
    if column.column in fates or field in _taken(fates):
        return False
    share = column.share(FIELDS[kind][field])
    if share < MOSTLY and FIELDS[kind][field] is not FieldKind.PHONE:
        return False
    if field in TELLS_APART and column.repeats():
        return False
    if share < 1.0:
        why = f"{why}, {share:.0%} of its values fit"
    fates[column.column] = ColumnMapping(
        column.column, field, "", None, why, round(certainty * (0.5 + share / 2), 2)
    )
    return True


def _taken(fates: Fates) -> set[str]:
    return {fate.field for fate in fates.values() if fate.field}


def _match_without_prefix(
    columns: Sequence[ColumnEvidence], kind: RecordKind, fates: Fates
) -> None:
    """Match headers such as `Lead E-Mail` or `Customer country*`, whose core says the field."""
    preset = generic_preset(kind)
    meaning = {header: field for field, known in preset.fields.items() for header in known}
    prefixes = (kind.value, "customer", "contact", "company", "account", "your", "my", "crm")
    for column in columns:
        first, _, rest = column.name.partition("_")
        if rest and first in prefixes and rest in meaning:
            _offer(
                column, meaning[rest], kind, fates, f"the header without {first!r} means it", 0.7
            )


def _match_by_values(columns: Sequence[ColumnEvidence], kind: RecordKind, fates: Fates) -> None:
    for field_kind, least, why in SHAPED:
        field = next((name for name, one in FIELDS[kind].items() if one is field_kind), None)
        if field is None:
            continue
        for column in columns:
            if len(column.values) > 2 and column.share(field_kind) >= least:
                _offer(column, field, kind, fates, why, 0.7)


KIND_REASONS: Final = {
    AttributeKind.NUMBER: "its values are numbers",
    AttributeKind.DATE: "its values are dates",
    AttributeKind.FLAG: "its values are a yes and a no",
    AttributeKind.CATEGORY: "its values repeat",
    AttributeKind.TEXT: "its values are free text",
}


def _attributes_of(preset: Preset | None) -> dict[str, str]:
    """Return the attributes that a preset knows by name, by header."""
    known = preset.attributes if preset else {}
    return {header: name for name, headers in known.items() for header in headers}


def _as_attribute(
    column: ColumnEvidence, kind: RecordKind, known: Table[str, str] | None = None
) -> ColumnMapping:
    """Keep a column that is no field as a typed attribute."""
    if kind in WITHOUT_ATTRIBUTES:
        return ColumnMapping(column.column, reason=f"a {kind} keeps no further columns")
    name = column.name if column.name not in FIELDS[kind] else f"{column.name}_column"
    if known and column.name in known:
        why = f"the header means it; {KIND_REASONS[column.kind]}"
        return ColumnMapping(column.column, "", known[column.name], column.kind, why, 0.9)
    if not column.values:
        why, certainty = "not a known field; empty in the rows looked at", 0.3
    else:
        why, certainty = f"not a known field; {KIND_REASONS[column.kind]}", 0.8
    return ColumnMapping(column.column, "", name, column.kind, why, certainty)


def _first_name_first(
    mapped: tuple[ColumnMapping, ...], preset: Preset, columns: Sequence[ColumnEvidence]
) -> tuple[ColumnMapping, ...]:
    """Put the first name's column before the last name's, since a name is joined in that order."""
    last_names = {column.column for column in columns if column.name in preset.last_name}
    parts = [one for one in mapped if one.field == "name"]
    ordered = iter(sorted(parts, key=lambda one: one.column in last_names))
    return tuple(next(ordered) if one.field == "name" else one for one in mapped)


def _outcome_words(
    fates: Fates, columns: Sequence[ColumnEvidence], preset: Preset | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the values of the outcome column (or stage) that mean won, and lost."""
    by_field = {fate.field: column for column, fate in fates.items() if fate.field}
    column = by_field.get("outcome") or by_field.get("stage")
    known_won = {word.casefold() for word in read_words("outcomes")["won"]}
    known_lost = {word.casefold() for word in read_words("outcomes")["lost"]}
    if preset is not None:
        known_won.update(preset.outcome_won)
        known_lost.update(preset.outcome_lost)
    values = next((one.values for one in columns if one.column == column), ())
    folded = [" ".join(value.split()).casefold() for value in values]
    if values and len(folded) <= 3 and all(parse_flag(value) is not None for value in values):
        won, lost = (tuple(word for word in folded if word in words) for words in (YES, NO))
        return _and_usual(won, ("yes", "true", "1")), _and_usual(lost, ("no", "false", "0"))
    won = tuple(word for word in folded if word in known_won)
    lost = tuple(word for word in folded if word in known_lost)
    usual_won = (preset and preset.outcome_won) or USUAL.outcome_won
    usual_lost = (preset and preset.outcome_lost) or USUAL.outcome_lost
    return _and_usual(won, usual_won), _and_usual(lost, usual_lost)


def _and_usual(found: tuple[str, ...], usual: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words found first, then the usual ones: later rows may have those."""
    return tuple(dict.fromkeys(found + usual))


def _decimal_comma(columns: Sequence[ColumnEvidence]) -> bool:
    numbers = (one for one in columns if one.kind is AttributeKind.NUMBER)
    return bool(find_decimal_comma(value for one in numbers for value in one.values))


def _day_first(columns: Sequence[ColumnEvidence]) -> bool:
    dates = (one for one in columns if one.kind is AttributeKind.DATE)
    return bool(find_day_first(value for one in dates for value in one.values))


def _currency(fates: Fates, columns: Sequence[ColumnEvidence], kind: RecordKind) -> str:
    """Return the currency that a header or most cells of an amount name, else US dollars."""
    by_column = {column.column: column for column in columns}
    found: Counter[str] = Counter()
    for column, fate in fates.items():
        if FIELDS[kind].get(fate.field) is not FieldKind.MONEY:
            continue
        if named := IN_BRACKETS.search(column):
            found[parse_currency(named[1] or named[2]) or ""] += 1000
        for value in by_column[column].values[:100]:
            sign = re.sub(r"[\d\s.,'’()+-]", "", value)
            found[parse_currency(sign) or ""] += 1
    del found[""]
    return found.most_common(1)[0][0] if found else USUAL.currency
