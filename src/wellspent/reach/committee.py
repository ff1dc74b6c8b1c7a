"""Committee: an account's people as a map: who, in which role, who is missing, and the way in."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from wellspent.reach.committee_rules import CommitteeRules, committee_rules
from wellspent.reach.relations import relations
from wellspent.reach.role_weights import FROM_TITLE
from wellspent.reach.seen import Seen
from wellspent.reach.signs_of import signs_of
from wellspent.reach.ways_in import ways_in
from wellspent.records.account_history import AccountHistory
from wellspent.records.activity import Direction
from wellspent.records.buying_role import (
    BuyingRole,
    Committee,
    CommitteeMember,
    RoleJudgement,
    RoleReason,
    RoleSign,
    SignOfRole,
    WayIn,
)
from wellspent.records.contact import Contact
from wellspent.records.conversation import Presence
from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.ledger import EntryKind, LedgerEntry
from wellspent.records.source import RecordKind

MOST_GOT: Final = 3
"""So many of the latest things that somebody got from us are shown."""

TELLING: Final = 0.5
"""So many points of one sign for a role show that somebody may well have it beside another."""

_NAMING: Final = frozenset(
    {
        SignOfRole.NAMED_AS_DECIDER,
        SignOfRole.NAMED_AS_APPROVER,
        SignOfRole.NAMED_A_BUDGET,
        SignOfRole.INTRODUCED,
    }
)


def committee(
    history: AccountHistory,
    judgements: Mapping[str, RoleJudgement],
    *,
    now: datetime,
    seen: Seen | None = None,
    signs: tuple[RoleSign, ...] | None = None,
    rules: CommitteeRules | None = None,
) -> Committee:
    """Return the buying committee; contacts without a judgement are left out.

    `seen` and `signs` are the history's, read already; `rules` those of `committee.toml` unless
    given. Members stand by power, then by last contact.
    """
    read = seen or Seen(history)
    found = signs_of(history, read) if signs is None else signs
    asked = rules or committee_rules()
    last = last_contacts(history, now)
    heard_from = last_contacts(history, now, from_them=True)
    members = sorted(
        (
            _member(contact, judgements[contact.id], last.get(contact.id), history.entries)
            for contact in history.contacts
            if contact.id in judgements
        ),
        key=lambda one: (-one.judgement.power, -_seconds(one.last_contact_at), one.contact_id),
    )
    return Committee(
        account_id=history.account.id if history.account else "",
        members=tuple(members),
        missing=_missing(members, asked),
        named=tuple(one for one in found if one.kind in _NAMING and not one.contact_id),
        nobody_with_power=not any(
            one.contact_id in heard_from and one.judgement.power >= asked.power for one in members
        ),
        ways_in=_ways(read, found, members, asked, _in_touch(heard_from, asked, now)),
    )


def last_contacts(
    history: AccountHistory, now: datetime, *, from_them: bool = False
) -> Mapping[str, datetime]:
    """Return when each contact last had to do with us, up to now.

    With `from_them` only what they said, sent or came to counts, not what we sent.
    """
    last: dict[str, datetime] = {}
    for contact_id, moment, is_theirs in _contacts(history):
        if not contact_id or moment > now or (from_them and not is_theirs):
            continue
        last[contact_id] = max(moment, last.get(contact_id, moment))
    return last


def _contacts(history: AccountHistory) -> Iterable[tuple[str, datetime, bool]]:
    for one in history.activities:
        if one.happened_at is not None:
            yield one.contact_id, one.happened_at, one.direction is Direction.INBOUND
    for heard in history.conversations:
        talk = heard.conversation
        for turn in talk.turns:
            moment = turn.at or talk.started_at
            if moment is not None and not turn.automatic:
                yield talk.speakers[turn.speaker].contact_id, moment, True
        for speaker in talk.speakers:
            if speaker.presence is Presence.CAME and talk.started_at is not None:
                yield speaker.contact_id, talk.started_at, True


def _seconds(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0


def _member(
    contact: Contact,
    judgement: RoleJudgement,
    last: datetime | None,
    entries: Iterable[LedgerEntry],
) -> CommitteeMember:
    theirs = [one for one in entries if one.contact_id == contact.id]
    given = [one for one in theirs if one.kind is EntryKind.CREDIT]
    latest = sorted(given, key=lambda one: one.happened_at, reverse=True)
    return CommitteeMember(
        contact_id=contact.id,
        name=contact.name or contact.email,
        title=contact.title,
        judgement=judgement,
        last_contact_at=last,
        minutes_given=sum(one.minutes for one in theirs if one.kind is EntryKind.DEBIT),
        credits=sum(one.count for one in given),
        got=tuple(_got(one) for one in latest if one.quote and one.count > 0)[:MOST_GOT],
    )


def _got(entry: LedgerEntry) -> Evidence:
    if entry.conversation_id and entry.turn is not None:
        return Evidence(
            OwnRecord.CONVERSATION,
            entry.conversation_id,
            f"turn {entry.turn}",
            entry.quote,
            entry.happened_at,
        )
    return Evidence(RecordKind.ACTIVITY, entry.activity_id, "body", entry.quote, entry.happened_at)


def _missing(members: Iterable[CommitteeMember], rules: CommitteeRules) -> tuple[BuyingRole, ...]:
    taken = {
        role for one in members for role in rules.needed if _covers(one.judgement, role, rules)
    }
    return tuple(role for role in rules.needed if role not in taken)


def _covers(judgement: RoleJudgement, role: BuyingRole, rules: CommitteeRules) -> bool:
    """Return whether somebody is likely to have a role, or said what only such a one says.

    Shares divide one person among the roles, but who decides may well pay, too: somebody likely to
    be able to say yes covers each of these roles that a sign of their own speaks for most.
    """
    if judgement.correction is not None and judgement.correction.role is not BuyingRole.UNKNOWN:
        return judgement.correction.role is role
    if judgement.shares[role] >= rules.likely:
        return True
    return (
        role.can_say_yes
        and judgement.power >= rules.power
        and any(_speaks_most_for(one, role) for one in judgement.reasons)
    )


def _speaks_most_for(reason: RoleReason, role: BuyingRole) -> bool:
    points = reason.points.get(role, 0.0)
    return (
        reason.sign.kind not in FROM_TITLE
        and points >= TELLING
        and points >= max(reason.points.values())
    )


def _in_touch(
    heard_from: Mapping[str, datetime], rules: CommitteeRules, now: datetime
) -> frozenset[str]:
    """Return with whom we are in touch."""
    since = now - timedelta(days=rules.in_touch_days)
    return frozenset(contact_id for contact_id, at in heard_from.items() if at >= since)


def _ways(
    seen: Seen,
    signs: tuple[RoleSign, ...],
    members: Iterable[CommitteeMember],
    rules: CommitteeRules,
    in_touch: frozenset[str],
) -> tuple[WayIn, ...]:
    people = {one.contact_id: one.judgement.power for one in members}
    steps = [one for one in relations(seen, signs) if one.from_id in people and one.to_id in people]
    return ways_in(
        steps,
        known=in_touch & people.keys(),
        wanted=[contact_id for contact_id, power in people.items() if power >= rules.power],
        lengths=rules.steps,
    )
