"""The joined parts, for the commands that need a store."""

import typer

from wellspent.serve.cli.chosen import settings_of
from wellspent.wiring import Wellspent, wire


def parts_of(ctx: typer.Context) -> Wellspent:
    """Return settings and store, as the flags, the environment and the file say."""
    return wire(settings_of(ctx))
