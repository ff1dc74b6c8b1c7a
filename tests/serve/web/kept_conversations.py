"""Conversations for page tests: threads with Ada, a contact, each under a key of its own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.jobs.made_conversations import ADA, WILMA, thread
from tests.store.made_records import import_records
from wellspent.jobs.take_in_conversations import take_in
from wellspent.listen.sides import OurSide
from wellspent.records.account import Account
from wellspent.records.contact import Contact
from wellspent.records.conversation import Conversation, Speaker
from wellspent.records.taken_in import Keep
from wellspent.store.connect import Store
from wellspent.store.find_conversations import conversation_named

HOSTILE = "<script>alert('x')</script>"
OURS = OurSide(domains=("otter.example",))


def know_ada(store: Store) -> None:
    """Import Ada's company and Ada: A1 and C1."""
    import_records(store, Account(name="Kunde Ltd", external_id="A-1", domain="kunde.example"))
    contact = Contact(name="Ada Kunde", external_id="C-1", email=ADA.email, account_key="A-1")
    import_records(store, contact)


def recent_thread(key: str, *, said: str = "", stranger: str = "") -> Conversation:
    """Return a thread of two days ago under a key of its own; `said` in place of their praise."""
    made, at = thread(), datetime.now(UTC) - timedelta(days=2)
    their = made.turns[1]
    turns = (
        replace(made.turns[0], at=at, external_id=f"<{key}-0@otter.example>"),
        replace(
            their,
            text=said or their.text,
            at=at + timedelta(hours=2),
            external_id=f"<{key}-1@otter.example>",
        ),
    )
    speakers = (WILMA, ADA, *((Speaker(name=stranger),) if stranger else ()))
    return replace(
        made, turns=turns, speakers=speakers, external_id=turns[0].external_id, started_at=at
    )


def keep(store: Store, talk: Conversation, *, how_much: Keep = Keep.ALL) -> str:
    """Take a conversation in; return its id."""
    taken = take_in(
        store,
        [talk],
        source=f"test {how_much}",
        keep=how_much,
        our_side=OURS,
        now=datetime.now(UTC),
    )
    assert taken.created == 1
    return conversation_named(store, talk)
