"""What not to say: opt-outs, what annoyed them, what the records contradict, doubts not settled."""

from collections.abc import Iterator
from typing import Final

from wellspent.brief.cite import cite
from wellspent.brief.dates_in_words import ago, in_words
from wellspent.brief.events import event_name
from wellspent.brief.fresh import is_stale
from wellspent.brief.heard_of import annoyances
from wellspent.brief.matter import BriefMatter
from wellspent.brief.sentence import Words, line
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.brief import COUNTS, BriefLine
from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.source import RecordKind

TOO_MANY: Final = 3
TRIES_WITHIN_DAYS: Final = 90
READING_HOURS: Final = 48


def lines(matter: BriefMatter) -> list[BriefLine]:
    """Return what would do harm, the gravest first."""
    return [
        *opt_outs(matter),
        *annoyed_lines(matter),
        *_not_a_visitor(matter),
        *_too_many(matter),
        *_no_review_yet(matter),
    ]


def opt_outs(matter: BriefMatter) -> Iterator[BriefLine]:
    """Yield what they asked us not to do, unless they took it back later."""
    latest: dict[str, ConsentEntry] = {}
    entries = [one for one in matter.history.consents if _is_theirs(matter, one)]
    for entry in sorted(entries, key=lambda one: one.said_at):
        if entry.kind is ConsentKind.OBJECTED:
            latest["all"] = entry
        elif entry.kind is ConsentKind.GIVEN and entry.channel is None:
            latest.clear()
        else:
            latest[entry.channel.value if entry.channel else "all"] = entry
    for channel, entry in latest.items():
        if entry.kind is ConsentKind.GIVEN:
            continue
        said = consent_evidence(matter, entry)
        day = Words(in_words(entry.said_at, matter.now), said)
        if channel == "all":
            yield line("objected", day=day)
        else:
            channel_said = consent_evidence(matter, entry, "channel")
            yield line("opted_out", channel=Words(channel, channel_said), day=day)


def consent_evidence(matter: BriefMatter, entry: ConsentEntry, field: str = "kind") -> Evidence:
    """Return the citation of an entry, or of the column of an import that it was read from."""
    quote = entry.kind.value if field == "kind" else (entry.channel or ActivityKind.OTHER).value
    if entry.id or matter.contact is None:
        return Evidence(OwnRecord.CONSENT, entry.id, field, quote, entry.said_at)
    return Evidence(RecordKind.CONTACT, matter.contact_id, f"{field} of {entry.attribute}", quote,
                    entry.said_at)  # fmt: skip


def _is_theirs(matter: BriefMatter, entry: ConsentEntry) -> bool:
    contact = matter.contact
    if contact is None:
        return False
    if entry.contact_id:
        return entry.contact_id == contact.id
    return bool(entry.email) and entry.email == contact.email.casefold()


def annoyed_lines(matter: BriefMatter) -> Iterator[BriefLine]:
    """Yield what annoyed them, latest first."""
    for said in annoyances(matter):
        when = Words(ago(said.at, matter.now), said.evidence)
        old = is_stale(said.at, matter.now, "reaction")
        yield line("annoyed", ago=when, quote=said.words, is_stale=old)


def _not_a_visitor(matter: BriefMatter) -> Iterator[BriefLine]:
    for event in _own(matter, ActivityKind.EVENT):
        role = cite(event, "role")
        named = event_name(event)
        if named and role.quote and role.quote.casefold() not in ("visitor", "attendee", "guest"):
            yield line(
                "not_a_visitor", event=Words(named.quote, named), role=Words(role.quote, role)
            )
            return


def _no_review_yet(matter: BriefMatter) -> Iterator[BriefLine]:
    for taken in _own(matter, ActivityKind.DOWNLOAD):
        when = taken.happened_at or matter.now
        if taken.subject and (matter.now - when).total_seconds() < READING_HOURS * 3600:
            subject = Words(taken.subject, cite(taken, "subject"))
            since = Words(ago(when, matter.now), cite(taken, "happened_at"))
            yield line("no_review_yet", subject=subject, ago=since)


def _too_many(matter: BriefMatter) -> Iterator[BriefLine]:
    """Yield that we reached out again and again without an answer; silence is no debt."""
    tries = unanswered_tries(matter)
    if len(tries) < TOO_MANY:
        return
    cited = [cite(one, "happened_at") for one in tries]
    first = tries[-1].happened_at or matter.now
    since = Words(in_words(first, matter.now), cited[-1])
    yield line("too_many", count=Words(str(len(tries)), COUNTS), since=since, also=cited)


def unanswered_tries(matter: BriefMatter) -> list[Activity]:
    """Return what we sent since they last wrote or talked with us, latest first."""
    tries: list[Activity] = []
    for one in matter.history.activities:
        if one.contact_id != matter.contact_id or not matter.contact_id:
            continue
        if one.direction is not Direction.OUTBOUND or one.kind is ActivityKind.MEETING:
            break
        if one.kind is ActivityKind.CALL and (one.minutes or 0) > 2:
            break
        if one.happened_at is None or (matter.now - one.happened_at).days > TRIES_WITHIN_DAYS:
            break
        tries.append(one)
    return tries


def _own(matter: BriefMatter, kind: ActivityKind) -> list[Activity]:
    return [
        one
        for one in matter.history.activities
        if one.kind is kind and matter.contact_id and one.contact_id == matter.contact_id
        if one.happened_at and one.happened_at <= matter.now
    ]
