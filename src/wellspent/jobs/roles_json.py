"""Roles as JSON has them: one shape for the command line, the API and agents."""

from collections.abc import Mapping
from typing import Any

from wellspent.records.buying_role import (
    BuyingRole,
    Committee,
    CommitteeMember,
    DecisionMaker,
    Relation,
    RoleCorrection,
    RoleJudgement,
    RoleReason,
    RoleSign,
    WayIn,
)
from wellspent.records.evidence import Evidence

DIGITS = 4


def judgement_as_json(judgement: RoleJudgement) -> dict[str, Any]:
    """Return a judgement with its shares and the reasons that add up to them."""
    correction = judgement.correction
    return {
        "contact_id": judgement.contact_id,
        "role": judgement.role.value,
        "power": round(judgement.power, DIGITS),
        "power_low": round(judgement.low, DIGITS),
        "power_high": round(judgement.high, DIGITS),
        "as_of": judgement.as_of.isoformat(),
        "shares": _points(judgement.shares),
        "base": _points(judgement.base),
        "doubt": round(judgement.doubt, DIGITS),
        "reasons": [_reason(one) for one in judgement.reasons],
        "correction": correction_as_json(correction) if correction else None,
    }


def correction_as_json(correction: RoleCorrection) -> dict[str, Any]:
    """Return what a person said a role is."""
    return {
        "id": correction.id,
        "contact_id": correction.contact_id,
        "role": correction.role.value,
        "by": correction.by,
        "at": correction.at.isoformat(),
        "reason": correction.reason,
    }


def committee_as_json(committee: Committee) -> dict[str, Any]:
    """Return a buying committee: members, who is missing, who was named, and the ways in."""
    return {
        "account_id": committee.account_id,
        "members": [_member(one) for one in committee.members],
        "missing": [role.value for role in committee.missing],
        "named": [sign_as_json(one) for one in committee.named],
        "nobody_with_power": committee.nobody_with_power,
        "ways_in": [_way(one) for one in committee.ways_in],
    }


def decision_maker_as_json(one: DecisionMaker) -> dict[str, Any]:
    """Return somebody who is likely to be able to say yes, with the reasons."""
    return {
        "contact_id": one.contact_id,
        "name": one.name,
        "title": one.title,
        "account_id": one.account_id,
        "account_name": one.account_name,
        **{k: v for k, v in judgement_as_json(one.judgement).items() if k != "contact_id"},
    }


def sign_as_json(sign: RoleSign) -> dict[str, Any]:
    """Return a sign with its evidence; `turn` is counted from 1, as elsewhere."""
    return {
        "kind": sign.kind.value,
        "contact_id": sign.contact_id or None,
        "about": sign.about or None,
        "by": sign.by or None,
        "certainty": round(sign.certainty, DIGITS),
        "conversation_id": sign.conversation_id or None,
        "turn": None if sign.turn is None else sign.turn + 1,
        "evidence": evidence_as_json(sign.evidence),
    }


def evidence_as_json(evidence: Evidence) -> dict[str, Any]:
    """Return the record, the field (turns counted from 1) and the words it rests on."""
    return {
        "record_kind": evidence.record_kind.value,
        "record_id": evidence.record_id,
        "field": evidence.field_from_one,
        "quote": evidence.quote,
        "date": evidence.date.isoformat() if evidence.date else None,
    }


def _reason(reason: RoleReason) -> dict[str, Any]:
    return {
        "sign": sign_as_json(reason.sign),
        "points": _points(reason.points),
        "weight": round(reason.weight, DIGITS),
        "cases": reason.cases,
    }


def _points(points: Mapping[BuyingRole, float]) -> dict[str, float]:
    return {role.value: round(value, DIGITS) for role, value in points.items()}


def _member(member: CommitteeMember) -> dict[str, Any]:
    last = member.last_contact_at
    return {
        "contact_id": member.contact_id,
        "name": member.name,
        "title": member.title,
        "last_contact_at": last.isoformat() if last else None,
        "minutes_given": round(member.minutes_given, 1),
        "credits": member.credits,
        "got": [evidence_as_json(one) for one in member.got],
        "judgement": judgement_as_json(member.judgement),
    }


def _way(way: WayIn) -> dict[str, Any]:
    return {"to_id": way.to_id, "steps": [_step(one) for one in way.steps]}


def _step(step: Relation) -> dict[str, Any]:
    return {
        "from_id": step.from_id,
        "to_id": step.to_id,
        "how": step.how,
        "evidence": evidence_as_json(step.evidence),
    }
