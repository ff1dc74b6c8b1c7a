"""`wellspent ledger`: the minutes that customers gave us, and what they got for them."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from wellspent.errors import InputError
from wellspent.jobs.correct_minutes import correct_minutes
from wellspent.jobs.ledger_lines import ledger_lines
from wellspent.records.activity import ActivityKind
from wellspent.records.ledger import Cut, EntryKind, LedgerQuery
from wellspent.serve.cli.ledger_lines_shown import show_entry, show_lines
from wellspent.serve.cli.ledger_shown import show_ledger
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.period import period_named, zone_of
from wellspent.serve.cli.sample_data import say_if_sample
from wellspent.serve.cli.show import Format
from wellspent.serve.cli.which_account import account_id_of

EXAMPLES = """\
  wellspent ledger
  wellspent ledger --by rep --since 2026-01-01 --until 2026-03-31
  wellspent ledger lines --account Acme --format csv
  wellspent ledger correct E17 --minutes 12 --reason "they left early"
"""
ACTIONS = ("statement", "lines", "correct")


def run(
    ctx: typer.Context,
    action: Annotated[
        str, typer.Argument(metavar="[statement|lines|correct]", help="What to do.")
    ] = "statement",
    entry: Annotated[
        str, typer.Argument(metavar="[ENTRY]", help="The line to correct, such as E17.")
    ] = "",
    cut: Annotated[Cut, typer.Option("--by", help="By what the statement is cut.")] = Cut.ACCOUNT,
    since: Annotated[str, typer.Option(metavar="DATE", help="Only what was since then.")] = "",
    until: Annotated[
        str, typer.Option(metavar="DATE", help="Only what was until then; a day counts whole.")
    ] = "",
    contact: Annotated[str, typer.Option(metavar="ID", help="Lines: of this contact.")] = "",
    account: Annotated[
        str, typer.Option(metavar="ACCOUNT", help="Lines: of this one, by id or words.")
    ] = "",
    rep: Annotated[str, typer.Option(help="Lines: of this rep.")] = "",
    channel: Annotated[ActivityKind | None, typer.Option(help="Lines: of this channel.")] = None,
    kind: Annotated[
        EntryKind | None, typer.Option(help="Lines: only minutes (debit) or value (credit).")
    ] = None,
    conversation: Annotated[str, typer.Option(metavar="ID", help="Lines: of this one.")] = "",
    in_force: Annotated[
        bool, typer.Option("--in-force", help="Lines: without those that were taken back.")
    ] = False,
    after: Annotated[str, typer.Option(metavar="PAGE", help="Lines: the next page.")] = "",
    limit: Annotated[int, typer.Option(help="Lines: so many a page.")] = 100,
    minutes: Annotated[float | None, typer.Option(help="Correct: the right number.")] = None,
    reason: Annotated[str, typer.Option(metavar="WORDS", help="Correct: how it is known.")] = "",
    noted_by: Annotated[str, typer.Option(metavar="NAME", help="Correct: who says so.")] = "",
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """State the ledger: minutes without any sign of value come first, then what we owe, then all.

    Minutes are measured where a source measured them, else estimated, with their range. Lines are
    added and never changed: a correction takes the old line back and puts the right one beside it.
    There is no column for what customers owe us: nothing.
    """
    _check(action, entry, minutes=minutes)
    parts = parts_of(ctx)
    zone = zone_of(parts.settings)
    begin, end = period_named(since, until, zone=zone)
    say_if_sample(parts)
    if action == "correct":
        right = correct_minutes(
            parts.store,
            entry,
            minutes=minutes or 0.0,
            reason=reason,
            by=noted_by,
            now=datetime.now(UTC),
        )
        show_entry(right, corrected=entry)
    elif action == "lines":
        query = LedgerQuery(
            contact_id=contact,
            account_id=account_id_of(parts, account),
            rep=rep,
            channel=channel,
            kind=kind,
            conversation_id=conversation,
            since=begin,
            until=end,
            only_in_force=in_force,
            after=after,
            limit=limit,
        )
        show_lines(ledger_lines(parts.store, query), form)
    else:
        show_ledger(parts, cut=cut, since=begin, until=end, form=form)


def _check(action: str, entry: str, *, minutes: float | None) -> None:
    if action not in ACTIONS:
        raise InputError(f"there is no {action!r} here", next_step=f"Use {', '.join(ACTIONS)}.")
    if action == "correct" and not (entry and minutes is not None):
        raise InputError(
            "Which line, or its right number of minutes, is missing.",
            next_step='Write: wellspent ledger correct E17 --minutes 12 --reason "they left early"',
        )
    if action != "correct" and (entry or minutes is not None):
        raise InputError(
            "An entry and its minutes are only for corrections.",
            next_step="Write: wellspent ledger correct ENTRY --minutes N --reason WORDS",
        )
