"""Small conversations for tests."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from wellspent.listen.ear import Ear, prepare_ear
from wellspent.listen.hear import hear
from wellspent.listen.measured import measured_precision
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Side, Speaker, Turn
from wellspent.records.heard import Heard

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = datetime(2026, 6, 1, tzinfo=UTC)


def talk_of(
    turns: Sequence[tuple[Side, str]],
    *,
    language: str = "",
    kind: ActivityKind = ActivityKind.EMAIL,
) -> Conversation:
    """Return a conversation of one of ours and one of theirs, an hour between turns."""
    return Conversation(
        kind=kind,
        language=language,
        speakers=(
            Speaker(name="Ada Rep", side=Side.OURS),
            Speaker(name="Cleo Customer", side=Side.CUSTOMER),
        ),
        turns=tuple(
            Turn(speaker=int(side is not Side.OURS), text=text, at=MONDAY + timedelta(hours=place))
            for place, (side, text) in enumerate(turns)
        ),
        started_at=MONDAY,
    )


def heard_in(talk: Conversation, *, ear: Ear | None = None, now: datetime = LATER) -> Heard:
    """Return what is heard in a conversation."""
    return hear(talk, ear=ear or prepare_ear(precision=measured_precision()), now=now)
