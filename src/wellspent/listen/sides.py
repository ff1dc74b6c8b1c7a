"""Sides: who of a conversation is ours: by a rule where there is one, else guessed, marked so."""

import re
from dataclasses import dataclass, replace

from wellspent.listen.side_guess import guessed_sides, is_somebody
from wellspent.phrases.pattern import fold
from wellspent.records.conversation import Conversation, Side, Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class OurSide:
    """Who is ours: people's or the company's `names`, mail `domains`, single `addresses`."""

    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    def knows(self, speaker: Speaker) -> bool:
        """Return whether the rule says that a speaker is ours."""
        email = speaker.email.casefold()
        addresses = {one.casefold().strip() for one in self.addresses}
        if email and (email in addresses or self._of_domain(email)):
            return True
        return any(_is_called(speaker, name) for name in self.names)

    def _of_domain(self, email: str) -> bool:
        domain = email.rpartition("@")[2]
        ours = [one.casefold().strip().lstrip("@") for one in self.domains]
        return any(domain == one or domain.endswith(f".{one}") for one in ours if one)

    def speaks_of_addresses(self) -> bool:
        """Return whether it can tell by an address alone that somebody is not ours."""
        return bool(self.domains)


def _is_called(speaker: Speaker, name: str) -> bool:
    """Return whether a name is the speaker's, their company's, or the first part of theirs."""
    wanted = _words(name)
    if not wanted:
        return False
    own = _words(speaker.name)
    return wanted == own or wanted == _words(speaker.company) or (
        bool(own) and (set(wanted) <= set(own) or (len(own) == 1 and own[0] == wanted[0]))
    )  # fmt: skip


def _words(name: str) -> list[str]:
    return [fold(word) for word in re.findall(r"[^\W_]+", name)]


def with_sides(conversation: Conversation, *, our_side: OurSide) -> Conversation:
    """Return a conversation whose speakers have sides.

    A side that is known already stays, and so does that of a speaker found among our records.
    Where the rule finds one of ours, the others with a name or an address are the customer's.
    Else the sides are guessed and marked `side_guessed`, or stay unknown.
    """
    speakers = [_by_rule(speaker, our_side) for speaker in conversation.speakers]
    if any(one.side is Side.OURS for one in speakers):
        speakers = [_other(speaker) for speaker in speakers]
    if any(one.side is Side.UNKNOWN and is_somebody(one) for one in speakers):
        speakers = guessed_sides(conversation, speakers)
    return replace(conversation, speakers=tuple(speakers))


def _by_rule(speaker: Speaker, our_side: OurSide) -> Speaker:
    if speaker.rep or our_side.knows(speaker):
        return replace(speaker, side=Side.OURS, side_guessed=False)
    if speaker.side is not Side.UNKNOWN and not speaker.side_guessed:
        return speaker
    known = bool(speaker.contact_id) or (bool(speaker.email) and our_side.speaks_of_addresses())
    return replace(speaker, side=Side.CUSTOMER if known else Side.UNKNOWN, side_guessed=False)


def _other(speaker: Speaker) -> Speaker:
    if speaker.side is Side.UNKNOWN and is_somebody(speaker):
        return replace(speaker, side=Side.CUSTOMER)
    return speaker
