"""What a conversation stands for in the ledger: minutes by person and how known, signs of value."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wellspent.records.heard import HowKnown
from wellspent.records.ledger import EntryKind, LedgerEntry


@dataclass(frozen=True, slots=True)
class PersonMinutes:
    """Minutes that one person gave, known in one way, over so many lines of the ledger."""

    contact_id: str
    how: HowKnown | None
    method: str
    minutes: float
    least: float
    most: float
    lines: int


@dataclass(frozen=True, slots=True)
class InLedger:
    """What the lines in force add up to; `is_estimate` where any minutes weren't measured."""

    people: tuple[PersonMinutes, ...]
    minutes: float
    least: float
    most: float
    signs: int

    @property
    def is_estimate(self) -> bool:
        """Return whether some of the minutes are estimated."""
        return any(one.how is HowKnown.ESTIMATED for one in self.people)


def in_ledger(entries: Iterable[LedgerEntry]) -> InLedger:
    """Add up lines in force."""
    by_person: dict[tuple[str, HowKnown | None, str], PersonMinutes] = {}
    signs = 0
    for one in entries:
        if one.kind is EntryKind.CREDIT:
            signs += one.count
            continue
        key = (one.contact_id, one.how, one.method)
        before = by_person.get(key, PersonMinutes(*key, 0.0, 0.0, 0.0, 0))
        by_person[key] = replace(
            before,
            minutes=before.minutes + one.minutes,
            least=before.least + one.least,
            most=before.most + one.most,
            lines=before.lines + 1,
        )
    people = tuple(sorted(by_person.values(), key=lambda one: -one.minutes))
    return InLedger(
        people=people,
        minutes=sum(one.minutes for one in people),
        least=sum(one.least for one in people),
        most=sum(one.most for one in people),
        signs=signs,
    )
