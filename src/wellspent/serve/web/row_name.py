"""What to call an enquiry in a list: the company, else the person."""

from wellspent.records.queue import LeadRow
from wellspent.records.routed_queue import RoutedRow


def row_name(row: LeadRow | RoutedRow) -> str:
    """Return the company's name, else the person's, else their mail or phone."""
    lead = row.lead
    known = (row.account_name, lead.company, lead.name, lead.email, lead.phone)
    return next((name for name in known if name), "No name given")


def person_of(row: RoutedRow) -> str:
    """Return who wrote, where the company is named beside them; else nothing."""
    lead = row.lead
    return (lead.name or lead.email) if row.account_name or lead.company else ""
