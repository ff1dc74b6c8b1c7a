"""A small fictitious history in a store: food companies buy, shops don't."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from tests.store.made_records import import_records
from wellspent.records.account import Account
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.money import Money
from wellspent.records.referral import Referral
from wellspent.store.connect import Store

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
BUYS = {"Food": 0.75, "Machinery": 0.4, "Shop": 0.08}


def made_lead(place: int, industry: str, **more: object) -> Lead:
    fields: dict[str, object] = {
        "external_id": f"E{place}",
        "company": f"{industry} Company {place} of Nowhere",
        "industry": industry,
        "source": ("web form", "trade fair")[place % 2],
        "employees": float(10 + 7 * (place % 60)),
        "arrived_at": NOW - timedelta(days=400) + timedelta(days=place),
        "attributes": {
            "wants": ("a quote", "a brochure")[place % 3 == 0], "asked_by_phone": place % 5 == 0,
        },
    }  # fmt: skip
    return Lead(**(fields | more))  # pyright: ignore[reportArgumentType]


def past_leads(count: int) -> list[Lead]:
    chance = random.Random(5)
    leads = []
    for place in range(count):
        industry = chance.choice(list(BUYS))
        won = chance.random() < BUYS[industry]
        outcome = LeadOutcome.WON if won else LeadOutcome.LOST
        leads.append(made_lead(place, industry, outcome=outcome))
    return leads


def open_leads() -> list[Lead]:
    return [
        made_lead(900, "Food", external_id="good", arrived_at=NOW - timedelta(days=3)),
        made_lead(901, "Shop", external_id="poor", arrived_at=NOW - timedelta(days=2)),
        made_lead(902, "", external_id="unknown", employees=None, attributes={},
                  arrived_at=NOW - timedelta(days=1)),
    ]  # fmt: skip


def fill_store(store: Store, *, past: int) -> None:
    """Import past leads, three open ones, and a few customers with deals and a referral."""
    import_records(store, *past_leads(past), *open_leads())
    accounts = [
        Account(name=f"Fictitious Foods {place}", external_id=f"A{place}", industry="Food")
        for place in range(8)
    ]
    import_records(store, *accounts, fields=("name",), file="accounts.csv")
    deals = [
        Deal(
            name=f"Deal {place}",
            external_id=f"D{place}",
            account_key=f"A{place}",
            amount=Money(Decimal(1000 * (place + 1)), "EUR"),
            outcome=DealOutcome.WON,
            created_at=NOW - timedelta(days=500),
            closed_at=NOW - timedelta(days=450),
        )
        for place in range(8)
    ]
    import_records(store, *deals, file="deals.csv")
    import_records(
        store, Referral(external_id="R1", giver_key="A7", receiver_key="A1"), fields=("giver_key",),
        file="referrals.csv",
    )  # fmt: skip
