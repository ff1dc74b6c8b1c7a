"""Qualify a file by what the store has learned: nothing is imported.

Columns become a lead's fields as an import would make them; a row that an import would refuse
gets the fit of an enquiry of which nothing is known. Authenticity and route are judged by the rows
alone: what the store knows of these people counts once they are imported.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from wellspent.clean.rows import clean_batch
from wellspent.collect.open_file import read_batches
from wellspent.errors import NotEnoughData
from wellspent.jobs import import_file
from wellspent.jobs.authenticity_in_use import authenticity_in_use
from wellspent.jobs.judge_file import Judging, judge_file
from wellspent.jobs.learn_profile import current_profile
from wellspent.jobs.promise_in_force import promise_in_force
from wellspent.jobs.qualify_file import QualifiedFile, absence_note, with_fits
from wellspent.jobs.routing_rules import routing_rules
from wellspent.records.attribute import AttributeValue
from wellspent.records.cases import Cases
from wellspent.records.lead import Lead
from wellspent.records.mapping import Mapping
from wellspent.records.source import RecordKind
from wellspent.store.case_columns import CaseColumns, Naming
from wellspent.store.cases import LEAD_FIELDS
from wellspent.store.connect import Store


def qualify_file_by_store(
    store: Store, new: Path, *, table: str | None = None, mapping: Mapping | None = None
) -> QualifiedFile:
    """Give the fit of every row of a file of leads by the profile that was learned last.

    `mapping` says how columns become fields; left out, it is the one that an import would
    propose. Raises `NotEnoughData` when nothing was learned yet.
    """
    learned = current_profile(store)
    if learned is None:
        raise NotEnoughData(
            "The store has learned no profile yet.",
            tried="looking for the profile that was learned last",
            next_step="Learn one with `wellspent profile --learn`, or name a file of closed "
            "enquiries: wellspent qualify NEW --history OLD",
        )
    values = list(_values_of_rows(store, new, table, mapping))
    columns = CaseColumns(Naming())
    for row in values:
        columns.add(row or {})
    cases = Cases(columns=columns.columns(len(values)), rows=len(values))
    refused = sum(row is None for row in values)
    notes = list(absence_note(learned.scorecard, cases.columns, new))
    if refused:
        notes.append(f"{refused:,} rows are no leads that could be imported: nothing counts there.")
    qualified = with_fits(learned, new, cases, table=table, notes=notes)
    by = Judging(
        scorecard=authenticity_in_use(store).table.scorecard,
        rules=routing_rules(store),
        promise=promise_in_force(store),
    )
    judged, more = judge_file(
        new, by, rows=qualified.rows, fit=qualified.fits.probability, table=table
    )
    return replace(qualified, judged=judged, notes=(*qualified.notes, *more))


def _values_of_rows(
    store: Store, new: Path, table: str | None, mapping: Mapping | None
) -> Iterator[dict[str, AttributeValue] | None]:
    """Give each row's values by the names that the profile knows; None for a refused row."""
    for batch in read_batches(new, table, keep_empty=True):
        if mapping is None:
            mapping = import_file.propose(store, new, table=table, record_kind=RecordKind.LEAD)[0]
        records = dict(clean_batch(batch, mapping).records)
        for index in range(len(batch.rows)):
            yield _values(records.get(batch.row_number(index)))


def _values(record: object) -> dict[str, AttributeValue] | None:
    if not isinstance(record, Lead):
        return None
    values = dict(record.attributes)
    fields = {name: getattr(record, name) for name in LEAD_FIELDS}
    return values | {name: value for name, value in fields.items() if value not in {None, ""}}
