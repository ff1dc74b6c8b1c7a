"""What a person may say about a file of the past: its outcome, its time, what to keep."""

from typing import Annotated

import typer

from wellspent.errors import InputError

Outcome = Annotated[
    str | None,
    typer.Option(
        metavar="COLUMN[=WON_VALUE]",
        help="Column that tells how it ended, and its value for won. Found if left out.",
    ),
]
When = Annotated[
    str | None,
    typer.Option(metavar="COLUMN", help="Column that tells when it arrived. Found if left out."),
]
Keep = Annotated[
    list[str] | None,
    typer.Option(
        metavar="COLUMN",
        help="Use this column although it may know the outcome. May be given several times.",
    ),
]


def parse_outcome(text: str | None) -> tuple[str, str | None] | None:
    """Return the column and won value of `--outcome COLUMN=WON_VALUE` (the value may be left out).

    Raises `InputError` when it can't be cut into the two.
    """
    if text is None:
        return None
    column, sign, value = (part.strip() for part in text.partition("="))
    if not column or (sign and not value):
        raise InputError(
            f"{text!r} doesn't name an outcome.",
            where="--outcome",
            next_step="Write it as COLUMN=WON_VALUE, such as --outcome Converted=1, "
            'or --outcome "Deal Stage=Won".',
        )
    return column, value or None
