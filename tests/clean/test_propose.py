from dataclasses import replace

import pytest

from tests.clean.case_files import read_cases
from wellspent.clean.propose import propose_mapping, recognise_kind
from wellspent.clean.rows import clean_batch
from wellspent.records.attribute import AttributeKind
from wellspent.records.raw import RawBatch
from wellspent.records.source import RecordKind

EXPORTS = read_cases("exports")["export"]


def propose(export, **more):
    header = [column[0] for column in export["columns"]]
    row = [column[1] for column in export["columns"]]
    kind = RecordKind(export["asked"]) if "asked" in export else None
    return propose_mapping(export["file"], header, [row], record_kind=kind, **more)


def fate(column):
    return column.field or (f"+{column.attribute}" if column.attribute else "")


def label(export):
    return export["preset"] or export["file"]


@pytest.mark.parametrize("export", EXPORTS, ids=label)
def test_export_is_recognised_and_its_columns_are_mapped(export):
    mapping = propose(export)
    assert mapping.record_kind == export["kind"]
    assert {one.column: fate(one) for one in mapping.columns} == {
        column: wanted for column, _, wanted in export["columns"]
    }
    if export["preset"]:
        assert mapping.name == export["preset"]


@pytest.mark.parametrize("export", EXPORTS, ids=label)
def test_every_column_says_why_and_how_sure(export):
    for one in propose(export).columns:
        assert one.reason
        assert 0 < one.certainty <= 1


@pytest.mark.parametrize("export", EXPORTS, ids=label)
def test_proposed_mapping_makes_a_record_of_the_row(export):
    header = tuple(column[0] for column in export["columns"])
    row = [column[1] for column in export["columns"]]
    raw = RawBatch(file=export["file"], header=header, first_row=2, rows=[row])
    done = clean_batch(raw, propose(export))
    assert (len(done.records), done.refused, done.notes) == (1, [], [])


def test_first_name_comes_before_last_name_whatever_their_columns_order():
    export = next(one for one in EXPORTS if one["preset"] == "Salesforce leads")
    names = [one.column for one in propose(export).columns if one.field == "name"]
    assert names == ["FirstName", "LastName"]


def test_outcome_words_are_those_of_the_column():
    rows = [
        [str(n), stage] for n, stage in enumerate(["Gewonnen", "Verloren", "Offen", "Gewonnen"])
    ]
    mapping = propose_mapping("deals.csv", ["Deal ID", "Phase"], rows)
    assert mapping.outcome_won[0] == "gewonnen"
    assert mapping.outcome_lost[0] == "verloren"
    assert "offen" not in mapping.outcome_won + mapping.outcome_lost


def test_outcome_flag_means_won_and_lost():
    rows = [[str(n), flag] for n, flag in enumerate(["0", "1", "0"])]
    mapping = propose_mapping("leads.csv", ["Lead Number", "Converted"], rows)
    assert mapping.outcome_won[0] == "1"
    assert mapping.outcome_lost[0] == "0"


def test_decimal_comma_day_order_and_currency_are_read_off_the_values():
    header = ["Opportunity ID", "Amount", "Close Date"]
    rows = [["a", "1.200,50 €", "31.05.2024"], ["b", "3,5 €", "01.06.2024"]]
    mapping = propose_mapping("deals.csv", header, rows)
    assert (mapping.decimal_comma, mapping.day_first, mapping.currency) == (True, True, "EUR")


def test_currency_is_read_off_the_header():
    rows = [["a", "1200"], ["b", "5"]]
    mapping = propose_mapping("deals.csv", ["Opportunity ID", "Deal Amount (GBP)"], rows)
    assert (mapping.columns[1].field, mapping.currency) == ("amount", "GBP")


def test_header_that_its_values_contradict_is_not_taken():
    rows = [[f"a{n}", "call back later"] for n in range(30)]
    mapping = propose_mapping("leads.csv", ["Lead ID", "Email"], rows)
    assert fate(mapping.columns[1]) == "+email_column"


def test_column_of_addresses_is_the_email_whatever_its_header():
    rows = [[f"a{n}", f"u{n}@acme.example"] for n in range(30)]
    mapping = propose_mapping("leads.csv", ["Lead ID", "Feld 7"], rows)
    assert fate(mapping.columns[1]) == "email"
    assert "e-mail addresses" in mapping.columns[1].reason


def test_column_of_few_words_that_repeat_names_no_records():
    rows = [["telephone" if n % 2 else "cellular", str(n)] for n in range(50)]
    mapping = propose_mapping("calls.csv", ["name", "x"], rows, record_kind=RecordKind.LEAD)
    assert fate(mapping.columns[0]) == "+name_column"


def test_unknown_columns_are_typed_attributes():
    header = ["Lead ID", "Visits", "Colour", "Agreed", "Seen", "Remark"]
    rows = [[str(n), str(n * 3), "red" if n % 2 else "blue", "yes" if n % 3 else "no",
             f"2024-05-{1 + n % 28:02d}", f"remark {n}"] for n in range(40)]  # fmt: skip
    kinds = [one.kind for one in propose_mapping("leads.csv", header, rows).columns[1:]]
    assert kinds == [
        AttributeKind.NUMBER, AttributeKind.CATEGORY, AttributeKind.FLAG, AttributeKind.DATE,
        AttributeKind.TEXT,
    ]  # fmt: skip


def test_saved_mapping_is_used_again_with_what_is_new():
    export = EXPORTS[0]
    saved = propose(export)
    corrected = replace(
        saved,
        name="Ours",
        columns=tuple(
            replace(one, attribute="", field="") if one.column == "Lead Status" else one
            for one in saved.columns
        ),
    )
    header = [column[0] for column in export["columns"]] + ["New one"]
    row = [column[1] for column in export["columns"]] + ["7"]
    again = propose_mapping(export["file"], header, [row], saved=[corrected])
    fates = {one.column: fate(one) for one in again.columns}
    assert again.name == "Ours"
    assert fates["Lead Status"] == ""
    assert fates["New one"] == "+new_one"
    assert again.columns[0].reason == "as in the saved mapping 'Ours'"


def test_saved_mapping_of_another_table_is_not_used():
    saved = propose(EXPORTS[0])
    mapping = propose_mapping("x.csv", ["Deal Name", "Stage"], [["a", "b"]], saved=[saved])
    assert mapping.record_kind is RecordKind.DEAL


def test_table_without_rows_is_mapped_by_its_headers():
    mapping = propose_mapping("leads.csv", ["Lead ID", "Email", "Colour"], [])
    assert [fate(one) for one in mapping.columns] == ["external_id", "email", "+colour"]


@pytest.mark.parametrize(
    ("file", "header", "kind"),
    [
        ("x.csv", ["a", "b"], RecordKind.LEAD),
        ("contacts.csv", ["name", "email"], RecordKind.CONTACT),
        ("x.csv", ["Opportunity Name", "Stage", "Close Date"], RecordKind.DEAL),
        ("x.csv", ["Activity Type", "Activity Date", "Subject"], RecordKind.ACTIVITY),
        ("x.csv", ["Company Name", "Annual Revenue", "Domain"], RecordKind.ACCOUNT),
    ],
)
def test_kind_of_record_is_recognised_by_headers_and_file_name(file, header, kind):
    assert recognise_kind(file, header) is kind


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (("id", "industry", "created", "outcome"), RecordKind.LEAD),
        (("id", "industry", "created", "status"), RecordKind.LEAD),
        (("id", "industry", "employees", "country", "created", "won"), RecordKind.LEAD),
        (("id", "industry", "employees", "annual revenue", "country", "result"), RecordKind.LEAD),
        (("id", "industry", "amount", "created", "outcome"), RecordKind.DEAL),
        (("id", "industry", "employees", "annual revenue", "country"), RecordKind.ACCOUNT),
        (("account name", "industry", "employees", "country", "status"), RecordKind.ACCOUNT),
        (("first name", "last name", "email", "lifecycle stage"), RecordKind.CONTACT),
    ],
)
def test_column_that_says_how_it_ended_speaks_for_leads_or_deals(header, kind):
    assert recognise_kind("table.csv", header) is kind
