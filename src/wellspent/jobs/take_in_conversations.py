"""Take conversations in: say whose side is whose, link, hear, and keep them with their ledger.

What is internal, with people marked private, or automatic mail that nobody answered, is left out
before anything is stored, and counted. A conversation that is known changes nothing; one that grew
is heard anew. Each batch is kept together, so a run that was killed leaves nothing half, and the
next one goes on.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Final

from sqlalchemy import Connection

from wellspent.jobs.beating import beating
from wellspent.jobs.grown_conversation import (
    Grown,
    as_heard,
    fresh,
    grown,
    to_hear,
    together,
    with_speakers,
)
from wellspent.jobs.heard_in_store import ear_of_store, heeding
from wellspent.jobs.meetings_to_keep import meetings_to_keep
from wellspent.jobs.sides_told import sides_told_anew
from wellspent.jobs.what_is_new import (
    brings,
    is_as_it_was,
    is_automatic,
    is_internal,
    is_private,
    twin,
)
from wellspent.link.participants import match_speakers
from wellspent.listen.ear import Ear
from wellspent.listen.entries import ledger_lines
from wellspent.listen.hear import hear
from wellspent.listen.sides import OurSide, with_sides
from wellspent.records.conversation import Conversation, Side, Speaker
from wellspent.records.heard import Heard
from wellspent.records.imports import ImportState, Progress
from wellspent.records.mapping import Mapping
from wellspent.records.meeting import Meeting
from wellspent.records.source import RecordKind
from wellspent.records.taken_in import Keep, TakenIn, UnknownSpeaker
from wellspent.store import imports
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.conversation_rows import TALKS
from wellspent.store.conversations import HeardConversation, Written, write_conversations
from wellspent.store.corrections import corrections_of
from wellspent.store.meetings_ahead import keep_meetings, link_held_meetings, meetings_bring
from wellspent.store.objections import who_objected
from wellspent.store.read_conversations import (
    KnownConversation,
    known_conversations,
    read_conversations,
    turns_said,
)
from wellspent.store.speakers import (
    known_contacts,
    our_reps,
    those_private,
)
from wellspent.store.write import lock_kind

_log = logging.getLogger("wellspent.jobs")

OnProgress = Callable[[Progress], None]
ShouldStop = Callable[[], bool]

BATCH: Final = 250
"""So many conversations are heard and kept together."""

BATCH_TURNS: Final = 2000
MOST_UNKNOWN: Final = 500
"""The unknown people that are named to the user, those of the most conversations first."""

TABLE: Final = "conversations"


def take_in(
    store: Store,
    conversations: Iterable[Conversation],
    *,
    source: str,
    keep: Keep = Keep.ALL,
    our_side: OurSide,
    now: datetime,
    ahead: Iterable[Meeting] = (),
    on_progress: OnProgress | None = None,
    should_stop: ShouldStop | None = None,
) -> TakenIn:
    """Take conversations into the store and return what came of it.

    They may come from a generator: a batch at a time is in memory. `source` names where they come
    from, and is what `keep` and hand-given names of speakers are remembered by. Talks that are
    still to come are kept as meetings ahead; so is `ahead`, which is looked at after the last
    conversation came.
    """
    run = _Run(store, source, keep, our_side, now)
    began = time.monotonic()
    with ExitStack() as ending:
        run.beats = ending
        for batch in _batches(conversations):
            if should_stop is not None and should_stop():
                return run.end(ImportState.STOPPED)
            with run.failure_noted():
                run.take(batch)
            if on_progress is not None:
                seconds = max(time.monotonic() - began, 1e-9)
                on_progress(Progress(rows=run.count.read, rows_per_second=run.count.read / seconds))
        with run.failure_noted():
            run.keep_ahead(ahead)
    return run.end(ImportState.DONE)


@dataclass(slots=True)
class _Count:
    """What has come of it so far."""

    read: int = 0
    created: int = 0
    grown: int = 0
    unchanged: int = 0
    internal: int = 0
    private: int = 0
    automatic: int = 0
    ahead: int = 0
    refused: set[str] = field(default_factory=set[str])
    written: Written = field(default_factory=Written)
    unknown: Counter[tuple[Speaker, str]] = field(default_factory=Counter[tuple[Speaker, str]])


@dataclass(frozen=True, slots=True)
class _Ready:
    """A batch after looking into the store: what is to be heard, and what each was known as."""

    talks: tuple[Conversation, ...]
    known: dict[int, KnownConversation]
    to_do: tuple[tuple[int, Grown], ...]
    """The place of each new or grown conversation among `talks`."""


class _Run:
    """One run of taking in."""

    def __init__(
        self, store: Store, source: str, keep: Keep, our_side: OurSide, now: datetime
    ) -> None:
        self._store = store
        self._source = source
        self._keep = keep
        self._our_side = our_side
        self._now = now
        self._ear: Ear = ear_of_store(store)
        self._running: imports.RunningImport | None = None
        self._ahead: list[Meeting] = []
        self.beats = ExitStack()
        self.count = _Count()
        with store.reading() as connection:
            self._reps = our_reps(connection)

    def take(self, batch: Sequence[Conversation]) -> None:
        """Take in one batch, whole."""
        sided = [with_sides(one, our_side=self._our_side) for one in batch]
        left = self._left(sided)
        ready = self._look_up(left)
        items = self._heard(ready)
        if items and self._running is None:
            self._begin()
        while items and not self._keep_batch(ready, items, len(batch)):
            ready = self._look_up(left)
            items = self._heard(ready)
        self.count.read += len(batch)
        self.count.unchanged += len(ready.talks) - len(ready.to_do)
        self._note_unknown(ready.talks)

    def keep_ahead(self, ahead: Iterable[Meeting]) -> None:
        """Keep the meetings that are still to come, and link those that have been by now."""
        wanted = [*self._ahead, *ahead]
        with self._store.reading() as connection:
            looked_at = meetings_to_keep(
                connection, wanted, source=self._source, our_side=self._our_side, reps=self._reps
            )
        self.count.internal += looked_at.internal
        self.count.private += looked_at.private
        self.count.ahead += sum(not one.cancelled for one in looked_at.meetings)
        if looked_at.meetings and meetings_bring(self._store, looked_at.meetings, now=self._now):
            self._keep_meetings(looked_at.meetings)
        if self._running is not None:
            with self._store.writing() as connection:
                link_held_meetings(connection, now=self._now)

    def _keep_meetings(self, meetings: Sequence[Meeting]) -> None:
        if self._running is None:
            self._begin()
        running = self._running
        assert running is not None
        with self._store.writing() as connection:
            kept = keep_meetings(
                connection,
                meetings,
                source=self._source,
                now=self._now,
                import_number=running.number,
            )
            imports.advance(
                connection,
                running,
                rows_read=len(meetings),
                created=kept.created,
                changed=kept.changed + kept.cancelled,
                unchanged=kept.unchanged,
                now=self._now,
            )

    def end(self, state: ImportState) -> TakenIn:
        """Note that the run ended, and return what came of it."""
        count, import_id, notes = self.count, "", self._notes()
        if self._running is not None:
            import_id = self._running.id
            imports.end_import(self._store, self._running, state, "\n".join(notes))
        return TakenIn(
            source=self._source,
            state=state,
            import_id=import_id,
            read=count.read,
            created=count.created,
            grown=count.grown,
            unchanged=count.unchanged,
            internal=count.internal,
            private=count.private,
            automatic=count.automatic,
            refused=len(count.refused),
            turns=count.written.turns,
            activities=count.written.activities,
            activities_known=count.written.activities_known,
            debits=count.written.debits,
            credits=count.written.credits,
            minutes=count.written.minutes,
            unknown=tuple(
                UnknownSpeaker(speaker=speaker, account_id=account, conversations=times)
                for (speaker, account), times in count.unknown.most_common(MOST_UNKNOWN)
            ),
            notes=notes,
        )

    @contextmanager
    def failure_noted(self) -> Generator[None]:
        """Note in the import why work ended, and let the error go on; Ctrl-C ends it as well.

        An import that another process took over is that one's to end.
        """
        try:
            yield
        except imports.TakenOver:
            raise
        except BaseException as error:
            self._fail(error)
            raise

    def _fail(self, error: BaseException) -> None:
        if self._running is None:
            return
        stopped = isinstance(error, KeyboardInterrupt)
        state = ImportState.STOPPED if stopped else ImportState.FAILED
        said = "Interrupted; take the same in again to go on." if stopped else str(error)
        try:
            imports.end_import(self._store, self._running, state, said or repr(error))
        # Whatever it is (the store may be what failed first), the first error is what people see;
        # this one is shown with it.
        except Exception as second:
            error.add_note(f"and the import's end couldn't be noted: {second}")

    def _left(self, sided: Sequence[Conversation]) -> list[Conversation]:
        """Return what isn't internal, private, automatic or still to come; count the rest."""
        left = [one for one in sided if not is_internal(one)]
        self.count.internal += len(sided) - len(left)
        been = [one for one in left if not self._is_ahead(one)]
        self._ahead += [Meeting(conversation=one) for one in left if self._is_ahead(one)]
        with self._store.reading() as connection:
            private = those_private(connection, been)
            public = [one for one in been if not is_private(one, private)] if private else been
            written = [one for one in public if not is_automatic(one)]
            if len(written) < len(public):
                written = self._with_known_automatic(connection, public)
        self.count.private += len(been) - len(public)
        self.count.automatic += len(public) - len(written)
        return written

    def _with_known_automatic(
        self, connection: Connection, public: Sequence[Conversation]
    ) -> list[Conversation]:
        """Return what people wrote, and of automatic mail what belongs to a stored thread."""
        automatic = [one for one in public if is_automatic(one)]
        named = [replace(one, source=one.source or self._source) for one in automatic]
        known = known_conversations(connection, named)
        alone = {id(one) for place, one in enumerate(automatic) if place not in known}
        return [one for one in public if id(one) not in alone]

    def _is_ahead(self, talk: Conversation) -> bool:
        return bool(
            talk.kind in TALKS
            and not talk.turns
            and talk.started_at is not None
            and talk.started_at > self._now
        )

    def _look_up(self, left: Sequence[Conversation]) -> _Ready:
        """Link the speakers, and tell what is new."""
        with self._store.reading() as connection:
            contacts = known_contacts(connection, left, source=self._source)
            talks = tuple(
                replace(
                    match_speakers(one, contacts, self._reps), source=one.source or self._source
                )
                for one in left
            )
            known = known_conversations(connection, talks)
            moved = self._moved(talks, known)
            changed = {
                place: one.number
                for place, one in known.items()
                if place in moved or brings(talks[place], one)
            }
            before = read_conversations(connection, changed.values())
            turns = turns_said(connection, changed.values())
        to_do: dict[int, Grown] = {}
        done: set[int] = set()
        for place, talk in enumerate(talks):
            if place not in known:
                same = twin(talk, talks, to_do, known)
                if same is None:
                    to_do[place] = fresh(talk)
                else:
                    to_do[same] = together(to_do[same], talk)
            elif place in changed and changed[place] not in done:
                number = changed[place]
                done.add(number)
                was = with_speakers(before[number], talk, moved.get(place))
                to_do[place] = grown(was, turns[number], talk)
        return _Ready(talks, known, tuple(to_do.items()))

    def _moved(
        self, talks: Sequence[Conversation], known: dict[int, KnownConversation]
    ) -> dict[int, tuple[Speaker, ...]]:
        """Return the stored speakers of talks of this source where sides are told otherwise now."""
        told = {
            place: sides_told_anew(one.speakers, talks[place], self._our_side)
            for place, one in known.items()
            if one.row["taken_from"] == storable_text(self._source)
        }
        return {place: speakers for place, speakers in told.items() if speakers is not None}

    def _heard(self, ready: _Ready) -> list[HeardConversation]:
        numbers = {
            place: ready.known[place].number for place, _ in ready.to_do if place in ready.known
        }
        with self._store.reading() as connection:
            corrected = corrections_of(connection, numbers.values())
            objected = who_objected(connection, (one.conversation for _, one in ready.to_do))
        items: list[HeardConversation] = []
        for place, one in ready.to_do:
            number = numbers.get(place)
            anew = self._hear(to_hear(one))
            if anew is None:
                continue
            heard = as_heard(one, anew)
            heard = heeding(heard, one.keys, corrected.get(number or 0, {}), objected)
            items.append(
                HeardConversation(
                    heard=heard,
                    keys=one.keys,
                    said=one.said,
                    lines=ledger_lines(heard, one.keys, now=self._now),
                    keep=self._keep,
                    taken_from=self._source,
                    number=number,
                )
            )
        return items

    def _hear(self, talk: Conversation) -> Heard | None:
        """Hear a conversation; one that can't be heard ends nothing but itself, and is told of."""
        try:
            return hear(talk, ear=self._ear, now=self._now)
        # Whatever one conversation trips over is a mistake of ours: it is told in the log and
        # counted in the notes, and the rest of a mailbox is still taken in.
        except Exception:
            _log.exception("conversation %r can't be heard", talk.external_id)
            self.count.refused.add(talk.external_id or talk.title)
            return None

    def _begin(self) -> None:
        """Begin an import, or go on with one of this source that was cut short."""
        mapping = Mapping(TABLE, RecordKind.ACTIVITY, ())
        begun = imports.same_import(
            self._store, fingerprint=self._source, table=TABLE, mapping=mapping
        )
        cut_short = begun is not None and begun.state in {ImportState.STOPPED, ImportState.FAILED}
        if begun is not None and cut_short:
            self._running = imports.take_over(self._store, begun.id)
        else:
            self._running = imports.begin_import(
                self._store,
                file=self._source,
                table=TABLE,
                fingerprint=self._source,
                mapping=mapping,
            )
        self.beats.enter_context(beating(self._store, self._running))

    def _keep_batch(self, ready: _Ready, items: Sequence[HeardConversation], read: int) -> bool:
        """Keep a batch; return False when the store holds something else by now."""
        running = self._running
        if running is None:
            return True
        grown_ones = sum(item.number is not None for item in items)
        with self._store.writing() as connection:
            lock_kind(connection, RecordKind.ACTIVITY)
            if not is_as_it_was(known_conversations(connection, ready.talks), ready.known):
                return False
            written = write_conversations(
                connection, items, import_number=running.number, now=self._now
            )
            imports.advance(
                connection,
                running,
                rows_read=read,
                created=len(items) - grown_ones,
                changed=grown_ones,
                unchanged=len(ready.talks) - len(ready.to_do),
                now=self._now,
            )
        self.count.created += len(items) - grown_ones
        self.count.grown += grown_ones
        self.count.written.add(written)
        return True

    def _note_unknown(self, talks: Iterable[Conversation]) -> None:
        for talk in talks:
            for speaker in talk.speakers:
                if not speaker.contact_id and speaker.side is not Side.OURS:
                    who = Speaker(name=speaker.name, email=speaker.email, phone=speaker.phone)
                    self.count.unknown[who, talk.account_id] += 1

    def _notes(self) -> tuple[str, ...]:
        said = (
            (self.count.internal, "internal: left out"),
            (self.count.private, "with people marked private: left out"),
            (self.count.automatic, "automatic, which nobody answered: left out"),
            (len(self.count.refused), "that can't be heard, by a mistake of ours: left out"),
            (self.count.ahead, "still to come: kept as meetings ahead"),
        )
        return tuple(f"{number:,} {what}." for number, what in said if number)


def _batches(conversations: Iterable[Conversation]) -> Iterator[list[Conversation]]:
    """Give conversations in batches, of less where they are long."""
    rest = iter(conversations)
    while batch := list(islice(rest, 1)):
        turns = len(batch[0].turns)
        while len(batch) < BATCH and turns < BATCH_TURNS:
            following = next(rest, None)
            if following is None:
                break
            batch.append(following)
            turns += len(following.turns)
        yield batch
