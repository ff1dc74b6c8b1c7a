"""Support: follow every citation of a brief and take every sentence apart.

A sentence is supported when
- each citation resolves: the record is there and the quoted words stand in that field of it,
- the citation's date is the record's,
- the sentence is one of the fixed ones, and every place in it is filled with words of `says`,
- each of those words stands in the quote that it is said to rest on, or is the date of it in words,
  or the number of citations; a judgement of ours stands only in a hypothesis that says why.

What a language model rephrased is held to its own original (`rephrased.py`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from wellspent.brief.dates_in_words import all_wordings, capital, small
from wellspent.brief.rephrased import added
from wellspent.brief.role_words import judgements
from wellspent.brief.sentence import CUT, filled_pattern, pattern_of, sentences
from wellspent.records.brief import COUNTS, JUDGED, Brief, BriefLine, BriefPart, Standing
from wellspent.records.evidence import Evidence

FieldOf = Callable[[Evidence], "FieldRead | None"]
"""Returns what stands in the cited field; None when there is no such record or field."""


@dataclass(frozen=True, slots=True)
class FieldRead:
    """What stands in a record's field, and the record's own date."""

    text: str
    date: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A sentence that its records don't bear, and why."""

    part: BriefPart | None
    line: BriefLine
    why: str


def unsupported(brief: Brief, field_of: FieldOf) -> list[Unsupported]:
    """Return every sentence with what is wrong with it; an empty list is what is wanted."""
    found = [
        Unsupported(None, line, why)
        for line in brief.first
        for why in _faults(line, brief, field_of)
    ]
    for section in brief.sections:
        for line in section.lines:
            whys = _faults(line, brief, field_of, part=section.part)
            found += [Unsupported(section.part, line, why) for why in whys]
    return found


def _faults(
    line: BriefLine, brief: Brief, field_of: FieldOf, *, part: BriefPart | None = None
) -> Iterator[str]:
    for evidence in line.evidence:
        yield from _citation_faults(evidence, field_of)
    if line.standing is Standing.CITED and not line.evidence:
        yield "it has no citation"
    if line.standing is Standing.HYPOTHESIS and not line.why:
        yield "it is a hypothesis and doesn't say from what"
    yield from _word_faults(line, brief.as_of)
    if line.text_of_own and (why := added(line.text, line)):
        yield f"rephrased, it isn't what it was: {why}"
    if line.sentence or part is not BriefPart.REACH:
        yield from _sentence_faults(line)


def _citation_faults(evidence: Evidence, field_of: FieldOf) -> Iterator[str]:
    read = field_of(evidence)
    cited = f"{evidence.record_kind.value} {evidence.record_id}, {evidence.field}"
    if read is None:
        yield f"{cited}: there is no such record or field"
        return
    if not evidence.quote:
        yield f"{cited}: nothing is quoted"
    elif not stands_in(evidence.quote, read.text):
        yield f"{cited}: “{evidence.quote}” doesn't stand there"
    if evidence.date is not None and evidence.date != read.date:
        yield f"{cited}: it is dated {evidence.date}, the record {read.date}"


def _word_faults(line: BriefLine, as_of: datetime) -> Iterator[str]:
    for words, place in line.says.items():
        if words not in (line.text_of_own or line.text):
            yield f"“{words}” doesn't stand in the sentence"
        if place == JUDGED:
            if line.standing is not Standing.HYPOTHESIS:
                yield f"“{words}” is a judgement, and the sentence no hypothesis"
            elif words not in judgements():
                yield f"“{words}” is no judgement that a brief makes"
        elif place == COUNTS:
            if words != str(len(line.evidence)):
                yield f"“{words}” isn't the number of citations, {len(line.evidence)}"
        elif not 0 <= place < len(line.evidence):
            yield f"“{words}” rests on a citation that isn't there"
        elif not bears(words, line.evidence[place], as_of, is_cut=f"{words}{CUT}" in line.text):
            yield f"“{words}” isn't what {line.evidence[place].quote!r} says"


def bears(words: str, evidence: Evidence, as_of: datetime, *, is_cut: bool = False) -> bool:
    """Return whether a citation bears words: they stand in its quote, or are its date or number.

    Those of a cut sentence may end within a word.
    """
    if is_cut and small(evidence.quote).startswith(small(words)):
        return True
    other = capital(words) if words[:1].islower() else small(words)
    if stands_in(words, evidence.quote) or stands_in(other, evidence.quote):
        return True
    said = words[:1].lower() + words[1:]
    for moment in _moments(evidence):
        if any(each in (words, said) for each in all_wordings(moment, as_of)):
            return True
    if evidence.quote.replace("_", " ").casefold() == words.casefold():
        return True
    return _plain_number(words) == _plain_number(evidence.quote) != ""


def _moments(evidence: Evidence) -> Iterator[date]:
    if evidence.date is not None:
        yield evidence.date
    try:
        stated = datetime.fromisoformat(evidence.quote)
    except ValueError:
        return
    # A day alone is that day; a moment is written in UTC.
    yield stated.date() if len(evidence.quote) <= len("2026-11-14") else stated.replace(tzinfo=UTC)


def _plain_number(text: str) -> str:
    """Return a number without the marks between its thousands; empty for anything else."""
    bare = text.replace(",", "")
    return bare.casefold() if bare[:1].isdigit() else ""


def stands_in(words: str, text: str) -> bool:
    """Return whether words stand in a text as whole words, white space aside."""
    wanted, there = " ".join(words.split()), " ".join(text.split())
    at = there.find(wanted)
    while wanted and at >= 0:
        end = at + len(wanted)
        begins = at == 0 or not (there[at - 1].isalnum() and wanted[0].isalnum())
        ends = end == len(there) or not (there[end].isalnum() and wanted[-1].isalnum())
        if begins and ends:
            return True
        at = there.find(wanted, at + 1)
    return False


def _sentence_faults(line: BriefLine) -> Iterator[str]:
    text = line.text_of_own or line.text
    if line.sentence not in sentences():
        yield f"there is no sentence called {line.sentence!r}"
        return
    if pattern_of(line.sentence).fullmatch(text) is None:
        yield f"it isn't the sentence {line.sentence!r}"
    elif filled_pattern(line.sentence, line.says).fullmatch(text) is None:
        yield "a place of it holds words that no citation bears"
