"""Rules and costs: what routes cost, what is promised, who has what; tried before it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool

from wellspent.errors import FileUnreadable, InputError, NotFound, WellspentError
from wellspent.jobs import rules_file
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.promise_in_force import promise_in_force
from wellspent.jobs.routing_rules import what_would_have_happened
from wellspent.records.authenticity import EnquiryKind
from wellspent.records.route import Route
from wellspent.records.route_report import RoutedUnder, RulesReplay
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.long_work import start_routing
from wellspent.serve.web.parts import LongWork, Parts
from wellspent.serve.web.route_table import money
from wellspent.serve.web.rules_changes import changed_keys
from wellspent.serve.web.rules_form import (
    BY_ITSELF,
    DAYS,
    FACTS,
    PER_ROUTE,
    WHOSE,
    kinds_that_differ,
    line_count,
    route_cells,
    rules_from,
    typed_of,
)
from wellspent.serve.web.templating import render
from wellspent.serve.web.typed import Typed, file_of, number_of, text_of
from wellspent.serve.web.who import Who
from wellspent.serve.web.wording import number
from wellspent.wiring import Wellspent

router = APIRouter()
A_QUARTER = timedelta(days=91)
LONGEST_RULES = 200_000
SHOWN_VERSIONS = 20
EMPTY_LINES = 2
WORTH_WAITING = 2.0
TOML = "application/toml"


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the comparison: what is counted, under the rules in force, and under others."""

    what: str
    before: str
    after: str
    difference: str


@router.get("/rules")
def show_rules(request: Request, wellspent: Parts) -> HTMLResponse:
    """Show the rules in force as a form."""
    in_force = rules_file.rules_file(wellspent.store)
    typed = typed_of(rules_file.read_rules_text(in_force.text))
    saved = request.query_params.get("saved", "") == str(in_force.version)
    return _form(wellspent, typed, in_force.version, saved=saved)


@router.get("/rules.toml")
def download_rules(wellspent: Parts) -> Response:
    """Download the rules in force as their file."""
    return _toml(rules_file.rules_file(wellspent.store).text, "rules")


@router.post("/rules/try")
def try_rules(wellspent: Parts, form: Typed, who: Who) -> Response:
    """Show what would have happened last quarter under what was typed; nothing is saved."""
    typed = _all_texts(form)
    based_on = _version(form)
    try:
        text = rules_file.rules_as_text(rules_from(typed))
        return _preview(wellspent, text, based_on, by=who)
    except WellspentError as error:
        return _form(wellspent, typed, based_on, error=error)


@router.post("/rules/upload")
async def upload_rules(wellspent: Parts, form: Typed, who: Who) -> Response:
    """Show what would have happened under the rules of a file; nothing is saved."""
    try:
        text = await _uploaded(form)
        rules = rules_file.rules_as_text(rules_file.read_rules_text(text))
        return await run_in_threadpool(_preview, wellspent, rules, _version(form), by=who)
    except WellspentError as error:
        return await run_in_threadpool(_form_in_force, wellspent, error)


@router.post("/rules/edit")
def edit_rules(wellspent: Parts, form: Typed) -> Response:
    """Show rules that were tried as a form again, to go on changing them."""
    rules = rules_file.read_rules_text(text_of(form, "text", LONGEST_RULES))
    return _form(wellspent, typed_of(rules), _version(form))


@router.post("/rules/save")
def save_rules(wellspent: Parts, work: LongWork, form: Typed, who: Who) -> Response:
    """Put rules in force, unless somebody saved others in between."""
    text, by = text_of(form, "text", LONGEST_RULES), text_of(form, "by", 100) or who
    based_on = _version(form)
    try:
        saved = rules_file.save_rules_text(
            wellspent.store, text, based_on=based_on, now=datetime.now(UTC), by=by
        )
    except (InputError, NotFound):
        raise
    except WellspentError as error:
        return _preview(wellspent, text, based_on, by=by, error=error)
    start_routing(wellspent, work).wait(WORTH_WAITING)
    return RedirectResponse(f"/rules?saved={saved.version}", 303)


@router.get("/rules/versions/{version}")
def show_version(wellspent: Parts, version: int) -> HTMLResponse:
    """Show a version: what it says, and what putting it back would change."""
    kept = rules_file.get_rules_version(wellspent.store, version)
    in_force = rules_file.rules_file(wellspent.store)
    return render(
        "rules_version.html",
        kept=kept,
        in_force=in_force.version,
        changes=changed_keys(in_force.text, kept.text),
        sample=holds_sample(wellspent.store),
    )


@router.get("/rules/versions/{version}/rules.toml")
def download_version(wellspent: Parts, version: int) -> Response:
    """Download a version as its file."""
    return _toml(rules_file.get_rules_version(wellspent.store, version).text, f"rules-{version}")


@router.post("/rules/versions/{version}/try")
def try_version(wellspent: Parts, version: int, who: Who) -> Response:
    """Show what would have happened last quarter under a version; nothing is saved."""
    kept = rules_file.get_rules_version(wellspent.store, version)
    in_force = rules_file.rules_file(wellspent.store)
    return _preview(wellspent, kept.text, in_force.version, by=who)


def _form(
    wellspent: Wellspent,
    typed: Mapping[str, str],
    version: int,
    *,
    error: WellspentError | None = None,
    saved: bool = False,
) -> HTMLResponse:
    rules_now = rules_file.rules_file(wellspent.store)
    return render(
        "rules.html",
        status=error.status if error else 200,
        error=error,
        saved=saved,
        typed=typed,
        version=version,
        in_force=rules_now,
        versions=rules_file.rules_versions(wellspent.store, limit=SHOWN_VERSIONS),
        routes=list(Route),
        per_route=PER_ROUTE,
        cells=lambda route, kind="": route_cells(route, typed, kind),
        enquiry_kinds=list(EnquiryKind),
        differing=kinds_that_differ(typed),
        levels=range(line_count(typed, "level") + EMPTY_LINES),
        territories=range(line_count(typed, "territory") + EMPTY_LINES),
        whose=list(WHOSE),
        days=DAYS,
        by_itself=BY_ITSELF,
        facts=FACTS,
        promise=promise_in_force(wellspent.store),
        sample=holds_sample(wellspent.store),
    )


def _form_in_force(wellspent: Wellspent, error: WellspentError) -> HTMLResponse:
    in_force = rules_file.rules_file(wellspent.store)
    typed = typed_of(rules_file.read_rules_text(in_force.text))
    return _form(wellspent, typed, in_force.version, error=error)


def _preview(
    wellspent: Wellspent,
    text: str,
    based_on: int,
    *,
    by: str,
    error: WellspentError | None = None,
) -> HTMLResponse:
    now, in_force = datetime.now(UTC), rules_file.rules_file(wellspent.store)
    rules = rules_file.read_rules_text(text)
    replay = what_would_have_happened(wellspent.store, rules, since=now - A_QUARTER, until=now)
    return render(
        "rules_try.html",
        status=error.status if error else 200,
        error=error,
        text=text,
        by=by,
        based_on=based_on,
        in_force=in_force,
        changes=changed_keys(in_force.text, text),
        replay=replay,
        finding=finding(replay),
        compared=compared(replay),
        sample=holds_sample(wellspent.store),
    )


def finding(replay: RulesReplay) -> str:
    """Say what the replay shows, as the title of its page."""
    if not replay.looked_at:
        return "No enquiry arrived last quarter, so nothing can be replayed"
    of = counted(replay.looked_at, "enquiry", "enquiries")
    if not replay.moved:
        return f"None of {of} of the last quarter would have gone another way"
    return f"{replay.moved:,} of {of} of the last quarter would have gone another way"


def compared(replay: RulesReplay) -> list[Compared]:
    """Return the comparison, line by line."""
    before, after = replay.before, replay.after
    lines = [
        _line(route.value, before.counts.get(route, 0), after.counts.get(route, 0))
        for route in Route
    ]
    return [
        *lines,
        _line("minutes of reps", before.minutes, after.minutes),
        _costs(before, after),
        _line(
            f"known to be genuine, in a slow lane (of {replay.genuine:,})",
            before.genuine_in_slow_lane,
            after.genuine_in_slow_lane,
        ),
    ]


def _costs(before: RoutedUnder, after: RoutedUnder) -> Compared:
    if before.currency == after.currency:
        line = _line("expected cost", before.cost, after.cost)
        return Compared(f"{line.what}, {after.currency}", line.before, line.after, line.difference)
    one, other = f"{money(before.cost)} {before.currency}", f"{money(after.cost)} {after.currency}"
    return Compared("expected cost", one, other, "another currency")


def _line(what: str, before: float, after: float) -> Compared:
    change = round(after) - round(before)
    sign = "+" if change > 0 else ""
    shown = f"{sign}{number(change, 0)}" if change else "–"
    return Compared(what, number(before, 0), number(after, 0), shown)


def _all_texts(form: Typed) -> dict[str, str]:
    return {name: value[:LONGEST_RULES] for name, value in form.items() if isinstance(value, str)}


def _version(form: Typed) -> int:
    found = number_of(text_of(form, "version", 12), "The version")
    return 0 if found is None else int(found)


async def _uploaded(form: Typed) -> str:
    file = file_of(form, "file")
    if file is None:
        raise InputError("No file was chosen.", next_step="Choose a rules file (TOML).")
    content = await file.read(LONGEST_RULES + 1)
    if len(content) > LONGEST_RULES:
        raise FileUnreadable("The file is larger than rules can be.", where=file.filename or "")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileUnreadable(
            "The file isn't text.", where=file.filename or "", next_step="Choose a TOML file."
        ) from error


def _toml(text: str, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}.toml"'}
    return Response(text, media_type=TOML, headers=headers)
