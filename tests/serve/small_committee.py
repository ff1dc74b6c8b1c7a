"""An account whose people said who decides, with messages and answers: made up, of these days."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.jobs.made_conversations import ADA, BEN, OURS, WILMA, mail, thread
from tests.store.made_records import import_records
from wellspent.jobs.take_in_conversations import take_in
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.conversation import Conversation, Presence, Speaker
from wellspent.records.meeting import Meeting
from wellspent.store.connect import Store

KUNDE = Account(
    external_id="a1", name="Kunde", domain="kunde.example", employees=120, industry="Baking",
    country="Germany",
)  # fmt: skip
NORTH = Account(external_id="a2", name="Nordbrot", domain="nordbrot.example", industry="Baking")
PEOPLE = (
    Contact(
        external_id="c1", name="Ada Kunde", email=ADA.email, account_key="a1", title="CFO",
        phone="+49 30 1234567", country="Germany",
    ),
    Contact(
        external_id="c2", name="Ben Kunde", email=BEN.email, account_key="a1", title="Operator"
    ),
    Contact(
        external_id="c3", name="Ada Norden", email="ada@nordbrot.example", account_key="a2",
        title="=1+1",
    ),
)  # fmt: skip
DECIDES = "I decide on it alone."


def fill(store: Store) -> None:
    """Ada (C1) decides and answers texts, Ben (C2) works with it, Ada Norden (C3) has said none."""
    now = datetime.now(UTC).replace(microsecond=0)
    import_records(store, KUNDE, NORTH)
    import_records(store, *PEOPLE)
    import_records(store, *(_text(now, days) for days in (20, 15, 12, 9)))
    import_records(store, *(_answer(now, days) for days in (20, 15, 9)))
    import_records(store, _call(now))
    take_in(store, [_talk(now)], source="mail", our_side=OURS, now=now, ahead=_meetings(now))


def _talk(now: datetime) -> Conversation:
    said = (
        mail(1, 0, "Here is our offer: it costs ten thousand.", to=2),
        mail(2, 2, "Nice. Our CFO signs off on anything over five thousand.", hours=2, to=0),
        mail(3, 2, "I've copied in Ada, so that she sees the price.", hours=3, to=1),
        mail(4, 1, f"It comes out of my budget. {DECIDES}", hours=5, to=0),
    )
    first = said[0].at or now
    moved = now - timedelta(days=3) - first
    turns = (replace(one, at=(one.at or now) + moved) for one in said)
    return thread(*turns, speakers=(WILMA, ADA, BEN))


def _meetings(now: datetime) -> list[Meeting]:
    """Give one with Ada in two days, to which Ben won't come, and one with a stranger."""
    ada = replace(ADA, presence=Presence.ACCEPTED)
    ben = replace(BEN, presence=Presence.DECLINED)
    stranger = Speaker(name="Sam Nowhere", email="sam@nowhere.example")
    return [
        _meeting("m1", "Floors of hall 2", now + timedelta(days=2), ada, ben),
        _meeting("m2", "First talk", now + timedelta(days=3), stranger),
    ]


def _meeting(key: str, title: str, at: datetime, *people: Speaker) -> Meeting:
    talk = Conversation(
        kind=ActivityKind.MEETING, speakers=(WILMA, *people), external_id=key, title=title,
        started_at=at, minutes=30, source="calendar",
    )  # fmt: skip
    return Meeting(conversation=talk)


def _text(now: datetime, days: int) -> Activity:
    return _activity(f"t{days}", Direction.OUTBOUND, now - timedelta(days=days))


def _answer(now: datetime, days: int) -> Activity:
    return _activity(f"r{days}", Direction.INBOUND, now - timedelta(days=days, minutes=-12))


def _activity(key: str, direction: Direction, at: datetime) -> Activity:
    return Activity(
        kind=ActivityKind.SMS, direction=direction, external_id=key, contact_key="c1",
        account_key="a1", happened_at=at, rep="Wilma Sample",
    )  # fmt: skip


def _call(now: datetime) -> Activity:
    return Activity(
        kind=ActivityKind.CALL, direction=Direction.OUTBOUND, external_id="call", contact_key="c2",
        account_key="a1", happened_at=now - timedelta(days=30), minutes=30, rep="Wilma Sample",
    )  # fmt: skip
