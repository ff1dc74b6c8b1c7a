"""Enquiries of which it is known whether they were genuine, and from what.

A rep's mark says it first (a release from quarantine is one); then a deal that was won; then mail
that came back for good. Each is judged as it was when it arrived: what came after it would tell.
"""

from collections.abc import Mapping

from wellspent.jobs.enquiries import enquiries_of
from wellspent.records.authenticity import EnquiryKind, LabelledEnquiry, Mark, MarkKind
from wellspent.records.lead import Lead
from wellspent.store.connect import Store
from wellspent.store.leads_to_route import bounced_leads, latest_won_leads, leads_by_id
from wellspent.store.marks import latest_marks

MOST_LABELLED = 20_000
"""The latest so many are looked at: new enquiries are more like these than like older ones."""

MARKED = "a mark"
WON = "a deal that was won"
BOUNCED = "a mail that bounced"


def labelled_enquiries(store: Store, *, most: int = MOST_LABELLED) -> list[LabelledEnquiry]:
    """Return the latest enquiries of which it is known whether they were genuine."""
    marks = latest_marks(store)
    won = {lead.id: lead for lead in latest_won_leads(store, most=most)}
    bounced = {lead.id: lead for lead in bounced_leads(store, most=most)}
    marked = leads_by_id(store, marks.keys() - won.keys() - bounced.keys())
    leads = list((bounced | won | marked).values())
    enquiries = enquiries_of(store, leads, at_arrival=True)
    return [
        LabelledEnquiry(
            enquiry=enquiry,
            genuine=_is_genuine(enquiry.lead, marks, won),
            known_from=_known_from(enquiry.lead, marks, won),
            kind=_kind(marks.get(enquiry.lead.id)),
        )
        for enquiry in enquiries
    ]


def _is_genuine(lead: Lead, marks: Mapping[str, Mark], won: Mapping[str, Lead]) -> bool:
    mark = marks.get(lead.id)
    return lead.id in won if mark is None else mark.mark is MarkKind.GENUINE


def _known_from(lead: Lead, marks: Mapping[str, Mark], won: Mapping[str, Lead]) -> str:
    if lead.id in marks:
        return MARKED
    return WON if lead.id in won else BOUNCED


def _kind(mark: Mark | None) -> EnquiryKind | None:
    if mark is None or mark.kind is not None:
        return None if mark is None else mark.kind
    return EnquiryKind.BOT if mark.mark is MarkKind.BOT else None
