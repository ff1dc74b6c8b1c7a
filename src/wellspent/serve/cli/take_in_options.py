"""Options that commands share which take conversations in."""

from typing import Annotated

import typer

from wellspent.records.taken_in import Keep

KeepOption = Annotated[
    Keep | None,
    typer.Option(help="Of what was said: all, excerpts (quotes only) or measures (no word)."),
]
OurSideOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME|DOMAIN|ADDRESS", help="Who is ours; may be repeated."),
]
