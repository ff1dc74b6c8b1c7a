"""Percent: a share as sentences say it."""


def percent(share: float) -> str:
    """Return a share (0 to 1) in percent with three digits at most: `2.5 %`, `87 %`."""
    return f"{share * 100:.3g} %"
