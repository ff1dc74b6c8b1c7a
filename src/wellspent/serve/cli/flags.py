"""Flags that every command shares; the front door fills them, before any settings are read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flags:
    """What the command line said before the command's name; None where it said nothing."""

    config: str | None = None
    store_url: str | None = None
    data_folder: str | None = None
