"""Judge: add up the signs of a contact's buying role to a distribution with exact reasons.

For each role the points of all signs are added to a base; the softmax of the sums, with *unknown*
at 0, are the shares that the signs tell. So a reason's points are exactly what it changes in the
log-odds of a role against *unknown*. These shares are mixed with those of base and title by the
chance that the signs mislead (`doubt`). The 90 % interval of power follows from the points'
standard errors (delta method on the log-odds that somebody can say yes); it holds both the power
with the doubt and that without any.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from wellspent.reach.doubt import doubt_of, doubted
from wellspent.reach.role_weights import FROM_TITLE, ROLES, Points, RoleWeights
from wellspent.reach.title_signs import Stated, title_signs
from wellspent.reach.titles.role_shares import shares_of
from wellspent.records.buying_role import (
    SAYS_YES,
    BuyingRole,
    RoleCorrection,
    RoleJudgement,
    RoleReason,
    RoleSign,
    SignOfRole,
)
from wellspent.records.contact import Contact
from wellspent.records.title import TitleReading

Z_90: Final = 1.6448536269514722
"""A normal distribution holds 90 % within so many standard errors."""

_DAY: Final = 86_400.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sign, and what its certainty, age and repetition leave of it."""

    sign: RoleSign
    weight: float


def judge(
    contact: Contact,
    signs: Iterable[RoleSign],
    *,
    weights: RoleWeights,
    title: TitleReading | None,
    employees: float | None,
    now: datetime,
    correction: RoleCorrection | None = None,
) -> RoleJudgement:
    """Return a contact's distribution over buying roles, with the reasons that add up to it.

    Only signs of this contact count, and none that is dated after `now`. The same sign given twice
    counts once.
    """
    reasons = [
        *_from_title(title_signs(contact, title, employees, weights), weights),
        *(_reason(each, weights) for each in weigh(contact.id, signs, weights=weights, now=now)),
    ]
    log_odds = _added(reasons, weights)
    without = shares_of(_added([one for one in reasons if one.sign.kind in FROM_TITLE], weights))
    told = shares_of(log_odds)
    doubt = doubt_of(reasons, without, told, weights)
    shares = doubted(without, told, doubt)
    power, low, high = _power(log_odds, _variances(reasons, weights), shares, correction)
    return RoleJudgement(
        contact_id=contact.id,
        shares=shares,
        doubt=doubt,
        base=weights.base,
        power=power,
        low=low,
        high=high,
        as_of=now,
        reasons=tuple(sorted(reasons, key=_strength, reverse=True)),
        correction=correction,
    )


def weigh(
    contact_id: str, signs: Iterable[RoleSign], *, weights: RoleWeights, now: datetime
) -> list[Weighed]:
    """Return each sign of a contact with what its certainty, age and repetition leave of it.

    Of a kind the strongest counts in full, each next one for `repeat` of the one before it.
    """
    ours = {sign for sign in signs if sign.contact_id == contact_id and not _is_ahead(sign, now)}
    aged = [Weighed(sign, sign.certainty * _left(sign, weights, now)) for sign in ours]
    aged.sort(key=lambda one: (one.sign.kind, -one.weight, _place(one.sign)))
    found: list[Weighed] = []
    for _, of_kind in groupby(aged, key=lambda one: one.sign.kind):
        found += [
            Weighed(one.sign, one.weight * weights.repeat**place)
            for place, one in enumerate(of_kind)
        ]
    return found


def amounts_of(weighed: Iterable[Weighed]) -> dict[SignOfRole, float]:
    """Return how much there is of each kind of sign."""
    amounts: dict[SignOfRole, float] = {}
    for one in weighed:
        amounts[one.sign.kind] = amounts.get(one.sign.kind, 0.0) + one.weight
    return amounts


def given_points(
    contact: Contact, title: TitleReading | None, employees: float | None, weights: RoleWeights
) -> Points:
    """Return the log-odds that base, title and size of the firm give, before any other sign."""
    return _added(title_signs(contact, title, employees, weights), weights)


def _added(reasons: Iterable[RoleReason | Stated], weights: RoleWeights) -> Points:
    """Return the base with the points of the reasons."""
    given = list(reasons)
    return {
        role: weights.base[role] + math.fsum(one.points.get(role, 0.0) for one in given)
        for role in ROLES
    }


def _from_title(stated: Sequence[Stated], weights: RoleWeights) -> list[RoleReason]:
    return [
        RoleReason(
            sign=one.sign,
            points=one.points,
            cases=one.cases or weights.signs[one.sign.kind].cases,
        )
        for one in stated
    ]


def _reason(weighed: Weighed, weights: RoleWeights) -> RoleReason:
    of_kind = weights.signs[weighed.sign.kind]
    return RoleReason(
        sign=weighed.sign,
        points={role: weighed.weight * value for role, value in of_kind.points.items() if value},
        weight=weighed.weight,
        cases=of_kind.cases,
    )


def _left(sign: RoleSign, weights: RoleWeights, now: datetime) -> float:
    if sign.evidence.date is None:
        return 1.0
    days = max(0.0, (now - sign.evidence.date).total_seconds() / _DAY)
    return 0.5 ** (days / weights.signs[sign.kind].half_life_days)


def _is_ahead(sign: RoleSign, now: datetime) -> bool:
    return sign.evidence.date is not None and sign.evidence.date > now


def _place(sign: RoleSign) -> tuple[str, ...]:
    evidence = sign.evidence
    return (evidence.record_id, evidence.field, evidence.quote, sign.by)


def _variances(reasons: Iterable[RoleReason], weights: RoleWeights) -> dict[BuyingRole, float]:
    """Return how uncertain each role's log-odds are, from the points' standard errors."""
    total: dict[SignOfRole, float] = {}
    for one in reasons:
        total[one.sign.kind] = total.get(one.sign.kind, 0.0) + one.weight
    return {
        role: weights.base_errors[role] ** 2
        + math.fsum((much * weights.signs[kind].errors[role]) ** 2 for kind, much in total.items())
        for role in ROLES
    }


def _power(
    log_odds: Points,
    variances: Mapping[BuyingRole, float],
    shares: Mapping[BuyingRole, float],
    correction: RoleCorrection | None,
) -> tuple[float, float, float]:
    """Return the power with its 90 % interval, which holds that without any doubt, too."""
    if correction is not None and correction.role is not BuyingRole.UNKNOWN:
        power = 1.0 if correction.role.can_say_yes else 0.0
        return power, power, power
    told, error = _odds_of_power(log_odds, variances)
    yes = math.fsum(shares[role] for role in SAYS_YES)
    no = math.fsum(share for role, share in shares.items() if role not in SAYS_YES)
    if not yes or not no:
        return yes, yes, yes
    odds = math.log(yes) - math.log(no)
    reach = Z_90 * error
    low, high = _sigmoid(min(told, odds) - reach), _sigmoid(max(told, odds) + reach)
    return yes, min(low, yes), max(high, yes)


def _odds_of_power(log_odds: Points, variances: Mapping[BuyingRole, float]) -> tuple[float, float]:
    """Return the log-odds, before any doubt, that somebody can say yes; and their error."""
    sure = {BuyingRole.UNKNOWN: 0.0, **log_odds}
    yes = _log_sum(sure[role] for role in SAYS_YES)
    no = _log_sum(value for role, value in sure.items() if role not in SAYS_YES)
    slopes = {
        role: math.exp(sure[role] - yes) if role in SAYS_YES else -math.exp(sure[role] - no)
        for role in ROLES
    }
    error = math.sqrt(math.fsum(slopes[role] ** 2 * variances[role] for role in ROLES))
    return yes - no, error


def _log_sum(logs: Iterable[float]) -> float:
    """Return the logarithm of a sum, from the logarithms of its parts."""
    values = list(logs)
    highest = max(values)
    return highest + math.log(math.fsum(math.exp(value - highest) for value in values))


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value)) if value > 0 else math.exp(value) / (1 + math.exp(value))


def _strength(reason: RoleReason) -> float:
    return max((abs(points) for points in reason.points.values()), default=0.0)
