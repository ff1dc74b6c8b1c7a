"""Grown from: which enquiry a deal began with, where no file says it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

LONGEST_WAY: Final = timedelta(days=365)
"""A deal that was created later than this after an enquiry is taken to have another cause."""


@dataclass(frozen=True, slots=True)
class EnquiryCandidate:
    """An enquiry of the deal's person; accounts and contacts by the store's numbers."""

    number: int
    arrived_at: datetime
    account: int | None = None
    contact: int | None = None


def grown_from(
    created_at: datetime, account: int | None, candidates: Iterable[EnquiryCandidate]
) -> EnquiryCandidate | None:
    """Return the latest enquiry that arrived before the deal was created, at most a year before.

    None where enquiries that might be meant belong to several accounts or persons: better no link
    than a wrong one. `account` is the deal's, where known.
    """
    until = _until(created_at)
    fitting = [
        one
        for one in candidates
        if created_at - LONGEST_WAY <= one.arrived_at <= until
        and (account is None or one.account in {None, account})
    ]
    accounts = {one.account for one in fitting} - {None}
    contacts = {one.contact for one in fitting} - {None}
    if len(accounts) > 1 or len(contacts) > 1:
        return None
    return max(fitting, key=lambda one: (one.arrived_at, one.number), default=None)


def _until(created_at: datetime) -> datetime:
    """Return the moment itself, or the end of its day where only a day was written down."""
    is_a_day = created_at.timetz().replace(tzinfo=None) == time()
    return created_at + timedelta(days=1) if is_a_day else created_at
