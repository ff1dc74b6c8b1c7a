"""`wellspent listen`: what did customers say in these conversations?"""

import json
import shutil
import sys
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wellspent.errors import InputError
from wellspent.jobs.conversations_in_files import EARLIEST
from wellspent.jobs.listen_files import Refused, listen_files
from wellspent.jobs.listen_json import heard_as_json
from wellspent.jobs.our_side_named import our_side_named
from wellspent.records.heard import Heard
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.cli.chosen import settings_of
from wellspent.serve.cli.complain import complain, remark
from wellspent.serve.cli.listen_text import heard_lines
from wellspent.serve.cli.period import moment_named, zone_of
from wellspent.serve.cli.show import say

EXAMPLES = """\
  wellspent listen call.vtt --our-side "Wilma Sample"
  wellspent listen mail/ calls/ --our-side otter.example --format json
  cat chat.json | wellspent listen - --stdin-name chat.json
"""
STDIN = Path("-")
SHOWN_STDIN = "<stdin>"


class Form(StrEnum):
    """How what was heard is written."""

    TEXT = "text"
    JSON = "json"


def run(
    ctx: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Files and folders; - reads stdin.")
    ],
    form: Annotated[Form, typer.Option("--format", help="How to write it.")] = Form.TEXT,
    our_side: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME|DOMAIN|ADDRESS",
            help="Who is ours; may be repeated. Left out, it is guessed and marked.",
        ),
    ] = None,
    now: Annotated[str, typer.Option(metavar="TIME", help="Take this for the present.")] = "",
    since: Annotated[
        str, typer.Option(metavar="DATE", help="Of calendars, only what began since then.")
    ] = "",
    stdin_name: Annotated[
        str, typer.Option(metavar="NAME", help="A file name for what comes from stdin.")
    ] = "",
) -> None:
    """Tell what customers said: reactions, open questions, promises, topics, who decides.

    Reads mail (.eml, .mbox, Maildir), transcripts (WebVTT, SRT, text, JSON of meeting tools),
    calendars (.ics), chats (CSV, XLSX), and folders of them. Needs no store and keeps nothing.
    JSON is one object a line and conversation. What can't be read is named; the rest goes on.
    """
    zone = zone_of(settings_of(ctx))
    side = our_side_named(our_side or (), where="--our-side")
    present = moment_named(now, where="--now", zone=zone) or datetime.now(UTC)
    begin = moment_named(since, where="--since", zone=zone) or EARLIEST
    heard = refused = 0
    with _spooled(files, stdin_name) as (paths, real_name):
        for one in listen_files(paths, our_side=side, now=present, since=begin, zone=zone):
            if isinstance(one, Refused):
                refused += 1
                complain(_why(one).replace(real_name, SHOWN_STDIN) if real_name else _why(one))
            else:
                heard += 1
                _show(one, form, real_name)
    _end(heard, refused, form)


@contextmanager
def _spooled(files: Sequence[Path], name: str) -> Generator[tuple[list[Path], str]]:
    """Give the files, stdin among them as a file of its own, and what that one is really called."""
    if STDIN not in files:
        yield list(files), ""
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / (Path(name).name or "stdin")
        with file.open("wb") as out:
            shutil.copyfileobj(sys.stdin.buffer, out)
        yield [file if one == STDIN else one for one in files], str(file)


def _show(heard: Heard, form: Form, real_name: str) -> None:
    file = heard.conversation.file
    shown = file.replace(real_name, SHOWN_STDIN) if real_name else file
    if form is Form.JSON:
        value = {**heard_as_json(heard), "file": shown}
        sys.stdout.write(json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n")
        return
    for line in heard_lines(heard, shown):
        say(line)


def _why(refused: Refused) -> str:
    error = refused.error
    where = "" if refused.path in error.what else f"{refused.path}: "
    tried = f"Tried: {error.tried}" if error.tried else ""
    rest = [tried, f"Next: {error.next_step}" if error.next_step else ""]
    return "\n".join([where + error.what, *(line for line in rest if line)])


def _end(heard: int, refused: int, form: Form) -> None:
    if form is Form.TEXT and heard:
        say(f"Listened to {counted(heard, 'conversation')}.")
    if refused:
        raise typer.Exit(InputError.exit_code)
    if not heard:
        remark("There is no conversation in there: no mail, transcript, calendar or chat.")
