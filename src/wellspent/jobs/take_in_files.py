"""Take conversations in from files and folders: read, told apart, linked, heard and kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from wellspent.jobs.conversation_sources import our_side_of, save_source, source_or_default
from wellspent.jobs.conversations_in_files import EARLIEST, Refused, conversations_in_files
from wellspent.jobs.take_in_conversations import OnProgress, ShouldStop, take_in
from wellspent.records.conversation import Conversation
from wellspent.records.taken_in import ConversationSource, Keep, TakenIn
from wellspent.store.connect import Store

FILES = "files"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOfSource:
    """What is said anew of a source; None and nothing leave what is known of it as it is."""

    keep: Keep | None = None
    our_names: tuple[str, ...] = ()
    our_domains: tuple[str, ...] = ()
    our_addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesTakenIn:
    """What came of taking files in, and what of them couldn't be read."""

    taken_in: TakenIn
    refused: tuple[Refused, ...]


def take_in_files(
    store: Store,
    paths: Iterable[Path],
    *,
    source: str = FILES,
    said: SaidOfSource | None = None,
    now: datetime,
    since: datetime = EARLIEST,
    zone: tzinfo = UTC,
    on_progress: OnProgress | None = None,
    should_stop: ShouldStop | None = None,
) -> FilesTakenIn:
    """Take the conversations of files and folders into the store, as `take_in` does.

    Mail, mailboxes, transcripts, calendars and chats, told by what is in them. What is said of the
    source is remembered for the next time. InputError for a source without a name.
    """
    settings = remembered(store, source, said or SaidOfSource(), now=now)
    refused: list[Refused] = []
    taken = take_in(
        store,
        _without_refused(conversations_in_files(paths, now=now, since=since, zone=zone), refused),
        source=settings.name,
        keep=settings.keep,
        our_side=our_side_of(settings),
        now=now,
        on_progress=on_progress,
        should_stop=should_stop,
    )
    return FilesTakenIn(taken_in=replace(taken, refused=len(refused)), refused=tuple(refused))


def remembered(
    store: Store, source: str, said: SaidOfSource, *, now: datetime
) -> ConversationSource:
    """Return a source with what was said of it anew, which is kept where it says anything."""
    before = source_or_default(store, source.strip())
    after = replace(
        before,
        kind=before.kind or FILES,
        keep=said.keep or before.keep,
        our_names=said.our_names or before.our_names,
        our_domains=said.our_domains or before.our_domains,
        our_addresses=said.our_addresses or before.our_addresses,
    )
    return after if after == before else save_source(store, after, now=now)


def _without_refused(
    found: Iterable[Conversation | Refused], refused: list[Refused]
) -> Iterator[Conversation]:
    for one in found:
        if isinstance(one, Refused):
            refused.append(one)
        else:
            yield one
