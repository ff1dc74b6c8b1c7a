"""`wellspent undo`: take an import back as a whole."""

import sys
from typing import Annotated

import typer

from wellspent.errors import InputError
from wellspent.jobs.list_imports import get_import, list_imports
from wellspent.jobs.undo_import import undo
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.sample_data import say_if_sample
from wellspent.serve.cli.show import Format, say, show_rows

EXAMPLES = """\
  wellspent undo
  wellspent undo I3
  wellspent undo I3 --yes
"""
_COLUMNS = ["import", "file", "kind", "state", "started", "rows", "created", "changed", "refused"]


def run(
    ctx: typer.Context,
    import_id: Annotated[
        str | None, typer.Argument(metavar="[IMPORT]", help="Which; none: list them.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Undo without asking.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """Take back all that an import created and changed; without IMPORT, list the imports.

    What was changed again since stays as it is, and is named.
    """
    parts = parts_of(ctx)
    store = parts.store
    say_if_sample(parts)
    if import_id is None:
        rows = [
            (one.id, one.file, one.record_kind, one.state, one.started_at, one.rows_read,
             one.created, one.changed, one.refused)
            for one in list_imports(store)
        ]  # fmt: skip
        if form is Format.TABLE and not rows:
            say("Nothing was imported yet: wellspent import FILE")
        else:
            show_rows(_COLUMNS, rows, form, right=_COLUMNS[5:])
        return
    found = get_import(store, import_id)
    question = (
        f"Undo {found.id} ({found.file}: {found.created:,} created, {found.changed:,} changed)?"
    )
    if not yes:
        if not sys.stdin.isatty():
            raise InputError(
                "Nothing was undone: nobody is here to be asked.",
                where=found.id,
                next_step="Give --yes to undo without asking.",
            )
        typer.confirm(question, default=False, abort=True)
    report = undo(store, import_id)
    say(f"Undone: {report.deleted:,} deleted, {report.restored:,} put back, {report.kept:,} kept.")
    for kept in report.examples:
        say(f"  {kept.record_id}: {kept.reason}")
