"""Claims that the reader took part in an event, and as what: *your visit to our booth*."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from wellspent.phrases.dates import SaidDate
from wellspent.records.activity import ActivityKind
from wellspent.records.evidence import Evidence
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict
from wellspent.review.dealings.events import Participation, Role, is_named, participations
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.statement import day_in, is_past
from wellspent.review.truth.claim_parts import (
    claim,
    completeness,
    evidence_of,
    holds_all,
    known_of,
    person_of,
    said_day,
)
from wellspent.review.truth.claim_reader import ClaimReader
from wellspent.review.truth.event_statements import (
    SAYS,
    WORDS,
    SaidOfEvent,
    event_statements,
    whole_draft,
)

FITTING: Final = {
    "booth": {Role.VISITOR, Role.UNKNOWN},
    "visitor": {Role.VISITOR, Role.UNKNOWN},
    "met": {Role.VISITOR, Role.SPEAKER, Role.EXHIBITOR, Role.UNKNOWN},
    "attended": {Role.VISITOR, Role.SPEAKER, Role.EXHIBITOR, Role.UNKNOWN},
    "spoke": {Role.SPEAKER},
    "exhibited": {Role.EXHIBITOR},
    "registered": set(Role),
    "missed": {Role.ABSENT},
}
"""The roles with which each of them is true."""

AGAINST: Final = {
    "booth": {Role.SPEAKER, Role.EXHIBITOR, Role.ABSENT},
    "visitor": {Role.SPEAKER, Role.EXHIBITOR, Role.ABSENT},
    "met": {Role.ABSENT},
    "attended": {Role.ABSENT},
    "spoke": {Role.VISITOR, Role.EXHIBITOR, Role.ABSENT},
    "exhibited": {Role.VISITOR, Role.SPEAKER, Role.ABSENT},
    "registered": set[Role](),
    "missed": {Role.VISITOR, Role.SPEAKER, Role.EXHIBITOR},
}
"""The roles that say otherwise."""

SLACK: Final = 4
"""An event lasts some days; the record has one of them."""

RECENT: Final = 200
"""An event without a name or date is the latest of this many days."""


def read(message: Message) -> Iterator[Claim]:
    """Yield what a draft says of events, each place once."""
    if message.reader is None or message.reader.contact is None:
        return
    for said in event_statements(message):
        yield _compare(message, said)


def _compare(message: Message, said: SaidOfEvent) -> Claim:
    known = participations(known_of(message))
    meant = _meant(message, said, known)
    fitting = [one for one in meant if _fits(said.group, one)]
    ahead = [one for one in meant if not is_past(message, one.activity.happened_at)]
    if said.name and ahead and meant == ahead and said.group not in ("registered", "missed"):
        if _BEHIND.search(said.sentence):
            return _not_yet(message, said, ahead[0])
        return _of_no_record(message, said, known, meant)
    if fitting:
        return _timely(message, said, fitting)
    against = [one for one in meant if _is_against(said.group, one)]
    if against and (len(against) == len(meant) or said.name):
        return _contradicted(message, said, _otherwise(message, said, against[0]), against[0])
    return _of_no_record(message, said, known, meant)


_BEHIND: Final = re.compile(
    r"\b(?:was|were|thanks|thank you|met|saw|came|spoke|visited|stopped|enjoyed|danke?"
    r"|merci|gracias)\b",
    re.IGNORECASE,
)


def _not_yet(message: Message, said: SaidOfEvent, one: Participation) -> Claim:
    reason = f"Our records have {one.name} on {said_day(one.activity.happened_at)}: not yet."
    return _contradicted(message, said, reason, one)


def _meant(
    message: Message, said: SaidOfEvent, known: Sequence[Participation]
) -> list[Participation]:
    """Return the records of the event that is meant."""
    if said.name:
        return [one for one in known if is_named(one.name, _with_year(said))]
    if said.date is not None:
        return [one for one in known if _on(message, one, said.date)]
    named = [one for one in known if is_named(one.name, whole_draft(message))]
    return named or [one for one in known if _is_recent(message, one)]


def _with_year(said: SaidOfEvent) -> str:
    return said.sentence if re.search(r"(?:19|20)\d\d", said.sentence) else said.name


def _on(message: Message, one: Participation, date: SaidDate) -> bool:
    moment = one.activity.happened_at
    return moment is not None and date.holds(day_in(message, moment), slack=SLACK)


def _is_recent(message: Message, one: Participation) -> bool:
    moment = one.activity.happened_at
    if moment is None:
        return True
    from_then = (message.draft.send_at or message.now).date() - moment.date()
    return from_then.days <= RECENT


def _fits(group: str, one: Participation) -> bool:
    if group == "booth" and one.at_our_booth is not None and one.role is not Role.ABSENT:
        return one.at_our_booth
    return one.role in FITTING[group]


def _is_against(group: str, one: Participation) -> bool:
    if group == "booth" and one.at_our_booth is False:
        return True
    return one.role in AGAINST[group]


def _timely(message: Message, said: SaidOfEvent, fitting: Sequence[Participation]) -> Claim:
    """Compare the time of an event that fits otherwise."""
    one = fitting[0]
    past = [each for each in fitting if is_past(message, each.activity.happened_at)]
    if not past and said.group != "registered":
        return _not_yet(message, said, one)
    if said.date is not None and past:
        dated = [each for each in past if _on(message, each, said.date)]
        if not dated and past[0].activity.happened_at is not None:
            when = said_day(past[0].activity.happened_at)
            reason = f"Our records have {past[0].name} on {when}, not then."
            return _contradicted(message, said, reason, past[0])
        past = dated or past
    one = (past or [one])[0]
    reason = f"Our records have {person_of(message)} there{_role(one)} ({_when_and_where(one)})."
    return _claim(message, said, ClaimVerdict.SUPPORTED, reason, [_evidence(one)])


def _role(one: Participation) -> str:
    if one.role in (Role.UNKNOWN, Role.REGISTERED, Role.ABSENT):
        return ""
    return f" as {'an' if one.role is Role.EXHIBITOR else 'a'} {one.role.value}"


def _when_and_where(one: Participation) -> str:
    return f"{said_day(one.activity.happened_at)}, {one.name}"


def _otherwise(message: Message, said: SaidOfEvent, one: Participation) -> str:
    person, place = person_of(message), _when_and_where(one)
    if one.role is Role.ABSENT:
        return f"Our records have {person} registered but not there ({place})."
    if said.group == "booth" and one.at_our_booth is False:
        return f"Our records say that {person} was not at our booth ({place})."
    return f"Our records have {person} there{_role(one)} ({place})."


def _of_no_record(
    message: Message,
    said: SaidOfEvent,
    known: Sequence[Participation],
    meant: Sequence[Participation],
) -> Claim:
    person = person_of(message)
    what = said.name or "such event"
    if meant:
        one = meant[0]
        reason = f"Our records have {person} at {one.name} with nothing that says so."
        return _claim(message, said, ClaimVerdict.UNSUPPORTED, reason, [_evidence(one)])
    if said.is_guess or said.group in ("missed", "registered") or _is_told_of(message, said):
        reason = f"Our records hold nothing of {person} and {said.name or 'such an event'}."
        return _claim(message, said, ClaimVerdict.UNSUPPORTED, reason)
    if holds_all(message.company, [ActivityKind.EVENT]):
        return _nothing_recorded(message, said, known, what)
    reason = f"Our records hold nothing of {person} at {said.name or 'such an event'}."
    return _claim(message, said, ClaimVerdict.UNSUPPORTED, reason)


def _is_told_of(message: Message, said: SaidOfEvent) -> bool:
    """Return whether a note or mail names the event, so that they may well have been there."""
    if not said.name:
        return False
    return any(
        each.kind is not ActivityKind.EVENT
        and said.name.lower() in f"{each.subject} {each.body}".lower()
        for each in known_of(message)
    )


def _nothing_recorded(
    message: Message, said: SaidOfEvent, known: Sequence[Participation], what: str
) -> Claim:
    reason = f"Our records of events are complete and have {person_of(message)} at no {what}"
    evidence = [completeness([ActivityKind.EVENT])]
    if known:
        reason += f", but at {known[0].name} ({said_day(known[0].activity.happened_at)})"
        evidence = [_evidence(known[0]), *evidence]
    return _claim(message, said, ClaimVerdict.CONTRADICTED, f"{reason}.", evidence)


def _contradicted(message: Message, said: SaidOfEvent, reason: str, one: Participation) -> Claim:
    return _claim(message, said, ClaimVerdict.CONTRADICTED, reason, [_evidence(one)])


def _evidence(one: Participation) -> Evidence:
    if one.role_words:
        return evidence_of(one.activity, field="role", quote=f"{one.role_words} ({one.name})")
    return evidence_of(one.activity)


def _claim(
    message: Message,
    said: SaidOfEvent,
    verdict: ClaimVerdict,
    reason: str,
    evidence: Iterable[Evidence] = (),
) -> Claim:
    says = SAYS[said.group] + (f" ({said.name})" if said.name else "")
    return claim(message, ClaimKind.EVENT, said.span, says, verdict, reason, evidence)


READER = ClaimReader(kind=ClaimKind.EVENT, read=read, words=words_file(WORDS))
