"""Activities of conversations: of a talk one, of a thread or a chat one for each turn.

One that is known already by its external id (a mail that the CRM has, too) isn't doubled. What a
program wrote took nobody's time and is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, select

from wellspent.link.participants import domain_of
from wellspent.records.activity import Activity, Direction
from wellspent.records.conversation import Conversation, Side, Speaker, Turn
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.conversation_rows import TALKS, activity_key
from wellspent.store.identity import identity_of
from wellspent.store.ids import number_of
from wellspent.store.plan import ImportContext, plan_batch
from wellspent.store.tables import activities
from wellspent.store.write import lock_kind, write_plan

Numbers = tuple[int | None, Sequence[int | None]]
"""The number of a conversation's own activity, and those of its turns' activities."""

DIRECTIONS = {Side.OURS: Direction.OUTBOUND, Side.CUSTOMER: Direction.INBOUND}


@dataclass(slots=True)
class StoredActivities:
    """The activities of a batch of conversations, in its order."""

    numbers: list[Numbers] = field(default_factory=list[Numbers])
    created: int = 0
    known_numbers: frozenset[int] = frozenset()

    @property
    def known(self) -> int:
        """Return how many were there already."""
        return len(self.known_numbers)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An activity that a conversation (by its place in the batch) or its turn stands for."""

    place: int
    turn: int | None
    activity: Activity
    identity: str
    contact: int | None
    account: int | None


def store_activities(
    connection: Connection,
    batch: Sequence[tuple[Conversation, Sequence[str]]],
    *,
    import_number: int | None,
    now: datetime,
) -> StoredActivities:
    """Store the activities of conversations, each given with its turns' keys."""
    lock_kind(connection, RecordKind.ACTIVITY)
    wanted = [
        one
        for place, (conversation, keys) in enumerate(batch)
        for one in _wanted(place, conversation, keys)
    ]
    found = _found(connection, {one.identity for one in wanted})
    missing = [one for one in wanted if one.identity not in found or one.turn is None]
    result = StoredActivities(known_numbers=frozenset(found.values()))
    made = _make(connection, missing, import_number, now)
    result.created = len(made)
    numbers = found | made
    whole = [_number(talk.activity_id) for talk, _ in batch]
    of_turns = [[_number(turn.activity_id) for turn in talk.turns] for talk, _ in batch]
    for one in wanted:
        number = numbers.get(one.identity)
        if one.turn is None:
            whole[one.place] = number
            of_turns[one.place] = [number] * len(of_turns[one.place])
        else:
            of_turns[one.place][one.turn] = number
    result.numbers = list(zip(whole, of_turns, strict=True))
    return result


def _wanted(place: int, talk: Conversation, keys: Sequence[str]) -> Iterator[_Wanted]:
    if talk.kind in TALKS:
        whose = _first_of_theirs(talk)
        yield _one(place, None, talk, _of_talk(talk), whose)
        return
    for number, (turn, key) in enumerate(zip(talk.turns, keys, strict=True)):
        if turn.activity_id or turn.automatic:
            continue
        whose = _whom(talk, turn)
        yield _one(place, number, talk, _of_turn(talk, turn, activity_key(talk, key), whose), whose)


def _one(
    place: int, turn: int | None, talk: Conversation, activity: Activity, whose: Speaker | None
) -> _Wanted:
    contact = whose.contact_id if whose else ""
    return _Wanted(
        place=place,
        turn=turn,
        activity=activity,
        identity=identity_of(activity).key,
        contact=number_of(RecordKind.CONTACT, contact) if contact else None,
        account=number_of(RecordKind.ACCOUNT, talk.account_id) if talk.account_id else None,
    )


def _of_talk(talk: Conversation) -> Activity:
    whose = _first_of_theirs(talk)
    return Activity(
        kind=talk.kind,
        external_id=activity_key(talk),
        subject=talk.title,
        happened_at=talk.started_at,
        minutes=talk.minutes,
        rep=_rep(talk.speakers),
        participants=tuple(one.email or one.label for one in talk.speakers),
        contact_key=whose.email if whose else "",
        account_key=_account_key(talk, whose),
    )


def _of_turn(talk: Conversation, turn: Turn, key: str, whose: Speaker | None) -> Activity:
    speaker = talk.speakers[turn.speaker]
    others = [talk.speakers[place] for place in turn.to]
    return Activity(
        kind=talk.kind,
        external_id=key,
        direction=DIRECTIONS.get(speaker.side, Direction.UNKNOWN),
        subject=talk.title,
        body=turn.text,
        happened_at=turn.at or talk.started_at,
        rep=_rep([speaker, *others, *talk.speakers]),
        participants=tuple(one.email or one.label for one in (speaker, *others)),
        contact_key=whose.email if whose else "",
        account_key=_account_key(talk, whose),
    )


def _account_key(talk: Conversation, whose: Speaker | None) -> str:
    """Return by what an activity is linked when its account has come in; empty if it is known."""
    return domain_of(whose) if whose and whose.email and not talk.account_id else ""


def _whom(talk: Conversation, turn: Turn) -> Speaker | None:
    """Return whose time a message is about: the customer who wrote it, or whom it was sent to."""
    for place in (turn.speaker, *turn.to):
        if talk.speakers[place].side is not Side.OURS:
            return talk.speakers[place]
    return _first_of_theirs(talk)


def _first_of_theirs(talk: Conversation) -> Speaker | None:
    """Return the customer's first person, one of our contacts before others."""
    theirs = [one for one in talk.speakers if one.side is not Side.OURS]
    known = [one for one in theirs if one.contact_id]
    return next(iter(known or theirs), None)


def _rep(speakers: Sequence[Speaker]) -> str:
    ours = (one.rep or one.label for one in speakers if one.side is Side.OURS)
    return next(ours, "")


def _found(connection: Connection, identities: set[str]) -> dict[str, int]:
    query = select(activities.c.identity, activities.c.number).where(
        among(connection, activities.c.identity, identities)
    )
    return {row.identity: row.number for row in connection.execute(query)}


def _make(
    connection: Connection, missing: Sequence[_Wanted], import_number: int | None, now: datetime
) -> dict[str, int]:
    """Store these, and return the numbers of the new ones by identity."""
    context = ImportContext(RecordKind.ACTIVITY, import_number, now)
    numbered = [(0, one.activity) for one in missing]
    plan = plan_batch(connection, context, numbered, said={})
    by_identity = {one.identity: one for one in missing}
    for row in plan.creates:
        wanted = by_identity[row["identity"]]
        row["contact_number"], row["account_number"] = wanted.contact, wanted.account
    created = write_plan(connection, context, plan)
    return dict(zip((row["identity"] for row in plan.creates), created, strict=True))


def _number(activity: str) -> int | None:
    return number_of(RecordKind.ACTIVITY, activity) if activity else None
