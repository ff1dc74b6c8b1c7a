"""Where conversations come from: what is kept of each source, and who is ours in it."""

from datetime import datetime

from wellspent.errors import InputError, NotFound
from wellspent.listen.sides import OurSide
from wellspent.records.taken_in import ConversationSource
from wellspent.store import sources
from wellspent.store.connect import Store

LONGEST_NAME = 200


def save_source(store: Store, source: ConversationSource, *, now: datetime) -> ConversationSource:
    """Keep a source's settings in place of those before; InputError without a name."""
    name = source.name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise InputError(
            "A source needs a name.",
            where="name",
            next_step=f"Name it in at most {LONGEST_NAME} signs, such as mailbox of sales.",
        )
    return sources.save_source(store, source, now=now)


def list_sources(store: Store) -> list[ConversationSource]:
    """Return the sources by name."""
    return sources.list_sources(store)


def get_source(store: Store, name: str) -> ConversationSource:
    """Return a source; NotFound if there is none of that name."""
    found = sources.find_source(store, name)
    if found is None:
        raise NotFound(f"there is no source {name!r}", next_step="List the sources.")
    return found


def source_or_default(store: Store, name: str) -> ConversationSource:
    """Return a source's settings, those of a new one (everything is kept) if it has none."""
    return sources.find_source(store, name) or ConversationSource(name=name)


def our_side_of(source: ConversationSource) -> OurSide:
    """Return who is ours in what a source brings."""
    return OurSide(
        names=source.our_names, domains=source.our_domains, addresses=source.our_addresses
    )
