"""The part that somebody has in a decision, in words: what a person settled, else a hypothesis."""

from typing import Final

from wellspent.brief.matter import BriefMatter
from wellspent.brief.role_words import role_in_words
from wellspent.brief.sentence import Words, line
from wellspent.records.brief import JUDGED, BriefLine, Standing
from wellspent.records.buying_role import BuyingRole, RoleJudgement, RoleReason
from wellspent.records.evidence import Evidence
from wellspent.records.source import RecordKind

PROBABLE: Final = 0.75
LEAST_SHARE: Final = 0.5
"""A role less likely than this isn't named: it is something to find out."""

SURE: Final = 0.995
"""From here a rounded likelihood would be 100 %."""

ROLE_FIELD: Final = "buying role"
"""The field of a contact in which a person's own word on the role stands."""


def probable_role(matter: BriefMatter, contact_id: str) -> BuyingRole | None:
    """Return the role that is likely enough to be named; None: it is to be found out."""
    judged = matter.roles.get(contact_id)
    if judged is None or judged.role is BuyingRole.UNKNOWN:
        return None
    is_likely = judged.correction is not None or judged.shares[judged.role] >= LEAST_SHARE
    return judged.role if is_likely else None


def is_probable(judged: RoleJudgement, role: BuyingRole) -> bool:
    """Return whether a role is likely enough for *probably*; else it is only possible."""
    return judged.shares[role] >= PROBABLE


def role_line(matter: BriefMatter, contact_id: str) -> BriefLine | None:
    """Return the sentence that tells of somebody's role; None when there is nothing to tell."""
    judged, role = matter.roles.get(contact_id), probable_role(matter, contact_id)
    if judged is None or role is None:
        return None
    if judged.correction is not None:
        told = told_role(judged)
        by = Words(judged.correction.by or "A colleague", told)
        return line("role_told", by=by, role=Words(role.value, told))
    return line(
        "role_probable" if is_probable(judged, role) else "role_possible",
        standing=Standing.HYPOTHESIS,
        why=why_role(judged, role),
        also=role_evidence(judged, role),
        role=role_words(role),
    )


def role_words(role: BuyingRole) -> Words:
    """Return a role for a place in a hypothesis: nothing but a judgement bears it."""
    return Words(role_in_words(role), JUDGED)


def told_role(judged: RoleJudgement) -> Evidence:
    """Return the citation of what a person said the role is."""
    told = judged.correction
    assert told is not None
    by = f" ({told.by})" if told.by else ""
    return Evidence(
        RecordKind.CONTACT, judged.contact_id, ROLE_FIELD, f"{told.role.value}{by}", told.at
    )


def why_role(judged: RoleJudgement, role: BuyingRole) -> str:
    """Return in words why a role is held for likely: its share, and the strongest signs."""
    signs = [reason.sign.kind.value for reason in _strongest(judged, role)]
    because = f", from: {'; '.join(dict.fromkeys(signs))}" if signs else ""
    return f"{_likelihood(judged.shares[role])} likely{because}"


def _likelihood(share: float) -> str:
    """Return a likelihood; it is never written as certain."""
    return "over 99%" if share >= SURE else f"{share:.0%}"


def role_evidence(judged: RoleJudgement, role: BuyingRole) -> list[Evidence]:
    """Return what speaks for a role, the strongest first."""
    return [reason.sign.evidence for reason in _strongest(judged, role)]


def _strongest(judged: RoleJudgement, role: BuyingRole) -> list[RoleReason]:
    speaking = [one for one in judged.reasons if one.points.get(role, 0.0) > 0.0]
    return sorted(speaking, key=lambda one: -one.points[role])[:3]
