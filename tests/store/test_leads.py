import base64
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tests.store.made_records import NOON, import_records
from wellspent.errors import InputError, NotFound
from wellspent.records.filters import FilterValues
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.queue import LeadPage, LeadQuery, LeadSort, StoredFit
from wellspent.store import lead_conditions
from wellspent.store import leads as leads_module
from wellspent.store.connect import Store
from wellspent.store.fits import save_fits
from wellspent.store.leads import count_leads, filter_values, get_lead, list_leads

LEADS = [
    Lead(
        external_id=str(number),
        name=name,
        company=company,
        email=email,
        phone="+49 30 123456" if number == 1 else "",
        country=country,
        source="web" if number % 2 else "fair",
        arrived_at=NOON + timedelta(days=number) if number != 3 else None,
        outcome=LeadOutcome.WON if number == 2 else LeadOutcome.OPEN,
        attributes={"plan": "gold", "seats": float(number), "trial": number == 1},
    )
    for number, (name, company, email, country) in enumerate(
        [
            ("Ada Example", "Acme Ltd", "ada@acme.example", "DE"),
            ("Zoë Müller", "Bäckerei Müller", "zoe@baeckerei.example", "DE"),
            ("Bo Sample", "Bolt Works", "bo@bolt.example", "FR"),
            ("Cy Test", "", "cy@mail.example", "IT"),
        ]
    )
]


def fit_of(lead_id: str, probability: float) -> StoredFit:
    return StoredFit(
        lead_id=lead_id,
        probability=probability,
        low=probability / 2,
        high=1.0,
        verdict="ready",
        reasons=("food", "120 people"),
        scorecard_version=1,
        scored_at=NOON,
    )


@pytest.fixture
def full(store: Store) -> Store:
    import_records(store, *LEADS)
    save_fits(store, [fit_of("L1", 0.2), fit_of("L2", 0.9), fit_of("L3", 0.5)])
    return store


@pytest.fixture(params=["gathered", "walked"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Read lists both ways: few matches are gathered, many are walked to."""
    if request.param == "walked":
        monkeypatch.setattr(leads_module, "MOST_COUNTED", 0)
    return request.param


def ids(page: LeadPage) -> list[str]:
    return [row.lead.id for row in page.rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (LeadQuery(), ["L2", "L3", "L1", "L4"]),
        (LeadQuery(sort=LeadSort.FIT, ascending=True), ["L4", "L1", "L3", "L2"]),
        (LeadQuery(sort=LeadSort.ARRIVED), ["L3", "L2", "L1", "L4"]),
        (LeadQuery(sort=LeadSort.COMPANY, ascending=True), ["L4", "L1", "L2", "L3"]),
        (LeadQuery(search="ada"), ["L1"]),
        (LeadQuery(search="mull"), ["L2"]),
        (LeadQuery(search="MÜLLER zoe"), ["L2"]),
        (LeadQuery(search="bolt.example"), ["L3"]),
        (LeadQuery(search="+49 30 123"), ["L2"]),
        (LeadQuery(search="4930"), ["L2"]),
        (LeadQuery(search="da"), []),
        (LeadQuery(search="%"), []),
        (LeadQuery(search='" OR name:*'), []),
        (LeadQuery(outcome=LeadOutcome.OPEN), ["L2", "L1", "L4"]),
        (LeadQuery(outcome=LeadOutcome.OPEN, source="fair"), ["L1"]),
        (LeadQuery(country="DE"), ["L2", "L1"]),
        (LeadQuery(country="DE", sort=LeadSort.ARRIVED, ascending=True), ["L1", "L2"]),
        (LeadQuery(fit_at_least=0.5), ["L2", "L3"]),
        (LeadQuery(arrived_since=NOON + timedelta(days=1)), ["L2", "L3"]),
        (LeadQuery(attributes={"plan": "gold", "seats": "2"}), ["L3"]),
        (LeadQuery(attributes={"trial": "yes"}), ["L2"]),
        (LeadQuery(attributes={'a"b': "x"}), []),
        (LeadQuery(industry="food"), []),
    ],
)
def test_list_finds(full: Store, way: str, query: LeadQuery, expected: list[str]) -> None:
    assert ids(list_leads(full, query)) == expected


@pytest.mark.parametrize("sort", list(LeadSort))
@pytest.mark.parametrize("ascending", [True, False])
@pytest.mark.parametrize("country", ["", "DE"])
def test_pages_joined_are_the_whole_list(
    full: Store, way: str, sort: LeadSort, ascending: bool, country: str
) -> None:
    query = LeadQuery(sort=sort, ascending=ascending, country=country)
    whole, joined, after = ids(list_leads(full, query)), [], ""
    while True:
        page = list_leads(full, replace(query, limit=1, after=after))
        joined += ids(page)
        after = page.next_page
        if not after:
            break
    assert joined == whole


def test_word_that_a_sample_finds_common_is_walked_to(
    full: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leads_module, "MOST_COUNTED", 0)
    monkeypatch.setattr(lead_conditions, "SAMPLE", 2)

    def count(*_: object) -> int:
        raise AssertionError("a common word is counted by nobody")

    monkeypatch.setattr(lead_conditions, "_count_word", count)
    page = list_leads(full, LeadQuery(search="example"))
    assert (ids(page), page.total) == (["L2", "L3", "L1", "L4"], None)


def test_row_has_fit_and_account(full: Store) -> None:
    [row] = list_leads(full, LeadQuery(search="bo")).rows
    assert row.fit == fit_of("L3", 0.5)
    assert row.lead == replace(LEADS[2], id="L3")


def test_total_is_exact_up_to_ten_thousand(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list_leads(full, LeadQuery()).total == 4
    monkeypatch.setattr(leads_module, "MOST_COUNTED", 4)
    assert list_leads(full, LeadQuery(limit=1)).total == 4
    monkeypatch.setattr(leads_module, "MOST_COUNTED", 3)
    assert list_leads(full, LeadQuery()).total is None


@pytest.mark.parametrize(
    "after", ["nonsense", "bnVsbA", "W10", "ŵ", "A" * 5000, "WyJmaXQiLGZhbHNl"]
)
def test_place_of_another_list_is_refused(full: Store, after: str) -> None:
    with pytest.raises(InputError, match="place"):
        list_leads(full, LeadQuery(after=after))


@pytest.mark.parametrize(
    "document",
    [
        '["fit", false, true, 5]',
        '["fit", false, NaN, 5]',
        '["fit", false, 0.5, 1e999]',
        '["fit", false, 0.5, 9999999999999999999999]',
        '["fit", false, "x", 5]',
        '["fit", false, 0.5, true]',
        '["fit", false, [], {}]',
        "[" * 1000,
    ],
)
def test_place_that_somebody_made_up_is_refused(full: Store, document: str) -> None:
    after = base64.urlsafe_b64encode(document.encode()).decode()
    with pytest.raises(InputError, match="place"):
        list_leads(full, LeadQuery(after=after))


@pytest.mark.parametrize(
    "query",
    [
        LeadQuery(country="\x00"),
        LeadQuery(attributes={"plan": "\ud800"}),
        LeadQuery(attributes={"\x00": "x"}),
        LeadQuery(arrived_since=NOON.replace(tzinfo=None)),
        LeadQuery(fit_at_least=float("nan")),
    ],
)
def test_filter_that_no_lead_can_have_is_refused(full: Store, query: LeadQuery) -> None:
    with pytest.raises(InputError):
        list_leads(full, query)


@given(search=st.text(max_size=30))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_can_be_searched_for(full: Store, search: str) -> None:
    assert list_leads(full, LeadQuery(search=search)).total is not None


def test_place_in_another_order_is_refused(full: Store) -> None:
    page = list_leads(full, LeadQuery(limit=1))
    with pytest.raises(InputError, match="place"):
        list_leads(full, LeadQuery(limit=1, after=page.next_page, sort=LeadSort.COMPANY))


@pytest.mark.parametrize("limit", [0, -1, 501])
def test_page_of_impossible_size_is_refused(full: Store, limit: int) -> None:
    with pytest.raises(InputError, match="a page can't have"):
        list_leads(full, LeadQuery(limit=limit))


def test_fit_of_a_gone_lead_is_passed_over(full: Store) -> None:
    assert save_fits(full, [fit_of("L1", 0.3), fit_of("L99", 0.3)]) == 1


def test_new_fit_takes_the_place_of_the_old(full: Store) -> None:
    save_fits(full, [fit_of("L1", 0.99)])
    assert ids(list_leads(full, LeadQuery(limit=1))) == ["L1"]


def test_changed_words_are_found_and_old_ones_no_more(full: Store) -> None:
    import_records(full, Lead(external_id="0", name="Ada Renamed", company="Acme Ltd"))
    assert ids(list_leads(full, LeadQuery(search="renamed"))) == ["L1"]
    assert ids(list_leads(full, LeadQuery(search="ada example"))) == ["L1"]
    assert ids(list_leads(full, LeadQuery(search="exampl"))) == ["L2", "L3", "L4", "L1"]


def test_search_index_stays_whole(sqlite_store: Store) -> None:
    import_records(sqlite_store, *LEADS)
    import_records(sqlite_store, Lead(external_id="0", name="Ada Renamed"))
    with sqlite_store.writing() as connection:
        connection.execute(
            text("INSERT INTO lead_search(lead_search, rank) VALUES ('integrity-check', 1)")
        )


def test_filter_values_are_those_at_hand(full: Store) -> None:
    assert filter_values(full) == FilterValues(
        sources=("fair", "web"), countries=("DE", "FR", "IT"), industries=(), owners=()
    )


def test_count_is_by_outcome(full: Store) -> None:
    assert count_leads(full) == 4
    assert count_leads(full, LeadOutcome.WON) == 1


@pytest.mark.parametrize("lead", ["L99", "A1", "", "L1; DROP", "L" + "9" * 30, "Lx"])
def test_lead_that_is_not_there_is_not_found(full: Store, lead: str) -> None:
    with pytest.raises(NotFound):
        get_lead(full, lead)
