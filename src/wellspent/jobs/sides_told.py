"""Sides told: whose side people of a stored conversation are on, by what is said of us by now."""

from collections.abc import Sequence
from dataclasses import replace

from wellspent.link.participants import same_speaker
from wellspent.listen.sides import OurSide, with_sides
from wellspent.records.conversation import Conversation, LinkedBy, Side, Speaker


def is_told(speaker: Speaker) -> bool:
    """Return whether somebody told us whose side they are on; a guess isn't told."""
    return speaker.side is not Side.UNKNOWN and not speaker.side_guessed


def sides_told_anew(
    stored: Sequence[Speaker], came: Conversation, our_side: OurSide
) -> tuple[Speaker, ...] | None:
    """Return stored speakers on the sides that are told now; None where all are on them already.

    The rule is asked of what is known of them by now, so the same files taken in again tell the
    same. Who changes sides is to be found anew among contacts and reps. Whom a person named by
    hand stays, and so does who isn't in what came.
    """
    asked = replace(came, speakers=tuple(_asked(one, came.speakers) for one in stored))
    told = with_sides(asked, our_side=our_side).speakers
    anew = tuple(_moved(was, one) for was, one in zip(stored, told, strict=True))
    return None if anew == tuple(stored) else anew


def _asked(stored: Speaker, came: Sequence[Speaker]) -> Speaker:
    """Return a speaker as the rule is asked of them: their side only where a source tells it."""
    place = same_speaker(stored, came)
    if place is None or LinkedBy.HAND in {stored.linked_by, came[place].linked_by}:
        return stored
    one = came[place]
    ours = one.side is Side.OURS and is_told(one)
    bare = replace(stored, contact_id="", rep="", linked_by=LinkedBy.NOTHING, side_guessed=False)
    return replace(bare, side=Side.OURS if ours else Side.UNKNOWN)


def _moved(stored: Speaker, told: Speaker) -> Speaker:
    hand = stored.linked_by is LinkedBy.HAND
    if hand or not is_told(told) or (told.side is stored.side and is_told(stored)):
        return stored
    if told.side is stored.side:
        return replace(stored, side_guessed=False)
    return replace(
        stored,
        side=told.side,
        side_guessed=False,
        contact_id="",
        rep="",
        linked_by=LinkedBy.NOTHING,
    )
