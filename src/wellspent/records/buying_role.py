"""Buying role: who at an account can say yes, how surely, and which evidence says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wellspent.records.evidence import Evidence


class BuyingRole(StrEnum):
    """What somebody is in a purchase; *unknown* is no role but the share that nothing explains."""

    DECISION_MAKER = "decision maker"
    BUDGET_HOLDER = "budget holder"
    EXECUTIVE_SPONSOR = "executive sponsor"
    CHAMPION = "champion"
    INFLUENCER = "influencer"
    END_USER = "end user"
    BLOCKER = "blocker"
    LEGAL = "legal and compliance"
    GATEKEEPER = "gatekeeper"
    NO_POWER = "no power"
    UNKNOWN = "unknown"

    @property
    def can_say_yes(self) -> bool:
        """Return whether this role can say yes: decide, pay, or make it happen from above."""
        return self in SAYS_YES


SAYS_YES = frozenset(
    {BuyingRole.DECISION_MAKER, BuyingRole.BUDGET_HOLDER, BuyingRole.EXECUTIVE_SPONSOR}
)


class SignOfRole(StrEnum):
    """A kind of evidence for a role: one file of the room `reach` each.

    All but *title* and *company size* are something that somebody said or did.
    """

    TITLE = "title"
    COMPANY_SIZE = "company size"
    SIGNED_BEFORE = "signed before"
    SAYS_THEY_DECIDE = "says that they decide"
    NAMED_AS_DECIDER = "named as the one who decides"
    NAMED_AS_APPROVER = "named as the one who has to approve"
    SAYS_ANOTHER_DECIDES = "says that somebody else decides"
    NAMED_A_BUDGET = "named a budget"
    NEEDS_APPROVAL = "needs somebody's approval"
    HAS_NO_SAY = "says that they have no say"
    HAS_A_VOICE = "is listened to"
    ASKED_FOR_INVOICE = "asked for an invoice or a purchase order"
    COPIED_AT_PRICE = "copied in when price came up"
    FORWARDED_US = "forwarded us"
    BROUGHT_OTHERS = "brought others"
    KEPT_DATES = "sets dates that hold"
    ONLY_CHATS = "only ever chats"
    GUARDS_ACCESS = "guards access"
    USES_IT = "works with it every day"
    SPEAKS_FOR_US = "speaks for us"
    SPEAKS_AGAINST = "speaks against it"
    CHECKS_TERMS = "checks terms, law or security"
    INTRODUCED = "introduced by somebody"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSign:
    """A sign of a contact's role: a quote or a record, before it is weighed.

    `by` is the contact who said it of them (empty: they themselves, or our own record). `about`
    is the name or role that was said where no contact of ours is known by it (*our CFO*): then
    `contact_id` is empty, and the sign tells who is missing. `certainty` is from 0 to 1.
    """

    kind: SignOfRole
    contact_id: str
    evidence: Evidence
    account_id: str = ""
    about: str = ""
    by: str = ""
    certainty: float = 1.0
    conversation_id: str = ""
    turn: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleReason:
    """What one sign adds: points (log-odds against *unknown*) for each role, after decay.

    `weight` is what its certainty, its age and its repetition leave of it (1: all). `cases` is how
    many outcomes or corrections stand behind its points; 0: stated, not learned.
    """

    sign: RoleSign
    points: Mapping[BuyingRole, float]
    weight: float = 1.0
    cases: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleCorrection:
    """What a person said a contact's role is. It outranks the model, is kept, and teaches."""

    contact_id: str
    role: BuyingRole
    by: str
    at: datetime
    reason: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealPerson:
    """Somebody at an account that bought, when it did: what past deals teach of who signs.

    `signed` says that the deal names them as its contact. `employees` is the account's number.
    """

    contact_id: str
    account_id: str
    deal_id: str
    title: str
    signed: bool
    employees: float | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleJudgement:
    """A distribution over buying roles, with the reasons that add up to it.

    `shares` add up to 1 with *unknown* among them. Before any doubt they are the softmax of `base`
    plus the reasons' points, with *unknown* at 0. `doubt` is the chance that what was said and done
    misleads: so much of the shares is what `base`, title and size of the firm give alone. `power`
    is the share of the roles that can say yes, `low` to `high` its 90 % interval. With a
    `correction`, the role that a person gave stands (`power` follows it) and `shares` stay what the
    model says.
    """

    contact_id: str
    shares: Mapping[BuyingRole, float]
    base: Mapping[BuyingRole, float]
    power: float
    low: float
    high: float
    as_of: datetime
    doubt: float = 0.0
    reasons: tuple[RoleReason, ...] = ()
    correction: RoleCorrection | None = None

    @property
    def role(self) -> BuyingRole:
        """Return the role that a person gave, else the likeliest; it may be *unknown*."""
        if self.correction is not None:
            return self.correction.role
        return max(self.shares, key=lambda role: self.shares[role])


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeMember:
    """One of an account's people: their role, and what they gave and got so far.

    `minutes_given` is what the customer gave us (estimated where not measured), `credits` how many
    signs say that they got something for it, `got` the latest of those in their words.
    """

    contact_id: str
    name: str
    title: str
    judgement: RoleJudgement
    last_contact_at: datetime | None = None
    minutes_given: float = 0.0
    credits: int = 0
    got: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMaker:
    """Somebody who is likely to be able to say yes, as a list of such people names them."""

    contact_id: str
    name: str
    title: str
    account_id: str
    account_name: str
    judgement: RoleJudgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """That one contact leads to another: `how` in words ("reports to", "introduced us to")."""

    from_id: str
    to_id: str
    how: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """The shortest way to somebody, over contacts that our records support; first step first."""

    to_id: str
    steps: tuple[Relation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """The buying committee of an account: who is in it, who is missing, how to get to them.

    `missing` are roles that nobody known is likely to have, `named` people who were named by
    others and are no contact of ours yet. `nobody_with_power` says that we never talked to anyone
    who can say yes.
    """

    account_id: str
    members: tuple[CommitteeMember, ...]
    missing: tuple[BuyingRole, ...] = ()
    named: tuple[RoleSign, ...] = ()
    nobody_with_power: bool = False
    ways_in: tuple[WayIn, ...] = field(default=())
