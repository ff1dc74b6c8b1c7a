"""Downloads: a plot as a drawing or as numbers, a table as CSV."""

from fastapi import Response

from wellspent.errors import NotFound
from wellspent.serve.web.charts.chart import Chart, chart_csv, standalone_svg

# A drawing brings its own colours; nothing in it may run, and nothing may be fetched.
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def chart_download(chart: Chart | None, ending: str) -> Response:
    """Return a plot as `svg` or `csv`; raises `NotFound` for a plot that there isn't."""
    if chart is None or ending not in {"svg", "csv"}:
        raise NotFound(
            "There is no such plot.", next_step="Go back to the page that shows the plots."
        )
    if ending == "csv":
        return csv_download(f"{chart.name}.csv", chart_csv(chart))
    return _attached(f"{chart.name}.svg", standalone_svg(chart), "image/svg+xml")


def csv_download(name: str, content: str) -> Response:
    """Return a table as a CSV download; the name must be one of ours."""
    return _attached(name, content, "text/csv; charset=utf-8")


def _attached(name: str, content: str, media_type: str) -> Response:
    safe = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name[:-4])
    headers = {
        "content-disposition": f'attachment; filename="{safe}{name[-4:]}"',
        "content-security-policy": SVG_POLICY,
    }
    return Response(content, media_type=media_type, headers=headers)
