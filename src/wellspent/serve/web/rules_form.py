"""The rules as a form: every number as text under a name, and back; shares stand as percent."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wellspent.errors import InputError
from wellspent.records.authenticity import EnquiryKind
from wellspent.records.route import (
    CostTable,
    KindCosts,
    Route,
    RoutingRules,
    ServiceLevel,
    Territory,
)
from wellspent.serve.web.typed import needed_number, number_of

Texts = Mapping[str, str]
MOST = 1e12
MOST_LINES = 500
HUNDRED = 100.0
PERCENTS = {
    "slow_lane_share": "The share of genuine enquiries in a slow lane",
    "quarantine_certainty": "The certainty that a bot wrote it",
    "ask_below": "The authenticity below which a question may be asked",
    "chance_without_profile": "The chance while there is no profile",
}
PER_ROUTE = {
    "minutes": ("Minutes of a rep", "min", 1.0),
    "put_off": ("Genuine ones put off for good", "%", HUNDRED),
    "chance_kept": ("Chance of a deal kept", "%", HUNDRED),
}
FACTS = {
    "our_company": "Our company's name",
    "material": "Address of the free material",
    "jobs_page": "Address of our jobs page",
    "purchasing": "Address for suppliers",
}
BY_ITSELF = (Route.LIGHT_TOUCH, Route.GIVE, Route.ASK)
"""Routes whose next step may go out without a person."""

WHOSE = {"": None, "hand-raise": True, "download": False}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of one route: the name of its field, what it is, and what holds without it."""

    name: str
    words: str
    usual: str = ""


def typed_of(rules: RoutingRules) -> dict[str, str]:
    """Return rules as they stand in the form."""
    costs = rules.costs
    return {
        "currency": costs.currency,
        "rep_hour": _figure(costs.rep_hour),
        "customer_worth": _figure(costs.customer_worth),
        **{name: _figure(getattr(rules, name) * HUNDRED) for name in PERCENTS},
        **_numbers_of(costs, ""),
        **{
            name: text
            for kind, different in costs.kinds.items()
            for name, text in _numbers_of(different, kind).items()
        },
        **_levels_of(rules.service_levels),
        **_territories_of(rules.territories),
        "reps": "\n".join(rules.reps),
        "download_sources": "\n".join(rules.download_sources),
        "hours_from": str(rules.working_hours[0]),
        "hours_to": str(rules.working_hours[1]),
        "time_zone": rules.time_zone,
        **{f"day-{day}": "yes" for day in rules.working_days},
        **{f"send-{route}": "yes" for route in rules.send_by_itself},
        **{f"fact-{name}": rules.facts.get(name, "") for name in FACTS},
    }


def rules_from(typed: Texts) -> RoutingRules:
    """Read what a person typed; InputError names the field that makes no sense."""
    return RoutingRules(
        costs=_costs(typed),
        **{name: _share(typed.get(name, ""), words) for name, words in PERCENTS.items()},
        service_levels=tuple(_levels(typed)),
        territories=tuple(_territories(typed)),
        reps=_lines(typed, "reps"),
        download_sources=_lines(typed, "download_sources"),
        working_hours=(_hour(typed, "hours_from"), _hour(typed, "hours_to")),
        working_days=tuple(day for day in range(1, 8) if typed.get(f"day-{day}")),
        time_zone=typed.get("time_zone", "").strip(),
        send_by_itself=frozenset(route for route in BY_ITSELF if typed.get(f"send-{route}")),
        facts={name: typed.get(f"fact-{name}", "").strip() for name in FACTS},
    )


def number_name(what: str, route: Route, kind: str = "") -> str:
    """Return the name of the field of a route's number, for everyone or for a kind."""
    return f"{what}-{route}-{kind}" if kind else f"{what}-{route}"


def route_cells(route: Route, typed: Texts, kind: str = "") -> list[Cell]:
    """Return a route's numbers as cells of the form's tables."""
    return [
        Cell(
            number_name(what, route, kind),
            f"{words}, {unit}, {route}" + (f", {kind}" if kind else ""),
            typed.get(number_name(what, route), "") if kind else "",
        )
        for what, (words, unit, _) in PER_ROUTE.items()
    ]


def kinds_that_differ(typed: Texts) -> list[EnquiryKind]:
    """Return the kinds of enquiry for which the form says something of its own."""
    return [kind for kind in EnquiryKind if any(_kind_names(typed, kind))]


def line_count(typed: Texts, what: str) -> int:
    """Return how many lines of service levels or territories are in the form."""
    numbers = [
        int(name.split("-")[1]) for name in typed if re.fullmatch(rf"{what}-\d{{1,3}}-[a-z]+", name)
    ]
    return min(max(numbers, default=-1) + 1, MOST_LINES)


def _kind_names(typed: Texts, kind: str) -> Iterable[str]:
    return (
        name
        for what in PER_ROUTE
        for route in Route
        if typed.get(name := number_name(what, route, kind), "").strip()
    )


def _numbers_of(costs: CostTable | KindCosts, kind: str) -> dict[str, str]:
    return {
        number_name(what, route, kind): _figure(value * times)
        for what, (_, _, times) in PER_ROUTE.items()
        for route, value in getattr(costs, what).items()
    }


def _levels_of(levels: Iterable[ServiceLevel]) -> dict[str, str]:
    words = {value: word for word, value in WHOSE.items()}
    typed: dict[str, str] = {}
    for place, level in enumerate(levels):
        typed[f"level-{place}-route"] = level.route.value
        typed[f"level-{place}-whose"] = words[level.hand_raise]
        typed[f"level-{place}-minutes"] = _figure(level.minutes)
    return typed


def _territories_of(territories: Iterable[Territory]) -> dict[str, str]:
    typed: dict[str, str] = {}
    for place, one in enumerate(territories):
        typed[f"territory-{place}-owner"] = one.owner
        for name in ("countries", "regions", "industries"):
            typed[f"territory-{place}-{name}"] = ", ".join(getattr(one, name))
    return typed


def _costs(typed: Texts) -> CostTable:
    everyone = {
        what: {
            route: _number(typed.get(number_name(what, route), ""), f"{words}, {route}") / times
            for route in Route
        }
        for what, (words, _, times) in PER_ROUTE.items()
    }
    return CostTable(
        currency=typed.get("currency", "").strip(),
        rep_hour=_number(typed.get("rep_hour", ""), "A rep's hour"),
        customer_worth=_number(typed.get("customer_worth", ""), "What a customer is worth"),
        **everyone,
        kinds={kind: _kind_costs(typed, kind) for kind in kinds_that_differ(typed)},
    )


def _kind_costs(typed: Texts, kind: EnquiryKind) -> KindCosts:
    different: dict[str, dict[Route, float]] = {}
    for what, (words, _, times) in PER_ROUTE.items():
        said = {route: typed.get(number_name(what, route, kind), "") for route in Route}
        different[what] = {
            route: _number(text, f"{words}, {route}, {kind}") / times
            for route, text in said.items()
            if text.strip()
        }
    return KindCosts(**different)


def _levels(typed: Texts) -> Iterable[ServiceLevel]:
    for place in range(line_count(typed, "level")):
        route = typed.get(f"level-{place}-route", "")
        minutes = typed.get(f"level-{place}-minutes", "").strip()
        if not route or not minutes:
            continue
        whose = typed.get(f"level-{place}-whose", "")
        if route not in set(Route) or whose not in WHOSE:
            raise InputError("A service level names no known route.", where=f"line {place + 1}")
        number = _number(minutes, f"The minutes of {route}")
        yield ServiceLevel(route=Route(route), minutes=number, hand_raise=WHOSE[whose])


def _territories(typed: Texts) -> Iterable[Territory]:
    for place in range(line_count(typed, "territory")):
        owner = typed.get(f"territory-{place}-owner", "").strip()
        parts = {
            name: _parts(typed.get(f"territory-{place}-{name}", ""))
            for name in ("countries", "regions", "industries")
        }
        if owner:
            yield Territory(owner=owner, **parts)
        elif any(parts.values()):
            raise InputError(
                "A territory names nobody who has it.",
                where=f"territory {place + 1}",
                next_step="Name a rep, or empty the line.",
            )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _lines(typed: Texts, name: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in typed.get(name, "").splitlines() if line.strip())


def _hour(typed: Texts, name: str) -> int:
    hour = _number(typed.get(name, ""), "A working hour")
    if hour != int(hour):
        raise InputError("Working hours are whole hours, from 0 to 24.", where=name)
    return int(hour)


def _share(text: str, what: str) -> float:
    return needed_number(text.strip(), f"{what} (in percent)", low=0, high=HUNDRED) / HUNDRED


def _number(text: str, what: str) -> float:
    """Read a number from 0 on; one like `5,000` could be five or five thousand, so it is asked."""
    plain = text.strip()
    if THOUSANDS.fullmatch(plain):
        raise InputError(
            f"{what}: “{plain}” can be read in two ways.",
            next_step=f"Write {plain.replace(',', '')}, or {plain.replace(',', '.', 1)}.",
        )
    value = number_of(plain, what)
    if value is None or not 0 <= value <= MOST:
        raise InputError(f"{what} must be a number from 0 on.", next_step="Correct the field.")
    return value


def _figure(value: float) -> str:
    return f"{value:.12g}"
