"""`wellspent export`: write records out; what comes out can be imported again."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from wellspent.jobs.export_records import ExportFormat, export, export_lines
from wellspent.records.source import RecordKind
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.show import remark

EXAMPLES = """\
  wellspent export lead > leads.csv
  wellspent export deal --output deals.jsonl --format jsonl
"""


def run(
    ctx: typer.Context,
    kind: Annotated[RecordKind, typer.Argument(help="What to export.")],
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write here instead of to stdout.")
    ] = None,
    form: Annotated[
        ExportFormat, typer.Option("--format", help="CSV with a header, or an object a line.")
    ] = ExportFormat.CSV,
) -> None:
    """Write all records of a kind; what comes out can be imported again.

    Text that a spreadsheet would run as a formula is made harmless in CSV, and read back as it
    was.
    """
    store = parts_of(ctx).store
    if output is None:
        sys.stdout.writelines(export_lines(store, kind, format=form))
        sys.stdout.flush()
        return
    count = export(store, kind, output, format=form)
    remark(f"Wrote {count:,} {kind} records to {output}.")
