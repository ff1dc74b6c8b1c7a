"""Transcripts: whatever form a file has, told by what is in it and not by what it is called."""

from dataclasses import replace
from datetime import UTC, tzinfo
from pathlib import PurePath
from typing import Final

from wellspent.collect.html_text import text_of_html
from wellspent.collect.kind_of_talk import kind_of_talk
from wellspent.collect.moment_in_name import dated_by_name
from wellspent.collect.transcript_bytes import transcript_text, unreadable
from wellspent.collect.transcript_json import read_json
from wellspent.collect.transcript_text import conversation_of_text
from wellspent.collect.transcript_webvtt import has_cues, read_srt, read_webvtt
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation

NOT_TRANSCRIPTS: Final = (
    (b"%PDF", "it is a PDF document"),
    (b"PK\x03\x04", "it is a packed file or an office document"),
    (b"\xd0\xcf\x11\xe0", "it is an office document"),
    (b"{\\rtf", "it is a rich-text document"),
)


def read_transcript(content: bytes, name: str, *, zone: tzinfo = UTC) -> Conversation:
    """Return the conversation of a transcript.

    `name` is the file's: for errors, and for its kind and time where nothing else tells them;
    `zone` is where a time in the name is meant.

    Raises FileUnreadable, saying what it is instead, and TooLarge over 64 MB. A JSON file with
    several calls is refused here: see `read_transcripts`.
    """
    found = read_transcripts(content, name, zone=zone)
    if len(found) > 1:
        raise unreadable(f"it holds {len(found)} conversations", name, "reading one")
    return found[0]


def read_transcripts(content: bytes, name: str, *, zone: tzinfo = UTC) -> list[Conversation]:
    """Return the conversations of a file: mostly one. Raises as `read_transcript` does."""
    for mark, what in NOT_TRANSCRIPTS:
        if content.startswith(mark):
            raise unreadable(what, name, "recognising it by its first bytes")
    found = _read(content, name)
    if not any(one.turns for one in found):
        raise unreadable("nobody says anything in it", name, "reading it as a transcript")
    return [dated_by_name(_with_kind(one, name), name, zone=zone) for one in found]


def _read(content: bytes, name: str) -> list[Conversation]:
    text = transcript_text(content, name)
    start = text.lstrip()[:10]
    if start.startswith("WEBVTT"):
        return [read_webvtt(content, name)]
    if has_cues(text):
        return [read_srt(content, name)]
    if start.startswith(("{", "[")) and (_is_json(text) or name.lower().endswith(".json")):
        return read_json(content, name)
    if start.lower().startswith(("<html", "<!doctype")):
        text = text_of_html(text)
    return [conversation_of_text(text)]


def _is_json(text: str) -> bool:
    """Return whether a text that begins with a bracket is JSON: `[00:01]` and `[Ada]` are not."""
    start = "".join(text.lstrip()[:200].split())
    return start.startswith("{") or start[1:2] in '{["]'


def _with_kind(conversation: Conversation, name: str) -> Conversation:
    if conversation.kind is not ActivityKind.MEETING:
        return conversation
    return replace(conversation, kind=kind_of_talk(PurePath(name).stem, conversation.title))
