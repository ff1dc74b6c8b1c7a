"""What a draft says of a conversation, compared with those that our records hold."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from wellspent.phrases.attempts import SPOKEN, is_attempt
from wellspent.phrases.dates import SaidDate
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.evidence import Evidence
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict
from wellspent.records.source import RecordKind
from wellspent.review.dealings.conversations import (
    WRITTEN,
    is_of,
    is_on_site,
    is_remote,
    is_theirs,
    went,
)
from wellspent.review.message import Message
from wellspent.review.reading.statement import day_in, is_past, today
from wellspent.review.reading.text import Span
from wellspent.review.truth.claim_parts import (
    claim,
    completeness,
    evidence_of,
    holds_all,
    known_of,
    person_of,
    said_day,
    shortened,
)

NEAR: Final = 45
"""A conversation so many days away is the one that must have been meant."""

LONG_AGO: Final = 550
"""*As we discussed* isn't said of what is so many days past."""

KINDS: Final[Mapping[str, tuple[ActivityKind, ...]]] = {
    "talk": (ActivityKind.CALL, ActivityKind.MEETING),
    "talk_dated": (ActivityKind.CALL, ActivityKind.MEETING),
    "call": (ActivityKind.CALL,),
    "meeting": (ActivityKind.MEETING,),
    "wrote": (ActivityKind.EMAIL,),
    "we_wrote": (ActivityKind.EMAIL,),
    "we_called": (ActivityKind.CALL,),
}
"""The kinds of activity that must be recorded completely before *nothing* says anything."""

SAYS: Final = {
    "never": "we haven't had to do with each other",
    "call": "we telephoned",
    "meeting": "we met",
    "wrote": "the reader wrote to us",
    "we_wrote": "we wrote to the reader",
    "we_called": "we called the reader",
    "talk": "we talked",
    "talk_dated": "we talked",
}


@dataclass(frozen=True, slots=True)
class SaidConversation:
    """What a draft says of a conversation; `who` is who of ours is said to have had it."""

    group: str
    span: Span
    date: SaidDate | None
    who: str
    is_oral: bool
    way: str = ""
    written: ActivityKind | None = None
    place: str = ""
    is_of_theirs: bool = False
    is_told: bool = False


def compare_with_records(message: Message, said: SaidConversation) -> Claim:
    """Return the claim that a draft makes, judged by the conversations that are recorded."""
    known = known_of(message)
    if said.is_of_theirs and message.reader is not None:
        known = (*known, *message.reader.account_activities)
    past = [each for each in known if is_past(message, each.happened_at)]
    if said.group == "never":
        return _never(message, said, past)
    pool = [each for each in past if _is_such(said, each)]
    real = [each for each in pool if not _is_failed(said, each)]
    dated = [each for each in real if _on(message, said, each)]
    fitting = [each for each in dated if went(each, said.way)]
    if dated and not fitting and _tells_of_another(message, said, dated):
        return _on_another_way(message, said, dated)
    elsewhere = [each for each in fitting if _is_elsewhere(message, said, each)]
    if said.date is not None and elsewhere and len(elsewhere) == len(fitting):
        return _on_another_way(message, said, fitting)
    dated = fitting
    if dated:
        return _with_whom(message, said, dated)
    if said.date is None:
        return _undated(message, said, pool, past)
    return _on_another_day(message, said, pool, past)


def _tells_of_another(message: Message, said: SaidConversation, dated: Sequence[Activity]) -> bool:
    """Return whether talks on another channel speak against what is said; an event may be it."""
    talks = [each for each in dated if each.kind in SPOKEN]
    return bool(talks) and (said.date is not None or _holds_all_talks(message))


def _holds_all_talks(message: Message) -> bool:
    return holds_all(message.company, (ActivityKind.CALL, ActivityKind.MEETING))


def _on_another_way(message: Message, said: SaidConversation, dated: Sequence[Activity]) -> Claim:
    one = min(dated, key=lambda each: each.kind not in SPOKEN)
    evidence = [evidence_of(one)]
    return _claim(message, said, ClaimVerdict.CONTRADICTED, _have(one), evidence)


_AT = re.compile(r"\b(?:[Ii]n|[Aa]t)\s+(?=[A-ZÀ-ÖØ-Þ])")


def _is_elsewhere(message: Message, said: SaidConversation, activity: Activity) -> bool:
    """Return whether a meeting is recorded with another place than is said."""
    if not said.place or activity.kind is ActivityKind.EVENT:
        return False
    told = f"{activity.subject}. {activity.body}"
    account = message.reader.account if message.reader else None
    known = f"{told} {account.city} {account.name}" if account else told
    return _AT.search(told) is not None and said.place.lower() not in known.lower()


def _never(message: Message, said: SaidConversation, past: Sequence[Activity]) -> Claim:
    words = message.quote(said.span).lower()
    met = re.search(r"\b(?:met|meet|getroffen|kennengelernt|rencontr|crossed)", words) is not None
    kinds = {ActivityKind.MEETING} if met else set(SPOKEN)
    for each in past:
        if each.kind in kinds and not is_attempt(each) and not (met and is_remote(each)):
            return _claim(
                message, said, ClaimVerdict.CONTRADICTED, _have(each), [evidence_of(each)]
            )
    reason = f"Our records hold no conversation with {person_of(message)}."
    return _claim(message, said, ClaimVerdict.SUPPORTED, reason)


def _is_such(said: SaidConversation, activity: Activity) -> bool:
    """Return whether an activity is of the kind that is said."""
    return _FITS[said.group](said, activity)


def _fits_talk(said: SaidConversation, activity: Activity) -> bool:
    if activity.kind in SPOKEN or activity.kind is ActivityKind.EVENT:
        return True
    return activity.kind in WRITTEN and not said.is_oral and _is_two_sided(said, activity)


def _is_two_sided(said: SaidConversation, activity: Activity) -> bool:
    """Return whether a message may be meant: our own only where something was merely said."""
    return said.is_told or activity.direction is not Direction.OUTBOUND


def _fits_call(_said: SaidConversation, activity: Activity) -> bool:
    is_meeting = activity.kind is ActivityKind.MEETING
    return activity.kind is ActivityKind.CALL or (is_meeting and not is_on_site(activity))


def _fits_meeting(_said: SaidConversation, activity: Activity) -> bool:
    if activity.kind is ActivityKind.CALL:
        return is_remote(activity)
    return activity.kind in (ActivityKind.MEETING, ActivityKind.EVENT)


def _fits_wrote(said: SaidConversation, activity: Activity) -> bool:
    if said.written is not None and activity.kind not in (said.written, ActivityKind.FORM):
        return False
    return activity.kind in WRITTEN and activity.direction is not Direction.OUTBOUND


def _fits_we_wrote(said: SaidConversation, activity: Activity) -> bool:
    if said.written is not None and activity.kind is not said.written:
        return False
    return activity.kind in WRITTEN and activity.direction is not Direction.INBOUND


def _fits_we_called(_said: SaidConversation, activity: Activity) -> bool:
    return activity.kind is ActivityKind.CALL and activity.direction is not Direction.INBOUND


_FITS: Final[Mapping[str, Callable[[SaidConversation, Activity], bool]]] = {
    "talk": _fits_talk,
    "talk_dated": _fits_talk,
    "call": _fits_call,
    "meeting": _fits_meeting,
    "wrote": _fits_wrote,
    "we_wrote": _fits_we_wrote,
    "we_called": _fits_we_called,
}


def _is_failed(said: SaidConversation, activity: Activity) -> bool:
    return said.group != "we_called" and is_attempt(activity)


def _on(message: Message, said: SaidConversation, activity: Activity) -> bool:
    moment = activity.happened_at
    if moment is None:
        return True
    if said.date is None:
        return (today(message) - moment.date()).days <= LONG_AGO
    return said.date.holds(day_in(message, moment)) or said.date.holds(moment.date())


def _with_whom(message: Message, said: SaidConversation, dated: Sequence[Activity]) -> Claim:
    """Compare who of ours had a conversation that fits otherwise."""
    if said.who:
        others = [each for each in dated if each.rep and not _had(each, said.who)]
        if len(others) == len(dated):
            reason = f"{_have(others[0])[:-1]}, by {others[0].rep} and not {said.who}."
            evidence = [evidence_of(others[0], field="rep", quote=others[0].rep)]
            return _claim(message, said, ClaimVerdict.CONTRADICTED, reason, evidence)
        dated = [each for each in dated if each not in others]
    return _claim(message, said, ClaimVerdict.SUPPORTED, _have(dated[0]), [evidence_of(dated[0])])


def _had(activity: Activity, who: str) -> bool:
    told = f"{activity.rep} {' '.join(activity.participants)} {activity.subject} {activity.body}"
    return is_of(activity.rep, who) or is_of(told, who)


def _undated(
    message: Message, said: SaidConversation, pool: Sequence[Activity], past: Sequence[Activity]
) -> Claim:
    if pool and said.group in ("talk", "call", "meeting"):
        attempt = pool[0]
        reason = f"Our records have only an attempt ({_named(attempt)})."
        return _claim(message, said, ClaimVerdict.CONTRADICTED, reason, [evidence_of(attempt)])
    other = _other_channel(said, past)
    if other is not None and holds_all(message.company, KINDS[said.group]):
        reason = f"{_have(other)[:-1]}; our records are complete and hold no other."
        return _claim(message, said, ClaimVerdict.CONTRADICTED, reason, [evidence_of(other)])
    return _nothing(message, said)


def _other_channel(said: SaidConversation, past: Sequence[Activity]) -> Activity | None:
    """Return the latest conversation on another channel than is said."""
    if said.group not in ("call", "meeting"):
        return None
    spoken = [each for each in past if each.kind in SPOKEN and not is_attempt(each)]
    return next((each for each in spoken if not _is_such(said, each)), None)


def _on_another_day(
    message: Message, said: SaidConversation, pool: Sequence[Activity], past: Sequence[Activity]
) -> Claim:
    attempts = [each for each in pool if _on(message, said, each)]
    if attempts:
        reason = f"Our records have only an attempt ({_named(attempts[0])})."
        return _claim(message, said, ClaimVerdict.CONTRADICTED, reason, [evidence_of(attempts[0])])
    other = [each for each in past if _on(message, said, each) and _is_talk(each)]
    if other and said.group in ("call", "meeting"):
        return _claim(
            message, said, ClaimVerdict.CONTRADICTED, _have(other[0]), [evidence_of(other[0])]
        )
    near = [each for each in pool if not _is_failed(said, each) and _is_near(message, said, each)]
    if near and not said.is_of_theirs:
        one = min(near, key=lambda each: _days_off(message, said, each))
        reason = f"{_have(one)[:-1]}, and none on the day that the draft names."
        return _claim(message, said, ClaimVerdict.CONTRADICTED, reason, [evidence_of(one)])
    return _nothing(message, said)


def _is_talk(activity: Activity) -> bool:
    return activity.kind in SPOKEN and not is_attempt(activity)


def _is_near(message: Message, said: SaidConversation, activity: Activity) -> bool:
    kind = said.written
    if kind is ActivityKind.SMS or kind is ActivityKind.SOCIAL_MESSAGE:
        return holds_all(message.company, (kind,)) and _days_off(message, said, activity) <= NEAR
    return activity.kind is not ActivityKind.EVENT and _days_off(message, said, activity) <= NEAR


def _days_off(message: Message, said: SaidConversation, activity: Activity) -> int:
    if said.date is None or activity.happened_at is None:
        return NEAR + 1
    return said.date.days_from(day_in(message, activity.happened_at))


def _nothing(message: Message, said: SaidConversation) -> Claim:
    enquiry = _enquiry(message, said)
    if enquiry is not None:
        reason = f"Our records hold the enquiry of {person_of(message)}."
        return _claim(message, said, ClaimVerdict.SUPPORTED, reason, [enquiry])
    colleague = _with_colleague(message, said)
    kinds = (said.written,) if said.written is not None else KINDS[said.group]
    if said.is_of_theirs:
        reason = f"Our records hold nothing of it with {person_of(message)}."
        return _claim(message, said, ClaimVerdict.SUPPORTED, reason)
    if holds_all(message.company, kinds):
        reason = f"Our records are complete and hold no such thing with {person_of(message)}"
        evidence = [completeness(kinds)]
        if colleague is not None:
            reason += f", but {_named(colleague)} with a colleague there"
            evidence = [evidence_of(colleague), *evidence]
        return _claim(message, said, ClaimVerdict.CONTRADICTED, f"{reason}.", evidence)
    reason = f"Our records hold nothing of it with {person_of(message)}."
    return _claim(message, said, ClaimVerdict.UNSUPPORTED, reason)


def _enquiry(message: Message, said: SaidConversation) -> Evidence | None:
    """Return an enquiry of theirs, which is a way of writing to us."""
    reader = message.reader
    if reader is None or said.group not in ("wrote", "talk"):
        return None
    for lead in reader.leads:
        if said.date is None or lead.arrived_at is None:
            return Evidence(RecordKind.LEAD, lead.id, "message", shortened(lead.message), None)
        if said.date.holds(day_in(message, lead.arrived_at)):
            return Evidence(
                RecordKind.LEAD, lead.id, "message", shortened(lead.message), lead.arrived_at
            )
    return None


def _with_colleague(message: Message, said: SaidConversation) -> Activity | None:
    """Return such a conversation with somebody else at the account."""
    reader = message.reader
    if reader is None:
        return None
    fitting = (each for each in reader.account_activities if _is_such(said, each))
    return next((each for each in fitting if _on(message, said, each)), None)


def _have(activity: Activity) -> str:
    return f"Our records have {_named(activity)}."


def _named(activity: Activity) -> str:
    names = {
        ActivityKind.EMAIL: "an e-mail of theirs" if is_theirs(activity) else "an e-mail of ours",
        ActivityKind.SMS: "a text message",
        ActivityKind.SOCIAL_MESSAGE: "a message",
        ActivityKind.FORM: "a form of theirs",
        ActivityKind.CALL: "a call",
        ActivityKind.EVENT: "an event",
    }
    what = names.get(activity.kind, f"a {activity.kind.value}")
    return f"{what} on {said_day(activity.happened_at)}"


def _claim(
    message: Message,
    said: SaidConversation,
    verdict: ClaimVerdict,
    reason: str,
    evidence: Iterable[Evidence] = (),
) -> Claim:
    says = SAYS[said.group] + (f", with {said.who}" if said.who else "")
    return claim(message, ClaimKind.CONVERSATION, said.span, says, verdict, reason, evidence)
