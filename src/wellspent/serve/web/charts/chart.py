"""A chart with its words and its numbers: what a page, a download and a screen reader need."""

import csv
import io
import math
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

STYLE = (Path(__file__).parent.parent / "static" / "charts.css").read_text("utf-8")
LIGHT_PALETTE = (
    "svg{--ink:#1c1f23;--muted:#57606a;--line:#d5d9de;--paper:#fff;--ground:#fff;--good:#1a6e3c;"
    "--bad:#a8322a;--accent:#0b57a4;background:#fff;font-family:system-ui,sans-serif}"
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing with its finding, its measure, and the same numbers as a table.

    `name` is unique on the page and names the downloads. `title` states the finding, `subtitle`
    the measure; `rows` under `header` hold all that is drawn.
    """

    name: str
    title: str
    subtitle: str
    svg: Markup
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def standalone_svg(chart: Chart) -> str:
    """Return the drawing as a file of its own, with its (light) colours inside."""
    opening, rest = str(chart.svg).split(">", 1)
    return f"{opening}><style>{LIGHT_PALETTE}{STYLE}</style>{rest}"


def chart_csv(chart: Chart) -> str:
    """Return the chart's numbers as CSV, safe to open in a spreadsheet."""
    return csv_text(chart.header, chart.rows)


def csv_text(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    """Return a table as CSV (RFC 4180) in which no cell can act as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(cell) for cell in header])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that a spreadsheet shows as it is: formulas get a leading apostrophe."""
    if not cell.startswith(FORMULA_STARTS) or is_number(cell):
        return cell
    return f"'{cell}"


def is_number(cell: str) -> bool:
    """Return whether the cell is a plain finite number, which no spreadsheet runs."""
    try:
        return math.isfinite(float(cell)) and "_" not in cell
    except ValueError:
        return False
