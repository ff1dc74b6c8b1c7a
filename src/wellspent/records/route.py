"""Route: the next step that wastes nobody's time. Nobody is ever rejected."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wellspent.records.authenticity import EnquiryKind


class Route(StrEnum):
    """Where an enquiry goes.

    *call now*: a person calls. *light touch*: a short personal reply, faster and less intensive.
    *give*: what they came for, with no human time. *ask*: one polite question that a genuine
    person answers easily. *quarantine*: bots only, visible and reversible. *person decides*: too
    little is known to let a rule choose.
    """

    CALL_NOW = "call now"
    LIGHT_TOUCH = "light touch"
    GIVE = "give"
    ASK = "ask"
    QUARANTINE = "quarantine"
    PERSON_DECIDES = "person decides"


SLOW_LANES = frozenset({Route.ASK, Route.QUARANTINE})
"""Routes that make a genuine customer wait, or go away. The promise bounds who ends there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCosts:
    """What is different about the costs for enquiries of one kind; the rest is as for everyone.

    Who asked for a brochure and gets it isn't put off; who asked for one and is called may be.
    """

    minutes: Mapping[Route, float] = field(default_factory=dict[Route, float])
    put_off: Mapping[Route, float] = field(default_factory=dict[Route, float])
    chance_kept: Mapping[Route, float] = field(default_factory=dict[Route, float])


@dataclass(frozen=True, slots=True, kw_only=True)
class CostTable:
    """What things cost the team, in its own money; a manager can read and change it.

    `minutes` are a rep's, by route. `put_off` are the shares of genuine customers-to-be that a
    route puts off for good. `chance_kept` is by how much a route keeps the chance of a deal that
    an immediate call has (1 for *call now*). `customer_worth` is what a won customer is worth.
    `kinds` says what is different for enquiries of a kind.
    """

    currency: str = "USD"
    rep_hour: float = 60.0
    customer_worth: float = 5000.0
    minutes: Mapping[Route, float] = field(default_factory=dict[Route, float])
    put_off: Mapping[Route, float] = field(default_factory=dict[Route, float])
    chance_kept: Mapping[Route, float] = field(default_factory=dict[Route, float])
    kinds: Mapping[EnquiryKind, KindCosts] = field(default_factory=dict[EnquiryKind, KindCosts])


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """At most `share` of genuine enquiries end in a slow lane, and what that promise rests on.

    `threshold` is the authenticity below which a slow lane may be chosen; `bound` the risk that
    conformal risk control guarantees on average over new enquiries like the `sample` labelled
    genuine ones. Without enough history `holds` is False, everything unsure goes to a person, and
    `sentence` says why.
    """

    share: float
    holds: bool
    threshold: float
    bound: float
    sample: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GenuineScores:
    """Authenticities of enquiries that are known to be genuine; the promise rests on them.

    Each was judged without having taught the scorecard that judged it. `scorecard_version` is that
    of the scorecard in use when they were reckoned (0: the declared one).
    """

    scores: tuple[float, ...]
    scorecard_version: int
    reckoned_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutePrice:
    """The expected cost of sending one enquiry down a route, and how it comes about in words.

    A route that isn't `allowed` here says `why_not`.
    """

    route: Route
    cost: float
    sentence: str
    allowed: bool = True
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteChoice:
    """The route of an enquiry: the cheapest that is allowed, with the price of each alternative."""

    route: Route
    prices: tuple[RoutePrice, ...]
    reason: str
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The next step, made ready: an editable text with the facts filled in from records.

    `question` names the field that the one polite question asks for (route *ask* only). `unfilled`
    lists facts that the template wanted and the records don't have.
    """

    route: Route
    template: str
    language: str
    subject: str
    body: str
    question: str = ""
    unfilled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLevel:
    """By when a route's next step is due: minutes of working time after arrival.

    A hand-raise (somebody asked to be contacted) is not a download: `hand_raise` True or False
    limits the level to those, None is for both.
    """

    route: Route
    minutes: float
    hand_raise: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """Who has enquiries of some countries, regions or industries."""

    owner: str
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingRules:
    """The team's own rules: costs, promise, service levels, who has what, what is sent by itself.

    `working_hours` (first and last hour), `working_days` (Monday is 1) and `time_zone` (IANA) say
    when minutes of a service level run; `send_by_itself` names the routes whose next step goes out
    without a person. `chance_without_profile` is taken for the fit while there is none;
    `quarantine_certainty` is how sure the evidence must be that a bot wrote it; *ask* is only for
    enquiries in doubt, whose authenticity is below `ask_below`. A lead whose source has one of the
    words `download_sources` is a download, not a hand-raise. `facts` are the team's own for the
    templates of next steps, such as where its free material is.
    """

    costs: CostTable
    slow_lane_share: float = 0.01
    service_levels: tuple[ServiceLevel, ...] = ()
    territories: tuple[Territory, ...] = ()
    reps: tuple[str, ...] = ()
    working_hours: tuple[int, int] = (9, 17)
    time_zone: str = "UTC"
    send_by_itself: frozenset[Route] = frozenset()
    working_days: tuple[int, ...] = (1, 2, 3, 4, 5)
    chance_without_profile: float = 0.1
    quarantine_certainty: float = 0.8
    ask_below: float = 0.5
    download_sources: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who has an enquiry, by which visible rule, and by when something is due."""

    owner: str
    reason: str
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutedLead:
    """What was decided about a lead, as it is stored: authenticity, kind, route, owner, due time.

    `decided_by` is `rule` or the person who moved it; `acted_at` is when its next step was taken.
    `price` and `next_price` are the expected costs of the chosen route and of the best
    alternative.
    """

    lead_id: str
    authenticity: float
    authenticity_low: float
    authenticity_high: float
    kind: EnquiryKind
    reasons: tuple[str, ...]
    route: Route
    reason: str
    decided_at: datetime
    price: float | None = None
    next_price: float | None = None
    currency: str = ""
    owner: str = ""
    owner_reason: str = ""
    due_at: datetime | None = None
    decided_by: str = "rule"
    acted_at: datetime | None = None
    released_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person answered to the one polite question; it re-routes the enquiry."""

    lead_id: str
    field: str
    text: str
    answered_at: datetime
