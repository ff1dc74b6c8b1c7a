"""A call with a customer, after which they may be asked for feedback."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.store.made_records import import_records
from wellspent.jobs.ask_feedback import ask_feedback
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.feedback import AskedFeedback
from wellspent.store.connect import Store

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
ADDRESS = "https://sales.example.com"


def call_with_ada(store: Store, *, country: str = "US", kind: ActivityKind = ActivityKind.CALL):
    """Import an account, a contact and yesterday's call with her: C1 and V1."""
    import_records(store, Account(name="Acme Ltd", external_id="A-1", domain="acme.example"))
    import_records(
        store,
        Contact(
            name="Ada Example",
            external_id="C-1",
            email="ada@acme.example",
            account_key="A-1",
            country=country,
        ),
    )
    import_records(
        store,
        Activity(
            external_id="V-1",
            kind=kind,
            direction=Direction.OUTBOUND,
            happened_at=NOW - timedelta(days=1),
            minutes=20,
            contact_key="C-1",
            account_key="A-1",
            rep="Sam Rep",
        ),
    )


def asked(store: Store, **changed: Any) -> AskedFeedback:
    """Ask Ada about the call."""
    return ask_feedback(store, "V1", **{"address": ADDRESS, "now": NOW, **changed})


def token_of(made: AskedFeedback) -> str:
    """Return the token in a link."""
    return made.link.rpartition("/")[2]
