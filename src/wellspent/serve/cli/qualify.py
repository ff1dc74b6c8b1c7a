"""`wellspent qualify`: who deserves our time?"""

import heapq
import json
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Annotated, TextIO
from uuid import uuid4

import typer

from wellspent.errors import InputError
from wellspent.jobs.qualify_file import ADDED, FIT, JUDGED, QualifiedFile, qualify_file
from wellspent.jobs.qualify_file_by_store import qualify_file_by_store
from wellspent.jobs.qualify_leads import qualify_leads
from wellspent.jobs.todays_queue import todays_queue
from wellspent.serve.cli.check_writable import check_writable
from wellspent.serve.cli.csv_out import write_csv
from wellspent.serve.cli.file_options import Keep, Outcome, When, parse_outcome
from wellspent.serve.cli.honest_word import honest_lines
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.progress import ProgressLine
from wellspent.serve.cli.queue_table import show_queue
from wellspent.serve.cli.show import Format, out_of_100, remark, show_rows

EXAMPLES = """\
  wellspent qualify new.csv --history old.csv --format csv > qualified.csv
  wellspent qualify new.csv --history old.csv --outcome Converted=1 --when "Created At"
  wellspent qualify new.csv --history old.csv --keep "Last Activity" --output qualified.csv
  wellspent qualify new.csv
  wellspent qualify
"""
NUMBERS = (*FIT[:3], *JUDGED[:3])
_SHOWN = 20


def run(
    ctx: typer.Context,
    new: Annotated[
        Path | None,
        typer.Argument(metavar="[NEW]", help="File of enquiries; none: the leads in the store."),
    ] = None,
    history: Annotated[
        Path | None,
        typer.Option(metavar="OLD", help="File of closed ones to learn from, instead of a store."),
    ] = None,
    outcome: Outcome = None,
    when: When = None,
    keep: Keep = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="How to write it: a table of the best, or every row."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write here instead of to stdout.")
    ] = None,
    table: Annotated[
        str | None, typer.Option(help="Table within NEW: a sheet, or a file of a zip.")
    ] = None,
) -> None:
    """Rank enquiries by fit, and say how likely they are genuine and where they should go.

    With --history no store is needed: it learns from that file, finds the outcome and the time of
    arrival itself, says on stderr how far to trust the result and which columns it set aside, and
    gives one row for every row of NEW, in NEW's order, with its columns and fit, fit_low,
    fit_high (probabilities from 0 to 1), verdict and reasons, then authenticity,
    authenticity_low, authenticity_high, kind and route. Where nothing in NEW tells who wrote, and
    what, it says so on stderr, leaves authenticity and kind empty, and routes by fit alone.
    """
    form = form or (Format.CSV if output else Format.TABLE)
    found = parse_outcome(outcome)
    if history is None:
        _refuse_history_words(outcome=outcome, when=when, keep=keep)
    if output is not None:
        _check_output(output, inputs=(new, history))
    if new is None:
        if history is not None:
            raise InputError(
                "There is a history, but no file to qualify.",
                next_step="wellspent qualify NEW.csv --history OLD.csv",
            )
        _qualify_store(ctx, form)
        return
    if history is None:
        qualified = qualify_file_by_store(parts_of(ctx).store, new, table=table)
    else:
        qualified = qualify_file(
            new, history, table=table, outcome=found, when=when, keep=keep or ()
        )
    for line in chain(honest_lines(qualified.profile), qualified.notes):
        remark(line)
    write_qualified(qualified, form, output)


def _check_output(output: Path, *, inputs: Sequence[Path | None]) -> None:
    check_writable(output)
    if any(one and one.exists() and output.exists() and one.samefile(output) for one in inputs):
        raise InputError(
            "The output would overwrite a file that is read.",
            where=str(output),
            next_step="Give --output another name.",
        )


def _refuse_history_words(**given: object) -> None:
    named = [f"--{name}" for name, value in given.items() if value]
    if named:
        raise InputError(
            f"{', '.join(named)} speak of a history, but none was given.",
            next_step="Add --history OLD.csv, or leave them out to use the store's profile.",
        )


def _qualify_store(ctx: typer.Context, form: Format) -> None:
    """Give every open lead of the store its fit, and show the queue."""
    store, now = parts_of(ctx).store, datetime.now(UTC)
    line = ProgressLine("qualifying")
    count = qualify_leads(store, now=now, on_progress=line)
    line.clear()
    show_queue(todays_queue(store, now=now), form)
    remark(f"{count:,} open leads have a fit now; `wellspent export lead` gives them all.")


def write_qualified(qualified: QualifiedFile, form: Format, output: Path | None) -> None:
    """Write every row as CSV or JSON lines, or the best ones as a table for people."""
    if form is Format.TABLE:
        _show_best(qualified)
        return
    with _opened(output) as out:
        if form is Format.CSV:
            write_csv(out, chain([qualified.header], qualified.lines()))
        else:
            out.writelines(_json_lines(qualified))
    if output is not None:
        remark(f"Wrote {qualified.rows:,} rows to {output}.")


@contextmanager
def _opened(output: Path | None) -> Generator[TextIO]:
    if output is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    partial = output.with_name(f".{output.name}.{uuid4().hex}.part")
    try:
        with partial.open("x", encoding="utf-8", newline="") as out:
            yield out
        partial.replace(output)
    finally:
        partial.unlink(missing_ok=True)


def _json_lines(qualified: QualifiedFile) -> Iterator[str]:
    """Give a JSON array, one row a line, so that a million rows need no memory."""
    first = True
    yield "["
    for line in qualified.lines():
        row: dict[str, object] = dict(zip(qualified.header, line, strict=True))
        row |= {name: float(str(row[name])) for name in NUMBERS if row[name]}
        yield ("\n" if first else ",\n") + json.dumps(row, ensure_ascii=False)
        first = False
    yield "\n]\n"


def _show_best(qualified: QualifiedFile) -> None:
    numbered = enumerate(qualified.lines(), start=1)
    fit = -len(ADDED)
    best = heapq.nlargest(_SHOWN, numbered, key=lambda one: (float(one[1][fit]), -one[0]))
    rows = [(number, _who(line), *_judged(line)) for number, line in best]
    names = ["row", "enquiry", "fit", "authenticity", "route", "reasons"]
    if qualified.judged is None:
        names = names[:3] + names[5:]
        rows = [row[:3] + row[5:] for row in rows]
    show_rows(names, rows, Format.TABLE, right=["row", "fit", "authenticity"])
    if qualified.rows > _SHOWN:
        remark(f"The best {_SHOWN} of {qualified.rows:,}; --format csv gives them all.")


def _who(line: list[str]) -> str:
    return " · ".join(cell for cell in line[:4] if cell)[:50]


def _judged(line: list[str]) -> tuple[str, str, str, str]:
    """Return fit, authenticity, route and reasons of a row as people read them."""
    cells = dict(zip(ADDED, line[-len(ADDED) :], strict=True))
    fit, authenticity = (
        out_of_100(*(float(cells[name]) for name in names)) if cells[names[0]] else ""
        for names in (FIT[:3], JUDGED[:3])
    )
    return fit, authenticity, cells["route"], cells["reasons"]
