"""What a program is told of buying roles, and may say of one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from wellspent.jobs.correct_role import LONGEST_REASON
from wellspent.records.buying_role import BuyingRole, SignOfRole
from wellspent.serve.api.review_model import EvidenceOut
from wellspent.serve.api.route_model import Person

Points = Mapping[BuyingRole, float]
Reason = Annotated[
    str, Field(max_length=LONGEST_REASON, pattern=r"^[^\x00]*$", description="How it is known.")
]


class RoleIn(BaseModel):
    """What a person says that somebody's role is. It outranks the records, is kept, and teaches."""

    model_config = ConfigDict(extra="forbid")

    role: Annotated[BuyingRole, Field(description="The role; *unknown* can't be said: take back.")]
    by: Person = ""
    reason: Reason = ""


class SignOut(BaseModel):
    """A sign of a role: a quote or a record. `turn` is counted from 1.

    `about` is who was named where it is no contact of ours, `by` the contact who said it of them.
    """

    kind: SignOfRole
    contact_id: str | None
    about: str | None
    by: str | None
    certainty: float
    conversation_id: str | None
    turn: int | None
    evidence: EvidenceOut


class RoleReasonOut(BaseModel):
    """What one sign adds: log-odds against *unknown* for each role, after its age and repetition.

    `cases` is how many outcomes or corrections stand behind its points; 0: stated, not learned.
    """

    sign: SignOut
    points: Points
    weight: float
    cases: int


class RoleCorrectionOut(BaseModel):
    """What a person said a role is."""

    id: str
    contact_id: str
    role: BuyingRole
    by: str
    at: datetime
    reason: str


class JudgedOut(BaseModel):
    """A distribution over roles, with the reasons that add up to it.

    `role` is what a person said, else the likeliest. `power` is how likely they can say yes,
    `power_low` to `power_high` its 90% interval; `shares` is what the records alone say, and adds
    up to 1 with *unknown*. Before any doubt it is the softmax of `base` and the reasons' points;
    `doubt` is the part of it that base, title and size of the firm give alone, since what was said
    may mislead.
    """

    role: BuyingRole
    power: float
    power_low: float
    power_high: float
    as_of: datetime
    shares: Points
    base: Points
    doubt: float
    reasons: list[RoleReasonOut]
    correction: RoleCorrectionOut | None


class RoleOut(JudgedOut):
    """One contact's role."""

    contact_id: str


class SaidOut(RoleCorrectionOut):
    """What was said of a role; `stands` false: it was taken back, or said anew since."""

    stands: bool


class RoleInFullOut(RoleOut):
    """One contact's role with all that people said of it, the latest first."""

    name: str
    said: list[SaidOut]


class MemberOut(BaseModel):
    """One of an account's people: their role, what they gave, and what they got from us."""

    contact_id: str
    name: str
    title: str
    last_contact_at: datetime | None
    minutes_given: float
    credits: int
    got: list[EvidenceOut]
    judgement: RoleOut


class StepOut(BaseModel):
    """That one contact leads to another, with the record that says so."""

    from_id: str
    to_id: str
    how: str
    evidence: EvidenceOut


class WayOut(BaseModel):
    """The shortest way to somebody, first step first."""

    to_id: str
    steps: list[StepOut]


class CommitteeOut(BaseModel):
    """Who at an account can say yes, who is missing, who was named, and the ways in.

    `missing` are roles that nobody known is likely to have; `named` are people whom others named
    and who are no contact of ours yet.
    """

    account_id: str
    members: list[MemberOut]
    missing: list[BuyingRole]
    named: list[SignOut]
    nobody_with_power: bool
    ways_in: list[WayOut]


class DecisionMakerOut(JudgedOut):
    """Somebody who is likely to be able to say yes, with the reasons."""

    contact_id: str
    name: str
    title: str
    account_id: str
    account_name: str
