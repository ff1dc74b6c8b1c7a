"""The settings as the command line, the environment and the file chose them."""

from dataclasses import asdict

import typer

from wellspent.serve.cli.flags import Flags
from wellspent.settings import Settings, read_settings


def settings_of(ctx: typer.Context, **more: str | int | None) -> Settings:
    """Return the settings; `more` are flags of the command itself, None where not given."""
    flags = ctx.obj if isinstance(ctx.obj, Flags) else Flags()
    return read_settings({**asdict(flags), **more})
