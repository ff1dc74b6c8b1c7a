"""Talk measures of the latest conversations of a kind, as they were counted when heard."""

from sqlalchemy import select

from wellspent.records.activity import ActivityKind
from wellspent.records.heard import TalkMeasures
from wellspent.store.connect import Store
from wellspent.store.listen_tables import conversations


def talk_of_kind(store: Store, kind: ActivityKind, *, most: int) -> list[TalkMeasures]:
    """Return the measures of at most so many conversations of a kind, the latest first."""
    columns = conversations.c
    query = (
        select(columns.talk)
        .where(columns.kind == kind.value, columns.turns > 0)
        .order_by(columns.last_at.desc().nulls_last(), columns.number.desc())
        .limit(most)
    )
    with store.reading() as connection:
        found = connection.execute(query).scalars().all()
    return [TalkMeasures(**one) for one in found if one is not None]
