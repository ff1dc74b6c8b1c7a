"""`wellspent init`: make the store and a settings file to start from."""

from pathlib import Path
from typing import Annotated

import typer

from wellspent.serve.cli.chosen import settings_of
from wellspent.serve.cli.show import say
from wellspent.settings import FILE_NAME, settings_file
from wellspent.wiring import wire

EXAMPLES = """\
  wellspent init
  wellspent init --currency EUR --time-zone Europe/Berlin
  wellspent --store postgresql://wellspent@db.example.com/wellspent init
"""


def run(
    ctx: typer.Context,
    currency: Annotated[
        str | None, typer.Option(help="Currency of amounts that name none, such as EUR.")
    ] = None,
    time_zone: Annotated[
        str | None, typer.Option(help="Time zone of times that name none.")
    ] = None,
) -> None:
    """Make the store and a settings file in this folder; what exists already stays as it is."""
    settings = settings_of(ctx, currency=currency, time_zone=time_zone)
    parts = wire(settings)
    say(f"Store ready: {parts.store.address}")
    file = Path(FILE_NAME)
    if file.exists():
        say(f"Kept your {file}.")
    else:
        file.write_text(settings_file(settings), encoding="utf-8")
        say(f"Wrote {file}: every setting with its default, to be changed there.")
    say()
    say("Next: wellspent import YOUR_EXPORT.csv")
    say("  or: wellspent demo, to look around in a fictitious company first")
