"""Which lead is meant: an id, or words that find exactly one."""

from wellspent.errors import InputError, NotFound
from wellspent.jobs.find_leads import find_leads, get_lead
from wellspent.records.queue import LeadQuery
from wellspent.wiring import Wellspent


def lead_id_of(parts: Wellspent, words: str) -> str:
    """Return the id of the lead of that id, or of the only one that the words find."""
    try:
        return get_lead(parts.store, words).lead.id
    except NotFound:
        page = find_leads(parts.store, LeadQuery(search=words, limit=5))
        if not page.rows:
            raise
    if len(page.rows) > 1:
        some = ", ".join(f"{row.lead.id} ({row.lead.name or row.lead.email})" for row in page.rows)
        raise InputError(
            f"{words!r} may mean several leads.",
            tried=f"searching for it found {some}",
            next_step="Name one by its id.",
        )
    return page.rows[0].lead.id
