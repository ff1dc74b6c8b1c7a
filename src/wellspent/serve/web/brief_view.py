"""A brief as its page shows it: each line with its mark in words, its age, its records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wellspent.records.brief import Brief, BriefLine, Standing
from wellspent.records.evidence import Evidence
from wellspent.serve.web.evidence_address import evidence_name
from wellspent.serve.web.wording import capitalised, date_words

MARKS = {
    Standing.HYPOTHESIS: "Hypothesis",
    Standing.FIND_OUT: "Find out",
    Standing.ADVICE: "",
    Standing.CITED: "",
}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A sentence; `mark` says that it is a hypothesis or to be found out, `old` how old it is.

    `numbers` are its records' places in the list of sources, which stands on paper.
    """

    text: str
    mark: str
    why: str
    old: str
    evidence: tuple[Evidence, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part of the brief with its heading."""

    heading: str
    lines: tuple[ShownLine, ...]


def shown_parts(brief: Brief) -> list[ShownPart]:
    """Return the parts of a brief in their order."""
    numbers = _numbers(brief)
    return [
        ShownPart(
            capitalised(section.part.value), tuple(_line(one, numbers) for one in section.lines)
        )
        for section in brief.sections
    ]


def first_lines(brief: Brief) -> list[ShownLine]:
    """Return what matters before anything else."""
    numbers = _numbers(brief)
    return [_line(one, numbers) for one in brief.first]


def sources_listed(brief: Brief) -> list[str]:
    """Return each cited record once, in the order of its number, as paper lists them."""
    cited: dict[tuple[str, str], list[Evidence]] = {}
    for one in brief.sources:
        cited.setdefault(_record(one), []).append(one)
    return [_listed(group) for group in cited.values()]


def _listed(group: Sequence[Evidence]) -> str:
    names = ", ".join(dict.fromkeys(evidence_name(one) for one in group))
    dates: list[datetime] = [one.date for one in group if one.date is not None]
    record = group[0].record_id
    named = names if record in names else f"{names} ({record})"
    return f"{named}, {date_words(max(dates))}" if dates else named


def _line(line: BriefLine, numbers: dict[tuple[str, str], int]) -> ShownLine:
    old = f"as of {date_words(line.date)}, may have changed" if line.is_stale and line.date else ""
    return ShownLine(
        text=line.text,
        mark=MARKS[line.standing],
        why=line.why,
        old=old,
        evidence=line.evidence,
        numbers=tuple(sorted({numbers[_record(one)] for one in line.evidence})),
    )


def _numbers(brief: Brief) -> dict[tuple[str, str], int]:
    records = dict.fromkeys(_record(one) for one in brief.sources)
    for one in (each for part in brief.sections for line in part.lines for each in line.evidence):
        records.setdefault(_record(one))
    for one in (each for line in brief.first for each in line.evidence):
        records.setdefault(_record(one))
    return {record: number for number, record in enumerate(records, start=1)}


def _record(evidence: Evidence) -> tuple[str, str]:
    return evidence.record_kind.value, evidence.record_id
