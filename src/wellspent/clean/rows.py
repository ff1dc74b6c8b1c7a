"""Rows: raw rows become records, or are refused with the column, the value and the reason.

Works a column at a time, since columns repeat themselves; the records are put together at the
end. Nothing is dropped without a word: a row that can't become a record is refused, a value that
doesn't fit its attribute is left out with a note.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import repeat
from typing import Any, Final

from wellspent.clean.category import is_missing
from wellspent.clean.cells import (
    Remembered,
    Trouble,
    parse_channel,
    parse_name_part,
    parser_for_attribute,
    parser_for_field,
    whole_name,
)
from wellspent.clean.country import country_code
from wellspent.clean.make_records import make_records
from wellspent.clean.phone import parse_phone
from wellspent.clean.record_fields import (
    FIELDS,
    IDENTIFYING,
    MAKERS,
    REQUIRED,
    WITHOUT_ATTRIBUTES,
    FieldKind,
)
from wellspent.errors import MappingError
from wellspent.records.activity import ActivityKind
from wellspent.records.deal import DealOutcome
from wellspent.records.lead import LeadOutcome
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.money import Money
from wellspent.records.raw import (
    EXTRA_CELL,
    CellNote,
    CleanBatch,
    RawBatch,
    Record,
    RefusedRow,
)
from wellspent.records.source import RecordKind

JOINED_BY_SPACE: Final = frozenset({"name"})
NONE_WHERE_MISSING: Final = frozenset(
    {FieldKind.NUMBER, FieldKind.SIZE, FieldKind.DURATION, FieldKind.MONEY, FieldKind.DATE}
)
OF_FEW_WORDS: Final = frozenset({FieldKind.OUTCOME, FieldKind.CHANNEL, FieldKind.DIRECTION})
IN_THE_PAST: Final = frozenset({"arrived_at", "created_at", "closed_at"})
NOT_CLOSED: Final = (None, LeadOutcome.OPEN, DealOutcome.OPEN)
CLOCKS_DIFFER: Final = timedelta(days=1)
"""How far ahead of our clock a moment may be: time zones are forgotten, and clocks are wrong."""

Values = list[Any]


@dataclass(frozen=True, slots=True)
class _Reader:
    """How one column is read: where it stands, and into which field or attribute it goes."""

    index: int
    column: str
    name: str
    kind: FieldKind | None
    cells: Remembered


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a table's columns become one kind of record.

    `channel` is what all rows are, where no column says it and the mapping's name does.
    """

    record_kind: RecordKind
    fields: tuple[tuple[str, tuple[_Reader, ...]], ...]
    attributes: tuple[_Reader, ...]
    channel: ActivityKind | None = None


class _Troubles:
    """What went wrong in a batch so far, by row."""

    def __init__(self) -> None:
        self.by_row: dict[int, list[tuple[str, str, str]]] = {}
        self.notes: list[tuple[int, str, str, str]] = []

    def refuse(self, row: int, column: str, value: str, reason: str) -> None:
        self.by_row.setdefault(row, []).append((column, value, reason))

    def note(self, row: int, column: str, value: str, note: str) -> None:
        self.notes.append((row, column, value, note))


def clean_batch(batch: RawBatch, mapping: Mapping, *, now: datetime | None = None) -> CleanBatch:
    """Make records of a batch's rows, as the mapping says; `now` is the clock's unless given.

    Every row comes back once: as a record, or as a refused row with the reason. Raises
    `MappingError` where the file has none of the mapping's columns, or a field is unknown.
    """
    plan = _plan(mapping, batch.header)
    troubles = _Troubles()
    for odd in batch.odd_rows:
        if odd.refuse:
            troubles.refuse(odd.index, "", "", odd.what)
        else:
            troubles.note(odd.index, "", "", odd.what)
    columns = list(zip(*batch.rows, strict=True)) if batch.rows else []
    fields = _read_fields(plan, columns, troubles)
    attributes = _read_attributes(plan, columns, troubles)
    _refuse_future(plan, fields, columns, now or datetime.now(UTC), troubles)
    _check_identity(plan, fields, len(batch.rows), troubles)
    records = _make_records(plan, fields, attributes, batch, troubles)
    said = _said(plan, mapping, batch, columns)
    return CleanBatch(records, _refused(batch, troubles), _notes(batch, troubles), said)


@lru_cache(maxsize=4)  # each remembers some thousand cells of every column
def _plan(mapping: Mapping, header: tuple[str, ...]) -> _Plan:
    place = {column: index for index, column in enumerate(header)}
    mapped = [column for column in mapping.columns if column.column in place]
    if not any(column.field or column.attribute for column in mapped):
        raise MappingError(
            "The file has none of the columns that the mapping uses.",
            where=f"mapping {mapping.name!r}",
            tried=f"the file's columns are {', '.join(header[:20])}",
            next_step="Choose another mapping, or have one proposed for this file.",
        )
    fields: dict[str, list[_Reader]] = {}
    for column in mapped:
        if column.field:
            fields.setdefault(column.field, []).append(_field_reader(column, place, mapping))
    _read_parts(fields)
    _derive_outcome(fields, mapping)
    attributes = tuple(
        _attribute_reader(column, place, mapping)
        for column in mapped
        if column.attribute and not column.field
    )
    joined = tuple((name, tuple(readers)) for name, readers in fields.items())
    is_told = mapping.record_kind is not RecordKind.ACTIVITY or "kind" in fields
    channel = None if is_told else parse_channel(mapping.name)
    return _Plan(mapping.record_kind, joined, attributes, channel)


def _field_reader(column: ColumnMapping, place: dict[str, int], mapping: Mapping) -> _Reader:
    kind = FIELDS[mapping.record_kind].get(column.field)
    if kind is None:
        raise MappingError(
            f"A {mapping.record_kind} has no field {column.field!r}.",
            where=f"mapping {mapping.name!r}, column {column.column!r}",
            tried=f"its fields are {', '.join(FIELDS[mapping.record_kind])}",
            next_step="Correct the field, or make the column an attribute.",
        )
    cells = Remembered(parser_for_field(kind, column.column, mapping))
    return _Reader(place[column.column], column.column, column.field, kind, cells)


def _read_parts(fields: dict[str, list[_Reader]]) -> None:
    """Let a part of a name be what no whole name is."""
    for name in JOINED_BY_SPACE & fields.keys():
        if len(fields[name]) > 1:
            fields[name] = [replace(one, cells=Remembered(parse_name_part)) for one in fields[name]]


def _attribute_reader(column: ColumnMapping, place: dict[str, int], mapping: Mapping) -> _Reader:
    cells = Remembered(parser_for_attribute(column.kind, mapping))
    return _Reader(place[column.column], column.column, column.attribute, None, cells)


def _derive_outcome(fields: dict[str, list[_Reader]], mapping: Mapping) -> None:
    """Read a deal's outcome off its stage where no column gives it."""
    if mapping.record_kind is RecordKind.DEAL and "outcome" not in fields and "stage" in fields:
        stage = fields["stage"][0]
        cells = Remembered(parser_for_field(FieldKind.OUTCOME, stage.column, mapping))
        fields["outcome"] = [replace(stage, name="outcome", kind=FieldKind.OUTCOME, cells=cells)]


def _read_fields(
    plan: _Plan, columns: list[tuple[str, ...]], troubles: _Troubles
) -> dict[str, Values]:
    """Return each field's values for all rows."""
    if not columns:
        return {name: [] for name, _ in plan.fields}
    fields: dict[str, Values] = {}
    for name, readers in plan.fields:
        read = [_read_column(reader, columns, troubles.refuse) for reader in readers]
        fields[name] = read[0] if len(read) == 1 else _joined(name, readers[0].kind, read)
    _dial_by_country(fields)
    _put_into_currency(plan, fields)
    return fields


def _said(
    plan: _Plan, mapping: Mapping, batch: RawBatch, columns: list[tuple[str, ...]]
) -> dict[str, frozenset[int]]:
    """Return, for each field of few words, the rows whose cell says something.

    An outcome read off the stage says nothing where the mapping names a column for the outcome
    that this file lacks.
    """
    said: dict[str, frozenset[int]] = {}
    for name, (reader, *_) in plan.fields:
        derived = all(c.field != name for c in mapping.columns if c.column == reader.column)
        elsewhere = derived and any(c.field == name for c in mapping.columns)
        if reader.kind in OF_FEW_WORDS and columns and not elsewhere:
            cells = enumerate(columns[reader.index])
            said[name] = frozenset(batch.row_number(n) for n, cell in cells if not is_missing(cell))
    return said


def _read_column(
    reader: _Reader,
    columns: list[tuple[str, ...]],
    report: Callable[[int, str, str, str], None],
) -> Values:
    texts = columns[reader.index]
    values = reader.cells.read(texts)
    if reader.cells.troubled:
        for row, value in enumerate(values):
            if isinstance(value, Trouble):
                report(row, reader.column, texts[row], value.reason)
                values[row] = None
    return values


def _joined(name: str, kind: FieldKind | None, read: list[Values]) -> Values:
    """Return one value for several columns of a field: names side by side, else the first."""
    if kind is FieldKind.LIST:
        return [sum(parts, ()) for parts in zip(*read, strict=True)]
    if name in JOINED_BY_SPACE:
        return [whole_name(" ".join(filter(None, parts))) for parts in zip(*read, strict=True)]
    return [next((one for one in parts if one), parts[0]) for parts in zip(*read, strict=True)]


def _dial_by_country(fields: dict[str, Values]) -> None:
    if "phone" not in fields:
        return
    countries = fields.get("country") or repeat("")
    fields["phone"] = [
        (parse_phone(phone, region=country_code(country or "")) or phone) if phone else ""
        for phone, country in zip(fields["phone"], countries, strict=False)
    ]


def _put_into_currency(plan: _Plan, fields: dict[str, Values]) -> None:
    """Give amounts the currency that the row's own column names."""
    codes = fields.pop("currency", None)
    if codes is None:
        return
    for name, kind in FIELDS[plan.record_kind].items():
        if kind is FieldKind.MONEY and name in fields:
            fields[name] = [
                Money(money.amount, code) if money is not None and code else money
                for money, code in zip(fields[name], codes, strict=True)
            ]


def _read_attributes(
    plan: _Plan, columns: list[tuple[str, ...]], troubles: _Troubles
) -> list[Values]:
    def note(row: int, column: str, value: str, reason: str) -> None:
        troubles.note(row, column, value, f"{reason}; left out")

    return [_read_column(reader, columns, note) for reader in plan.attributes] if columns else []


def _refuse_future(
    plan: _Plan,
    fields: dict[str, Values],
    columns: list[tuple[str, ...]],
    now: datetime,
    troubles: _Troubles,
) -> None:
    """Refuse rows that say of what has happened that it will: the day when an open one may close
    is the only one of these that can lie ahead.
    """
    latest = now + CLOCKS_DIFFER
    for name, readers in plan.fields:
        if name not in IN_THE_PAST or readers[0].kind is not FieldKind.DATE:
            continue
        ahead = [n for n, when in enumerate(fields[name]) if when is not None and when > latest]
        for row in ahead:
            if name != "closed_at" or _is_closed(fields, row):
                cell = next(filter(None, (columns[one.index][row] for one in readers)), "")
                troubles.refuse(row, readers[0].column, cell, "it lies in the future")


def _is_closed(fields: dict[str, Values], row: int) -> bool:
    return "outcome" in fields and fields["outcome"][row] not in NOT_CLOSED


def _check_identity(plan: _Plan, fields: dict[str, Values], rows: int, troubles: _Troubles) -> None:
    """Refuse rows that don't say which record they are about."""
    for name in REQUIRED.get(plan.record_kind, ()):
        for row, value in enumerate(fields.get(name) or [""] * rows):
            if not value:
                troubles.refuse(row, _column_of(plan, name), "", f"the {name} is missing")
    wanted = IDENTIFYING[plan.record_kind]
    there = [fields[name] for name in wanted if name in fields]
    if not wanted or (there and all(there[0])):
        return
    for row, found in enumerate(map(any, zip(*there, strict=True)) if there else [False] * rows):
        if not found:
            reason = f"nothing says which {plan.record_kind} it is: no {', no '.join(wanted)}"
            troubles.refuse(row, "", "", reason)


def _column_of(plan: _Plan, field: str) -> str:
    return next((readers[0].column for name, readers in plan.fields if name == field), field)


def _make_records(
    plan: _Plan,
    fields: dict[str, Values],
    attributes: list[Values],
    batch: RawBatch,
    troubles: _Troubles,
) -> list[tuple[int, Record]]:
    if plan.record_kind is RecordKind.ACCOUNT:
        _name_accounts(fields, len(batch.rows))
    _without_gaps(plan, fields)
    columns: dict[str, Any] = dict(fields)
    if plan.channel is not None:
        columns["kind"] = repeat(plan.channel)
    if plan.record_kind not in WITHOUT_ATTRIBUTES:
        labels = [reader.name for reader in plan.attributes]
        columns["attributes"] = _attribute_bags(labels, attributes) if labels else repeat({})
    made = make_records(MAKERS[plan.record_kind], len(batch.rows), columns)
    numbers = batch.row_numbers or range(batch.first_row, batch.first_row + len(batch.rows))
    rows = zip(numbers, made, strict=True)
    refused = troubles.by_row
    return (
        [row for index, row in enumerate(rows) if index not in refused] if refused else list(rows)
    )


def _attribute_bags(labels: list[str], attributes: list[Values]) -> Iterator[dict[str, Any]]:
    for values in zip(*attributes, strict=True):
        yield {
            label: value for label, value in zip(labels, values, strict=True) if value is not None
        }


def _name_accounts(fields: dict[str, Values], rows: int) -> None:
    """Call a nameless account by its domain or key, since every account has a name."""
    blank: Values = [""] * rows
    candidates = [fields.get(name, blank) for name in ("name", "domain", "external_id")]
    fields["name"] = [next(filter(None, parts), "") for parts in zip(*candidates, strict=True)]


def _without_gaps(plan: _Plan, fields: dict[str, Values]) -> None:
    """Write the empty text where a text is missing; dates and numbers are None there."""
    for name, readers in plan.fields:
        if readers[0].kind not in NONE_WHERE_MISSING and name in fields and None in fields[name]:
            fields[name] = ["" if value is None else value for value in fields[name]]


def _refused(batch: RawBatch, troubles: _Troubles) -> list[RefusedRow]:
    extra = {odd.index: odd.extra for odd in batch.odd_rows if odd.extra}
    refused: list[RefusedRow] = []
    for index in sorted(troubles.by_row):
        (column, value, reason), *others = troubles.by_row[index]
        also = "".join(f"; also {where}: {why}" for where, _, why in others)
        cells = dict(zip(batch.header, batch.rows[index], strict=True))
        for number, cell in enumerate(extra.get(index, ()), start=len(batch.header) + 1):
            cells[f"{EXTRA_CELL} {number}"] = cell
        row = batch.row_number(index)
        refused.append(RefusedRow(batch.file, row, column, value, reason + also, cells))
    return refused


def _notes(batch: RawBatch, troubles: _Troubles) -> list[CellNote]:
    return [
        CellNote(batch.row_number(row), column, value, note)
        for row, column, value, note in troubles.notes
        if row not in troubles.by_row
    ]
