"""Sheet: a brief as it stands on paper: headings, sentences with their notes, numbered sources."""

from dataclasses import dataclass
from datetime import datetime

from wellspent.brief.dates_in_words import all_wordings, capital, in_words, month_in_words
from wellspent.brief.dates_in_words import weekday_in_words as weekday
from wellspent.records.brief import Brief, BriefLine, Standing
from wellspent.records.evidence import Evidence


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sentence, what is said of it in brackets (when, how sure, how old), its sources."""

    text: str
    note: str
    sources: tuple[int, ...]
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A heading and its sentences."""

    heading: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that stands on the paper; `below` is in small type at its end."""

    title: str
    subtitle: str
    first: tuple[SheetLine, ...]
    sections: tuple[SheetSection, ...]
    sources: tuple[str, ...]
    below: tuple[str, ...]


def sheet_of(brief: Brief) -> Sheet:
    """Return a brief as it stands on paper; a record is one source, however often it is cited."""
    numbers = _numbers(brief)
    return Sheet(
        title=brief.title,
        subtitle=_subtitle(brief),
        first=tuple(_line(one, brief, numbers) for one in brief.first),
        sections=tuple(
            SheetSection(
                heading=capital(section.part.value),
                lines=tuple(_line(one, brief, numbers) for one in section.lines),
            )
            for section in brief.sections
        ),
        sources=tuple(_sources(brief)),
        below=tuple(f"Left out. {one}" for one in brief.withheld),
    )


def _subtitle(brief: Brief) -> str:
    parts = [f"As of {in_words(brief.as_of, brief.as_of)}"]
    if brief.meeting_at is not None:
        title = f"“{brief.meeting_title}”, " if brief.meeting_title else ""
        when = weekday(brief.meeting_at, brief.as_of)
        parts.insert(0, f"For {title}{when}, {_clock(brief.meeting_at)}")
    if brief.rephrased_by:
        parts.append(f"rephrased by {brief.rephrased_by}, checked against its sources")
    if brief.is_sample:
        parts.append("sample data")
    return " · ".join(parts)


def _clock(moment: datetime) -> str:
    zone = moment.tzname() or ""
    return f"{moment:%H:%M} {zone}".strip()


def _numbers(brief: Brief) -> dict[tuple[str, str], int]:
    """Return the number of each record that is cited, in the order of the page."""
    records = dict.fromkeys(_record(one) for one in brief.sources)
    return {record: number for number, record in enumerate(records, start=1)}


def _record(evidence: Evidence) -> tuple[str, str]:
    return evidence.record_kind.value, evidence.record_id


def _sources(brief: Brief) -> list[str]:
    """Return each cited record with the fields and the date that were cited."""
    cited: dict[tuple[str, str], list[Evidence]] = {}
    for one in brief.sources:
        cited.setdefault(_record(one), []).append(one)
    return [_source(record, evidence, brief) for record, evidence in cited.items()]


def _source(record: tuple[str, str], evidence: list[Evidence], brief: Brief) -> str:
    fields = ", ".join(dict.fromkeys(one.field_from_one.replace("_", " ") for one in evidence))
    dates = [one.date for one in evidence if one.date is not None]
    when = f" ({in_words(max(dates), brief.as_of)})" if dates else ""
    return f"{record[0]} {record[1]}: {fields}{when}"


def _line(line: BriefLine, brief: Brief, numbers: dict[tuple[str, str], int]) -> SheetLine:
    sources = sorted({numbers[_record(one)] for one in line.evidence})
    return SheetLine(
        text=line.text,
        note=_note(line, brief),
        sources=tuple(sources),
        is_guess=line.standing is Standing.HYPOTHESIS,
    )


def _note(line: BriefLine, brief: Brief) -> str:
    notes = []
    if line.standing is Standing.HYPOTHESIS:
        notes.append(f"hypothesis, {line.why}" if line.why else "hypothesis")
    if line.is_stale and line.date is not None:
        notes.append(f"as of {month_in_words(line.date, brief.as_of)}, may have changed")
    elif line.date is not None and _needs_date(line, brief):
        notes.append(in_words(line.date, brief.as_of))
    return "; ".join(notes)


def _needs_date(line: BriefLine, brief: Brief) -> bool:
    """Return whether a quote is told without a word of when it was said."""
    if "“" not in line.text or line.standing is not Standing.CITED or line.date is None:
        return False
    wordings = {one.casefold() for each in line.evidence if each.date
                for one in all_wordings(each.date, brief.as_of)}  # fmt: skip
    return not any(words.casefold() in wordings for words in line.says)
