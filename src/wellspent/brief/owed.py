"""Owed: what we owe the account's people, and whether something of ours may have kept it."""

from dataclasses import dataclass
from datetime import date, datetime

from wellspent.brief.cite import cite
from wellspent.brief.matter import BriefMatter
from wellspent.brief.once import once
from wellspent.brief.said import LONG_AGO
from wellspent.brief.sentence import Words, short
from wellspent.records.activity import Activity, Direction
from wellspent.records.conversation import Side
from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.ledger import Debt, DebtKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A promise or an answer that we owe.

    `due_evidence` is where its day was heard. `maybe_kept_by` is the first thing of ours that went
    out to them afterwards: then it isn't said that nothing was done.
    """

    kind: DebtKind
    words: Words
    since: datetime
    contact_id: str
    contact_name: str
    rep: str
    evidence: Evidence
    due: date | None = None
    is_overdue: bool = False
    due_evidence: Evidence | None = None
    maybe_kept_by: Activity | None = None

    @property
    def may_be_kept(self) -> bool:
        """Return whether something went out afterwards that may have been it."""
        return self.maybe_kept_by is not None


@once
def owed(matter: BriefMatter) -> list[Owed]:
    """Return what we owe, as the store has it ordered: what is overdue first."""
    found = [_owed(matter, debt) for debt in matter.history.debts if debt.since > LONG_AGO]
    return sorted(found, key=lambda one: not matter.is_about(one.contact_id))


def _owed(matter: BriefMatter, debt: Debt) -> Owed:
    field, talk = f"turn {debt.turn}", debt.conversation_id
    said = Evidence(OwnRecord.CONVERSATION, talk, field, debt.quote, debt.since)
    due = debt.due and Evidence(
        OwnRecord.CONVERSATION, talk, f"{field} due", debt.due.isoformat(), debt.since
    )
    return Owed(
        kind=debt.kind,
        words=short(debt.quote, said),
        since=debt.since,
        contact_id=debt.contact_id,
        contact_name=debt.contact_name,
        rep=debt.rep,
        evidence=said,
        due=debt.due,
        is_overdue=debt.is_overdue,
        due_evidence=due or None,
        maybe_kept_by=_ours_after(matter, debt),
    )


def _ours_after(matter: BriefMatter, debt: Debt) -> Activity | None:
    """Return the first thing of ours in writing that went to them after a promise, in a talk of
    its own: whether it kept the promise, only a reader can tell.
    """
    if debt.kind is not DebtKind.PROMISE:
        return None
    after = [
        one
        for one in matter.history.activities
        if one.happened_at and debt.since < one.happened_at <= matter.now and one.subject
        if one.contact_id == debt.contact_id and _is_ours(matter, one, debt)
    ]
    return min(after, key=lambda one: one.happened_at or matter.now, default=None)


def _is_ours(matter: BriefMatter, activity: Activity, debt: Debt) -> bool:
    if activity.direction is Direction.OUTBOUND:
        return True
    return bool(_talks_of_ours(matter).get(activity.id, frozenset()) - {debt.conversation_id})


@once
def _talks_of_ours(matter: BriefMatter) -> dict[str, frozenset[str]]:
    """Return the talks in which we said something, by the activities of what we said."""
    found: dict[str, frozenset[str]] = {}
    for heard in matter.history.conversations:
        talk = heard.conversation
        for place, turn in enumerate(talk.turns):
            if talk.side_of(place) is Side.OURS:
                found[turn.activity_id] = found.get(turn.activity_id, frozenset()) | {talk.id}
    return found


def own_debts(matter: BriefMatter) -> list[Owed]:
    """Return what we owe whom the brief is for, without what may have been kept already."""
    return [one for one in owed(matter) if matter.is_about(one.contact_id) and not one.may_be_kept]


def subject_of(activity: Activity) -> Words:
    """Return the subject of something of ours for a place in a sentence."""
    return Words(activity.subject, cite(activity, "subject"))
