"""Meetings that are coming with their briefs: on the terminal, or a file each in a folder."""

import sys
from collections.abc import Sequence
from datetime import tzinfo
from pathlib import Path

from wellspent.errors import InputError, file_unwritable
from wellspent.jobs.briefs_ahead_json import brief_ahead_json
from wellspent.records.brief import BriefAhead
from wellspent.records.conversation import Side
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.brief_forms import SUFFIXES, BriefForm, brief_bytes
from wellspent.serve.cli.printable import printable
from wellspent.serve.cli.show import remark, say, show_json

ON_THE_TERMINAL = (BriefForm.TEXT, BriefForm.MARKDOWN, BriefForm.JSON)
RULE = "=" * 96


def check_place(form: BriefForm, out: Path | None) -> None:
    """Raise InputError where several briefs can't be written in this form, or to this place."""
    if out is None and form not in ON_THE_TERMINAL:
        raise InputError(
            f"Several briefs can't be written as one {form.upper()}.",
            where="--format",
            next_step="Name a folder for a file each: --out FOLDER",
        )
    if out is not None and not out.is_dir():
        raise InputError(
            "The briefs of several meetings go into a folder, a file each.",
            where=f"--out {out}",
            next_step="Name a folder that is there.",
        )


def show_briefs_ahead(
    ahead: Sequence[BriefAhead], form: BriefForm, out: Path | None, *, zone: tzinfo
) -> None:
    """Show or write the meetings, soonest first, each with the briefs of who comes."""
    if out is not None:
        _write(ahead, form, out, zone)
    elif form is BriefForm.JSON:
        show_json([brief_ahead_json(one) for one in ahead])
    elif not ahead:
        say("No meeting with a customer is known of that time.")
    else:
        for one in ahead:
            _show(one, form, zone)


def _show(ahead: BriefAhead, form: BriefForm, zone: tzinfo) -> None:
    heading = _heading(ahead, zone)
    say(f"{RULE}\n{heading}\n{RULE}" if form is BriefForm.TEXT else f"<!-- {_inside(heading)} -->")
    if ahead.why_none:
        say(f"\nNo brief: {ahead.why_none}")
    for brief in ahead.briefs:
        say()
        sys.stdout.write(printable(brief_bytes(brief, form).decode()))
    say()


def _inside(heading: str) -> str:
    return heading.replace("--", "- -")


def _heading(ahead: BriefAhead, zone: tzinfo) -> str:
    talk = ahead.meeting.conversation
    begins = talk.started_at.astimezone(zone) if talk.started_at else None
    when = f"{begins:%a %Y-%m-%d}" if begins else "no time known"
    if begins and not ahead.meeting.all_day:
        when += f" {begins:%H:%M} {begins:%Z}"
    people = [one.label for one in talk.speakers if one.side is not Side.OURS]
    place = f" ({ahead.meeting.place})" if ahead.meeting.place else ""
    return f"{when}: {talk.title or 'no title'}{place}, with {', '.join(people) or 'nobody known'}"


def _write(ahead: Sequence[BriefAhead], form: BriefForm, folder: Path, zone: tzinfo) -> None:
    ending = next(suffix for suffix, known in SUFFIXES.items() if known is form)
    written = 0
    for one in ahead:
        begins = one.meeting.conversation.started_at
        when = f"{begins.astimezone(zone):%Y-%m-%d %H%M}" if begins else "no time"
        for brief in one.briefs:
            file = folder / f"{when} {brief.contact_id or brief.account_id}{ending}"
            _write_one(file, brief_bytes(brief, form))
            written += 1
        if one.why_none:
            remark(f"{_heading(one, zone)}: no brief. {one.why_none}")
    remark(f"Wrote {counted(written, 'brief')} to {folder}.")


def _write_one(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise file_unwritable("the brief", file, error) from error
