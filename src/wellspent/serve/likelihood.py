"""Likelihood: how every door says how likely something is. Never certain, never impossible."""

from typing import Final

SURE: Final = 0.995
"""From here a rounded likelihood would be 100 %."""


def likelihood(share: float, sign: str = "%") -> str:
    """Return a likelihood in words, `sign` after the number: `62%`, `over 99%`, `under 1%`."""
    if share >= SURE:
        return f"over 99{sign}"
    return f"under 1{sign}" if share <= 1 - SURE else f"{share * 100:.0f}{sign}"


def likelihood_with_range(share: float, low: float, high: float, sign: str = "%") -> str:
    """Return a likelihood and its interval: `72% (58-83)`, `97% (88-over 99)`, `over 99%`."""
    said, ends = likelihood(share, sign), [likelihood(low, ""), likelihood(high, "")]
    if ends[0] == ends[1]:
        return said
    return f"{said} ({'-'.join(ends)})"
