"""Signed before: the contact of a deal that was won."""

from collections.abc import Iterator

from wellspent.reach.seen import Seen
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.deal import DealOutcome
from wellspent.records.evidence import Evidence
from wellspent.records.source import RecordKind


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield the contacts of won deals; a deal names one, the one who bought."""
    for deal in seen.history.deals:
        if deal.outcome is DealOutcome.WON and deal.contact_id in seen.contacts:
            evidence = Evidence(
                RecordKind.DEAL,
                deal.id,
                "outcome",
                DealOutcome.WON.value,
                deal.closed_at or deal.created_at,
            )
            yield RoleSign(
                kind=SignOfRole.SIGNED_BEFORE,
                contact_id=deal.contact_id,
                account_id=deal.account_id,
                evidence=evidence,
            )
