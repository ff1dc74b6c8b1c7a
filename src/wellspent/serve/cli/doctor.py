"""`wellspent doctor`: is everything here, and what to do next where it isn't."""

from typing import Annotated

import typer

from wellspent.jobs.check_installation import Health, check
from wellspent.serve.cli.chosen import settings_of
from wellspent.serve.cli.show import Format, show_rows

EXAMPLES = """\
  wellspent doctor
  wellspent doctor --format json
  wellspent --store postgresql://wellspent@db.example.com/wellspent doctor
"""


def run(
    ctx: typer.Context,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """Check Python, packages, disk, store and optional parts, and say what to do next.

    Exits with 1 if something is bad; a warning or an optional part that is off is none.
    """
    found = check(settings_of(ctx))
    columns = ["part", "health", "found", "next"]
    show_rows(columns, [(one.part, one.health, one.found, one.next_step) for one in found], form)
    if any(one.health is Health.BAD for one in found):
        raise typer.Exit(1)
