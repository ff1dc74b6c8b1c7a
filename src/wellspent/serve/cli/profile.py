"""`wellspent profile`: what do our most valuable customers have in common?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from wellspent.errors import InputError, NotEnoughData
from wellspent.jobs.learn_profile import current_profile, learn_profile
from wellspent.jobs.profile_file import profile_file
from wellspent.jobs.save_scorecard import save_scorecard
from wellspent.jobs.scorecard_sql import scorecard_sql
from wellspent.jobs.use_scorecard import use_scorecard
from wellspent.records.measured import Measured
from wellspent.records.profile import LearnedProfile
from wellspent.records.scorecard import Scorecard
from wellspent.serve.cli.file_options import Keep, Outcome, When, parse_outcome
from wellspent.serve.cli.honest_word import honest_lines
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.sample_data import say_if_sample
from wellspent.serve.cli.show import Cell, Format, remark, say, show_json, show_rows

EXAMPLES = """\
  wellspent profile
  wellspent profile --learn
  wellspent profile old.csv
  wellspent profile old.csv --outcome "Deal Stage=Won" --scorecard fit.toml
  wellspent profile old.csv --format csv > points.csv
  wellspent profile --scorecard fit.toml     # change points in it, then
  wellspent profile --use fit.toml
  wellspent profile --sql snowflake --sql-table sales.leads --sql-key lead_id > fit.sql
"""
_COLUMNS = ["attribute", "value", "points", "cases", "won", "share_won"]


def run(
    ctx: typer.Context,
    old: Annotated[
        Path | None,
        typer.Argument(metavar="[OLD]", help="File of closed ones; none: what the store holds."),
    ] = None,
    outcome: Outcome = None,
    when: When = None,
    keep: Keep = None,
    learn: Annotated[
        bool, typer.Option("--learn", help="Learn anew from the store before showing.")
    ] = False,
    scorecard: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write the scorecard as a readable TOML file."),
    ] = None,
    use: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Put the points of this scorecard's file in force, as you edited them.",
        ),
    ] = None,
    sql: Annotated[
        str | None,
        typer.Option(
            metavar="DIALECT",
            help="Print the scorecard as SQL instead: duckdb, postgres, snowflake, bigquery ...",
        ),
    ] = None,
    sql_table: Annotated[
        str, typer.Option(metavar="TABLE", help="With --sql: the warehouse's table.")
    ] = "leads",
    sql_key: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN",
            help="With --sql: a column to pass through, such as the key. May be given several "
            "times.",
        ),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """Show what won customers have in common: points per value, and how far to trust them.

    With OLD no store is needed: it learns from that file, and finds the outcome and the time of
    arrival itself. Points are log-odds: above zero speaks for an enquiry. As CSV they come alone,
    as JSON with all that was learned.
    """
    if use is not None:
        _use(ctx, use, alone=old is None and not learn)
    if old is None:
        learned = _from_store(ctx, learn=learn)
    else:
        found = parse_outcome(outcome)
        learned = profile_file(old, outcome=found, when=when, keep=keep or ())
    if scorecard is not None:
        save_scorecard(learned.scorecard, scorecard)
        remark(f"Wrote the scorecard to {scorecard}.")
    if sql is not None:
        say(scorecard_sql(learned.scorecard, sql, sql_table, keep=tuple(sql_key or ())))
    else:
        _show(learned, form)


def _show(learned: LearnedProfile, form: Format) -> None:
    tell = say if form is Format.TABLE else remark
    for line in honest_lines(learned):
        tell(line)
    if form is Format.TABLE:
        _show_differences(learned)
        say()
    if form is Format.JSON:
        show_json(replace(learned, scorecard=replace(learned.scorecard, covariance=None)))
    else:
        rows = list(point_rows(learned.scorecard))
        if form is Format.TABLE and not rows:
            say("No attribute carries points: everyone gets the usual rate.")
        else:
            show_rows(_COLUMNS, rows, form, right=_COLUMNS[2:])


def _use(ctx: typer.Context, file: Path, *, alone: bool) -> None:
    """Put an edited scorecard's file in force, and say what it changed."""
    if not alone:
        raise InputError(
            "A scorecard's file can't be used while learning.",
            where="--use",
            next_step="Leave out OLD and --learn: the file is of what the store has learned.",
        )
    used = use_scorecard(parts_of(ctx).store, file)
    remark(f"Took over {used.taken_over:,} edited points; set back {used.set_back:,} to learned.")


def _from_store(ctx: typer.Context, *, learn: bool) -> LearnedProfile:
    parts = parts_of(ctx)
    store = parts.store
    say_if_sample(parts)
    learned = None if learn else current_profile(store)
    learned = learned or learn_profile(store, now=datetime.now(UTC))
    if learned.honesty.won + learned.honesty.lost == 0 and not learned.scorecard.attributes:
        raise NotEnoughData(
            "The store holds no closed enquiry or deal, and no declared profile.",
            tried="learning from closed leads and deals",
            next_step="Import some with `wellspent import`, or name a file: wellspent profile OLD",
        )
    return learned


def point_rows(scorecard: Scorecard) -> Iterator[Sequence[Cell]]:
    """Give one row for every band of every attribute."""
    for attribute in scorecard.attributes:
        for band in attribute.bands:
            share = round(band.won / band.cases, 4) if band.cases else None
            label = f"{band.label} (edited)" if band.edited else band.label
            points = round(band.points, 3)
            yield attribute.label or attribute.name, label, points, band.cases, band.won, share


def _show_differences(learned: LearnedProfile) -> None:
    standing = [difference for difference in learned.differences if difference.stands]
    if not standing:
        return
    say()
    say("More or less common among the best customers:")
    rows = [
        (one.label, one.band, _share(one.among_best), _share(one.among_customers),
         _share(one.among_lost) if one.among_lost else "")
        for one in standing
    ]  # fmt: skip
    columns = ["attribute", "value", "of the best", "of all customers", "of lost deals"]
    show_rows(columns, rows, Format.TABLE, right=columns[2:])


def _share(share: Measured) -> str:
    percent = f"{share.value:.0%} ({share.low * 100:.0f}-{share.high * 100:.0f})"
    return f"{percent} of {share.count:,}"
