"""Reports on routes: what other rules would have done, and who ended in a slow lane."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from wellspent.records.authenticity import EnquiryKind
from wellspent.records.measured import Measured
from wellspent.records.route import Promise, Route
from wellspent.records.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutedUnder:
    """What rules do with the same enquiries.

    `minutes` are a rep's, expected by the cost table; `cost` is the sum of the chosen routes'
    expected costs, in `currency`. `genuine_in_slow_lane` counts those known to be genuine.
    """

    counts: Mapping[Route, int]
    minutes: float
    cost: float
    currency: str
    genuine_in_slow_lane: int
    promise: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLead:
    """An enquiry that other rules send elsewhere."""

    lead_id: str
    company: str
    before: Route
    after: Route


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesReplay:
    """What would have happened with past enquiries under other rules.

    Each is judged as it was when it arrived, by what is known of authenticity and fit *now*; so the
    difference between `before` (the rules in force) and `after` is the rules' alone. `looked_at`
    of the `arrived` ones were replayed, the latest first; `genuine` of them are known to be so.
    `moved` counts those whose route changes, with some `examples`.
    """

    since: datetime
    until: datetime
    arrived: int
    looked_at: int
    genuine: int
    before: RoutedUnder
    after: RoutedUnder
    moved: int
    examples: tuple[MovedLead, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowLaneShare:
    """How many genuine enquiries of a group ended in a slow lane, with Wilson's interval.

    `group` is a month (`2026-03`), a source or a country. `probability` is that of so great a
    difference from all others by chance (Fisher's exact test, corrected for all groups compared by
    Holm's method); None where there is nothing to compare. `differs` says that it is below 5 %.
    """

    group: str
    genuine: int
    slow: int
    share: Measured
    probability: float | None = None
    differs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingHonesty:
    """How many enquiries known to be genuine ended in a slow lane.

    `really_routed` of the `genuine` ones went through the rules when they came; the others were
    known before there were rules, and are replayed: judged as they were when they arrived, by a
    scorecard that they didn't teach, and priced by the rules in force. The replayed ones also set
    the promise's threshold: their share can't be far above it, and only the routed ones put it to
    the test. `tested` counts the groups that were compared. `sentence` says the whole in words.
    """

    genuine: int
    really_routed: int
    overall: SlowLaneShare
    months: tuple[SlowLaneShare, ...]
    sources: tuple[SlowLaneShare, ...]
    countries: tuple[SlowLaneShare, ...]
    tested: int
    promise: Promise
    sentence: str
    as_of: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KindAgreement:
    """What people said of the enquiries that were judged to be of a kind.

    `agreed` of the `marked` ones were what they seemed to be, by people's marks, with Wilson's
    interval in `share`; `genuine` of them were marked genuine. For *unsure* nothing was claimed,
    so `share` is None.
    """

    kind: EnquiryKind
    marked: int
    agreed: int
    genuine: int
    share: Measured | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksAgainstJudged:
    """People's marks against what was judged, by the kind that was judged.

    Each is judged as it was when it arrived; no mark teaches the judgement of kinds. Of `marks`
    marked enquiries the latest ones were looked at.
    """

    marks: int
    kinds: tuple[KindAgreement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedPoints:
    """Points (log-odds) of one reading of a signal: as declared, and as they are now.

    `genuine` of the `cases` that stand behind them are known to be genuine.
    """

    signal: str
    label: str
    value: str
    declared: float
    now: float
    standard_error: float
    cases: int
    genuine: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticityLearned:
    """What the authenticity scorecard has learned: its points now against the declared ones.

    `version` 0 is the declared scorecard. `points` are those of readings with cases, those that
    moved most first; `silent` counts readings without any, whose points may have moved along.
    """

    version: int
    learned_at: datetime | None
    verdict: Verdict
    reason: str
    genuine: int
    others: int
    declared_base: float
    base: float
    points: tuple[LearnedPoints, ...]
    silent: int
