"""What was decided about a lead: read it, or say that nothing was yet."""

from wellspent.errors import NotFound
from wellspent.records.route import RoutedLead
from wellspent.store.connect import Store
from wellspent.store.leads import get_lead
from wellspent.store.routed_leads import get_routed_lead


def routed_lead(store: Store, lead_id: str) -> RoutedLead:
    """Return what was decided about a lead; NotFound if there is no such lead, or nothing yet."""
    found = get_routed_lead(store, lead_id)
    if found is None:
        get_lead(store, lead_id)
        raise NotFound(
            f"nothing was decided about lead {lead_id} yet",
            next_step="Wait until it has been worked through, or have all leads routed again.",
        )
    return found
