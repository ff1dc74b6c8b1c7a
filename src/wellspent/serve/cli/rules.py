"""`wellspent rules`: costs and routing rules, as a file."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from wellspent.errors import InputError
from wellspent.jobs.route_leads import route_leads
from wellspent.jobs.routing_rules import what_would_have_happened
from wellspent.jobs.rules_file import read_rules_file, read_rules_text, rules_file, save_rules_text
from wellspent.records.route import Route
from wellspent.records.route_report import RoutedUnder, RulesReplay
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.sample_data import say_if_sample
from wellspent.serve.cli.show import Format, say, show_json, show_rows

Words = Callable[[RoutedUnder], str]

EXAMPLES = """\
  wellspent rules > rules.toml
  wellspent rules rules.toml --try
  wellspent rules rules.toml --use --by Kim
"""


def run(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Rules; none: print those in force.")
    ] = None,
    try_it: Annotated[
        bool, typer.Option("--try", help="Say what would have happened with past enquiries.")
    ] = False,
    use: Annotated[bool, typer.Option("--use", help="Put them in force.")] = False,
    days: Annotated[int, typer.Option(min=1, max=3650, help="How many past days to try.")] = 91,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who puts them in force.")] = "",
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """Print the rules in force as a file; try another file, or put it in force.

    The file says what a rep's hour and a customer are worth, what each route costs, how many
    genuine enquiries may end in a slow lane, by when what is due, and who has what.
    """
    parts = parts_of(ctx)
    if file is None:
        if try_it or use:
            raise InputError("Name the file to try or to use.", where="rules")
        say(rules_file(parts.store).text.rstrip())
        return
    text = read_rules_file(file)
    rules, now = read_rules_text(text), datetime.now(UTC)
    if try_it or not use:
        say_if_sample(parts)
        since = now - timedelta(days=days)
        _show(what_would_have_happened(parts.store, rules, since=since, until=now), form)
    if use:
        saved = save_rules_text(parts.store, text, based_on=None, now=now, by=by)
        routed = route_leads(parts.store, now=datetime.now(UTC))
        say(f"Version {saved.version} is in force; {routed:,} open enquiries were routed by it.")
    elif form is Format.TABLE:
        say("Nothing was changed. --use puts the file in force.")


def _show(replay: RulesReplay, form: Format) -> None:
    if form is Format.JSON:
        show_json(replay)
        return
    if form is Format.TABLE:
        say(f"{replay.looked_at:,} enquiries from {replay.since:%Y-%m-%d} to "
            f"{replay.until:%Y-%m-%d}; {replay.moved:,} would go another way.")  # fmt: skip
    rows = [
        (route, replay.before.counts.get(route, 0), replay.after.counts.get(route, 0))
        for route in Route
    ]
    rows += [
        ("minutes of reps", *_both(replay, lambda one: f"{one.minutes:,.0f}")),
        ("expected cost", *_both(replay, lambda one: f"{one.cost:,.0f} {one.currency}")),
        ("genuine in a slow lane", *_both(replay, lambda one: f"{one.genuine_in_slow_lane:,}")),
    ]  # fmt: skip
    columns = ["", "in force", "this file"]
    show_rows(columns, rows, form, right=columns[1:])
    if form is Format.TABLE:
        for one in replay.examples[:5]:
            say(f"  {one.lead_id} {one.company}: {one.before} -> {one.after}")


def _both(replay: RulesReplay, words: Words) -> tuple[str, str]:
    return words(replay.before), words(replay.after)
