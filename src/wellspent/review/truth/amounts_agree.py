"""When two quantities agree: *five years* and *60 months*, *18 kg* and 18.4 kg."""

from typing import Final

from wellspent.review.reading.quantities import Bound, Quantity
from wellspent.review.reading.units import COUNT, MONEY, TIME

EXACT: Final = 0.012
"""Two ways of saying the same may be so far apart: a month isn't exactly 30 days."""

LOOSE: Final = 0.125
"""So far off may be what is said to be about so much."""

NEARLY_ALL: Final = 90.0
"""Of shares above this many percent it's the rest that matters: 99.99 isn't 99.9."""


def agree(said: Quantity, true: Quantity) -> bool | None:
    """Return whether what is said fits the truth; None when the two can't be compared."""
    if said.bound is Bound.NOT or said.dimension != true.dimension:
        return None
    if said.dimension in (MONEY, COUNT) and said.unit != true.unit:
        return None
    if said.by != true.by and said.by and true.by:
        return None
    rates = _rates(said, true)
    return None if rates is None else _fits(said, true, *rates)


def _rates(said: Quantity, true: Quantity) -> tuple[float, float] | None:
    """Return the factors that bring both to the same period; None when only one has a period."""
    if bool(said.period) != bool(true.period):
        return None
    if not said.period:
        return 1.0, 1.0
    return true.period / said.period, 1.0


def _fits(said: Quantity, true: Quantity, rate: float, other: float) -> bool:
    low, high = said.low * rate, said.high * rate
    first, last = true.low * other, true.high * other
    is_loose = said.bound is Bound.ABOUT or (said.dimension == TIME and said.decimals > 0)
    slack = (LOOSE if is_loose else EXACT) * max(abs(first), abs(last))
    if said.dimension == "share" and last >= NEARLY_ALL:
        slack = 1e-6
    if said.bound in (Bound.LEAST, Bound.MORE):
        return low <= last + slack
    if said.bound is Bound.LESS:
        return high >= first - slack
    if said.bound is Bound.MOST:
        return high <= last + slack
    if low - slack <= last and first <= high + slack:
        return True
    return _is_rounded(said, low, true)


def _is_rounded(said: Quantity, low: float, true: Quantity) -> bool:
    """Return whether what is said is the truth with fewer decimals: *18 kg* for 18.4 kg."""
    if said.low != said.high or true.low != true.high or not said.given or said.dimension == MONEY:
        return False
    if said.dimension == "share" and low > true.low >= NEARLY_ALL:
        return False
    factor = low / said.given
    exact = true.low / factor if factor else 0.0
    near = round(exact, said.decimals)
    return near == said.given and abs(exact - near) <= 0.03 * abs(near)
