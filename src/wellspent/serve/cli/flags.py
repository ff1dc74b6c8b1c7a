"""Flags that every command shares, and what they lead to: settings, then the joined parts."""

from dataclasses import asdict, dataclass

import typer

from wellspent.settings import Settings, read_settings


@dataclass(frozen=True, slots=True)
class Flags:
    """What the command line said before the command's name; None where it said nothing."""

    config: str | None = None
    store_url: str | None = None
    data_folder: str | None = None


def settings_of(ctx: typer.Context, **more: str | int | None) -> Settings:
    """Return the settings as the flags, the environment and the file say."""
    flags = ctx.obj if isinstance(ctx.obj, Flags) else Flags()
    return read_settings({**asdict(flags), **more})
