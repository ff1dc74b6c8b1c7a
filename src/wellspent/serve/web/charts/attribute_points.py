"""The plot that suits an attribute: a curve for a number in many ranges, else a row a band."""

from wellspent.records.scorecard import BandRole, ScorecardAttribute
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.points import MOST_BANDS, points_plot
from wellspent.serve.web.charts.points_curve import points_curve


def attribute_plot(attribute: ScorecardAttribute, widest: float) -> Chart:
    """Draw an attribute's points; `widest` (log-odds) is the same for all plots of a scorecard."""
    ranges = sum(1 for band in attribute.bands if band.role is BandRole.RANGE)
    return (points_curve if ranges > MOST_BANDS else points_plot)(attribute, widest)
