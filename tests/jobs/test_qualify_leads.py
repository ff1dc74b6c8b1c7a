from datetime import timedelta
from pathlib import Path

import pytest

from tests.jobs.made_store import NOW, fill_store, made_lead
from tests.store.made_records import import_records
from wellspent.jobs import import_file
from wellspent.jobs.explain_lead import explain_lead
from wellspent.jobs.find_leads import find_leads, get_lead
from wellspent.jobs.learn_profile import learn_profile
from wellspent.jobs.qualify_leads import qualify_new_leads, qualify_touched_leads
from wellspent.jobs.undo_import import undo
from wellspent.records.account import Account
from wellspent.records.activity import Activity
from wellspent.records.declared import DeclaredProfile, Statement, Strength
from wellspent.records.imports import ImportRun
from wellspent.records.lead import LeadOutcome
from wellspent.records.queue import LeadQuery
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.statements import save_declared_profile


@pytest.fixture
def learned(store: Store) -> Store:
    fill_store(store, past=150)
    learn_profile(store, now=NOW)
    return store


def id_of(store: Store, external_id: str) -> str:
    open_ones = find_leads(store, LeadQuery(outcome=LeadOutcome.OPEN, limit=500)).rows
    return next(row.lead.id for row in open_ones if row.lead.external_id == external_id)


def import_csv(store: Store, path: Path, text: str, kind: RecordKind) -> ImportRun:
    path.write_text(text, encoding="utf-8")
    [mapping] = import_file.propose(store, path, record_kind=kind)
    return import_file.run(store, path, mapping)


def stored_fit(store: Store, lead: str) -> float:
    """Return the fit in lists, after looking that the lead's page explains the same."""
    row = get_lead(store, lead)
    assert row.fit is not None
    assert row.fit.probability == pytest.approx(explain_lead(store, lead).fit.probability)
    return row.fit.probability


def test_lead_that_an_import_changes_is_scored_anew_and_again_by_its_undo(
    learned: Store, tmp_path: Path
) -> None:
    lead = id_of(learned, "good")
    before = stored_fit(learned, lead)
    run = import_csv(
        learned, tmp_path / "leads.csv", "Lead ID,Industry\ngood,Shop\n", RecordKind.LEAD
    )
    assert run.changed == 1
    assert stored_fit(learned, lead) < before - 0.1
    undo(learned, run.id)
    assert stored_fit(learned, lead) == pytest.approx(before)


def test_lead_whose_account_an_import_brings_is_scored_anew_and_again_by_its_undo(
    learned: Store, tmp_path: Path
) -> None:
    lead = id_of(learned, "unknown")
    before = stored_fit(learned, lead)
    company = get_lead(learned, lead).lead.company
    run = import_csv(
        learned,
        tmp_path / "accounts.csv",
        f"Account ID,Company Name,Industry\nX1,{company},Food\n",
        RecordKind.ACCOUNT,
    )
    assert get_lead(learned, lead).account_name == company.strip()
    assert stored_fit(learned, lead) > before + 0.1
    undo(learned, run.id)
    assert stored_fit(learned, lead) == pytest.approx(before)


def test_lead_whose_account_changes_is_scored_anew(learned: Store, tmp_path: Path) -> None:
    lead = id_of(learned, "unknown")
    company = get_lead(learned, lead).lead.company
    account = Account(
        name=company, external_id="X1", industry="Shop", created_at=NOW - timedelta(days=99)
    )
    import_records(learned, account, file="made accounts.csv")
    qualify_touched_leads(learned, now=NOW)
    before = stored_fit(learned, lead)
    import_csv(
        learned, tmp_path / "accounts.csv", "Account ID,Industry\nX1,Food\n", RecordKind.ACCOUNT
    )
    assert stored_fit(learned, lead) > before + 0.1


def test_stale_fit_is_shown_to_nobody(learned: Store) -> None:
    lead = id_of(learned, "unknown")
    import_records(
        learned, Account(name=get_lead(learned, lead).lead.company), file="more.csv"
    )  # without the job, as when its process was killed before the scoring
    assert get_lead(learned, lead).fit is None
    assert qualify_new_leads(learned, now=NOW) == 1
    assert stored_fit(learned, lead)


def test_explanation_has_what_happened_with_the_person_or_else_the_account(
    learned: Store,
) -> None:
    lead = id_of(learned, "unknown")
    account = Account(name=get_lead(learned, lead).lead.company, external_id="X1")
    import_records(learned, account, file="made accounts.csv")
    call = Activity(external_id="1", account_key="X1", happened_at=NOW, subject="Ovens", body="…")
    import_records(learned, call, fields=("subject",), file="calls.csv")
    [activity] = explain_lead(learned, lead).activities
    assert (activity.subject, activity.body) == ("Ovens", "")
    assert explain_lead(learned, id_of(learned, "good")).activities == []


def test_untouched_leads_keep_their_fit(learned: Store, tmp_path: Path) -> None:
    lead = id_of(learned, "poor")
    before = get_lead(learned, lead).fit
    import_csv(learned, tmp_path / "leads.csv", "Lead ID,Industry\ngood,Shop\n", RecordKind.LEAD)
    assert get_lead(learned, lead).fit == before


def test_declared_attribute_counts_however_it_and_its_values_are_written(store: Store) -> None:
    import_records(store, made_lead(1, "FOOD plant"))
    statement = Statement(
        attribute="Industry", strength=Strength.STRONGLY_FOR, values=("food Plant",)
    )
    save_declared_profile(store, DeclaredProfile(statements=(statement,)))
    qualify_touched_leads(store, now=NOW)
    assert stored_fit(store, "L1") > 0.15
    [contribution] = explain_lead(store, "L1").fit.contributions
    assert (contribution.attribute, contribution.label) == ("industry", "Industry")
