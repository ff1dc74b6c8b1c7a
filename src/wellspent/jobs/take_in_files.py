"""Take conversations in from files and folders: read, told apart, linked, heard and kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from wellspent.jobs.conversation_sources import our_side_of, save_source, source_or_default
from wellspent.jobs.conversations_in_files import EARLIEST, Refused, conversations_in_files
from wellspent.jobs.take_in_conversations import OnProgress, ShouldStop, take_in
from wellspent.records.conversation import Conversation
from wellspent.records.meeting import Meeting
from wellspent.records.taken_in import ConversationSource, Keep, TakenIn
from wellspent.store.connect import Store

FILES = "files"
UNDATED = (
    "{number:,} without any date: heard, but not in the ledger. Undo, and say when it was, or "
    "begin the file's name with the day, such as 2026-03-03."
)


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
    at: datetime | None = None,
    since: datetime = EARLIEST,
    zone: tzinfo = UTC,
    on_progress: OnProgress | None = None,
    should_stop: ShouldStop | None = None,
) -> FilesTakenIn:
    """Take the conversations of files and folders into the store, as `take_in` does.

    Mail, mailboxes, transcripts, calendars and chats, told by what is in them. `at` is when those
    were of which no time is known; without it these are heard, but stay out of the ledger, as the
    notes say. What is said of the source is remembered. InputError for a source without a name.
    """
    settings = remembered(store, source, said or SaidOfSource(), now=now)
    files = _Files(at)
    ahead: list[Meeting] = []
    taken = take_in(
        store,
        files.readable(conversations_in_files(paths, now=now, since=since, zone=zone, ahead=ahead)),
        source=settings.name,
        keep=settings.keep,
        our_side=our_side_of(settings),
        now=now,
        ahead=ahead,
        on_progress=on_progress,
        should_stop=should_stop,
    )
    notes = [*taken.notes, *files.notes()]
    return FilesTakenIn(
        taken_in=replace(taken, refused=len(files.refused), notes=tuple(notes)),
        refused=tuple(files.refused),
    )


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


@dataclass(slots=True)
class _Files:
    """What files give on the way in: dated where they name no time, refusals set apart."""

    at: datetime | None
    undated: int = 0
    refused: list[Refused] = field(default_factory=list[Refused])

    def readable(self, found: Iterable[Conversation | Refused]) -> Iterator[Conversation]:
        """Give the conversations, and keep the refusals."""
        for one in found:
            if isinstance(one, Refused):
                self.refused.append(one)
            elif one.started_at is not None or any(turn.at is not None for turn in one.turns):
                yield one
            else:
                self.undated += self.at is None
                yield replace(one, started_at=self.at)

    def notes(self) -> list[str]:
        """Return what a person must know of what was read."""
        return [UNDATED.format(number=self.undated)] if self.undated else []
