"""Enquiries whose outcomes follow the planted truths."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from wellspent.sample.draws import happens, log_normal, pick, pick_by_share, seeded
from wellspent.sample.messages import make_message
from wellspent.sample.names import Company, Namer, Person
from wellspent.sample.truths import NumberTruth, Truths

FREE_MAIL = "example.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry:
    """An enquiry as it really is: with the numbers that the form may leave out."""

    number: int
    company: Company
    person: Person
    email: str
    phone: str
    title: str
    industry: str
    source: str
    need: str
    employees: int
    employees_known: bool
    cleaning_hours: float
    cleaning_hours_known: bool
    newsletter: bool
    message: str
    owner: str
    arrived_at: datetime
    won: bool | None
    closed_at: datetime | None
    times_contacted: int


def make_enquiries(truths: Truths, namer: Namer, random: Random, now: datetime) -> list[Enquiry]:
    """Return the past enquiries, oldest first, and then the open ones."""
    past = sorted(
        (_days_ago(random, truths.open_days, truths.first_days_ago) for _ in range(truths.past)),
        reverse=True,
    )
    latest = sorted((_lately(random, truths.open_days) for _ in range(truths.open)), reverse=True)
    return [
        _make_enquiry(truths, namer, random, now, number=number, days_ago=days_ago)
        for number, days_ago in enumerate([*past, *latest], start=1)
    ]


def log_odds(
    truths: Truths,
    *,
    industry: str,
    source: str,
    need: str,
    employees: float,
    cleaning_hours: float,
    days_ago: float,
) -> float:
    """Return the planted log-odds that such an enquiry becomes a customer."""
    prices_rose = days_ago < truths.drift.prices_days_ago
    return (
        truths.base_log_odds
        + truths.industry[industry].points
        + truths.source[source].points
        + truths.need[need].points
        + truths.employees.points_of(employees)
        + truths.cleaning_hours.points_of(cleaning_hours)
        + (truths.drift.prices_points if prices_rose else 0.0)
    )


def _make_enquiry(
    truths: Truths, namer: Namer, random: Random, now: datetime, *, number: int, days_ago: float
) -> Enquiry:
    industry = pick_by_share(random, {n: level.share for n, level in truths.industry.items()})
    source = pick_by_share(random, _source_shares(truths, days_ago))
    need = pick_by_share(random, {name: level.share for name, level in truths.need.items()})
    employees = _whole_number(random, truths.employees)
    cleaning_hours = round(
        log_normal(random, truths.cleaning_hours.median, truths.cleaning_hours.spread), 1
    )
    chance = _logistic(
        log_odds(
            truths,
            industry=industry,
            source=source,
            need=need,
            employees=employees,
            cleaning_hours=cleaning_hours,
            days_ago=days_ago,
        )
    )
    won = happens(random, chance)
    is_open = days_ago < truths.open_days
    arrived_at = now - timedelta(days=days_ago)
    company = namer.company(industry)
    person = namer.person(company.language)
    student = need == "A thesis or a job"
    return Enquiry(
        number=number,
        company=company,
        person=person,
        email=f"{person.mail}.{number}@{FREE_MAIL if student else company.domain}",
        phone=namer.phone(company.language),
        title=namer.title(),
        industry=industry,
        source=source,
        need=need,
        employees=employees,
        employees_known=not happens(random, truths.employees.missing),
        cleaning_hours=cleaning_hours,
        cleaning_hours_known=not happens(random, truths.cleaning_hours.missing),
        newsletter=happens(random, 0.4),
        message=_message(truths, number, need, company, person, cleaning_hours),
        owner=pick(random, truths.reps),
        arrived_at=arrived_at,
        won=None if is_open else won,
        closed_at=None if is_open else _closed_at(random, arrived_at, now),
        times_contacted=_times_contacted(random, is_open=is_open, won=won),
    )


def _message(
    truths: Truths, number: int, need: str, company: Company, person: Person, hours: float
) -> str:
    # Draws of its own: another sentence must not change what is planted.
    random = seeded(truths.seed * 1_000_000 + number)
    return make_message(random, need=need, company=company, person=person, hours=hours)


def _days_ago(random: Random, nearest: float, farthest: float) -> float:
    return nearest + (farthest - nearest) * random.random()


def _lately(random: Random, farthest: float) -> float:
    """Return a number of days that is seldom large: a third of the open ones came today."""
    return max(0.003, farthest * random.random() ** 3)


def _source_shares(truths: Truths, days_ago: float) -> Mapping[str, float]:
    shares = {name: level.share for name, level in truths.source.items()}
    if days_ago < truths.drift.paid_search_days_ago:
        others = 1.0 - shares["Paid search"]
        shrink = (1.0 - truths.drift.paid_search_share) / others
        shares = {name: share * shrink for name, share in shares.items()}
        shares["Paid search"] = truths.drift.paid_search_share
    return shares


def _whole_number(random: Random, truth: NumberTruth) -> int:
    return max(1, round(log_normal(random, truth.median, truth.spread)))


def _closed_at(random: Random, arrived_at: datetime, now: datetime) -> datetime:
    return min(arrived_at + timedelta(days=5 + 60 * random.random()), now - timedelta(hours=1))


def _times_contacted(random: Random, *, is_open: bool, won: bool) -> int:
    """Return how often we were in touch: few while open, many with those who bought."""
    if is_open:
        return int(random.random() * 2)
    return 4 + int(random.random() * 8) if won else 1 + int(random.random() * 5)


def _logistic(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-log_odds))
