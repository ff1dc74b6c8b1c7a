"""Routing rules and costs: a file that a sales manager reads and changes."""

import math
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import tomli_w
from pydantic import BaseModel, ConfigDict, ValidationError

from wellspent.errors import FileUnreadable, InputError
from wellspent.records.route import CostTable, KindCosts, Route, RoutingRules

LARGEST_FILE = 1024 * 1024
MOST_MONEY = 1e12
MOST_MINUTES = 100_000.0
MOST_LISTED = 10_000
LONGEST_FACT = 500
OWN_FACTS = ("our_company", "material", "jobs_page", "purchasing")
"""What a team says of itself for the templates of next steps."""


class _RulesFile(BaseModel):
    """What a file of rules may hold: exactly the fields of the records, however deep."""

    model_config = ConfigDict(extra="forbid")

    rules: RoutingRules


@cache
def default_rules() -> RoutingRules:
    """Return the rules that are in force until the team saves its own: `routing.toml`."""
    text = files("wellspent.qualify").joinpath("routing.toml").read_text(encoding="utf-8")
    return parse_rules(text, where="qualify/routing.toml")


def read_rules(path: Path) -> RoutingRules:
    """Read a file of rules; FileUnreadable when it is no TOML, InputError when it makes no sense.

    What the file leaves out is as in the default rules; an unknown key is an error.
    """
    if not path.is_file():
        raise FileUnreadable(
            "There is no such file.",
            where=str(path),
            next_step="Check its name, or write one to begin with: wellspent rules > rules.toml",
        )
    if path.stat().st_size > LARGEST_FILE:
        raise FileUnreadable(
            "The file is larger than rules can be.",
            where=str(path),
            next_step="Name the file that `wellspent rules > rules.toml` wrote, as you changed it.",
        )
    try:
        return parse_rules(path.read_text(encoding="utf-8"), where=str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(
            f"It can't be read as text: {error}.",
            where=str(path),
            next_step="Save it as plain text in UTF-8.",
        ) from error


def parse_rules(text: str, *, where: str = "rules") -> RoutingRules:
    """Return the rules that a TOML text says; `where` names it in errors."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FileUnreadable(f"It isn't valid TOML: {error}.", where=where) from error
    if where != "qualify/routing.toml":
        table = _over(_as_table(default_rules()), table)
    try:
        rules = _RulesFile.model_validate({"rules": table}).rules
    except ValidationError as error:
        first = error.errors()[0]
        place = ", ".join(str(step) for step in first["loc"][1:] if step != "[key]")
        raise InputError(
            f"`{place}` can't be used: {_said(first['type'], first['msg'])}.",
            where=where,
            next_step="Mend that line; docs/how-to/change-the-costs.md names all keys.",
        ) from error
    return check_rules(rules, where=where)


def rules_text(rules: RoutingRules) -> str:
    """Return rules as the TOML text of their file, which `parse_rules` reads back equal."""
    return tomli_w.dumps(_as_table(rules))


def check_rules(rules: RoutingRules, *, where: str = "rules") -> RoutingRules:
    """Return the rules as they are; InputError with the place where a number makes no sense."""
    _within(rules.slow_lane_share, 0.0, 1.0, f"{where}, slow_lane_share", "a share from 0 to 1")
    for name in ("chance_without_profile", "quarantine_certainty", "ask_below"):
        _within(getattr(rules, name), 0.0, 1.0, f"{where}, {name}", "a share from 0 to 1")
    _check_costs(rules.costs, f"{where}, costs")
    _check_hours(rules, where)
    for level in rules.service_levels:
        here = f"{where}, service_levels ({level.route})"
        _within(level.minutes, 0.0, MOST_MINUTES, here, "minutes from 0 on")
    if Route.QUARANTINE in rules.send_by_itself or Route.PERSON_DECIDES in rules.send_by_itself:
        raise InputError(
            "Nothing is ever sent from quarantine, nor before a person has decided.",
            where=f"{where}, send_by_itself",
            next_step="Name only other routes there.",
        )
    _check_facts(rules, f"{where}, facts")
    listed = len(rules.reps) + len(rules.territories) + len(rules.download_sources)
    if listed > MOST_LISTED:
        raise InputError(f"More than {MOST_LISTED} reps, territories and sources.", where=where)
    return rules


def _check_facts(rules: RoutingRules, where: str) -> None:
    for name, text in rules.facts.items():
        if name not in OWN_FACTS:
            raise InputError(
                f"Templates know no fact {name!r}.",
                where=where,
                next_step=f"Known ones: {', '.join(OWN_FACTS)}.",
            )
        if len(text) > LONGEST_FACT or "\n" in text or "\r" in text:
            raise InputError(
                f"{name} must be one line of at most {LONGEST_FACT} signs.", where=where
            )


def _check_costs(costs: CostTable, where: str) -> None:
    if not costs.currency.strip() or len(costs.currency) > 12:
        raise InputError("The currency needs a short name, such as EUR.", where=where)
    _within(costs.rep_hour, 0.0, MOST_MONEY, f"{where}, rep_hour", "an amount from 0 on")
    _within(costs.customer_worth, 0.0, MOST_MONEY, f"{where}, customer_worth", "an amount from 0")
    for name in ("minutes", "put_off", "chance_kept"):
        left_out = [route.value for route in Route if route not in getattr(costs, name)]
        if left_out:
            raise InputError(
                f"There is no number for {', '.join(left_out)}.", where=f"{where}, {name}"
            )
    _check_numbers(costs, where)
    for kind, different in costs.kinds.items():
        _check_numbers(different, f"{where}, kinds ({kind})")


def _check_numbers(costs: CostTable | KindCosts, where: str) -> None:
    for route, minutes in costs.minutes.items():
        _within(minutes, 0.0, MOST_MINUTES, f"{where}, minutes ({route})", "minutes from 0 on")
    for route, share in costs.put_off.items():
        _within(share, 0.0, 1.0, f"{where}, put_off ({route})", "a share from 0 to 1")
    for route, share in costs.chance_kept.items():
        _within(share, 0.0, 1.0, f"{where}, chance_kept ({route})", "a share from 0 to 1")


def _check_hours(rules: RoutingRules, where: str) -> None:
    first, last = rules.working_hours
    if not 0 <= first < last <= 24:
        raise InputError(
            f"Work can't last from {first} to {last} o'clock.",
            where=f"{where}, working_hours",
            next_step="Give two whole hours from 0 to 24, the earlier one first.",
        )
    if not rules.working_days or any(not 1 <= day <= 7 for day in rules.working_days):
        raise InputError(
            "There must be a working day, and days run from 1 (Monday) to 7.",
            where=f"{where}, working_days",
        )
    try:
        ZoneInfo(rules.time_zone)
    except (KeyError, ValueError, OSError) as error:
        raise InputError(
            f"There is no time zone {rules.time_zone!r}.",
            where=f"{where}, time_zone",
            next_step="Write it like Europe/Berlin.",
        ) from error


def _within(number: float, low: float, high: float, where: str, what: str) -> None:
    if not (math.isfinite(number) and low <= number <= high):
        raise InputError(f"{number:g} makes no sense here.", where=where, next_step=f"Give {what}.")


def _over(table: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """Return a table with what is given put over it, table by table; lists as a whole."""
    both = dict(table)
    for key, value in given.items():
        under = table.get(key)
        inner = isinstance(under, dict) and isinstance(value, dict)
        both[key] = _over(under, value) if inner else value  # pyright: ignore[reportArgumentType]
    return both


def _as_table(rules: RoutingRules) -> dict[str, Any]:
    table = _RulesFile(rules=rules).model_dump(mode="json", exclude_none=True)["rules"]
    table["send_by_itself"] = sorted(table["send_by_itself"])
    return table


def _said(kind: str, message: str) -> str:
    known = {"unexpected_keyword_argument": "there is no such key", "missing": "it is missing"}
    return known.get(kind, message[:1].lower() + message[1:])
