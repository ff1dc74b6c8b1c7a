"""Search: people, leads and accounts by name, mail, company or number."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from wellspent.jobs.find_accounts import find_accounts
from wellspent.jobs.find_contact import find_contact
from wellspent.jobs.find_leads import find_leads
from wellspent.jobs.holds_sample import holds_sample
from wellspent.records.queue import LeadQuery, LeadSort
from wellspent.serve.web.leads_address import address_of
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render

router = APIRouter()
MOST = 20


@router.get("/search")
def show_search(wellspent: Parts, q: str = "") -> HTMLResponse:
    """Show what was found for the words in the search box."""
    words = q.strip()[:200]
    query = LeadQuery(search=words, sort=LeadSort.ARRIVED, limit=MOST)
    page = find_leads(wellspent.store, query) if words else None
    return render(
        "search.html",
        sample=holds_sample(wellspent.store),
        search=words,
        people=[one for one in find_contact(wellspent.store, words) if not one.lead_id],
        rows=page.rows if page else [],
        more_address=address_of(query) if page and page.next_page else "",
        accounts=find_accounts(wellspent.store, words) if words else [],
    )
