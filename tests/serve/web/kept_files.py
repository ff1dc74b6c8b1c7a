"""A mail, a calendar and a transcript of the last days, as files that a person drops on a page."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path


def mail_file(folder: Path) -> Path:
    """Write a mail of Ada's from four days ago that praises and asks."""
    at = format_datetime(datetime.now(UTC) - timedelta(days=4))
    text = f"""From: Ada Kunde <ada@kunde.example>
To: Wilma Sample <wilma@otter.example>
Subject: Foam
Date: {at}
Message-ID: <foam-1@kunde.example>
Content-Type: text/plain; charset=utf-8

Wow, that was amazing. What does it cost?
"""
    return _written(folder / "foam.eml", text)


def calendar_file(folder: Path) -> Path:
    """Write a meeting of half an hour with Ada, three days ago."""
    at = datetime.now(UTC) - timedelta(days=3)
    text = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//EN
BEGIN:VEVENT
UID:walk-1@otter.example
DTSTAMP:{at:%Y%m%dT%H%M%SZ}
DTSTART:{at:%Y%m%dT%H%M%SZ}
DTEND:{at + timedelta(minutes=30):%Y%m%dT%H%M%SZ}
SUMMARY:Walk through the plant
ORGANIZER;CN=Wilma Sample:mailto:wilma@otter.example
ATTENDEE;CN=Wilma Sample;PARTSTAT=ACCEPTED:mailto:wilma@otter.example
ATTENDEE;CN=Ada Kunde;PARTSTAT=ACCEPTED:mailto:ada@kunde.example
END:VEVENT
END:VCALENDAR
"""
    return _written(folder / "walk.ics", text.replace("\n", "\r\n"))


def transcript_file(folder: Path) -> Path:
    """Write a call with Ada, named by its day, yesterday."""
    text = """WEBVTT

00:00:01.000 --> 00:00:09.000
<v Wilma Sample>Here is what three plants did about the wet floor.

00:00:10.000 --> 00:00:15.000
<v Ada Kunde>That was a really good use of my time, I never knew that.
"""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    return _written(folder / f"call {yesterday:%Y-%m-%d}.vtt", text)


def _written(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path
