"""`wellspent take-in`: conversations become a ledger of minutes, with quotes."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from wellspent.errors import InputError
from wellspent.jobs.conversations_in_files import EARLIEST, Refused
from wellspent.jobs.our_side_named import our_side_named
from wellspent.jobs.take_in_files import FILES, SaidOfSource, take_in_files
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.period import moment_named, zone_of
from wellspent.serve.cli.progress import ProgressLine, stop_on_interrupt
from wellspent.serve.cli.show import Format, remark
from wellspent.serve.cli.take_in_options import KeepOption, OurSideOption
from wellspent.serve.cli.taken_in_shown import show_taken_in

EXAMPLES = """\
  wellspent take-in calls/ --our-side otter.example --source "calls of sales"
  wellspent take-in sales.mbox --source "mailbox of sales" --keep excerpts
  wellspent take-in call.vtt --at 2026-03-03T10:00
  wellspent take-in calendar.ics --since 2026-01-01
"""


def run(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files and folders.")],
    source: Annotated[
        str, typer.Option(metavar="NAME", help="Where they come from; remembers what is said.")
    ] = FILES,
    keep: KeepOption = None,
    our_side: OurSideOption = None,
    at: Annotated[
        str, typer.Option(metavar="TIME", help="When those were that name no time themselves.")
    ] = "",
    since: Annotated[
        str, typer.Option(metavar="DATE", help="Of calendars, only what began since then.")
    ] = "",
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """Take conversations into the store: linked to contacts, heard, and in the ledger.

    Mail, transcripts, calendars and chats. Internal ones and those with people marked private are
    left out before anything is kept. The same file twice changes nothing; a thread that grew is
    heard anew. It is one import, which can be undone as a whole. Ctrl-C stops at the next batch;
    the same command goes on.
    """
    parts = parts_of(ctx, fills=True)
    zone = zone_of(parts.settings)
    side = our_side_named(our_side or (), where="--our-side")
    said = SaidOfSource(
        keep=keep,
        our_names=side.names,
        our_domains=side.domains,
        our_addresses=side.addresses,
    )
    line = ProgressLine(source, what="conversations")
    with stop_on_interrupt() as should_stop:
        done = take_in_files(
            parts.store,
            files,
            source=source,
            said=said,
            now=datetime.now(UTC),
            at=moment_named(at, where="--at", zone=zone),
            since=moment_named(since, where="--since", zone=zone) or EARLIEST,
            zone=zone,
            on_progress=line,
            should_stop=should_stop,
        )
    line.clear()
    for one in done.refused:
        remark(_why(one))
    show_taken_in(done.taken_in, form, again="wellspent take-in …")
    if done.refused:
        raise typer.Exit(InputError.exit_code)


def _why(refused: Refused) -> str:
    error = refused.error
    where = "" if refused.path in error.what else f"{refused.path}: "
    return f"{where}{error.what} {error.next_step}".strip()
