"""Judge the enquiries of a file: authenticity, kind and route of every row, with no store.

Columns become a lead's fields as an import would propose. The won rows of the history are the
enquiries known to be genuine, on which the promise about slow lanes rests; they are judged as the
new ones are, with nothing known that came later.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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

    `kind` and `route` are places in `KINDS` and `ROUTES`.
    """

    authenticity: AuthenticityColumns
    route: Codes

    def cells(self, row: int) -> list[str]:
        """Return a row's authenticity, its interval, kind and route as text."""
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

    Returns None, and a sentence why, where the file has no column that a signal can read.
    """
    if rows == 0:
        return None, ()
    fields = _find_fields(new, table)
    if fields is None:
        return None, (nothing_to_read(new),)
    rules, scorecard = default_rules(), prior_scorecard()
    promise, note = _promise(history, history_table, fields, won, scorecard, rules)
    by = Judging(scorecard=scorecard, rules=rules, promise=promise)
    return _judge(new, table, fields, rows, fit, by), (note,)


def judge_file(
    new: Path, by: Judging, *, rows: int, fit: Floats, table: str | None = None
) -> tuple[JudgedFile | None, tuple[str, ...]]:
    """Judge the rows of a file by what is in use; None, and why, where no signal can read it."""
    fields = _find_fields(new, table) if rows else None
    if fields is None:
        return None, (nothing_to_read(new),) if rows else ()
    return _judge(new, table, fields, rows, fit, by), (by.promise.sentence,)


def nothing_to_read(new: Path) -> str:
    """Say that a file has no column that a signal can read."""
    return (
        f"{new.name} has no name, address, phone, company, website or message: authenticity, kind "
        "and route stay empty."
    )


def _judge(
    new: Path, table: str | None, fields: _Fields, rows: int, fit: Floats, by: Judging
) -> JudgedFile:
    found = authenticity_columns(
        by.scorecard,
        _enquiries(new, table, fields, keep_empty=True),
        count=rows,
        processes=PROCESSES,
    )
    judged = Judged(found.probability, fit, _kind_codes(found.kind), found.certainty)
    chosen = price(judged, by.rules, by.promise).chosen
    return JudgedFile(authenticity=found, route=chosen.astype(np.int32))


def _kind_codes(kinds: Codes) -> np.ndarray:
    codes = np.array([KIND_CODES[kind] for kind in KINDS], dtype=np.intp)
    return codes[kinds]


def _find_fields(path: Path, table: str | None) -> _Fields | None:
    """Return the columns that signals can read; None where there are none."""
    batch = next(read_batches(path, table, batch_rows=LOOKED_AT), None)
    if batch is None:
        return None
    mapping = propose_mapping(path.name, batch.header, batch.rows, record_kind=RecordKind.LEAD)
    places: dict[str, tuple[int, ...]] = {}
    for column in mapping.columns:
        if column.field in READABLE or column.field in BESIDE:
            place = batch.header.index(column.column)
            places[column.field] = (*places.get(column.field, ()), place)
    return _Fields(places) if places.keys() & set(READABLE) else None


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
    absent = sorted(fields.names() - (known.names() if known else frozenset[str]()))
    if known is None or absent:
        return make_promise([], rules.slow_lane_share), (
            f"{history.name} lacks {', '.join(absent)}: its won enquiries can't be judged as the "
            "new ones are, so no rule sends anyone to a slow lane; a person decides."
        )
    same = _Fields({name: known.places[name] for name in fields.places})
    genuine = _only(_enquiries(history, table, same, keep_empty=False), won)
    scores = authenticity_columns(scorecard, genuine, count=int(won.sum()), processes=PROCESSES)
    promise = make_promise(scores.probability, rules.slow_lane_share)
    return promise, promise.sentence


def _only(enquiries: Iterable[Enquiry], wanted: Flags) -> Iterator[Enquiry]:
    for enquiry, is_wanted in zip(enquiries, wanted.tolist(), strict=True):
        if is_wanted:
            yield enquiry
