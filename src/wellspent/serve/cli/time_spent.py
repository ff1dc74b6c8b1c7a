"""`wellspent time`: where our minutes went, and where the next hour is worth most."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from wellspent.errors import InputError
from wellspent.jobs.next_hour import next_hour
from wellspent.jobs.time_spent import time_spent, what_changed_in_won_deals
from wellspent.serve.cli.next_hour_shown import show_next_hour
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.period import period_named, zone_of
from wellspent.serve.cli.sample_data import say_if_sample
from wellspent.serve.cli.show import Format
from wellspent.serve.cli.time_shown import show_time, show_won
from wellspent.serve.time_cuts import TimeBy

EXAMPLES = """\
  wellspent time
  wellspent time --by role --rep "Wilma Sample" --since 2026-01-01
  wellspent time --by month --format csv
  wellspent time --won
  wellspent time --next-hour --rep "Wilma Sample"
"""
SUGGESTED = 5


def run(
    ctx: typer.Context,
    by: Annotated[
        TimeBy | None, typer.Option("--by", help="By what it is divided; left out: power.")
    ] = None,
    since: Annotated[str, typer.Option(metavar="DATE", help="Only what was since then.")] = "",
    until: Annotated[
        str, typer.Option(metavar="DATE", help="Only what was until then; a day counts whole.")
    ] = "",
    rep: Annotated[str, typer.Option(metavar="NAME", help="Only this rep's own time.")] = "",
    won: Annotated[
        bool, typer.Option("--won", help="What changed in won deals, beside lost ones.")
    ] = False,
    hour: Annotated[
        bool, typer.Option("--next-hour", help="Where an hour is worth most now, and why.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option(help=f"Next hour: so many; left out: {SUGGESTED}.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """Show where our minutes and the customers' went, and how many with nobody who can say yes.

    For a rep first: with --rep it is that rep's own time. Never a ranking of people: reps come in
    the order of their names. Minutes of messages are estimated and marked so. Who can say yes is
    as it is known today; where nobody can tell, it says so.
    """
    _check(by, since, until, rep, won=won, hour=hour, limit=limit)
    parts = parts_of(ctx)
    begin, end = period_named(since, until, zone=zone_of(parts.settings))
    say_if_sample(parts)
    now = datetime.now(UTC)
    if hour:
        most = SUGGESTED if limit is None else limit
        show_next_hour(next_hour(parts.store, rep=rep, now=now, limit=most), form)
    elif won:
        changed = what_changed_in_won_deals(parts.store, now=now, since=begin, until=end)
        show_won(changed, form)
    else:
        cut = (by or TimeBy.POWER).cut
        show_time(time_spent(parts.store, cut=cut, now=now, since=begin, until=end, rep=rep), form)


def _check(
    by: TimeBy | None,
    since: str,
    until: str,
    rep: str,
    *,
    won: bool,
    hour: bool,
    limit: int | None,
) -> None:
    if won and hour:
        raise InputError("--won and --next-hour are two questions.", next_step="Ask one of them.")
    if (won or hour) and by is not None:
        raise InputError("--by divides where time went; it isn't for --won or --next-hour.")
    if won and rep:
        raise InputError("--won is about the team's deals, not about one rep's.")
    if hour and (since or until):
        raise InputError("The next hour is the one from now on: --since and --until don't fit.")
    if limit is not None and not hour:
        raise InputError("--limit is for --next-hour.")
