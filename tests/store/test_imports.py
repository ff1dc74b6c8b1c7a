from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from tests.store.made_records import NOON, import_records, leads_of
from wellspent.records.account import Account
from wellspent.records.deal import Deal
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.mapping import Mapping
from wellspent.records.raw import CleanBatch
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.imports import list_imports
from wellspent.store.preview import Preview
from wellspent.store.records import count_all, stream_records
from wellspent.store.rows import kind_of_record

ADA = Lead(
    external_id="17",
    name="Ada Example",
    email="ada@acme.example",
    company="Acme Ltd",
    arrived_at=NOON,
    attributes={"plan": "gold", "seats": 5.0, "trial": True, "asked": NOON},
)


def test_lead_comes_back_as_it_went_in(store: Store) -> None:
    run = import_records(store, ADA)
    assert leads_of(store) == [replace(ADA, id="L1")]
    assert (run.created, run.changed, run.unchanged) == (1, 0, 0)


def test_same_records_again_change_nothing(store: Store) -> None:
    import_records(store, ADA)
    run = import_records(store, ADA)
    assert (run.created, run.changed, run.unchanged) == (0, 0, 1)
    assert count_all(store)[RecordKind.LEAD] == 1


def test_later_file_changes_only_what_it_says(store: Store) -> None:
    import_records(store, ADA)
    closed = Lead(external_id="17", outcome=LeadOutcome.WON, attributes={"plan": "silver"})
    run = import_records(store, closed)
    expected = replace(
        ADA, id="L1", outcome=LeadOutcome.WON, attributes={**ADA.attributes, "plan": "silver"}
    )
    assert leads_of(store) == [expected]
    assert (run.created, run.changed) == (0, 1)


def test_alike_rows_without_keys_stay_apart_and_are_known_again(store: Store) -> None:
    alike = Lead(source="web", attributes={"age": 31.0})
    first = import_records(store, alike, alike, alike)
    second = import_records(store, alike, alike, alike, file="again.csv")
    assert (first.created, first.unchanged) == (3, 0)
    assert (second.created, second.unchanged) == (0, 3)


def test_row_twice_in_one_file_is_one_record_and_the_later_wins(store: Store) -> None:
    run = import_records(store, ADA, replace(ADA, company="Acme GmbH"))
    assert (run.created, run.changed) == (1, 1)
    assert [lead.company for lead in leads_of(store)] == ["Acme GmbH"]


def test_account_known_by_domain_is_adopted_by_its_key(store: Store) -> None:
    import_records(store, Account(name="Acme", domain="acme.example"))
    import_records(store, Account(name="Acme", domain="acme.example", external_id="A-1"))
    import_records(store, Account(name="Acme", domain="acme.example", industry="food"))
    accounts = list(stream_records(store, RecordKind.ACCOUNT))
    assert accounts == [
        Account(id="A1", name="Acme", domain="acme.example", external_id="A-1", industry="food")
    ]


def test_two_enquiries_of_one_person_stay_two(store: Store) -> None:
    ada = replace(ADA, external_id="")
    import_records(store, ada, replace(ada, arrived_at=NOON + timedelta(hours=1)))
    assert count_all(store)[RecordKind.LEAD] == 2


def test_batch_takes_as_many_queries_whatever_its_size(store: Store) -> None:
    import_records(store, *(Account(name=f"Acme {n}", external_id=f"a{n}") for n in range(300)))
    counts: list[int] = []
    for size in (3, 300):
        made = [
            Lead(external_id=f"{size}-{n}", name=f"Ada {n}", company=f"Acme {n}")
            for n in range(size)
        ]
        counts.append(statements_of(store, lambda made=made: import_records(store, *made)))
    assert counts[0] == counts[1]


def statements_of(store: Store, work: Callable[[], object]) -> int:
    """Return how many statements some work sends to the database."""
    seen: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    work()
    event.remove(store.engine, "before_cursor_execute", note)
    return len(seen)


@pytest.mark.parametrize("batch_rows", [1, 5000])
def test_file_without_keys_finds_the_leads_of_a_file_with_keys(
    store: Store, batch_rows: int
) -> None:
    other = replace(ADA, external_id="18", email="bo@bolt.example")
    import_records(store, ADA, other)
    plain = [replace(each, external_id="") for each in (ADA, other)]
    again = import_records(store, *plain, file="plain.csv", batch_rows=batch_rows)
    assert (again.created, again.unchanged) == (0, 2)
    won = [replace(each, outcome=LeadOutcome.WON) for each in plain]
    closed = import_records(store, *won, file="won.csv", batch_rows=batch_rows)
    assert (closed.created, closed.changed) == (0, 2)
    assert [lead.external_id for lead in leads_of(store)] == ["17", "18"]


@pytest.mark.parametrize("batch_rows", [1, 5000])
def test_one_file_with_and_without_the_key_is_one_lead(store: Store, batch_rows: int) -> None:
    plain = replace(ADA, external_id="")
    run = import_records(store, plain, ADA, plain, batch_rows=batch_rows)
    assert (run.created, run.changed, run.unchanged) == (1, 1, 1)
    assert leads_of(store) == [replace(ADA, id="L1")]


def test_lead_that_has_changed_is_found_by_what_it_says_now(store: Store) -> None:
    import_records(store, ADA)
    moved = replace(ADA, email="ada@new.example")
    import_records(store, moved, file="moved.csv")
    run = import_records(store, replace(moved, external_id=""), file="plain.csv")
    assert (run.created, run.unchanged) == (0, 1)


def test_two_keys_of_the_same_words_stay_two_leads(store: Store) -> None:
    import_records(store, replace(ADA, external_id=""))
    twice = [replace(ADA, external_id=key) for key in ("17", "18")]
    run = import_records(store, *twice, file="keyed.csv")
    assert (run.created, run.changed) == (1, 1)
    assert sorted(lead.external_id for lead in leads_of(store)) == ["17", "18"]


def test_preview_finds_keyed_leads_as_the_import_does(store: Store) -> None:
    mapping = Mapping("made", RecordKind.LEAD, ())
    looked = Preview(store, mapping)
    for row, lead in enumerate([ADA, replace(ADA, external_id="")], start=2):
        looked.add(CleanBatch([(row, lead)], [], [], {}), 1)
    result = looked.result(file="", whole_file=True, already_imported_as="", notes=())
    assert (result.would_create, result.unchanged) == (1, 1)


@pytest.mark.parametrize("kind", [Lead, Deal])
def test_reopened_record_was_closed_on_no_day(store: Store, kind: type[Lead | Deal]) -> None:
    closed = kind(external_id="1", name="Ten seats", closed_at=NOON)
    won = replace(closed, outcome=type(closed.outcome)("won"))  # pyright: ignore[reportArgumentType, reportCallIssue]
    import_records(store, won)
    import_records(store, replace(closed, closed_at=None), file="reopened.csv")
    [record] = stream_records(store, kind_of_record(closed))
    assert isinstance(record, Lead | Deal)
    assert (record.outcome, record.closed_at) == ("open", None)


def test_day_of_closing_stays_while_a_file_says_nothing_of_the_outcome(store: Store) -> None:
    import_records(store, replace(ADA, outcome=LeadOutcome.WON, closed_at=NOON))
    import_records(store, replace(ADA, company="Acme GmbH"), fields=("name",), file="names.csv")
    [lead] = leads_of(store)
    assert (lead.outcome, lead.closed_at) == (LeadOutcome.WON, NOON)


def test_imports_are_listed_page_by_page(store: Store) -> None:
    for number in range(5):
        import_records(store, Lead(external_id=str(number), name="Ada"), file=f"{number}.csv")
    first = list_imports(store, limit=2)
    rest = list_imports(store, limit=None, before=first[-1].id)
    assert [run.file for run in (*first, *rest)] == [f"{n}.csv" for n in (4, 3, 2, 1, 0)]
    assert list_imports(store, before=rest[-1].id) == []
