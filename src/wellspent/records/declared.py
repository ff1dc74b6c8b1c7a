"""Declared profile: what the team says its best customers look like, before any data."""

from dataclasses import dataclass, field
from enum import StrEnum


class Strength(StrEnum):
    """How much a statement should count, in the team's words."""

    STRONGLY_FOR = "strongly for"
    FOR = "for"
    AGAINST = "against"
    STRONGLY_AGAINST = "strongly against"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of a declared profile, about one attribute.

    Either `values` (any of these categories), or a range `low <= x < high` (None is open-ended).
    Such as: employees from 50 to 500, *for*; industry one of food, beverage, *strongly for*.
    """

    attribute: str
    strength: Strength
    values: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredProfile:
    """The statements, and the share of enquiries that the team believes become customers."""

    statements: tuple[Statement, ...] = ()
    base_rate: float = 0.1
    counts_as_cases: float = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueWeights:
    """What makes a customer valuable, in the team's own weights (relative, none below zero)."""

    spend: float = 3.0
    recurring_revenue: float = 3.0
    tenure: float = 1.0
    growth: float = 1.0
    referrals: float = 1.0
    champions: float = 1.0
    reputation: float = 0.5
    best_share: float = field(default=0.25)
