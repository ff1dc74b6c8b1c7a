"""The address of the queue: route, filters and page of it can be sent to a colleague."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from wellspent.records.authenticity import EnquiryKind
from wellspent.records.route import Route
from wellspent.serve.web.wording import shortened

TODAY, QUARANTINE = "/", "/quarantine"
EVERY_ROUTE = "all"
LONGEST = 200
LONGEST_PLACE = 18
"""Digits of the place after which something is new; more never are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """What an address of the queue asks for.

    `route` None with `every` False is whichever route deserves to be begun with. `since` keeps what
    arrived after that place.
    """

    path: str = TODAY
    route: Route | None = None
    every: bool = False
    owner: str = ""
    kind: EnquiryKind | None = None
    search: str = ""
    overdue: bool = False
    since: int = 0
    after: str = ""

    @property
    def is_filtered(self) -> bool:
        """Return whether less than all of a route is asked for."""
        return bool(self.owner or self.kind or self.search or self.overdue or self.since)


def view_from(params: Mapping[str, str], path: str = TODAY) -> QueueView:
    """Read what an address asks for; what makes no sense is left out, not an error."""
    kind = params.get("kind", "")
    route = Route.QUARANTINE.value if path == QUARANTINE else params.get("route", "")
    return QueueView(
        path=path,
        route=Route(route) if route in set(Route) else None,
        every=route == EVERY_ROUTE,
        owner=params.get("owner", "").strip()[:LONGEST],
        kind=EnquiryKind(kind) if kind in set(EnquiryKind) else None,
        search=params.get("find", "").strip()[:LONGEST],
        overdue=params.get("overdue", "") == "yes",
        since=_place(params.get("since", "")),
        after=params.get("after", ""),
    )


def _place(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_PLACE else 0


def not_understood(params: Mapping[str, str]) -> list[str]:
    """Return what an address asks for that makes no sense here, such as `kind “bogus”`."""
    known = {
        "route": params.get("route", "") in {"", EVERY_ROUTE, *Route},
        "kind": params.get("kind", "") in {"", *EnquiryKind},
        "overdue": params.get("overdue", "") in {"", "yes"},
    }
    return [f"{name} “{shortened(params[name], 40)}”" for name, good in known.items() if not good]


def view_parts(view: QueueView) -> list[tuple[str, str]]:
    """Return a view as the parts of its address, without what is the default."""
    route = view.route.value if view.route else EVERY_ROUTE if view.every else ""
    parts = [
        ("route", "" if view.path == QUARANTINE else route),
        ("find", view.search),
        ("owner", view.owner),
        ("kind", view.kind.value if view.kind else ""),
        ("overdue", "yes" if view.overdue else ""),
        ("since", str(view.since or "")),
        ("after", view.after),
    ]
    return [(key, value) for key, value in parts if value]


def queue_address(view: QueueView, path: str = "", **more: str) -> str:
    """Return the whole address of a view, on its own path unless another is given."""
    parts = [*view_parts(view), *more.items()]
    return f"{path or view.path}?{urlencode(parts)}" if parts else path or view.path


def first_page(view: QueueView) -> QueueView:
    """Return the view from its beginning."""
    return replace(view, after="")
