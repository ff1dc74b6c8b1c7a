"""Hear: all that a conversation holds for us, each thing with the exact words it rests on."""

from datetime import datetime
from typing import Final

from wellspent.listen.commitments import commitments
from wellspent.listen.complaints import complaints
from wellspent.listen.credits import credits_in
from wellspent.listen.ear import Ear
from wellspent.listen.measured import calibrated, shown
from wellspent.listen.minutes import minutes_given
from wellspent.listen.power import power
from wellspent.listen.questions import questions
from wellspent.listen.reactions import reactions
from wellspent.listen.spoken import Spoken, read_conversation
from wellspent.listen.talk import talk_measures
from wellspent.listen.topics import topics
from wellspent.records.conversation import Conversation, Side
from wellspent.records.heard import Heard, ReactionKind

NO_QUESTION: Final = frozenset({ReactionKind.GOOD_USE_OF_TIME})
"""Glad reactions that aren't questions, too, though they may be put as one."""


def hear(conversation: Conversation, *, ear: Ear, now: datetime) -> Heard:
    """Return what was heard. `now` decides which promises are overdue; it must have a zone.

    The sides of the speakers must be known or guessed (`sides.py`): only the customer's are heard
    for reactions. Turns that a program wrote, and those in a language that isn't read, say nothing.
    """
    spoken = read_conversation(conversation, ear.book)
    found = calibrated(reactions(spoken, ear=ear), ear.precision)
    clear = shown(found)
    said = [one for one in clear if one.kind.is_negative or one.kind in NO_QUESTION]
    asked = questions(spoken, said)
    promised = commitments(spoken, now=now)
    return Heard(
        conversation=conversation,
        reactions=clear,
        questions=asked,
        commitments=promised,
        topics=topics(spoken),
        power=power(spoken),
        complaints=complaints(spoken, clear),
        talk=talk_measures(conversation),
        minutes=minutes_given(conversation, now=now),
        credits=credits_in(spoken, clear, asked, promised),
        notes=tuple(_notes(spoken)),
        heard_at=now,
    )


def _notes(spoken: Spoken) -> list[str]:
    """Return what couldn't be told, and why."""
    conversation, notes = spoken.conversation, list[str]()
    sides = {speaker.side for speaker in conversation.speakers}
    if any(speaker.side_guessed for speaker in conversation.speakers):
        notes.append("whose side the speakers are on was guessed")
    if Side.UNKNOWN in sides:
        notes.append("some speakers' side isn't known: their words weren't heard for reactions")
    if spoken.unread:
        notes.append(f"{spoken.unread} turns are in a language that isn't read")
    return notes
