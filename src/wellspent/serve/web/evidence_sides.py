"""Evidence for and against that an enquiry is genuine, in the order of its weight."""

from dataclasses import dataclass

from wellspent.records.authenticity import Authenticity, SignalReading

SAYS_SOMETHING = 0.005
LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reading with the points (log-odds) that it carries."""

    reading: SignalReading
    points: float


@dataclass(frozen=True, slots=True)
class EvidenceSides:
    """Readings by the side that they speak for; `silent` ones carry no points."""

    speaks_for: tuple[Weighed, ...]
    speaks_against: tuple[Weighed, ...]
    silent: tuple[Weighed, ...]


def evidence_sides(judged: Authenticity) -> EvidenceSides:
    """Return the readings of an enquiry by side, the heaviest first."""
    points = {one.attribute: one.points for one in judged.contributions}
    weighed = [
        Weighed(reading, points.get(reading.signal, 0.0))
        for reading in judged.readings
        if reading.evidence
    ]
    weighed.sort(key=lambda one: -abs(one.points))
    return EvidenceSides(
        tuple(one for one in weighed if one.points >= SAYS_SOMETHING),
        tuple(one for one in weighed if one.points <= -SAYS_SOMETHING),
        tuple(one for one in weighed if abs(one.points) < SAYS_SOMETHING),
    )


def seems(low: float, high: float) -> str:
    """Say in a word where an authenticity's interval lies: `likely genuine`, `unsure`, `in doubt`.

    The line is at 50 in 100: the whole interval lies above it, includes it, or lies below it.
    """
    if low > LIKELY:
        return "likely genuine"
    return "in doubt" if high < LIKELY else "unsure"


def seems_class(word: str) -> str:
    """Return the class of a word of `seems`: the same three colours and shapes as for the fit."""
    return {"likely genuine": "worth-it", "in doubt": "less-likely"}.get(word, "unsure")
