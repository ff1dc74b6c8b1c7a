"""Transcripts as text: *Name: words*, with or without times, as people and tools write them.

Ada Lovelace: Good morning.              [00:01:02] Ada: Good morning.
Ada Lovelace  0:03                       00:03 | Ada
Good morning.                            Good morning.
[Ada Lovelace] 10:02:03                  [12.03.24, 14:05:12] Ada: Good morning.
Good morning.                            12/03/2024, 14:05 - Ada: Good morning.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from wellspent.collect.cues import Cue, conversation_of_cues
from wellspent.collect.named_lines import looks_like_name, names_in, split_name
from wellspent.collect.speaker_label import Speakers
from wellspent.collect.transcript_bytes import transcript_text
from wellspent.collect.transcript_words import is_notice
from wellspent.collect.written_moment import moment_of
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Turn

CLOCK: Final = r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,]\d{1,6})?(?:\s?([AaPp])\.?[Mm]\.?)?"
LABEL: Final = r"([^\s:\[\]|][^:\n|]{0,100}?)"
TIME_THEN_NAME: Final = re.compile(
    rf"\s{{0,9}}[\[(]?{CLOCK}[\])]?\s{{0,9}}[-–—|]?\s{{0,9}}{LABEL}\s?:\s+(.*)\Z"
)
NAME_TIME_THEN_WORDS: Final = re.compile(
    rf"\s{{0,9}}{LABEL}\s{{1,9}}[\[(]{CLOCK}[\])]\s?:?\s+(\S.*)\Z"
)
NAME_THEN_TIME: Final = re.compile(
    rf"\s{{0,9}}\[?{LABEL}\]?\s{{0,9}}[-–—|,\t ]\s{{0,9}}[\[(]?{CLOCK}[\])]?\s?:?\s{{0,9}}\Z"
)
TIME_OVER_NAME: Final = re.compile(
    rf"\s{{0,9}}[\[(]?{CLOCK}[\])]?\s{{0,9}}[-–—|]?\s{{0,9}}{LABEL}\s?:?\s{{0,9}}\Z"
)
TIME_ALONE: Final = re.compile(rf"\s{{0,9}}[\[(]?{CLOCK}[\])]?\s{{0,9}}\Z")
ZOOM_CHAT: Final = re.compile(
    rf"\s{{0,9}}{CLOCK}\s+(?:From|Von|De)\s+(.{{1,100}}?)\s+(?:to|an|to|à|a|para)\s+"
    rf"(.{{1,100}}?)\s?:\s?(.*)\Z"
)
DAY: Final = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
BOLD: Final = re.compile(r"\A\s{0,9}(?:[-*>]\s{1,3})?(\*\*|__)(.{1,120}?)\1")
RANGE: Final = re.compile(
    rf"\A(\s{{0,9}}[\[(]?{CLOCK})\s{{0,3}}(?:-{{1,2}}>?|–|—|to|bis|à|a)\s{{0,3}}{CLOCK}"
)
OWN_LINES: Final = 0.4
"""Share of lines that are nothing but a time, from which on they belong to the line below."""

CHAT_LINE: Final = re.compile(
    rf"\u200e?\[?({DAY}(?:,?\s|T)\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d{{1,6}})?Z?)?"
    rf"(?:[\s\u202f]?[AaPp]\.?[Mm]\.?)?)\]?"
    rf"\s?(?:[-–]\s)?{LABEL}\s?:\s(.*)\Z"
)
SLASHED: Final = re.compile(
    r"\u200e?\[?(\d{1,2})[./-](\d{1,2})([./-])\d{2,4},?\s\d{1,2}:\d{2}(?::\d{2})?([\s\u202f]?[AaPp][Mm])?"
)
CHAT_NOTICE: Final = re.compile(rf"\u200e?\[?{DAY}(?:,?\s|T)\d{{1,2}}:\d{{2}}")
HEAD_LINES: Final = 12
HEAD: Final = re.compile(
    r"\s{0,9}(title|titel|titre|asunto|subject|betreff|meeting|topic|date|datum|fecha|recorded|time"
    r"|duration|dauer|durée|duración|attendees|participants|teilnehmer|language|kind|channel)"
    r"\s?:\s{0,9}(.{0,400})\Z",
    re.IGNORECASE,
)
LEAST: Final = 2
MOSTLY: Final = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above a transcript: its title, when it began, how long it took, its language."""

    title: str = ""
    started_at: datetime | None = None
    minutes: float | None = None
    language: str = ""
    lines: int = 0


def read_text(content: bytes, name: str) -> Conversation:
    """Return the conversation of a text file.

    A line without a name goes on with the turn above it. A text in which nobody is named is one
    speaker without a name, a turn a paragraph. Raises FileUnreadable where there are no words.
    """
    return conversation_of_text(transcript_text(content, name))


def conversation_of_text(text: str) -> Conversation:
    """Return the conversation of a text: a chat's export, or a transcript of talk."""
    lines = _plain_lines(text)
    if sum(CHAT_LINE.match(line) is not None for line in lines[:200]) >= LEAST:
        return _chat(lines)
    if sum(ZOOM_CHAT.match(line) is not None for line in lines[:200]) >= LEAST:
        return _chat_beside_a_meeting(lines)
    head = _head(lines)
    cues = _cues(lines[head.lines :])
    return conversation_of_cues(
        cues,
        source="text",
        joined=False,
        title=head.title,
        started_at=head.started_at,
        minutes=head.minutes,
        language=head.language,
    )


def _plain_lines(text: str) -> list[str]:
    """Return the lines without notices, marks of bold names, and the ends of ranges of time."""
    lines = [
        BOLD.sub(r"\2", RANGE.sub(r"\1", line, count=1), count=1)
        for line in text.split("\n")
        if not is_notice(line)
    ]
    filled = [line for line in lines if line.strip()]
    times = sum(TIME_ALONE.match(line) is not None for line in filled)
    return _joined_to_times(filled) if times > OWN_LINES * len(filled) else lines


def _joined_to_times(lines: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for line in lines:
        if joined and TIME_ALONE.match(joined[-1]) and not TIME_ALONE.match(line):
            joined[-1] = f"{joined[-1].strip()} {line.strip()}"
        else:
            joined.append(line)
    return joined


def _head(lines: Sequence[str]) -> Head:
    head = Head()
    for place, line in enumerate(lines[:HEAD_LINES]):
        found = HEAD.match(line)
        if found is None:
            continue
        key, value = found[1].casefold(), found[2].strip()
        head = replace(head, lines=place + 1)
        if key in {"date", "datum", "fecha", "recorded"}:
            head = replace(head, started_at=moment_of(value))
        elif key in {"duration", "dauer", "durée", "duración"}:
            head = replace(head, minutes=_minutes(value))
        elif key == "language":
            head = replace(head, language=value.casefold()[:2])
        elif key in {"title", "titel", "titre", "asunto", "subject", "betreff", "meeting", "topic"}:
            head = replace(head, title=value)
    return head


def _minutes(text: str) -> float | None:
    if clock := TIME_ALONE.match(text):
        return _seconds(clock.groups()[:4]) / 60
    found = re.match(r"(\d{1,4}(?:[.,]\d{1,2})?)\s{0,3}(h|m)", text)
    if found is None:
        return None
    return float(found[1].replace(",", ".")) * (60 if found[2] == "h" else 1)


def _cues(lines: Sequence[str]) -> list[Cue]:
    for form in (TIME_THEN_NAME, NAME_TIME_THEN_WORDS, NAME_THEN_TIME, TIME_OVER_NAME):
        matches = [form.match(line) for line in lines]
        if _is_the_form([_label(form, one) for one in matches if one is not None], lines):
            return _by_form(form, lines, matches)
    names = names_in(lines)
    return _by_names(lines, names) if names else _paragraphs(lines)


def _is_the_form(labels: Sequence[str], lines: Sequence[str]) -> bool:
    named = [label for label in labels if looks_like_name(label)]
    filled = sum(bool(line.strip()) for line in lines)
    return bool(named) and len(named) >= max(1, MOSTLY * filled) and len(named) > len(labels) / 2


def _label(form: re.Pattern[str], found: re.Match[str]) -> str:
    if form in (NAME_THEN_TIME, NAME_TIME_THEN_WORDS):
        return found[1]
    return found[5]


def _clock(form: re.Pattern[str], found: re.Match[str]) -> float:
    parts = found.groups()
    return _seconds(parts[1:5] if form in (NAME_THEN_TIME, NAME_TIME_THEN_WORDS) else parts[:4])


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, half = parts
    if half and hours is None:  # 9:05 PM has no seconds
        hours, minutes, seconds = minutes, seconds, None
    hour = int(hours or 0)
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half in "pP" else 0)
    return float(hour * 3600 + int(minutes or 0) * 60 + int(seconds or 0))


def _by_form(
    form: re.Pattern[str], lines: Sequence[str], matches: Sequence[re.Match[str] | None]
) -> list[Cue]:
    cues: list[Cue] = []
    said: list[str] = []
    for line, found in zip(lines, matches, strict=True):
        if found is not None and looks_like_name(_label(form, found)):
            _say(cues, said)
            words = found.groups()[-1] if form.groups > 5 else ""
            cues.append(Cue(text="", label=_label(form, found), start=_clock(form, found)))
            said = [words or ""]
        elif line.strip():
            said.append(line)
    _say(cues, said)
    return _from_zero([cue for cue in cues if cue.text])


def _say(cues: list[Cue], said: Sequence[str]) -> None:
    if cues:
        cues[-1] = replace(cues[-1], text=" ".join(filter(None, said)).strip())


def _from_zero(cues: list[Cue]) -> list[Cue]:
    """Return times of day as seconds from the first; each turn lasts until the next begins."""
    starts = [cue.start for cue in cues if cue.start is not None]
    first = min(starts, default=0.0)
    shift = first if first >= 6 * 3600 else 0.0
    return [replace(cue, start=(cue.start or 0.0) - shift) for cue in cues]


def _by_names(lines: Sequence[str], names: frozenset[str]) -> list[Cue]:
    cues: list[Cue] = []
    said: list[str] = []
    for line in lines:
        if found := split_name(line, names):
            _say(cues, said)
            cues.append(Cue(text="", label=found[0]))
            said = [found[1]]
        elif line.strip() and not TIME_ALONE.match(line):
            said.append(line.strip())
    _say(cues, said)
    return [cue for cue in cues if cue.text]


def _paragraphs(lines: Sequence[str]) -> list[Cue]:
    paragraphs = "\n".join(lines).split("\n\n")
    return [Cue(text=" ".join(one.split())) for one in paragraphs if one.strip()]


def _chat(lines: Sequence[str]) -> Conversation:
    """Return a messenger's export; a line without a time goes on with the message above it."""
    people = Speakers()
    turns: list[Turn] = []
    day_first = _day_first(lines)
    for line in lines:
        if found := CHAT_LINE.match(line):
            at = moment_of(found[1], day_first=day_first)
            turns.append(Turn(speaker=people.place(found[2]), text=found[3].strip(), at=at))
        elif turns and line.strip() and not CHAT_NOTICE.match(line):
            turns[-1] = replace(turns[-1], text=f"{turns[-1].text}\n{line.strip()}".strip())
    first = next((turn.at for turn in turns if turn.at), None)
    return Conversation(
        kind=ActivityKind.SOCIAL_MESSAGE,
        speakers=tuple(people.found),
        turns=tuple(turn for turn in turns if turn.text),
        source="chat",
        started_at=first,
    )


def _chat_beside_a_meeting(lines: Sequence[str]) -> Conversation:
    """Return the messages that people of a meeting wrote; they have clocks, but no day."""
    people = Speakers()
    turns: list[Turn] = []
    for line in lines:
        if found := ZOOM_CHAT.match(line):
            turns.append(Turn(speaker=people.place(found[5]), text=found[7].strip()))
        elif turns and line.strip():
            turns[-1] = replace(turns[-1], text=f"{turns[-1].text}\n{line.strip()}".strip())
    return Conversation(
        kind=ActivityKind.SOCIAL_MESSAGE,
        speakers=tuple(people.found),
        turns=tuple(turn for turn in turns if turn.text),
        source="chat",
    )


def _day_first(lines: Sequence[str]) -> bool:
    """Return whether days stand before months: unless a second number is over 12.

    Where none is, those who write *9:05 PM* behind slashes put the month first.
    """
    dated = [one for line in lines if (one := SLASHED.match(line))]
    if any(int(one[2]) > 12 for one in dated):
        return False
    if any(int(one[1]) > 12 for one in dated):
        return True
    return not any(one[3] == "/" and one[4] for one in dated)
