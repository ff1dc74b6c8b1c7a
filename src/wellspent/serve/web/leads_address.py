"""The address of a list of leads: every filter, order and page can be sent to a colleague."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from urllib.parse import urlencode

from wellspent.records.lead import LeadOutcome
from wellspent.records.queue import LeadQuery, LeadSort
from wellspent.serve.web.wording import shortened

TEXT_FILTERS = ("source", "country", "industry", "owner")
ATTRIBUTE = "attribute."
PAGE_ROWS = 50
LONGEST = 200


def query_from(params: Mapping[str, str]) -> LeadQuery:
    """Read a query from an address; what makes no sense is left out, not an error."""
    sort = params.get("sort", "")
    outcome = params.get("outcome", "")
    attributes = {
        key.removeprefix(ATTRIBUTE): value[:LONGEST]
        for key, value in params.items()
        if key.startswith(ATTRIBUTE) and value
    }
    return LeadQuery(
        search=params.get("q", "").strip()[:LONGEST],
        outcome=LeadOutcome(outcome) if outcome in set(LeadOutcome) else None,
        sort=LeadSort(sort) if sort in set(LeadSort) else LeadSort.FIT,
        ascending=params.get("order") == "up",
        limit=PAGE_ROWS,
        after=params.get("after", ""),
        attributes=attributes,
        source=params.get("source", "")[:LONGEST],
        country=params.get("country", "")[:LONGEST],
        industry=params.get("industry", "")[:LONGEST],
        owner=params.get("owner", "")[:LONGEST],
        fit_at_least=_fit(params.get("fit", "")),
        arrived_since=_day(params.get("since", "")),
    )


def not_understood(params: Mapping[str, str]) -> list[str]:
    """Return what an address asks for that makes no sense here, such as `sort “bogus”`."""
    known = {
        "sort": params.get("sort", "") in {"", *LeadSort},
        "order": params.get("order", "") in {"", "up", "down"},
        "outcome": params.get("outcome", "") in {"", *LeadOutcome},
        "fit": not params.get("fit") or _fit(params["fit"]) is not None,
        "since": not params.get("since") or _day(params["since"]) is not None,
    }
    return [f"{name} “{shortened(params[name], 40)}”" for name, good in known.items() if not good]


def _fit(text: str) -> float | None:
    return int(text) / 100 if text.isascii() and text.isdigit() and int(text[:3]) <= 100 else None


def _iso_day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""


def _day(text: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    except ValueError:
        return None


def address_parts(query: LeadQuery) -> list[tuple[str, str]]:
    """Return a query as the parts of its address, without what is the default."""
    parts = [
        ("q", query.search),
        ("outcome", query.outcome.value if query.outcome else ""),
        *((name, str(getattr(query, name))) for name in TEXT_FILTERS),
        ("fit", "" if query.fit_at_least is None else f"{query.fit_at_least * 100:.0f}"),
        ("since", _iso_day(query.arrived_since)),
        *((ATTRIBUTE + name, value) for name, value in query.attributes.items()),
    ]
    if query.sort is not LeadSort.FIT or query.ascending:
        parts += [("sort", query.sort.value), ("order", "up" if query.ascending else "down")]
    parts.append(("after", query.after))
    return [(key, value) for key, value in parts if value]


def address_of(query: LeadQuery, path: str = "/leads") -> str:
    """Return the whole address of a query."""
    parts = address_parts(query)
    return f"{path}?{urlencode(parts)}" if parts else path


def is_filtered(query: LeadQuery) -> bool:
    """Return whether a query shows less than everything."""
    return bool(address_parts(replace(query, sort=LeadSort.FIT, ascending=False, after="")))


def sort_addresses(query: LeadQuery) -> dict[str, str]:
    """Return for each order the address that a click on its head leads to."""
    return {sort.value: address_of(_sorted_by(query, sort)) for sort in LeadSort}


def _sorted_by(query: LeadQuery, sort: LeadSort) -> LeadQuery:
    # A second click on the same head turns the order round; names begin at A, the rest at the top.
    ascending = not query.ascending if query.sort is sort else sort is LeadSort.COMPANY
    return replace(query, sort=sort, ascending=ascending, after="")
