"""It follows up on something they took from us and says nothing of its subject.

## Why it matters
Somebody who takes a paper on cold chains has cold chains on their mind. A follow-up about anything
else asks them to change the subject for us.

## Instead
Ask what made them take it, or add the page that the paper lacks.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from wellspent.records.activity import Activity, ActivityKind
from wellspent.records.contact import Contact
from wellspent.records.draft import DraftType
from wellspent.records.evidence import Evidence
from wellspent.records.finding import Severity
from wellspent.records.reader import Reader
from wellspent.records.source import RecordKind
from wellspent.review.dealings.raised import (
    draft_stems,
    may_speak_of,
    same_language,
    topic_stems,
)
from wellspent.review.message import Message
from wellspent.review.reading.sentence_kinds import SentenceKind, products_named, sentence_kinds
from wellspent.review.rule import Found, Need, Rule, bad, good, missing_in

SHORTLY_BEFORE = timedelta(days=60)


def find(message: Message) -> Iterator[Found]:
    """Report a follow-up without a word of the subject of what they took last."""
    taken = _last_taken(message)
    if taken is None:
        return
    title = _title(taken)
    subject = topic_stems([title], message)
    if subject and not subject & draft_stems(message) and same_language(message, title):
        evidence = Evidence(RecordKind.ACTIVITY, taken.id, "title", title, taken.happened_at)
        yield Found(
            span=missing_in(message),
            message=f"They took “{title[:120]}”; this says nothing of its subject.",
            evidence=(evidence,),
            is_unsure=may_speak_of(message, [title]) or not _pitches(message),
        )


def _pitches(message: Message) -> bool:
    """Return whether it presents what is ours, or holds nothing but that and wishes."""
    kinds = {each.kind for each in message.once(sentence_kinds)}
    return bool(message.once(products_named)) or not kinds & _MAY_BE_SUBJECT


_MAY_BE_SUBJECT = frozenset({SentenceKind.SUBSTANCE, SentenceKind.ABOUT_READER})


def _last_taken(message: Message) -> Activity | None:
    """Return their latest download shortly before now."""
    found = [
        (each.happened_at, each)
        for each in (message.reader.activities if message.reader else ())
        if each.kind is ActivityKind.DOWNLOAD
        and each.happened_at
        and timedelta() <= message.now - each.happened_at <= SHORTLY_BEFORE
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def _title(taken: Activity) -> str:
    title = taken.attributes.get("title")
    return title if isinstance(title, str) and title else taken.subject


_READER = Reader(
    contact=Contact(id="c1", name="Ada Okafor"),
    activities=(
        Activity(
            kind=ActivityKind.DOWNLOAD,
            id="d1",
            subject="White paper: keeping the cold chain unbroken",
            happened_at=datetime(2026, 3, 1, 9, 0, tzinfo=UTC),
        ),
    ),
)

RULE = Rule(
    code="REL008",
    name="ignored-reason",
    severity=Severity.WARNING,
    message="It says nothing of what they took from us.",
    advice="Speak of its subject: ask what made them take it, or add to it.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT}),
    types=frozenset({DraftType.AFTER_DOWNLOAD}),
    examples=(
        bad(
            "Hi Ada,\n\nthanks for downloading our white paper. Could we show you our software?",
            type=DraftType.AFTER_DOWNLOAD,
            reader=_READER,
        ),
        bad(
            "Hi Ada,\n\nour forklifts are on offer until May.",
            type=DraftType.AFTER_DOWNLOAD,
            reader=_READER,
        ),
        good(
            "Hi Ada,\n\nwas it the last mile of the cold chain that you were after?",
            type=DraftType.AFTER_DOWNLOAD,
            reader=_READER,
        ),
        good(
            "Hi Ada,\n\nthanks for downloading our white paper. Which page was of use?",
            subject="Cold chain: the table that isn't in it",
            type=DraftType.AFTER_DOWNLOAD,
            reader=_READER,
        ),
        good(
            "Hi Ada,\n\nour forklifts are on offer until May.",
            type=DraftType.AFTER_DOWNLOAD,
            reader=Reader(contact=Contact(id="c2", name="Ada Okafor")),
        ),
    ),
)
