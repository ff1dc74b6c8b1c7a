"""Routing rules: read them, see what others would have done, put them in force."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from wellspent.jobs import rules_file
from wellspent.jobs.routing_honesty import routing_honesty
from wellspent.jobs.routing_rules import what_would_have_happened
from wellspent.records.route_report import RoutingHonesty, RulesReplay
from wellspent.records.rules_version import RulesVersion
from wellspent.serve.api.lead_model import Moment
from wellspent.serve.api.parts import LongWork, Parts
from wellspent.serve.api.route_model import LONGEST_RULES, Person
from wellspent.serve.long_work import start_routing

router = APIRouter(tags=["routing rules"])
A_QUARTER = timedelta(days=91)
Text = Annotated[
    str, Field(max_length=LONGEST_RULES, pattern=r"^[^\x00]*$", description="The file (TOML).")
]


VersionNumber = Annotated[int, Path(ge=0, le=2**31, description="0 are the program's own.")]


class RulesIn(BaseModel):
    """Rules to put in force."""

    model_config = ConfigDict(extra="forbid")

    text: Text
    based_on: Annotated[
        int | None, Field(ge=0, description="The version that you changed; left out: any.")
    ] = None
    by: Person = ""


class RulesTried(BaseModel):
    """Rules to try on enquiries that arrived in a time; left out: the last quarter."""

    model_config = ConfigDict(extra="forbid")

    text: Text
    since: Moment | None = None
    until: Moment | None = None


@router.get("/routing-rules", summary="The rules in force")
def get_rules(parts: Parts) -> RulesVersion:
    """Return costs, promise, service levels and who has what, as the file that says them."""
    return rules_file.rules_file(parts.store)


@router.put("/routing-rules", summary="Put rules in force")
def put_rules(parts: Parts, work: LongWork, given: RulesIn) -> RulesVersion:
    """Keep rules as the newest version, and begin to route the open leads by them.

    409 when somebody saved others since the version that yours is based on.
    """
    saved = rules_file.save_rules_text(
        parts.store, given.text, based_on=given.based_on, now=datetime.now(UTC), by=given.by
    )
    start_routing(parts, work)
    return saved


@router.post("/routing-rules/preview", summary="What would have happened under other rules")
def post_preview(parts: Parts, tried: RulesTried) -> RulesReplay:
    """Replay past enquiries under these rules; nothing is changed by it."""
    until = tried.until or datetime.now(UTC)
    since = tried.since or until - A_QUARTER
    rules = rules_file.read_rules_text(tried.text)
    return what_would_have_happened(parts.store, rules, since=_zoned(since), until=_zoned(until))


@router.get("/routing-rules/versions", summary="All versions of the rules")
def get_versions(parts: Parts) -> list[RulesVersion]:
    """Return the rules that were ever in force, the newest first; 0 are the program's own."""
    return rules_file.rules_versions(parts.store)


@router.get("/routing-rules/versions/{version}", summary="One version of the rules")
def get_version(parts: Parts, version: VersionNumber) -> RulesVersion:
    """Return the rules of a version."""
    return rules_file.get_rules_version(parts.store, version)


@router.get("/routing-honesty", summary="How many genuine enquiries ended in a slow lane")
def get_honesty(parts: Parts) -> RoutingHonesty:
    """Return it by month, source and country, with intervals, beside what was promised."""
    return routing_honesty(parts.store, now=datetime.now(UTC))


def _zoned(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
