"""`wellspent settings`: every setting, its value, and where the value came from."""

from typing import Annotated

import typer

from wellspent.serve.cli.chosen import settings_of
from wellspent.serve.cli.show import Format, show_rows
from wellspent.settings import setting_rows

EXAMPLES = """\
  wellspent settings
  wellspent settings --describe
  WELLSPENT_CURRENCY=EUR wellspent settings --format json
"""


def run(
    ctx: typer.Context,
    describe: Annotated[
        bool, typer.Option("--describe", help="Say what each is for, and its default.")
    ] = False,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """Show every setting and where its value came from.

    A flag wins over the environment (WELLSPENT_PORT), that over the file (wellspent.toml), that
    over the default. Secrets are masked.
    """
    rows = setting_rows(settings_of(ctx))
    if describe:
        columns = ["setting", "variable", "default", "purpose"]
        cells = [(row.name, row.variable, row.default, row.purpose) for row in rows]
    else:
        columns = ["setting", "value", "source"]
        cells = [(row.name, row.value, row.source) for row in rows]
    show_rows(columns, cells, form)
