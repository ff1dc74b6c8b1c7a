"""`wellspent explain`: one lead in full."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Annotated

import typer

from wellspent.jobs.explain_lead import explain_lead
from wellspent.jobs.explain_route import explain_route
from wellspent.records.fit import Contribution, Fit
from wellspent.records.queue import LeadExplanation
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.route_shown import show_route
from wellspent.serve.cli.sample_data import say_if_sample
from wellspent.serve.cli.show import Cell, Format, out_of_100, say, show_json, show_rows
from wellspent.serve.cli.which_lead import lead_id_of

EXAMPLES = """\
  wellspent explain L42
  wellspent explain mara@bakery.example
  wellspent explain L42 --format json
"""
_COLUMNS = ["attribute", "value", "group", "points", "cases", "won"]
_LEAST_POINTS = 0.005


def run(
    ctx: typer.Context,
    lead: Annotated[str, typer.Argument(metavar="LEAD", help="Its id, or words that find it.")],
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """Show a lead in full: fit and authenticity with points that add up, and its route.

    Points are log-odds relative to the average enquiry: above zero speaks for it.
    """
    parts = parts_of(ctx)
    lead_id = lead_id_of(parts, lead)
    found = explain_lead(parts.store, lead_id)
    route = explain_route(parts.store, lead_id)
    say_if_sample(parts)
    if form is Format.JSON:
        show_json({**_fields(found), "route": route})
    elif form is Format.CSV:
        show_rows(_COLUMNS, [_row(one) for one in found.fit.contributions], form)
    else:
        _show(found)
        show_route(route)


def _fields(found: LeadExplanation) -> dict[str, object]:
    return {field.name: getattr(found, field.name) for field in fields(found)}


def _row(one: Contribution) -> tuple[Cell, ...]:
    value = one.value or "(not given)"
    return one.label or one.attribute, value, one.band, round(one.points, 3), one.cases, one.won


def _show(found: LeadExplanation) -> None:
    lead, fit = found.lead, found.fit
    company = found.account.name if found.account else lead.company
    say(" · ".join(part for part in (lead.id, lead.name or lead.email, company) if part))
    usual = f"; usual: {found.usual_rate * 100:.0f}" if found.usual_rate is not None else ""
    shown = out_of_100(fit.probability, fit.low, fit.high)
    say(f"Fit {shown} of 100{usual}. Verdict: {fit.verdict}.")
    for line in _lines(found):
        say(line)
    _show_points(fit)
    if found.set_aside:
        say(f"Set aside, so without points: {', '.join(found.set_aside)}.")
    _show_similar(found)


def _show_points(fit: Fit) -> None:
    telling = [one for one in fit.contributions if abs(one.points) >= _LEAST_POINTS]
    rest = len(fit.contributions) - len(telling)
    say()
    if not telling:
        say("No attribute carries points for this enquiry: it gets the usual rate.")
        return
    say(f"Points (log-odds) from the average of all, {fit.average_log_odds:+.2f}, to this enquiry, "
        f"{fit.log_odds:+.2f}:")  # fmt: skip
    show_rows(_COLUMNS, [_signed(one) for one in telling], Format.TABLE, right=_COLUMNS[3:])
    if rest:
        say(f"{counted(rest, 'more attribute')} {'changes' if rest == 1 else 'change'} it by less "
            f"than {_LEAST_POINTS}.")  # fmt: skip


def _signed(one: Contribution) -> tuple[Cell, ...]:
    label, value, band, points, cases, won = _row(one)
    return label, value, band, f"{points:+.2f}", cases, won


def _lines(found: LeadExplanation) -> Iterator[str]:
    for reason in found.fit.reasons:
        yield f"  {reason}"
    if found.fit.find_out:
        yield f"  Find out: {', '.join(found.fit.find_out)}"
    if found.link_reason:
        yield f"  {found.link_reason}"
    for one in found.evidence:
        day = f", {one.date:%Y-%m-%d}" if one.date else ""
        yield f"  {one.record_kind} {one.record_id}, {one.field}: “{one.quote}”{day}"


def _show_similar(found: LeadExplanation) -> None:
    if not found.similar:
        return
    say()
    say("The nearest past cases:")
    rows = [
        (one.record_id, one.name, "won" if one.won else "lost", f"{one.similarity:.0%}",
         ", ".join(one.in_common[:4]))
        for one in found.similar
    ]  # fmt: skip
    columns = ["record", "name", "outcome", "alike", "in common"]
    show_rows(columns, rows, Format.TABLE, right=["alike"])
