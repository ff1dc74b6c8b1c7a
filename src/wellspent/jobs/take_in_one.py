"""Take one conversation in, as a program hands it over, and return it as it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from wellspent.jobs.conversation_sources import our_side_of
from wellspent.jobs.our_side_named import our_side_named
from wellspent.jobs.show_conversation import show_conversation
from wellspent.jobs.take_in_conversations import take_in
from wellspent.jobs.take_in_files import SaidOfSource, remembered
from wellspent.records.conversation import Conversation
from wellspent.records.taken_in import Keep, KeptConversation, TakenIn
from wellspent.store.connect import Store
from wellspent.store.find_conversations import conversation_named


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOne:
    """What came of one conversation; `kept` is None where it was left out, as `taken_in` says."""

    taken_in: TakenIn
    kept: KeptConversation | None


def take_in_one(
    store: Store,
    conversation: Conversation,
    *,
    source: str,
    keep: Keep | None = None,
    our_side: Sequence[str] = (),
    now: datetime,
) -> TakenOne:
    """Take a conversation in; `our_side` are names, domains and addresses of ours.

    What is said of the source is remembered. An internal one, or one with people marked private,
    is left out. InputError for a source without a name, or words that name nobody.
    """
    side = our_side_named(our_side, where="our_side")
    said = SaidOfSource(
        keep=keep,
        our_names=side.names,
        our_domains=side.domains,
        our_addresses=side.addresses,
    )
    settings = remembered(store, source, said, now=now)
    named = replace(conversation, source=settings.name)
    taken = take_in(
        store,
        [named],
        source=settings.name,
        keep=settings.keep,
        our_side=our_side_of(settings),
        now=now,
    )
    number = conversation_named(store, named)
    return TakenOne(taken_in=taken, kept=show_conversation(store, number) if number else None)
