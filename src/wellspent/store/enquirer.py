"""Enquirer: somebody who has only enquired, as the contact that they may become."""

from wellspent.records.contact import Contact
from wellspent.records.lead import Lead


def contact_of_lead(lead: Lead) -> Contact:
    """Return a contact of what somebody wrote on the form, with the lead's id as its own."""
    return Contact(
        name=lead.name,
        id=lead.id,
        email=lead.email,
        phone=lead.phone,
        title=lead.title,
        account_id=lead.account_id,
        account_key=lead.company,
        country=lead.country,
        owner=lead.owner,
        attributes=lead.attributes,
    )
