"""`wellspent queue`: what waits, by route, those due first."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from wellspent.jobs.route_queue import route_queue
from wellspent.records.authenticity import EnquiryKind
from wellspent.records.route import Route
from wellspent.records.routed_queue import RoutedRow, RouteQueue
from wellspent.serve.ages_and_counts import age, counted, waiting_count
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.sample_data import say_if_sample
from wellspent.serve.cli.show import Format, out_of_100, remark, say, show_json, show_rows
from wellspent.serve.time_left import time_left

EXAMPLES = """\
  wellspent queue
  wellspent queue --route "call now"
  wellspent queue --route quarantine --search example
  wellspent queue --overdue --format csv
"""
_COLUMNS = ["route", "due", "authentic", "fit", "lead", "who", "company", "age", "kind", "owner",
            "reason"]  # fmt: skip
_FOR_PROGRAMS = ["id", "name", "company", "email", "route", "reason", "kind", "authenticity",
                 "authenticity_low", "authenticity_high", "fit", "owner", "due_at",
                 "decided_by"]  # fmt: skip


def run(
    ctx: typer.Context,
    route: Annotated[Route | None, typer.Option(help="Only this route.")] = None,
    owner: Annotated[str, typer.Option(metavar="NAME", help="Only whose this is.")] = "",
    kind: Annotated[EnquiryKind | None, typer.Option(help="Only this kind.")] = None,
    search: Annotated[str, typer.Option(metavar="WORDS", help="Name, company, mail, phone.")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what should be done.")] = False,
    done: Annotated[bool, typer.Option("--done", help="What was seen to, instead.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=500, help="How many rows.")] = 20,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """Show the enquiries that wait, those due first, each with its route and the reason."""
    parts = parts_of(ctx)
    queue = route_queue(
        parts.store,
        route=route,
        owner=owner,
        kind=kind,
        search=search,
        overdue=overdue,
        waiting=not done,
        limit=limit,
        now=datetime.now(UTC),
    )
    say_if_sample(parts)
    _remark_what_failed(queue)
    if form is Format.JSON:
        show_json(queue)
    elif form is Format.CSV:
        show_rows(_FOR_PROGRAMS, [_for_programs(row) for row in queue.rows], form)
    else:
        _show(queue)


def _show(queue: RouteQueue) -> None:
    counts = ", ".join(
        f"{waiting_count(count)} {route}" for route, count in queue.counts.items() if count
    )
    say(f"{counts or 'Nothing waits'}. {waiting_count(queue.overdue)} overdue.")
    say(queue.promise.sentence)
    if queue.oldest_waiting is not None:
        oldest = queue.oldest_waiting
        say(f"Waiting longest: {_who(oldest)} ({oldest.lead.id}), "
            f"{age(oldest.lead.arrived_at, queue.as_of)}.")  # fmt: skip
    if not queue.rows:
        return
    say()
    rows = [_for_people(row, queue.as_of) for row in queue.rows]
    show_rows(_COLUMNS, rows, Format.TABLE, right=["due", "authentic", "fit", "age"])


def _remark_what_failed(queue: RouteQueue) -> None:
    for sent in queue.failed:
        remark(f"{sent.id} couldn't be worked through yet ({sent.error}); it is tried again.")
    rest = queue.not_worked_through - len(queue.failed)
    if rest > 0:
        remark(f"{counted(rest, 'enquiry is', 'enquiries are')} still to be worked through.")


def _who(row: RoutedRow) -> str:
    return row.lead.name or row.lead.email or row.lead.phone


def _for_people(row: RoutedRow, now: datetime) -> tuple[str, ...]:
    lead, routed = row.lead, row.routed
    authentic = out_of_100(routed.authenticity, routed.authenticity_low, routed.authenticity_high)
    fit = out_of_100(row.fit.probability, row.fit.low, row.fit.high) if row.fit else ""
    return (routed.route, time_left(routed.due_at, now), authentic, fit, lead.id, _who(row),
            row.account_name or lead.company, age(lead.arrived_at, now), routed.kind,
            routed.owner, routed.reason)  # fmt: skip


def _for_programs(row: RoutedRow) -> tuple[str | float | datetime | None, ...]:
    lead, routed = row.lead, row.routed
    return (lead.id, lead.name, row.account_name or lead.company, lead.email, routed.route,
            routed.reason, routed.kind, round(routed.authenticity, 6),
            round(routed.authenticity_low, 6), round(routed.authenticity_high, 6),
            round(row.fit.probability, 6) if row.fit else None, routed.owner, routed.due_at,
            routed.decided_by)  # fmt: skip
