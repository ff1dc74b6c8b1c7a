"""WebVTT and SRT: cues with times, and the names of who speaks where they are given.

Read line by line around the lines with times rather than by a library: those refuse a whole file
for one broken block, and real exports leave out blank lines, numbers and headers.
Source: https://www.w3.org/TR/webvtt1/ (voice spans 4.2.2, notes 4.1); SRT has no specification.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from typing import Final

from wellspent.collect.cues import Cue, conversation_of_cues, without_repetition
from wellspent.collect.named_lines import names_in, split_name
from wellspent.collect.transcript_bytes import transcript_text, unreadable
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation

CLOCK: Final = r"(?:(\d{1,5}):)?(\d{1,3}):(\d{1,2})(?:[.,:](\d{1,9}))?"
TIMES: Final = re.compile(rf"\s{{0,20}}{CLOCK}\s{{0,9}}-{{1,2}}>\s{{0,9}}{CLOCK}(?!\d)")
TAG: Final = re.compile(r"<(/?)([^<>\n]{0,300})>")
VOICE: Final = re.compile(r"v(?:\.[^\s]{0,60})?[\s\t]+(.{1,200})\Z", re.DOTALL)
BLOCKS_WITHOUT_TALK: Final = ("NOTE", "STYLE", "REGION", "X-TIMESTAMP-MAP")
BULLETS: Final = re.compile(r"\A\s{0,20}(?:>>+|[-–])\s{0,20}")


def read_webvtt(content: bytes, name: str) -> Conversation:
    """Return the conversation of a WebVTT file.

    Raises FileUnreadable where it holds no cue, TooLarge over 64 MB.
    """
    return _read(content, name, "webvtt")


def read_srt(content: bytes, name: str) -> Conversation:
    """Return the conversation of an SRT file; raises as `read_webvtt` does."""
    return _read(content, name, "srt")


def _read(content: bytes, name: str, source: str) -> Conversation:
    text = transcript_text(content, name)
    cues = cues_of(text)
    if not cues:
        raise unreadable(
            "it has no line such as 00:00:01.000 --> 00:00:04.000 with words below it",
            name,
            f"reading it as {source}",
        )
    return conversation_of_cues(cues, source=source, kind=ActivityKind.MEETING)


def has_cues(text: str) -> bool:
    """Return whether a text has lines with times as WebVTT and SRT write them."""
    return any("->" in line and TIMES.match(line) for line in text[:20_000].split("\n"))


def cues_of(text: str) -> list[Cue]:
    """Return the cues of a text, with who speaks: by voice tags, else by *Name:* before the words.

    A name before a colon counts where the file names somebody so at least twice, or in most cues.
    """
    cues = without_repetition([one for raw in _blocks(text) for one in _voices(raw)])
    if not any(cue.label for cue in cues):
        lines = [BULLETS.sub("", line, count=1) for cue in cues for line in cue.text.split("\n")]
        names = names_in(lines)
        cues = _carried_on([one for cue in cues for one in _named(cue, names)])
    return [replace(cue, text=" ".join(cue.text.split())) for cue in cues]


def _blocks(text: str) -> Iterator[Cue]:
    """Give each block with times: its raw lines are still in its text."""
    times: tuple[float, float] | None = None
    lines: list[str] = []
    skipping = False
    for line in text.split("\n"):
        if "->" in line and (found := TIMES.match(line)):
            if times is not None:
                yield _block(times, lines, before_another=True)
            times, lines, skipping = _seconds_of(found), [], False
        elif line.startswith(BLOCKS_WITHOUT_TALK) and (not lines or not lines[-1]):
            skipping = True
        elif not line.strip():
            skipping = False
            lines.append("")
        elif not skipping:
            lines.append(line)
    if times is not None:
        yield _block(times, lines, before_another=False)


def _block(times: tuple[float, float], lines: list[str], *, before_another: bool) -> Cue:
    """Leave out what names the next cue: a number, or the last line when blank lines enclose it."""
    while lines and not lines[-1]:
        lines.pop()
    if before_another and lines:
        alone = len(lines) > 1 and not lines[-2]
        if lines[-1].strip().isdecimal() or (alone and " " not in lines[-1].strip()):
            lines.pop()
    start, end = times
    return Cue(text="\n".join(filter(None, lines)), start=start, end=max(start, end))


def _seconds_of(found: re.Match[str]) -> tuple[float, float]:
    parts = found.groups()
    return _seconds(parts[:4]), _seconds(parts[4:])


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + (float(f"0.{fraction}") if fraction else 0.0)


def _voices(cue: Cue) -> Iterator[Cue]:
    """Give a cue once for each voice in it, without tags, its time shared out by words."""
    yield from _shared_out(list(_pieces(cue)))


def _shared_out(pieces: Sequence[Cue]) -> Iterator[Cue]:
    words = [len(one.text.split()) for one in pieces]
    total, before = sum(words), 0
    for one, own in zip(pieces, words, strict=True):
        if len(pieces) == 1 or one.start is None or one.end is None or not total:
            yield one
            continue
        per_word = (one.end - one.start) / total
        start = one.start + before * per_word
        before += own
        yield replace(one, start=start, end=start + own * per_word)


def _pieces(cue: Cue) -> Iterator[Cue]:
    if spoken := _of_metadata(cue):
        yield spoken
        return
    label, said, end = "", [""], 0
    for tag in TAG.finditer(cue.text):
        said[-1] += cue.text[end : tag.start()]
        end = tag.end()
        voice = None if tag[1] else VOICE.match(tag[2])
        if voice is None:
            continue
        if said[-1].strip():
            yield _plain(cue, label, said[-1])
        label, said = " ".join(unescape(voice[1]).split()), [""]
    said[-1] += cue.text[end:]
    if said[-1].strip():
        yield _plain(cue, label, said[-1])


def _of_metadata(cue: Cue) -> Cue | None:
    """Return a cue whose text is an object with speaker and words, as Teams writes them."""
    if not cue.text.startswith("{") or '"spokenText"' not in cue.text:
        return None
    try:
        told = json.loads(cue.text)
    except (ValueError, RecursionError):
        return None
    text, label = told.get("spokenText"), told.get("speakerName")
    if not isinstance(text, str):
        return None
    return replace(cue, text=text.strip(), label=label if isinstance(label, str) else "")


def _plain(cue: Cue, label: str, text: str) -> Cue:
    return replace(cue, label=label, text=unescape(text).strip())


def _named(cue: Cue, names: frozenset[str]) -> Iterator[Cue]:
    """Give a cue once for each speaker whom its lines name, its time shared out by words."""
    yield from _shared_out(list(_lines_by_name(cue, names)))


def _carried_on(cues: Sequence[Cue]) -> list[Cue]:
    """Return cues in which whoever was named last goes on until somebody else is named."""
    label, carried = "", list[Cue]()
    for cue in cues:
        label = cue.label or label
        carried.append(replace(cue, label=label))
    return carried


def _lines_by_name(cue: Cue, names: frozenset[str]) -> Iterator[Cue]:
    label, said = "", list[str]()
    for line in cue.text.split("\n"):
        found = split_name(BULLETS.sub("", line, count=1), names)
        if found is None:
            said.append(line)
            continue
        if said:
            yield replace(cue, label=label, text="\n".join(said))
        label, said = found[0], [found[1]]
    if said:
        yield replace(cue, label=label, text="\n".join(said))
