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

Reading = tuple[str, str]
"""A signal and its value."""


def read_signals(enquiry: Enquiry) -> tuple[SignalReading, ...]:
    """Return the readings of the signals that have something to say."""
    said: dict[str, SignalReading] = {}
    for signal in all_signals():
        reading = signal.read(enquiry)
        if reading.value:
            said[signal.name] = reading
    there = {(reading.signal, reading.value) for reading in said.values()}
    for reading in there & _may_step_back():
        _step_back(said, there, reading[0])
    return tuple(said.values())


def _step_back(said: dict[str, SignalReading], there: set[Reading], signal: str) -> None:
    """Let a signal's reading step back behind those that were there, by each overlap in turn."""
    for overlap, after in _overlaps()[signal]:
        own = said[signal]
        if own.value not in overlap.values or after.isdisjoint(there):
            continue
        if not overlap.becomes:
            del said[signal]
            return
        said[signal] = replace(own, value=overlap.becomes)


@cache
def _overlaps() -> dict[str, list[tuple[Overlap, frozenset[Reading]]]]:
    """Return the overlaps by the signal that steps back, with the readings that it steps behind."""
    found: dict[str, list[tuple[Overlap, frozenset[Reading]]]] = {}
    for overlap in declared_authenticity().overlaps:
        after = frozenset(_reading(one) for one in overlap.after)
        found.setdefault(overlap.signal, []).append((overlap, after))
    return found


@cache
def _may_step_back() -> frozenset[Reading]:
    overlaps = declared_authenticity().overlaps
    return frozenset((one.signal, value) for one in overlaps for value in one.values)


def _reading(text: str) -> Reading:
    signal, _, value = text.partition(": ")
    return signal, value
