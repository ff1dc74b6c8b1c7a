"""Read all signals off an enquiry, each thing once.

Where two readings rest on the same observation, one of them steps back: what is one sign must not
count as two. Which ones do is declared in `authenticity.toml`.
"""

from dataclasses import replace
from functools import cache

from wellspent.qualify.authenticity_file import Overlap, declared_authenticity
from wellspent.qualify.signal import all_signals
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry


def read_signals(enquiry: Enquiry) -> tuple[SignalReading, ...]:
    """Return the readings of the signals that have something to say."""
    said: dict[str, SignalReading] = {}
    for signal in all_signals():
        reading = signal.read(enquiry)
        if reading.value:
            said[signal.name] = reading
    for name in [name for name in said if name in _overlaps()]:
        for overlap in _overlaps()[name]:
            _step_back(said, overlap)
    return tuple(said.values())


def _step_back(said: dict[str, SignalReading], overlap: Overlap) -> None:
    own = said.get(overlap.signal)
    if own is None or own.value not in overlap.values:
        return
    if not any(f"{one.signal}: {one.value}" in overlap.after for one in said.values()):
        return
    if overlap.becomes:
        said[overlap.signal] = replace(own, value=overlap.becomes)
    else:
        del said[overlap.signal]


@cache
def _overlaps() -> dict[str, tuple[Overlap, ...]]:
    """Return the overlaps by the signal that steps back."""
    found: dict[str, tuple[Overlap, ...]] = {}
    for overlap in declared_authenticity().overlaps:
        found[overlap.signal] = (*found.get(overlap.signal, ()), overlap)
    return found
