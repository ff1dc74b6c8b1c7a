"""Card: how somebody answered so far, in a few plain lines, each with the records behind it.

"answered 3 of 4 texts, median 12 minutes; last reply Thursday 07:40; never answered before 10:00".
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from statistics import median
from typing import Final

from wellspent.reach.best_times import MANY
from wellspent.reach.touches import CHANNELS
from wellspent.records.activity import ActivityKind
from wellspent.records.evidence import Evidence
from wellspent.records.reachability import ReachLine, Touch
from wellspent.records.source import RecordKind

ENOUGH_TRIES: Final = 3
MOST_RECORDS: Final = 20
EARLIEST_SAID: Final = 9
LATEST_SAID: Final = 18
MINUTES_SAID: Final = 120
ONE: Final = {
    ActivityKind.EMAIL: "mail",
    ActivityKind.CALL: "call",
    ActivityKind.SMS: "text",
    ActivityKind.SOCIAL_MESSAGE: "social message",
    ActivityKind.FORM: "form",
}


def card_of(own: Sequence[Touch]) -> tuple[ReachLine, ...]:
    """Return the lines of somebody's card, from their own touches (the earliest first)."""
    ordered = sorted(own, key=_moment)
    return (*_of_channels(ordered), *_last_reply(ordered), *_never_before(ordered))


def median_minutes(touches: Sequence[Touch]) -> float | None:
    """Return the median minutes to an answer; None without one, and for calls alone."""
    waited = [
        _minutes(each)
        for each in touches
        if each.is_answered and each.channel is not ActivityKind.CALL
    ]
    return median(waited) if waited else None


def last_answer(touches: Sequence[Touch]) -> Evidence | None:
    """Return the record of the last answer; None without one."""
    answered = [each for each in touches if each.answered_at is not None]
    return _answer_of(max(answered, key=_answered_moment)) if answered else None


def _of_channels(ordered: Sequence[Touch]) -> Iterator[ReachLine]:
    for channel in CHANNELS:
        sent = [touch for touch in ordered if touch.channel is channel]
        if sent:
            yield ReachLine(text=_answered_text(channel, sent), evidence=_records(sent))


def _answered_text(channel: ActivityKind, sent: Sequence[Touch]) -> str:
    answered = [touch for touch in sent if touch.is_answered]
    noun = ONE[channel] if len(sent) == 1 else MANY[channel]
    if channel is ActivityKind.CALL:
        return f"took {len(answered)} of {len(sent)} {noun}"
    middle = median_minutes(answered)
    took = "" if middle is None else f", median {_in_words(middle)}"
    return f"answered {len(answered)} of {len(sent)} {noun}{took}"


def _in_words(minutes: float) -> str:
    if minutes < MINUTES_SAID:
        return f"{minutes:.0f} minute{'' if round(minutes) == 1 else 's'}"
    return f"{minutes / 60:.0f} hours"


def _last_reply(ordered: Sequence[Touch]) -> Iterator[ReachLine]:
    answered = [touch for touch in ordered if touch.answered_at is not None]
    if not answered:
        return
    last = max(answered, key=_answered_moment)
    if last.answered_at is not None and last.answered_on is not None:
        where = "" if last.zone_known else " UTC"
        when = f"{last.answered_at:%A} {last.answered_at:%H:%M}{where}"
        day = f"{last.answered_at.day} {last.answered_at:%B %Y}"
        text = f"last reply {when} by {ONE[last.answered_on]} ({day})"
        yield ReachLine(text=text, evidence=(_answer_of(last),))


def _never_before(ordered: Sequence[Touch]) -> Iterator[ReachLine]:
    """Give the hour before which, and from which on, they never answered, tried often enough."""
    known = [touch for touch in ordered if touch.zone_known]
    answers = [touch.answered_at.hour for touch in known if touch.answered_at is not None]
    if not answers:
        return
    first, last = min(answers), max(answers) + 1
    early = [touch for touch in known if touch.sent_at.hour < first]
    if first >= EARLIEST_SAID and len(early) >= ENOUGH_TRIES:
        said = f"never answered before {first:02}:00 ({len(early)} tries)"
        yield ReachLine(text=said, evidence=_records(early))
    late = [touch for touch in known if touch.sent_at.hour >= last]
    if last <= LATEST_SAID and len(late) >= ENOUGH_TRIES:
        said = f"never answered after {last:02}:00 ({len(late)} tries)"
        yield ReachLine(text=said, evidence=_records(late))


def _records(touches: Sequence[Touch]) -> tuple[Evidence, ...]:
    """Return the records of touches and of their answers, the latest first."""
    found: dict[str, Evidence] = {}
    for touch in reversed(touches):
        if touch.answer_id and touch.answer_id != touch.activity_id:
            found.setdefault(touch.answer_id, _answer_of(touch))
        found.setdefault(touch.activity_id, _evidence(touch.activity_id, touch.sent_at))
    return tuple(found.values())[:MOST_RECORDS]


def _answer_of(touch: Touch) -> Evidence:
    assert touch.answered_at is not None
    return _evidence(touch.answer_id, touch.answered_at)


def _evidence(activity_id: str, moment: datetime) -> Evidence:
    in_utc = moment.astimezone(UTC)
    return Evidence(
        record_kind=RecordKind.ACTIVITY,
        record_id=activity_id,
        field="happened_at",
        quote=in_utc.isoformat(" ", "minutes")[:16],
        date=in_utc,
    )


def _minutes(touch: Touch) -> float:
    """Return how long an answer took; by the instants, since clocks of a zone may be put back."""
    assert touch.answered_at is not None
    return (touch.answered_at.timestamp() - touch.sent_at.timestamp()) / 60


def _moment(touch: Touch) -> float:
    return touch.sent_at.timestamp()


def _answered_moment(touch: Touch) -> float:
    return 0.0 if touch.answered_at is None else touch.answered_at.timestamp()
