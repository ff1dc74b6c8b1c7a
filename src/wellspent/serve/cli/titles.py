"""`wellspent titles`: what do job titles say, one a line?"""

import json
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer

from wellspent.jobs.read_titles import open_titles, read_titles, title_lines
from wellspent.records.buying_role import BuyingRole
from wellspent.records.title import TitleReading
from wellspent.serve.cli.show import Cell, show_csv

EXAMPLES = """\
  wellspent titles titles.txt > read.csv
  cut -f3 contacts.tsv | wellspent titles -
  wellspent titles titles.txt --employees 12 --json
  wellspent titles titles.txt --sold-to sales --sold-to marketing
"""
STDIN = Path("-")
ROLES: Final = tuple(BuyingRole)
COLUMNS: Final = ["title", "level", "area", "language", *ROLES, "note"]


def run(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One title a line; - reads stdin.")],
    employees: Annotated[
        float | None, typer.Option(metavar="NUMBER", help="Employees of the firm, when known.")
    ] = None,
    sold_to: Annotated[
        list[str] | None,
        typer.Option(metavar="AREA", help="An area that what we sell is for; may be repeated."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Tell level and area of job titles, and what they say of a role in a purchase.

    Titles in English, German, French and Spanish. Needs no store and keeps nothing. As CSV one row
    a line, in order: level, area, language, the prior share of each buying role with *unknown*
    among them (they add up to 1), and what was held back. A title alone decides nothing: where
    somebody has said or done something, that says more.
    """
    with _opened(file) as lines:
        readings = read_titles(lines, employees=employees, sold_to=tuple(sold_to or ()))
        if as_json:
            sys.stdout.writelines(_json_lines(readings))
        else:
            show_csv(COLUMNS, map(_row, readings))


@contextmanager
def _opened(file: Path) -> Generator[Iterator[str]]:
    if file == STDIN:
        yield title_lines(sys.stdin.buffer, "<stdin>")
        return
    with open_titles(file) as lines:
        yield lines


def _row(reading: TitleReading) -> tuple[Cell, ...]:
    shares = (f"{reading.prior[role]:.3f}" for role in ROLES)
    return (reading.title, reading.level, reading.area, reading.language, *shares, reading.note)


def _json_lines(readings: Iterable[TitleReading]) -> Iterator[str]:
    for one in readings:
        value = {
            "title": one.title,
            "level": one.level,
            "area": one.area,
            "language": one.language,
            "because": one.because,
            "is_sure": one.is_sure,
            "prior": {role: round(one.prior[role], 4) for role in ROLES},
            "note": one.note,
        }
        yield json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n"
