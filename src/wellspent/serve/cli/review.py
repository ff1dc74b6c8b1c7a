"""`wellspent review`: is this message worth sending?"""

import gc
import importlib
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from wellspent.errors import InputError
from wellspent.jobs.draft_words import channel_named, time_named, type_named
from wellspent.jobs.review_files import Asked, FileReviewer, Fixing, ReviewOne
from wellspent.jobs.review_text import review_text
from wellspent.serve.cli.chosen import settings_of
from wellspent.serve.cli.complain import remark
from wellspent.serve.cli.review_rules import show_rules
from wellspent.serve.cli.review_run import ReviewRun
from wellspent.serve.cli.review_shown import Form, shown_as
from wellspent.settings import Settings

EXAMPLES = """\
  wellspent review draft.md --to ada@acme.example --at 2026-03-03T09:00+01:00
  wellspent review templates/ --format github
  cat draft.txt | wellspent review - --channel email --type "first touch"
  wellspent review templates/ --diff
  wellspent review rules
  wellspent review rule VAL002

\b
Exit codes: 0 nothing found (or only hints and suppressed findings), 1 findings,
2 the command line or something to read can't be used.
"""


def run(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATHS...|-|rules|rule CODE]",
            help="Files and folders of drafts; - reads stdin; `rules` lists the rules, and "
            "`rule CODE` prints the page of one (files of these names: ./rules, ./rule).",
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="CONTACT", help="Whom it is for: an id or an address."),
    ] = None,
    at: Annotated[
        str, typer.Option("--at", metavar="TIME", help="When it is to be sent: 2026-03-03T09:00.")
    ] = "",
    sender: Annotated[
        str, typer.Option("--from", metavar="REP", help="Who sends it: a name or an address.")
    ] = "",
    channel: Annotated[
        str, typer.Option(help="email, call script, linkedin, sms or voicemail.")
    ] = "",
    kind: Annotated[
        str,
        typer.Option(
            "--type",
            metavar="TYPE",
            help="first touch, follow-up, after an event, after a download, reply, "
            "after a meeting, referral, renewal or bulk.",
        ),
    ] = "",
    now: Annotated[str, typer.Option(metavar="TIME", help="Take this for the present.")] = "",
    form: Annotated[Form, typer.Option("--format", help="How to write it.")] = Form.TEXT,
    fix: Annotated[bool, typer.Option("--fix", help="Write safe fixes into the files.")] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Only show what --fix would change.")
    ] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", help="Only these rules: codes, beginnings of them, names."),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help="Without these rules.")
    ] = None,
    hints: Annotated[
        bool, typer.Option("--hints", help="Also rules that aren't sure enough to be on alone.")
    ] = False,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="End with 0 in spite of findings.")
    ] = False,
    no_store: Annotated[
        bool, typer.Option("--no-store", help="Read only the text, without our records.")
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Rules of the team; else the nearest review.toml."),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Leave out the findings in this file.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write today's findings into the baseline.")
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Only count the findings of each rule.")
    ] = False,
    stdin_name: Annotated[
        str, typer.Option(metavar="NAME", help="A file name for what comes from stdin.")
    ] = "",
) -> None:
    """Check drafts before they are sent: worth their reader's time, and true by our own records.

    Reads text, Markdown, HTML, .eml, .mbox, JSON lines of drafts, Maildirs and folders of them.
    Text files may begin with lines between --- and --- that say channel, type, from, to, send_at
    and subject. What is said on the command line holds for all drafts.
    """
    named = paths or []
    if named[:1] in (["rule"], ["rules"]):
        show_rules(named, form)
        return
    if not named:
        raise InputError(
            "There is nothing to review.",
            next_step="Name files or folders, or - for what comes from stdin.",
        )
    settings = settings_of(ctx)
    zone = ZoneInfo(settings.time_zone) if settings.time_zone != "UTC" else UTC
    asked = Asked(
        now=time_named(now, where="--now", zone=zone) if now else datetime.now(UTC),
        select=_codes(select),
        ignore=_codes(ignore),
        hints=hints,
        configuration=config,
        baseline=baseline,
        writes_baseline=write_baseline,
        fixing=Fixing.SHOW if diff else Fixing.WRITE if fix else Fixing.NOT,
        channel=channel_named(channel, where="--channel"),
        type=type_named(kind, where="--type"),
        sender=sender,
        recipient=to or "",
        send_at=time_named(at, where="--at", zone=zone) if at else None,
        zone=zone,
    )
    has_store = not no_store and _has_store(settings)
    review_one = _with_store(settings, recipient=to) if has_store else None
    if review_one is None:
        remark("No store is used: only the text is checked, nothing against our records.")
    reviewer = FileReviewer(asked, review_one or review_text)
    gc.disable()  # reading the phrases makes no garbage, and a tenth of it would go into the search
    try:
        reviewer.check()
    finally:
        gc.enable()
    outcomes = reviewer.review(map(Path, named), stdin=sys.stdin.buffer, stdin_name=stdin_name)
    shown = shown_as(form, with_claims=review_one is not None, statistics=statistics)
    raise typer.Exit(ReviewRun(asked, shown, exit_zero=exit_zero).of(outcomes))


def _codes(given: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip() for text in given or () for code in text.split(",") if code.strip())


def _has_store(settings: Settings) -> bool:
    """Return whether there is a store to look into, without loading what opens it."""
    scheme, separator, file = settings.store_url.partition(":///")
    if separator and scheme.startswith("sqlite"):
        return Path(file.partition("?")[0]).exists()
    return bool(separator) or "://" in settings.store_url or Path(settings.store_url).exists()


def _with_store(settings: Settings, *, recipient: str | None) -> ReviewOne:
    """Return what reviews with our records; InputError where the recipient isn't among them."""
    # Loaded only here: with the text alone, a review starts four times as fast.
    with_records = importlib.import_module("wellspent.jobs.review_draft")
    known = importlib.import_module("wellspent.jobs.unknown_recipient")
    parts = importlib.import_module("wellspent.wiring").wire(settings)
    if recipient is not None:
        known.refuse_unknown(parts.store, recipient, where="--to")
    return partial(with_records.review_draft, parts.store, language_model=parts.language_model)
