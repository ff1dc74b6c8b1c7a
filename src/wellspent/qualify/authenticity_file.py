"""The declared authenticity scorecard: what each reading is worth before any data.

`authenticity.toml` is for people to read and correct. It is read strictly: an unknown key, a
signal that doesn't exist or a value that its signal never gives is an error that says where.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Final

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from wellspent.errors import InputError
from wellspent.qualify.signal import all_signals
from wellspent.records.authenticity import EnquiryKind

FILE: Final = "qualify/authenticity.toml"
STRICT: Final = ConfigDict(extra="forbid", allow_inf_nan=False)

Points = Annotated[float, Field(ge=-4.0, le=4.0)]
KindPoints = Annotated[float, Field(ge=-6.0, le=6.0)]
Spread = Annotated[float, Field(gt=0.0, le=3.0)]
Share = Annotated[float, Field(gt=0.0, lt=1.0)]
Sentence = Annotated[str, Field(min_length=10)]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class DeclaredValue:
    """What one value of a signal is worth: points (log-odds), how sure, and why.

    `kinds` are log-odds by which the value speaks for a kind of enquiry.
    """

    value: str
    points: Points
    uncertainty: Spread
    reason: Sentence
    kinds: dict[EnquiryKind, KindPoints] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class DeclaredSignal:
    """A signal and its values."""

    name: str
    values: tuple[DeclaredValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Overlap:
    """Readings that tell the same thing twice: one of them becomes another value, or silent.

    Where any reading of `after` (`signal: value`) is there, `signal` reading one of `values` reads
    `becomes` instead.
    """

    signal: str
    values: tuple[str, ...]
    after: tuple[str, ...]
    becomes: str = ""
    reason: Sentence


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class DeclaredAuthenticity:
    """The whole file. `genuine_share` is the share of genuine enquiries where nothing is known.

    `least_certainty` is how certain a kind has to be to be named; `kind_shares` the least
    share of a kind that the words don't speak for.
    """

    genuine_share: Share
    uncertainty: Spread
    reason: Sentence
    least_certainty: Share
    kind_shares: dict[EnquiryKind, Share]
    signals: tuple[DeclaredSignal, ...]
    overlaps: tuple[Overlap, ...] = ()


@cache
def declared_authenticity() -> DeclaredAuthenticity:
    """Return the authenticity scorecard that comes with the product."""
    text = files("wellspent.qualify").joinpath("authenticity.toml").read_text("utf-8")
    return parse_declared(text, where=FILE)


def parse_declared(text: str, *, where: str) -> DeclaredAuthenticity:
    """Read a declared authenticity scorecard; InputError says what is wrong, and where."""
    try:
        declared = TypeAdapter(DeclaredAuthenticity).validate_python(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"It isn't valid TOML: {error}.", where=where) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ", ".join(str(part) for part in first["loc"])
        raise InputError(f"{first['msg']}.", where=f"{where}, {place}") from error
    for mistake in _mistakes(declared):
        raise InputError(mistake, where=where, next_step="Mend that entry.")
    return declared


def _mistakes(declared: DeclaredAuthenticity) -> Iterator[str]:
    known = {signal.name: tuple(signal.values) for signal in all_signals()}
    stated = Counter(signal.name for signal in declared.signals)
    for name in sorted(stated.keys() ^ known.keys()):
        is_missing = "has no points" if name in known else "doesn't exist"
        yield f"The signal {name!r} {is_missing}."
    for name, times in stated.items():
        if times > 1:
            yield f"The signal {name!r} stands there {times} times."
    for signal in declared.signals:
        values = [one.value for one in signal.values]
        if Counter(values) != Counter(known[signal.name]):
            yield (
                f"The signal {signal.name!r} must have points for exactly these values: "
                f"{', '.join(known[signal.name])}."
            )
    yield from _wrong_overlaps(declared, known)


def _wrong_overlaps(
    declared: DeclaredAuthenticity, known: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    readings = {f"{name}: {value}" for name, values in known.items() for value in values}
    for overlap in declared.overlaps:
        meant = [*overlap.values, overlap.becomes] if overlap.becomes else overlap.values
        for one in (*(f"{overlap.signal}: {value}" for value in meant), *overlap.after):
            if one not in readings:
                yield f"An overlap names a reading that doesn't exist: {one!r}."
