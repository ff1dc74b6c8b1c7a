"""A store that knows a reader: Ada spoke at a fair, and never came to our booth. All made up."""

from datetime import UTC, datetime

from tests.store.made_records import import_records
from wellspent.jobs.company_file import save_company_text
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.lead import Lead
from wellspent.wiring import Wellspent

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SPOKE_AT = datetime(2026, 11, 12, 10, tzinfo=UTC)
ADA, ADAM = "ada@acme.example", "adam@acme.example"
HOSTILE = "<script>alert('x')</script>"
FALSE_PREMISE = "Hi Ada,\n\nthank you for your visit to our booth at the Hygiene Forum. Rinsing?"
WRONG_NAME = "Hi Anna,\n\nyour talk at the Hygiene Forum was about rinsing. Would notes be of use?"
FACTS = """
name = "Spotless Otter"

[[products]]
name = "Otter 200"

[[products.facts]]
name = "warranty"
value = 5
unit = "years"
names = ["guarantee"]
"""


def make_known(wellspent: Wellspent) -> None:
    """Put Ada, her account, her talk and our facts into the store."""
    store = wellspent.store
    import_records(
        store,
        Account(name="Acme Foods", external_id="A-1", domain="acme.example"),
        file="accounts.csv",
        fields=("name",),
    )
    import_records(
        store,
        Contact(
            name="Ada Example",
            external_id="C-1",
            email=ADA,
            title="Plant Manager",
            account_key="A-1",
        ),
        Contact(name="Adam Example", external_id="C-2", email=ADAM, account_key="A-1"),
        Contact(name=HOSTILE, external_id="C-3", email="mallory@acme.example"),
        file="contacts.csv",
        fields=("name",),
    )
    import_records(
        store,
        Activity(
            kind=ActivityKind.EVENT,
            direction=Direction.INBOUND,
            external_id="T-1",
            subject="Hygiene Forum",
            body="Gave the talk on brine lines.",
            happened_at=SPOKE_AT,
            contact_key="C-1",
            attributes={"event": "Hygiene Forum", "role": "speaker"},
        ),
        file="activities.csv",
        fields=("subject",),
    )
    import_records(store, Lead(name="Lea Example", email="lea@elsewhere.example"), file="leads.csv")
    save_company_text(store, FACTS, based_on=None, now=NOW)
