from collections.abc import Sequence

import pytest

from tests.store.made_records import NOON, import_records
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.queue import LeadQuery
from wellspent.store import leads as leads_module
from wellspent.store.cases import fetch_open_cases
from wellspent.store.connect import Store
from wellspent.store.leads import count_leads, list_leads

OPEN, WON, LOST = DealOutcome.OPEN, DealOutcome.WON, DealOutcome.LOST


@pytest.mark.parametrize("most_counted", [0, 10_000], ids=["walked", "gathered"])
@pytest.mark.parametrize(
    ("deals", "still_open"),
    [
        ([], True),
        ([OPEN], True),
        ([WON], False),
        ([LOST], False),
        ([LOST, OPEN], True),
        ([LOST, LOST], False),
        ([OPEN, WON], False),
    ],
)
def test_lead_is_open_until_its_deals_settle_it(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    deals: Sequence[DealOutcome],
    still_open: bool,
    most_counted: int,
) -> None:
    monkeypatch.setattr(leads_module, "MOST_COUNTED", most_counted)
    import_records(
        store,
        Lead(external_id="1", name="Ada Example", arrived_at=NOON),
        Lead(external_id="2", name="Bo Sample", arrived_at=NOON, outcome=LeadOutcome.LOST),
    )
    if deals:
        grown = [
            Deal(external_id=f"d{place}", name="Ten seats", lead_id="1", outcome=outcome)
            for place, outcome in enumerate(deals)
        ]
        import_records(store, *grown, file="deals.csv")
    expected = ["L1"] if still_open else []
    page = list_leads(store, LeadQuery(outcome=LeadOutcome.OPEN))
    assert [row.lead.id for row in page.rows] == expected
    assert count_leads(store, LeadOutcome.OPEN) == len(expected)
    assert list(fetch_open_cases(store).keys) == expected
