"""Judge the enquiries of a file: authenticity, kind and route of every row, with no store.

Columns become a lead's fields as an import would propose. The won rows of the history are the
enquiries known to be genuine, on which the promise about slow lanes rests; they are judged as the
new ones are, with nothing known that came later.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from wellspent.clean.category import is_missing
from wellspent.clean.email import bare_address
from wellspent.clean.propose import propose_mapping
from wellspent.collect.open_file import read_batches
from wellspent.profile.arrays import Codes, Flags, Floats
from wellspent.qualify.authenticity import prior_scorecard
from wellspent.qualify.authenticity_columns import (
    KINDS,
    AuthenticityColumns,
    authenticity_columns,
    columns_of_nothing,
)
from wellspent.qualify.costs import default_rules
from wellspent.qualify.promise import make_promise
from wellspent.qualify.route_prices import KIND_CODES, ROUTES, Judged, price
from wellspent.records.enquiry import Enquiry, History
from wellspent.records.lead import Lead
from wellspent.records.route import Promise, RoutingRules
from wellspent.records.scorecard import Scorecard
from wellspent.records.source import RecordKind

READABLE: Final = ("name", "email", "phone", "company", "website", "message")
"""Fields that a signal can read by themselves."""

BESIDE: Final = ("country", "title")
"""Fields that signals read beside others."""

LOOKED_AT: Final = 500
PROCESSES: Final = min(2, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedFile:
    """Authenticity, kind and route of a file's rows: one entry a row in each array.

    `kind` and `route` are places in `KINDS` and `ROUTES`. `told` says of which rows authenticity
    and kind are known; the route of the others goes by their fit alone.
    """

    authenticity: AuthenticityColumns
    route: Codes
    told: Flags

    def cells(self, row: int) -> list[str]:
        """Return a row's authenticity, its interval, kind and route as text; empty if unknown."""
        if not self.told[row]:
            return ["", "", "", "", ROUTES[int(self.route[row])].value]
        found = self.authenticity
        numbers = (found.probability[row], found.low[row], found.high[row])
        return [
            *(f"{number:.6f}" for number in numbers),
            KINDS[int(found.kind[row])].value,
            ROUTES[int(self.route[row])].value,
        ]


@dataclass(frozen=True, slots=True)
class _Fields:
    """Which columns of a table make which field of a lead."""

    places: dict[str, tuple[int, ...]]

    def names(self) -> frozenset[str]:
        return frozenset(self.places)

    def lead(self, row: Sequence[str]) -> Lead:
        """Return the lead of a row, as it was written: what is wrong with it is evidence."""
        return Lead(
            name=self._cell(row, "name"),
            email=bare_address(self._cell(row, "email")),
            phone=self._cell(row, "phone"),
            title=self._cell(row, "title"),
            company=self._cell(row, "company"),
            website=self._cell(row, "website"),
            country=self._cell(row, "country"),
            message=self._cell(row, "message"),
        )

    def _cell(self, row: Sequence[str], name: str) -> str:
        places = self.places.get(name, ())
        cells = (row[place] for place in places if place < len(row))
        return " ".join(cell.strip() for cell in cells if not is_missing(cell))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """What enquiries are judged by."""

    scorecard: Scorecard
    rules: RoutingRules
    promise: Promise


def judge_file_by_history(
    new: Path,
    history: Path,
    *,
    rows: int,
    fit: Floats,
    won: Flags,
    table: str | None = None,
    history_table: str | None = None,
) -> tuple[JudgedFile | None, tuple[str, ...]]:
    """Judge the `rows` rows of `new`, whose fits are `fit`; `won` says which rows of history were.

    Returns what is to be said about it, too: the promise, or why authenticity can't be told. None
    where there is no row.
    """
    if rows == 0:
        return None, ()
    rules, scorecard = default_rules(), prior_scorecard()
    fields = _find_fields(new, table)
    found = _authenticity(new, table, fields, rows, scorecard)
    if not found.tell():
        by = Judging(scorecard=scorecard, rules=rules, promise=_no_promise(rules))
        return _routed(found, fit, by), (_cannot_tell(new, fields, found),)
    promise, note = _promise(history, history_table, fields, won, scorecard, rules)
    by = Judging(scorecard=scorecard, rules=rules, promise=promise)
    return _routed(found, fit, by), (note,)


def judge_file(
    new: Path, by: Judging, *, rows: int, fit: Floats, table: str | None = None
) -> tuple[JudgedFile | None, tuple[str, ...]]:
    """Judge the rows of a file by what is in use, and say what is to be said about it."""
    if rows == 0:
        return None, ()
    fields = _find_fields(new, table)
    found = _authenticity(new, table, fields, rows, by.scorecard)
    if not found.tell():
        by = replace(by, promise=_no_promise(by.rules))
        return _routed(found, fit, by), (_cannot_tell(new, fields, found),)
    return _routed(found, fit, by), (by.promise.sentence,)


def _cannot_tell(new: Path, fields: _Fields, found: AuthenticityColumns) -> str:
    """Say that the columns of a file don't tell authenticity, and what could be read in it."""
    readable = ", ".join(name for name in READABLE if name in fields.places)
    which = (
        f"of all that signals read it has only {readable}"
        if readable
        else (f"it has no {', '.join(READABLE[:-1])} or {READABLE[-1]}")
    )
    told = int(found.told.sum())
    return (
        f"Authenticity can't be told from the columns of {new.name}: {which}, and "
        f"{_who_told(found, told)}. So authenticity and kind stay empty"
        f"{' in the others' if told else ''}, routes go by fit alone, and no rule sends anyone to "
        "a slow lane."
    )


def _who_told(found: AuthenticityColumns, told: int) -> str:
    if not told:
        return "no signal read anything there"
    signals = ", ".join(label.lower() for label in sorted(found.tellers)) or "intent"
    return f"only {signals} told anything, in {told:,} of {len(found):,} rows"


def _no_promise(rules: RoutingRules) -> Promise:
    return make_promise([], rules.slow_lane_share)


def _authenticity(
    new: Path, table: str | None, fields: _Fields, rows: int, scorecard: Scorecard
) -> AuthenticityColumns:
    if fields.places.keys().isdisjoint(READABLE):
        return columns_of_nothing(scorecard, rows)
    enquiries = _enquiries(new, table, fields, keep_empty=True)
    return authenticity_columns(scorecard, enquiries, count=rows, processes=PROCESSES)


def _routed(found: AuthenticityColumns, fit: Floats, by: Judging) -> JudgedFile:
    """Choose routes; where nothing is told, authenticity is the same for all and fit decides."""
    judged = Judged(found.probability, fit, _kind_codes(found.kind), found.certainty)
    chosen = price(judged, by.rules, by.promise).chosen
    told = found.told | found.tell()
    return JudgedFile(authenticity=found, route=chosen.astype(np.int32), told=told)


def _kind_codes(kinds: Codes) -> np.ndarray:
    codes = np.array([KIND_CODES[kind] for kind in KINDS], dtype=np.intp)
    return codes[kinds]


def _find_fields(path: Path, table: str | None) -> _Fields:
    """Return the columns that signals can read."""
    batch = next(read_batches(path, table, batch_rows=LOOKED_AT), None)
    if batch is None:
        return _Fields({})
    mapping = propose_mapping(path.name, batch.header, batch.rows, record_kind=RecordKind.LEAD)
    places: dict[str, tuple[int, ...]] = {}
    for column in mapping.columns:
        if column.field in READABLE or column.field in BESIDE:
            place = batch.header.index(column.column)
            places[column.field] = (*places.get(column.field, ()), place)
    return _Fields(places)


def _enquiries(
    path: Path, table: str | None, fields: _Fields, *, keep_empty: bool
) -> Iterator[Enquiry]:
    """Give the rows as enquiries, each with how many others sent its words."""
    senders = _senders(path, table, fields, keep_empty=keep_empty)
    for lead in _leads(path, table, fields, keep_empty=keep_empty):
        copies = senders[_words(lead)] - 1 if lead.message else 0
        yield Enquiry(lead=lead, history=History(copies=copies) if copies > 0 else None)


def _leads(path: Path, table: str | None, fields: _Fields, *, keep_empty: bool) -> Iterator[Lead]:
    for batch in read_batches(path, table, keep_empty=keep_empty):
        for row in batch.rows:
            yield fields.lead(row)


def _senders(path: Path, table: str | None, fields: _Fields, *, keep_empty: bool) -> Counter[int]:
    """Return how many different senders each message has, by a number for its words."""
    senders: Counter[int] = Counter()
    if "message" not in fields.places:
        return senders
    seen: set[int] = set()
    for lead in _leads(path, table, fields, keep_empty=keep_empty):
        words = _words(lead)
        sent = hash((words, lead.email.casefold() or lead.name.casefold()))
        if lead.message and sent not in seen:
            seen.add(sent)
            senders[words] += 1
    return senders


def _words(lead: Lead) -> int:
    return hash(" ".join(lead.message.casefold().split()))


def _promise(
    history: Path,
    table: str | None,
    fields: _Fields,
    won: Flags,
    scorecard: Scorecard,
    rules: RoutingRules,
) -> tuple[Promise, str]:
    """Return the promise that the won rows of the history carry, and what is to say about it."""
    known = _find_fields(history, table)
    absent = sorted(fields.names() - known.names())
    if absent:
        return _no_promise(rules), (
            f"{history.name} lacks {', '.join(absent)}: its won enquiries can't be judged as the "
            "new ones are, so no rule sends anyone to a slow lane; a person decides."
        )
    same = _Fields({name: known.places[name] for name in fields.places})
    genuine = _only(_enquiries(history, table, same, keep_empty=False), won)
    scores = authenticity_columns(scorecard, genuine, count=int(won.sum()), processes=PROCESSES)
    if len(scores) and not scores.tell():
        return _no_promise(rules), (
            f"Signals read next to nothing in the won enquiries of {history.name}, so they carry "
            "no promise: no rule sends anyone to a slow lane; a person decides."
        )
    promise = make_promise(scores.probability, rules.slow_lane_share)
    return promise, promise.sentence


def _only(enquiries: Iterable[Enquiry], wanted: Flags) -> Iterator[Enquiry]:
    for enquiry, is_wanted in zip(enquiries, wanted.tolist(), strict=True):
        if is_wanted:
            yield enquiry
