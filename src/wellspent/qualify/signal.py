"""Signals: what one looks at to tell whether an enquiry is what it says it is.

One file each in `signals/`; each reads one thing off an enquiry and says what it saw, in words that
one would say in the person's presence. How much a reading weighs is the scorecard's business.
"""

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Final

from wellspent.qualify import signals
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

LONGEST_QUOTE: Final = 120


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that is read off an enquiry.

    `read` returns one of `values` (each with what it means, for the reference), or silence: an
    empty value, which costs nothing.
    """

    name: str
    label: str
    read: Callable[[Enquiry], SignalReading]
    values: Mapping[str, str] = field(default_factory=dict[str, str])

    def says(self, value: str, evidence: str, quote: str = "") -> SignalReading:
        """Return a reading with its evidence; a long quote is cut."""
        return SignalReading(
            signal=self.name,
            label=self.label,
            value=value,
            evidence=evidence,
            quote=quote if len(quote) <= LONGEST_QUOTE else f"{quote[: LONGEST_QUOTE - 1]}…",
        )

    def silent(self) -> SignalReading:
        """Return the reading that says nothing."""
        return _silence(self.name, self.label)


@cache
def _silence(name: str, label: str) -> SignalReading:
    return SignalReading(signal=name, label=label)


@cache
def all_signals() -> tuple[Signal, ...]:
    """Return the signals of the folder, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(signals.__path__))
    found = (import_module(f"{signals.__name__}.{name}").SIGNAL for name in names)
    return tuple(found)
