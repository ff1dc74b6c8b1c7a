"""Bands of a number with borders that a person would choose: '120 to 500', 'under 10'."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

MOST_BANDS = 5


@dataclass(frozen=True, slots=True)
class NumberBand:
    """Numbers with `low <= x < high`; None is open-ended."""

    low: float | None
    high: float | None
    label: str

    def holds(self, values: Floats) -> npt.NDArray[np.bool_]:
        """Return which values lie in the band; missing ones don't."""
        above = ~np.isnan(values) if self.low is None else values >= self.low
        return above if self.high is None else above & (values < self.high)


def readable_bands(values: Floats, *, most: int = MOST_BANDS) -> tuple[NumberBand, ...]:
    """Return bands of about equally many values; each value is in exactly one.

    `values` has no missing ones. Borders are rounded to two figures where that keeps them apart;
    few different values make a band each.
    """
    distinct = np.unique(values)
    if len(distinct) < 2:
        return ()
    if len(distinct) <= most:
        borders = [float(value) for value in distinct[1:]]
        return tuple(
            NumberBand(low, high, f"{value:,.10g}")
            for value, low, high in zip(distinct, [None, *borders], [*borders, None], strict=True)
        )
    cuts = np.quantile(values, np.arange(1, most) / most)
    rounded = sorted({_rounded(float(cut)) for cut in cuts})
    borders = [border for border in rounded if distinct[0] < border <= distinct[-1]]
    if not borders:
        borders = [float(distinct[len(distinct) // 2])]
    whole = bool(np.all(values == np.floor(values)))
    return tuple(
        NumberBand(low, high, _label(low, high, whole=whole))
        for low, high in zip([None, *borders], [*borders, None], strict=True)
    )


def _rounded(value: float) -> float:
    """Round to two figures."""
    return float(f"{value:.2g}")


def _label(low: float | None, high: float | None, *, whole: bool) -> str:
    """Name a band; the upper border of whole numbers is the last one inside."""
    if low is None and high is not None:
        return f"under {high:,.10g}"
    if high is None and low is not None:
        return f"{low:,.10g} or more"
    assert low is not None
    assert high is not None
    last = high - 1 if whole and high == np.floor(high) else high
    if last == low:
        return f"{low:,.10g}"
    return f"{low:,.10g} to {last:,.10g}" if last != high else f"{low:,.10g} to under {high:,.10g}"
