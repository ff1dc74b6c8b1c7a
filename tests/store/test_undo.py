from dataclasses import replace

import pytest

from tests.store.made_records import NOON, import_records, leads_of
from wellspent.errors import Conflict, NotFound
from wellspent.records.account import Account
from wellspent.records.contact import Contact
from wellspent.records.imports import ImportState
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.queue import LeadQuery
from wellspent.records.source import RecordKind
from wellspent.records.undo import KeptRecord
from wellspent.store import undo
from wellspent.store.connect import Store
from wellspent.store.imports import get_import, take_over
from wellspent.store.leads import list_leads
from wellspent.store.records import count_all, stream_records
from wellspent.store.undo import undo_import

ADA = Lead(
    external_id="17",
    name="Ada Example",
    email="ada@acme.example",
    company="Acme Ltd",
    arrived_at=NOON,
    attributes={"seats": 5.0, "asked": NOON},
)
WON = Lead(external_id="17", outcome=LeadOutcome.WON, attributes={"seats": 9.0})
RENAMED = Lead(external_id="17", name="Ada Renamed")


def test_undo_deletes_what_the_import_created(store: Store) -> None:
    run = import_records(store, ADA, replace(ADA, external_id="18"))
    report = undo_import(store, run.id)
    assert (report.deleted, report.restored, report.kept) == (2, 0, 0)
    assert leads_of(store) == []
    assert get_import(store, run.id).state is ImportState.UNDONE


def test_undo_puts_back_what_the_import_changed(store: Store) -> None:
    import_records(store, ADA)
    run = import_records(store, WON)
    report = undo_import(store, run.id)
    assert (report.deleted, report.restored, report.kept) == (0, 1, 0)
    assert leads_of(store) == [replace(ADA, id="L1")]


def test_undo_puts_back_a_record_that_the_import_changed_in_several_batches(store: Store) -> None:
    import_records(store, ADA)
    run = import_records(store, WON, RENAMED, batch_rows=1)
    undo_import(store, run.id)
    assert leads_of(store) == [replace(ADA, id="L1")]


def test_undo_keeps_and_names_a_record_changed_since(store: Store) -> None:
    first = import_records(store, ADA)
    import_records(store, WON)
    report = undo_import(store, first.id)
    assert (report.deleted, report.kept) == (0, 1)
    assert report.examples == (KeptRecord("L1", "changed since by import I2; kept as it is"),)
    assert count_all(store)[RecordKind.LEAD] == 1


def test_undo_of_both_in_any_order_gives_the_record_as_it_was(store: Store) -> None:
    import_records(store, ADA)
    second, third = import_records(store, WON), import_records(store, RENAMED)
    assert undo_import(store, second.id).kept == 1
    assert undo_import(store, third.id).restored == 1
    assert leads_of(store) == [replace(ADA, id="L1")]


def test_undone_file_can_be_imported_again(store: Store) -> None:
    run = import_records(store, ADA)
    undo_import(store, run.id)
    again = import_records(store, ADA)
    assert (again.id, again.created) == ("I2", 1)
    assert leads_of(store) == [replace(ADA, id="L2")]


def test_undo_twice_is_refused(store: Store) -> None:
    run = import_records(store, ADA)
    undo_import(store, run.id)
    with pytest.raises(Conflict, match="undone already"):
        undo_import(store, run.id)


def test_undo_of_no_import_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        undo_import(store, "I99")


def test_undo_of_accounts_unlinks_leads_and_finds_them_another(store: Store) -> None:
    import_records(store, ADA)
    by_domain = import_records(store, Account(name="Acme", domain="acme.example", external_id="1"))
    assert [lead.account_id for lead in leads_of(store)] == ["A1"]
    import_records(store, Account(name="Acme Limited", external_id="2"))
    undo_import(store, by_domain.id)
    assert [lead.account_id for lead in leads_of(store)] == ["A2"]


def test_undo_of_contacts_leaves_leads_without_them(store: Store) -> None:
    import_records(store, ADA)
    run = import_records(store, Contact(name="Ada", email="ada@acme.example"))
    assert [lead.contact_id for lead in leads_of(store)] == ["C1"]
    undo_import(store, run.id)
    assert [lead.contact_id for lead in leads_of(store)] == [""]


def test_undone_leads_are_found_no_more(store: Store) -> None:
    run = import_records(store, ADA)
    assert list_leads(store, LeadQuery(search="ada")).total == 1
    undo_import(store, run.id)
    assert list_leads(store, LeadQuery(search="ada")).total == 0


def test_undo_cut_short_lets_nobody_resume_and_is_finished_by_undoing_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = import_records(store, ADA, replace(ADA, external_id="18"))

    def cut_short(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(undo, "_delete_chunk", cut_short)
        with pytest.raises(KeyboardInterrupt):
            undo_import(store, run.id)
    assert get_import(store, run.id).state is ImportState.UNDOING
    with pytest.raises(Conflict, match="being undone") as refused:
        take_over(store, run.id)
    assert "Undo it again" in refused.value.next_step
    assert undo_import(store, run.id).deleted == 2
    assert get_import(store, run.id).state is ImportState.UNDONE


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (2, 0, 1), (2, 1, 0)])
def test_undo_of_all_imports_in_any_order_leaves_nothing(
    store: Store, order: tuple[int, ...]
) -> None:
    runs = [import_records(store, record) for record in (ADA, WON, RENAMED)]
    reports = [undo_import(store, runs[place].id) for place in order]
    assert leads_of(store) == []
    assert sum(report.deleted for report in reports) == 1


def test_undo_of_the_maker_first_keeps_what_a_later_import_says(store: Store) -> None:
    first, _, third = (import_records(store, record) for record in (ADA, WON, RENAMED))
    undo_import(store, first.id)
    assert undo_import(store, third.id).restored == 1
    assert [lead.outcome for lead in leads_of(store)] == [LeadOutcome.WON]


def test_undo_conflicts_with_no_record_that_came_under_the_old_identity(store: Store) -> None:
    plain = Account(name="Acme", country="Germany")
    import_records(store, plain)
    keyed = import_records(store, replace(plain, external_id="A-1"), file="keyed.csv")
    import_records(store, replace(plain, industry="Food"), file="plain again.csv")
    report = undo_import(store, keyed.id)
    assert report.restored == 1
    assert count_all(store)[RecordKind.ACCOUNT] == 2


def test_undo_puts_back_what_its_own_import_gave_to_others(store: Store) -> None:
    plain = Account(name="Acme", country="Germany")
    import_records(store, plain)
    both = (replace(plain, external_id="A-1"), replace(plain, industry="Food"))
    run = import_records(store, *both, file="both.csv", batch_rows=1)
    assert count_all(store)[RecordKind.ACCOUNT] == 2
    report = undo_import(store, run.id)
    assert (report.restored, report.deleted) == (1, 1)
    [account] = stream_records(store, RecordKind.ACCOUNT)
    assert account == replace(plain, id="A1")
