"""Customers and prospects: who was won, what they are like, and what makes them valuable."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from wellspent.sample.draws import happens, log_normal, pick, pick_by_share
from wellspent.sample.enquiries import Enquiry
from wellspent.sample.names import Company, Namer
from wellspent.sample.truths import Truths


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleAccount:
    """A company that bought (`customer_since` is set), or talked about buying and didn't.

    `recurring` is what its service contract brings a year, in EUR; 0 for a prospect.
    """

    key: str
    company: Company
    industry: str
    employees: int
    plants: int
    shifts: int
    recurring: float
    created_at: datetime
    customer_since: datetime | None
    customer_until: datetime | None
    champions: int
    reputation: int
    owner: str
    enquiry: Enquiry | None


def make_accounts(
    truths: Truths, namer: Namer, random: Random, now: datetime, enquiries: list[Enquiry]
) -> list[SampleAccount]:
    """Return the customers (those won by an enquiry, and older ones), then the prospects.

    Prospects are companies whose enquiry led to a deal that was lost or is still open.
    """
    won = [enquiry for enquiry in enquiries if enquiry.won]
    older = truths.customers.number - len(won)
    lost = [
        enquiry
        for enquiry in enquiries
        if enquiry.won is False and enquiry.need != "A thesis or a job"
    ]
    talked = lost[-truths.customers.prospects :]
    origins: list[Enquiry | None] = [*won, *[None] * older, *talked]
    return [
        _make_account(truths, namer, random, now, number=number, origin=origin)
        for number, origin in enumerate(origins, start=1)
    ]


def _make_account(
    truths: Truths,
    namer: Namer,
    random: Random,
    now: datetime,
    *,
    number: int,
    origin: Enquiry | None,
) -> SampleAccount:
    industry = origin.industry if origin else _older_industry(truths, random)
    shifts = 3 if happens(random, truths.customers.three_shifts.share) else pick(random, (1, 2))
    several = happens(random, truths.customers.several_plants.share)
    plants = pick(random, (2, 3, 4, 6)) if several else 1
    since = _customer_since(random, now, origin)
    until = _customer_until(random, now, since)
    value = _log_value(truths, random, industry=industry, shifts=shifts, several=several)
    employees = origin.employees if origin else round(log_normal(random, 110, 0.8))
    return SampleAccount(
        key=f"A-{1000 + number}",
        company=origin.company if origin else namer.company(industry),
        industry=industry,
        employees=employees,
        plants=plants,
        shifts=shifts,
        recurring=0.0 if since is None else round(math.exp(value), -2),
        created_at=origin.arrived_at if origin else (since or now) - timedelta(days=40),
        customer_since=since,
        customer_until=until,
        champions=0 if since is None else int(random.random() * 3),
        reputation=0 if since is None else 1 + int(random.random() * 9),
        owner=origin.owner if origin else pick(random, truths.reps),
        enquiry=origin,
    )


def _older_industry(truths: Truths, random: Random) -> str:
    food = {name: level.share for name, level in truths.industry.items() if level.points >= 0}
    return pick_by_share(random, food)


def _customer_since(random: Random, now: datetime, origin: Enquiry | None) -> datetime | None:
    if origin is None:
        return now - timedelta(days=1100 + 1500 * random.random())
    return origin.closed_at if origin.won else None


def _customer_until(random: Random, now: datetime, since: datetime | None) -> datetime | None:
    """Return when a customer left: one in fourteen has, none within its first year."""
    if since is None or (now - since).days < 400 or not happens(random, 0.07):
        return None
    return now - timedelta(days=30 + 200 * random.random())


def _log_value(
    truths: Truths, random: Random, *, industry: str, shifts: int, several: bool
) -> float:
    wanted = truths.customers
    return (
        math.log(wanted.typical_recurring)
        + (wanted.three_shifts.effect if shifts == 3 else 0.0)
        + (wanted.several_plants.effect if several else 0.0)
        + (wanted.valuable_industries_effect if industry in wanted.valuable_industries else 0.0)
        + random.gauss(0.0, wanted.noise)
    )
