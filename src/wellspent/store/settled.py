"""Settled: whether an enquiry is still open, by its own outcome and by those of its deals.

Of the deals that grew from an enquiry a won one settles it, a lost one only if none is open.
"""

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, not_, or_, select

from wellspent.records.deal import DealOutcome
from wellspent.records.lead import LeadOutcome
from wellspent.store.tables import deals, leads


def is_open() -> ColumnElement[bool]:
    """Return the condition that a lead is open, and not settled by its deals."""
    return and_(leads.c.outcome == LeadOutcome.OPEN.value, not_settled())


def not_settled() -> ColumnElement[bool]:
    """Return the condition that no deal has settled a lead.

    One look into the index of deals by lead tells it for leads without any.
    """
    closed = _has_deal(deals.c.outcome != DealOutcome.OPEN.value)
    won = _has_deal(deals.c.outcome == DealOutcome.WON.value)
    still_open = _has_deal(deals.c.outcome == DealOutcome.OPEN.value)
    return or_(not_(closed), and_(still_open, not_(won)))


def count_settled() -> Select[int]:
    """Return the query for how many leads say that they are open while their deals settled them.

    Begins at the deals, which are fewer than the leads.
    """
    closed = (
        select(deals.c.lead_number)
        .where(deals.c.lead_number.is_not(None), deals.c.outcome != DealOutcome.OPEN.value)
        .distinct()
    )
    return select(func.count()).where(
        leads.c.number.in_(closed),
        leads.c.outcome == LeadOutcome.OPEN.value,
        not_(not_settled()),
    )


def outcome_by_deals() -> Select[int, str]:
    """Return the query for each lead that deals grew from, and the outcome that they give it."""

    def any_is(outcome: DealOutcome) -> ColumnElement[bool]:
        return func.max(case((deals.c.outcome == outcome.value, 1), else_=0)) == 1

    outcome = case(
        (any_is(DealOutcome.WON), LeadOutcome.WON.value),
        (any_is(DealOutcome.OPEN), LeadOutcome.OPEN.value),
        else_=LeadOutcome.LOST.value,
    )
    return (
        select(deals.c.lead_number, outcome)
        .where(deals.c.lead_number.is_not(None))
        .group_by(deals.c.lead_number)
    )


def _has_deal(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(deals.c.lead_number == leads.c.number, condition)
