from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clean.batches import batch
from wellspent.clean.rows import clean_batch
from wellspent.errors import MappingError
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.attribute import AttributeKind
from wellspent.records.contact import Contact
from wellspent.records.deal import DealOutcome
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.money import Money
from wellspent.records.raw import CellNote, OddRow, RefusedRow
from wellspent.records.referral import Referral
from wellspent.records.source import RecordKind

KIND = RecordKind


def mapping(kind, fields, attributes=(), **more):
    columns = [ColumnMapping(column, field) for column, field in fields.items()]
    columns += [ColumnMapping(column, "", name, kind) for column, name, kind in attributes]
    return Mapping("test", kind, tuple(columns), **more)


LEAD_MAPPING = mapping(
    KIND.LEAD,
    {"Id": "external_id", "E-Mail": "email", "Staff": "employees", "Came": "arrived_at"},
    [("Colour", "colour", AttributeKind.CATEGORY), ("Visits", "visits", AttributeKind.NUMBER)],
)
LEAD_HEADER = "Id|E-Mail|Staff|Came|Colour|Visits"


def test_row_becomes_a_record_with_its_number_in_the_file():
    done = clean_batch(
        batch(LEAD_HEADER, "7|Ada@Acme.example|51-200|2024-05-31|Red|3"), LEAD_MAPPING
    )
    lead = Lead(
        external_id="7",
        email="ada@acme.example",
        employees=125.5,
        arrived_at=datetime(2024, 5, 31, tzinfo=UTC),
        attributes={"colour": "Red", "visits": 3.0},
    )
    assert done.records == [(2, lead)]
    assert (done.refused, done.notes) == ([], [])


def test_missing_values_are_left_out():
    done = clean_batch(batch(LEAD_HEADER, "7|-|n/a||Select|"), LEAD_MAPPING)
    assert done.records == [(2, Lead(external_id="7"))]


@pytest.mark.parametrize(
    ("row", "column", "value", "reason"),
    [
        ("7|not@mail|5|2024-05-31||", "E-Mail", "not@mail", "it isn't an e-mail address"),
        ("7|a@b.example|many|2024-05-31||", "Staff", "many", "it isn't a number"),
        ("7|a@b.example|5|31/31/2024||", "Came", "31/31/2024", "it isn't a date (month first)"),
        ("|||2024-05-31|Red|", "", "", "nothing says which lead it is: no email, no name, "
         "no external_id, no company, no phone, no message, no website"),
        ("7|x|y|||", "E-Mail", "x", "it isn't an e-mail address; also Staff: it isn't a number"),
    ],
)  # fmt: skip
def test_row_that_can_become_no_record_is_refused_with_place_and_reason(row, column, value, reason):
    good = "8|b@b.example|5|2024-05-31||"
    done = clean_batch(batch(LEAD_HEADER, good, row, good), LEAD_MAPPING)
    cells = dict(zip(LEAD_HEADER.split("|"), row.split("|"), strict=True))
    assert done.refused == [RefusedRow("file.csv", 3, column, value, reason, cells)]
    assert [number for number, _ in done.records] == [2, 4]


def test_attribute_that_does_not_fit_its_kind_is_left_out_with_a_note():
    done = clean_batch(batch(LEAD_HEADER, "7||||Red|often"), LEAD_MAPPING)
    assert done.records == [(2, Lead(external_id="7", attributes={"colour": "Red"}))]
    assert done.notes == [CellNote(2, "Visits", "often", "it isn't a number; left out")]


def test_row_that_is_too_long_is_refused_whole():
    odd = OddRow(0, "the row has 7 cells, the header 6", ("surplus",), refuse=True)
    done = clean_batch(batch(LEAD_HEADER, "7|||||", odd=(odd,)), LEAD_MAPPING)
    assert done.records == []
    assert done.refused[0].reason == "the row has 7 cells, the header 6"
    assert done.refused[0].cells["wellspent extra cell 7"] == "surplus"


def test_row_that_is_too_short_is_kept_with_a_note():
    odd = OddRow(0, "the row has 1 cell")
    done = clean_batch(batch(LEAD_HEADER, "7|||||", odd=(odd,)), LEAD_MAPPING)
    assert done.records == [(2, Lead(external_id="7"))]
    assert done.notes == [CellNote(2, "", "", "the row has 1 cell")]


def test_first_and_last_name_are_joined():
    names = mapping(KIND.CONTACT, {"First": "name", "Last": "name", "Mail": "email"})
    done = clean_batch(batch("Last|First|Mail", "Lovelace|Ada|", "|Ada|a@b.example"), names)
    assert [record for _, record in done.records] == [
        Contact(name="Ada Lovelace"),
        Contact(name="Ada", email="a@b.example"),
    ]


def test_several_columns_of_another_field_give_the_first_that_is_filled():
    phones = mapping(KIND.CONTACT, {"Mail": "email", "Mobile": "phone", "Desk": "phone"})
    done = clean_batch(batch("Mail|Desk|Mobile", "a@b.example|+49301234567|"), phones)
    assert done.records[0][1].phone == "+49301234567"


def test_phone_is_dialled_by_the_rules_of_the_rows_country():
    phones = mapping(KIND.CONTACT, {"Mail": "email", "Phone": "phone", "Country": "country"})
    done = clean_batch(
        batch("Mail|Phone|Country", "a@b.example|030 1234567|Deutschland", "c@d.example|ext 12|"),
        phones,
    )
    assert [record.phone for _, record in done.records] == ["+49301234567", "ext 12"]


DEAL_FIELDS = {"Name": "name", "Stage": "stage", "Amount": "amount", "Closed": "closed_at"}


@pytest.mark.parametrize(
    ("stage", "outcome"),
    [
        ("Closed Won", DealOutcome.WON), ("closed  won", DealOutcome.WON),
        ("CLOSED LOST", DealOutcome.LOST), ("Proposal", DealOutcome.OPEN), ("", DealOutcome.OPEN),
    ],
)  # fmt: skip
def test_deals_outcome_is_read_off_its_stage_where_no_column_gives_it(stage, outcome):
    done = clean_batch(batch("Name|Stage", f"Big|{stage}"), mapping(KIND.DEAL, DEAL_FIELDS))
    assert done.records[0][1].outcome is outcome


def test_amounts_are_in_the_files_currency_unless_row_or_cell_says_so():
    deals = mapping(
        KIND.DEAL, DEAL_FIELDS | {"Currency": "currency"}, currency="EUR", decimal_comma=True
    )
    rows = ("A|Won|1.200,50||", "B|Won|$5||", "C|Won|7||gbp")
    done = clean_batch(batch("Name|Stage|Amount|Closed|Currency", *rows), deals)
    assert [record.amount for _, record in done.records] == [
        Money(Decimal("1200.50"), "EUR"),
        Money(Decimal(5), "USD"),
        Money(Decimal(7), "GBP"),
    ]


def test_time_is_in_the_files_zone_and_day_order():
    deals = mapping(KIND.DEAL, DEAL_FIELDS, day_first=True, time_zone="America/New_York")
    done = clean_batch(batch("Name|Closed", "A|01/06/2024 20:00"), deals)
    assert done.records[0][1].closed_at == datetime(2024, 6, 2, 0, 0, tzinfo=UTC)


def test_account_without_a_name_is_called_by_its_domain():
    accounts = mapping(KIND.ACCOUNT, {"Firm": "name", "Site": "domain", "Rev": "annual_revenue"})
    done = clean_batch(batch("Firm|Site|Rev", "|https://www.acme.example/|2M"), accounts)
    assert done.records == [
        (2, Account(name="acme.example", domain="acme.example",
                    annual_revenue=Money(Decimal(2_000_000), "USD"))),
    ]  # fmt: skip


def test_activity_is_read_in_the_exports_own_words():
    fields = {"Type": "kind", "Direction": "direction", "When": "happened_at",
              "Call duration in seconds": "minutes", "With": "participants"}  # fmt: skip
    done = clean_batch(
        batch("Type|Direction|When|Call duration in seconds|With",
              "INCOMING_EMAIL|INCOMING|2024-05-31||a@b.example; c@d.example",
              "Phone Call|Outbound|2024-05-31|90|", "Lunch||2024-05-31||"),
        mapping(KIND.ACTIVITY, fields),
    )  # fmt: skip
    when = datetime(2024, 5, 31, tzinfo=UTC)
    assert [record for _, record in done.records] == [
        Activity(kind=ActivityKind.EMAIL, direction=Direction.INBOUND, happened_at=when,
                 participants=("a@b.example", "c@d.example")),
        Activity(kind=ActivityKind.CALL, direction=Direction.OUTBOUND, happened_at=when,
                 minutes=1.5),
        Activity(kind=ActivityKind.OTHER, happened_at=when),
    ]  # fmt: skip


def test_referral_needs_giver_and_receiver():
    referrals = mapping(KIND.REFERRAL, {"From": "giver_key", "To": "receiver_key"})
    done = clean_batch(batch("From|To", "Acme|Beta", "Acme|"), referrals)
    assert done.records == [(2, Referral(giver_key="Acme", receiver_key="Beta"))]
    assert [(row.row, row.column, row.reason) for row in done.refused] == [
        (3, "To", "the receiver_key is missing")
    ]


def test_lead_outcome_is_won_lost_or_open():
    leads = mapping(KIND.LEAD, {"Id": "external_id", "Won?": "outcome"})
    done = clean_batch(batch("Id|Won?", "1|Yes", "2|no", "3|"), leads)
    outcomes = [record.outcome for _, record in done.records]
    assert outcomes == [LeadOutcome.WON, LeadOutcome.LOST, LeadOutcome.OPEN]


def test_file_without_any_of_the_mappings_columns_is_an_error():
    with pytest.raises(MappingError, match="none of the columns"):
        clean_batch(batch("Other", "1"), LEAD_MAPPING)


def test_field_that_the_record_does_not_have_is_an_error():
    with pytest.raises(MappingError, match="has no field 'colour'"):
        clean_batch(batch("Id", "1"), mapping(KIND.LEAD, {"Id": "colour"}))


def test_column_that_seldom_repeats_is_cleaned_as_one_that_does():
    rows = [f"{n}|u{n}@a.example|{n}|2024-05-31||{n}" for n in range(9_000)]
    rows[8_000] = "x|broken|5|2024-05-31||"
    refused, records = [], []
    for at in range(0, 9_000, 1_000):
        done = clean_batch(batch(LEAD_HEADER, *rows[at : at + 1_000]), LEAD_MAPPING)
        records += [record.email for _, record in done.records]
        refused += done.refused
    assert records == [f"u{n}@a.example" for n in range(9_000) if n != 8_000]
    assert [row.value for row in refused] == ["broken"]


CELL = st.text(alphabet=st.characters(exclude_characters="|"), max_size=15)


@given(st.lists(st.tuples(*[CELL] * 6), min_size=1, max_size=8))
def test_every_row_comes_back_once_as_a_record_or_refused(rows):
    done = clean_batch(batch(LEAD_HEADER, *map("|".join, rows)), LEAD_MAPPING)
    numbers = [number for number, _ in done.records] + [row.row for row in done.refused]
    assert sorted(numbers) == list(range(2, len(rows) + 2))


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("Cy", "Test", "Cy Test"),
        ("Jennifer", "Null", "Jennifer Null"),
        ("Yuna", "Na", "Yuna Na"),
        ("Ada", "NULL", "Ada"),
        ("Ada", "n/a", "Ada"),
        ("-", "Example", "Example"),
        ("Unknown", "Unknown", ""),
        ("Null", "Null", ""),
        ("Not", "Provided", ""),
        ("test", "test", "test test"),
    ],
)
def test_only_a_whole_name_can_say_nothing(first, last, name):
    two = mapping(KIND.CONTACT, {"Id": "external_id", "First": "name", "Last": "name"})
    [(_, contact)] = clean_batch(batch("Id|First|Last", f"7|{first}|{last}"), two).records
    assert contact.name == name


@pytest.mark.parametrize(("cell", "name"), [("Test", "Test"), ("Unknown", ""), ("Null", "")])
def test_name_in_one_column_is_a_whole_one(cell, name):
    one = mapping(KIND.CONTACT, {"Id": "external_id", "Name": "name"})
    [(_, contact)] = clean_batch(batch("Id|Name", f"7|{cell}"), one).records
    assert contact.name == name


NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DATED = mapping(
    KIND.DEAL,
    {"Id": "external_id", "Outcome": "outcome", "Made": "created_at", "Closes": "closed_at"},
    outcome_won=("won",),
    outcome_lost=("lost",),
)


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("7|open|2031-10-01|", "Made", "2031-10-01"),
        ("7|won|2026-01-01|2031-10-01", "Closes", "2031-10-01"),
        ("7|lost|2026-01-01|2031-10-01", "Closes", "2031-10-01"),
    ],
)
def test_row_of_what_has_happened_in_the_future_is_refused(row, column, value):
    good = "8|won|2026-01-01|2026-03-03"
    done = clean_batch(batch("Id|Outcome|Made|Closes", good, row), DATED, now=NOW)
    [refused] = done.refused
    assert (refused.row, refused.column, refused.value) == (3, column, value)
    assert refused.reason == "it lies in the future"
    assert [number for number, _ in done.records] == [2]


def test_open_deal_may_be_expected_to_close_in_the_future():
    done = clean_batch(
        batch("Id|Outcome|Made|Closes", "7|open|2026-03-03|2031-10-01"), DATED, now=NOW
    )
    assert done.refused == []


def test_lead_of_the_future_is_refused_by_the_clock_of_now():
    done = clean_batch(batch(LEAD_HEADER, "7||||Red|3", "8|||2231-10-01||"), LEAD_MAPPING)
    [refused] = done.refused
    assert (refused.column, refused.value) == ("Came", "2231-10-01")
