"""What was heard from the customer's people that still matters: doubts, wishes, annoyances."""

from collections.abc import Iterable
from typing import Final

from wellspent.brief.matter import BriefMatter
from wellspent.brief.neighbours import plain_spans, with_neighbours
from wellspent.brief.once import once
from wellspent.brief.said import Said, dated, quoted
from wellspent.records.conversation import Side
from wellspent.records.heard import Heard, Quote, ReactionKind

LEAST_CERTAIN: Final = 0.6

DOUBTS: Final = frozenset({ReactionKind.OBJECTION})
ANNOYED: Final = frozenset({ReactionKind.ANNOYANCE, ReactionKind.COMPLAINT_ABOUT_TIME})
WANTING: Final = frozenset({ReactionKind.TELL_ME_MORE})


def reactions(
    matter: BriefMatter, kinds: Iterable[ReactionKind], *, own: bool = False, around: bool = False
) -> list[Said]:
    """Return the customers' words of these kinds, latest first; with `own` only the contact's.

    With `around` the sentences next to them are told too: they say of what it was.
    """
    wanted = frozenset(kinds)
    found = [
        quoted(matter, heard, _wider(heard, one.quote) if around else one.quote, whole=True)
        for heard in matter.history.conversations
        for one in heard.reactions
        if one.kind in wanted
        and one.certainty >= LEAST_CERTAIN
        and heard.conversation.side_of(one.quote.turn) is Side.CUSTOMER
    ]
    told = {said.text: said for said in found if not own or matter.is_about(said.contact_id)}
    return dated(told.values())


@once
def doubts(matter: BriefMatter) -> list[Said]:
    """Return what the contact isn't convinced of."""
    return reactions(matter, DOUBTS, own=True)


@once
def annoyances(matter: BriefMatter) -> list[Said]:
    """Return what annoyed the contact, or wasted their time."""
    return reactions(matter, ANNOYED, own=True, around=True)


@once
def wanting_more(matter: BriefMatter) -> list[Said]:
    """Return what the contact wanted to hear more about."""
    return reactions(matter, WANTING, own=True)


@once
def proposed_steps(matter: BriefMatter) -> list[Said]:
    """Return the next steps that the contact proposed and that are open."""
    found = [
        quoted(matter, heard, one.quote)
        for heard in matter.history.conversations
        for one in heard.commitments
        if one.side is Side.CUSTOMER and one.proposed_next_step and one.kept_in is None
    ]
    return dated(said for said in found if matter.is_about(said.contact_id))


def _wider(heard: Heard, quote: Quote) -> Quote:
    start, end = with_neighbours(quote.start, quote.end, plain_spans(heard, quote.turn))
    text = heard.conversation.turns[quote.turn].text[start:end]
    return Quote(turn=quote.turn, start=start, end=end, text=text)
