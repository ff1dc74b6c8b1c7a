"""Leads: all enquiries as a table, with filters, order, saved views, and a download."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from wellspent.errors import WellspentError
from wellspent.jobs.find_leads import filter_values, find_leads
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.learn_profile import current_profile
from wellspent.jobs.saved_views import delete_view, list_views, save_view
from wellspent.records.filters import FilterValues
from wellspent.records.queue import LeadQuery, LeadRow
from wellspent.serve.web.charts.chart import csv_text
from wellspent.serve.web.downloads import csv_download
from wellspent.serve.web.leads_address import (
    address_of,
    address_parts,
    is_filtered,
    not_understood,
    query_from,
    sort_addresses,
)
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.typed import Typed, text_of
from wellspent.serve.web.usual import usual_rate
from wellspent.wiring import Wellspent

router = APIRouter()
CSV_HEADER = (
    "id", "company", "name", "email", "fit", "fit_low", "fit_high", "reasons",
    "outcome", "source", "country", "industry", "arrived_at",
)  # fmt: skip


@router.get("/leads")
def show_leads(request: Request, wellspent: Parts) -> HTMLResponse:
    """Show a page of leads."""
    params = request.query_params
    return leads_page(wellspent, query_from(params), left_out=not_understood(params))


def leads_page(
    wellspent: Wellspent,
    query: LeadQuery,
    *,
    error: WellspentError | None = None,
    typed_name: str = "",
    left_out: Sequence[str] = (),
) -> HTMLResponse:
    """Render the table for a query; `error` and what was typed are shown again.

    `left_out` is what the address asked for that makes no sense: said, and the list kept.
    """
    page = find_leads(wellspent.store, query)
    views = [
        {"id": view.id, "name": view.name, "address": address_of(view.query)}
        for view in list_views(wellspent.store)
    ]
    here = address_of(replace(query, after=""))
    following = replace(query, after=page.next_page)
    return render(
        "leads.html",
        status=error.status if error else 200,
        error=error,
        typed_name=typed_name,
        left_out=left_out,
        query=query,
        rows=page.rows,
        total=page.total,
        views=views,
        view_name=next((view["name"] for view in views if view["address"] == here), ""),
        choices=choices(filter_values(wellspent.store)),
        filtered=is_filtered(query),
        address_parts=address_parts(query),
        sort_addresses=sort_addresses(query),
        first_address=here if query.after else "",
        next_address=address_of(following) if page.next_page else "",
        usual=usual_rate(wellspent, current_profile(wellspent.store)),
        sample=holds_sample(wellspent.store),
    )


def choices(values: FilterValues) -> dict[str, tuple[str, ...]]:
    """Return the values to filter by, under the filter's name."""
    return {
        "source": values.sources,
        "country": values.countries,
        "industry": values.industries,
        "owner": values.owners,
    }


@router.get("/leads/chosen.csv")
def download_chosen(
    request: Request, wellspent: Parts, ids: Annotated[list[str] | None, Query(alias="id")] = None
) -> Response:
    """Download the chosen rows of a page, or all of the page where none is chosen."""
    page = find_leads(wellspent.store, query_from(request.query_params))
    rows = [row for row in page.rows if not ids or row.lead.id in ids]
    return csv_download("leads.csv", csv_text(CSV_HEADER, tuple(csv_row(row) for row in rows)))


def csv_row(row: LeadRow) -> tuple[str, ...]:
    """Return a lead as a row of the download."""
    lead, fit = row.lead, row.fit
    figures = (fit.probability, fit.low, fit.high) if fit else ()
    return (
        lead.id, row.account_name or lead.company, lead.name, lead.email,
        *(f"{figure:.4f}" for figure in figures), *([""] * (3 - len(figures))),
        "; ".join(fit.reasons) if fit else "",
        lead.outcome.value, lead.source, lead.country, lead.industry,
        lead.arrived_at.isoformat() if lead.arrived_at else "",
    )  # fmt: skip


@router.post("/leads/views")
def save_as_view(wellspent: Parts, form: Typed) -> Response:
    """Save the query shown under a name; without a name the page comes back as it was."""
    fields = {key: value for key, value in form.items() if isinstance(value, str)}
    query = replace(query_from(fields), after="")
    try:
        save_view(wellspent.store, text_of(form, "name", 80), query)
    except WellspentError as error:
        return leads_page(wellspent, query, error=error, typed_name=text_of(form, "name"))
    return RedirectResponse(address_of(query), 303)


@router.post("/leads/views/{view_id}/delete")
def delete_saved_view(wellspent: Parts, view_id: str) -> Response:
    """Delete a saved view; the leads stay as they are."""
    delete_view(wellspent.store, view_id)
    return RedirectResponse("/leads", 303)
