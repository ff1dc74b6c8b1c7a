"""`wellspent brief`: one cited page before a talk."""

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from wellspent.errors import InputError, file_unwritable
from wellspent.jobs.brief import brief_for
from wellspent.jobs.briefs_ahead import briefs_ahead
from wellspent.jobs.company_site import read_site_of
from wellspent.jobs.rephrase_brief import rephrase_brief
from wellspent.records.brief import Brief, BriefAhead
from wellspent.serve.brief_forms import SUFFIXES, BriefForm, brief_bytes
from wellspent.serve.cli.briefs_ahead_shown import check_place, show_briefs_ahead
from wellspent.serve.cli.briefs_sent import mail_briefs
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.period import period_named, zone_of
from wellspent.serve.cli.printable import printable
from wellspent.serve.cli.sample_data import say_if_sample
from wellspent.serve.cli.show import remark
from wellspent.serve.cli.which_account import account_id_of
from wellspent.serve.cli.which_person import WHO_HELP, person_named
from wellspent.wiring import Wellspent

EXAMPLES = """\
  wellspent brief "Ada Kunde"
  wellspent brief "+49 30 901820"
  wellspent brief --account Acme
  wellspent brief Ada --account Acme --out ada.pdf
  wellspent brief --meetings --rep "Wilma Sample" --until 2026-12-31
"""
DAYS_AHEAD = 7
MOST_MEETINGS = 100


def run(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(metavar="[WHO]", help=WHO_HELP)] = "",
    account: Annotated[
        str,
        typer.Option(
            metavar="ACCOUNT", help="Who is at this one; without WHO the brief of the account."
        ),
    ] = "",
    meetings: Annotated[
        bool, typer.Option("--meetings", help="Of everybody whom we meet in the next days.")
    ] = False,
    until: Annotated[
        str,
        typer.Option(
            metavar="DATE", help=f"Meetings: until then; left out: {DAYS_AHEAD} days ahead."
        ),
    ] = "",
    rep: Annotated[
        str, typer.Option(metavar="NAME", help="Who of us will read it; meetings: this rep's.")
    ] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="All lines of each part, however many pages.")
    ] = False,
    rephrase: Annotated[
        bool,
        typer.Option(
            "--rephrase",
            help="Let the language model say sentences in other words; what it adds is refused.",
        ),
    ] = False,
    read_site: Annotated[
        bool,
        typer.Option(
            "--read-site", help="Read the company's own site first (setting fetch_company_sites)."
        ),
    ] = False,
    send: Annotated[
        bool,
        typer.Option("--send", help="Meetings: mail the briefs to those of ours who take part."),
    ] = False,
    form: Annotated[
        BriefForm | None, typer.Option("--format", help="How to write it; left out: text.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write here; its ending says the format. Meetings: a folder."
        ),
    ] = None,
) -> None:
    """Write one page on somebody before a talk: each line is cited, or marked as a hypothesis.

    Who they are, why they are here, what they care about in their words, what we owe them, who
    else matters, what not to say, openings that pass review, questions worth asking. What isn't
    known is listed as *find out*.
    """
    about_one = bool(who.strip() or account.strip() or everything or read_site)
    _check(until, meetings=meetings, about_one=about_one)
    if send:
        _check_send(until, form, out, meetings=meetings)
    elif meetings:
        check_place(form or BriefForm.TEXT, out)
    wanted = form or BriefForm.TEXT if meetings else _form(form, out)
    parts = parts_of(ctx)
    if rephrase and parts.language_model is None:
        raise InputError(
            "No language model is turned on.", next_step="Set language_model_url, language_model."
        )
    say_if_sample(parts)
    if send:
        mail_briefs(parts, rep=rep, rephrase=rephrase)
        return
    if meetings:
        _show_ahead(parts, until, rep, wanted, out, rephrase=rephrase)
        return
    brief = _brief(parts, who, account, rep=rep, everything=everything, read_site=read_site)
    if rephrase and parts.language_model is not None:
        brief = rephrase_brief(brief, parts.language_model)
    _write(brief_bytes(brief, wanted), wanted, out)


def _check(until: str, *, meetings: bool, about_one: bool) -> None:
    if until and not meetings:
        raise InputError("--until is for --meetings: it says how far ahead to look.")
    if meetings and about_one:
        raise InputError(
            "--meetings writes the briefs of all who come, and takes nobody's name.",
            next_step="Leave out WHO, --account, --all and --read-site, or leave out --meetings.",
        )


def _check_send(until: str, form: BriefForm | None, out: Path | None, *, meetings: bool) -> None:
    if not meetings or until or form or out:
        raise InputError(
            "--send mails the briefs of the next hours' meetings.",
            next_step="Use it as: wellspent brief --meetings --send (with --rep, if you like).",
        )


def _show_ahead(
    parts: Wellspent,
    until: str,
    rep: str,
    form: BriefForm,
    out: Path | None,
    *,
    rephrase: bool,
) -> None:
    now, zone = datetime.now(UTC), zone_of(parts.settings)
    _, end = period_named("", until, zone=zone)
    if end is not None and end <= now:
        raise InputError("That is over: --until says how far ahead to look.", where="--until")
    ahead = briefs_ahead(
        parts.store,
        rep=rep,
        now=now,
        until=end or now + timedelta(days=DAYS_AHEAD),
        limit=MOST_MEETINGS,
    )
    if rephrase:
        ahead = [_in_other_words(parts, one) for one in ahead]
    show_briefs_ahead(ahead, form, out, zone=zone)


def _in_other_words(parts: Wellspent, ahead: BriefAhead) -> BriefAhead:
    model = parts.language_model
    if model is None:
        return ahead
    return replace(ahead, briefs=tuple(rephrase_brief(one, model) for one in ahead.briefs))


def _brief(
    parts: Wellspent, who: str, account: str, *, rep: str, everything: bool, read_site: bool
) -> Brief:
    now = datetime.now(UTC)
    if who.strip():
        asked = _id_of(parts, who, account)
    elif account.strip():
        asked = account_id_of(parts, account)
    else:
        raise InputError(
            "It doesn't say whose brief.",
            next_step="Name somebody, or an account with --account.",
        )
    brief = brief_for(parts.store, asked, now=now, rep=rep, everything=everything)
    if not read_site:
        return brief
    allowed = parts.settings.fetch_company_sites
    if not brief.account_id:
        raise InputError("They are at no account whose site could be read.", where="--read-site")
    read_site_of(parts.store, brief.account_id, allowed=allowed, now=now)
    return brief_for(parts.store, asked, now=now, rep=rep, everything=everything)


def _id_of(parts: Wellspent, who: str, account: str) -> str:
    return person_named(parts, who, account=account).id if account.strip() else who


def _form(form: BriefForm | None, out: Path | None) -> BriefForm:
    """Return the form that was asked for, else the one that the file's name ends with."""
    if form is not None or out is None:
        return form or BriefForm.TEXT
    if out.suffix.lower() not in SUFFIXES:
        raise InputError(
            f"The ending {out.suffix!r} doesn't say how to write it.",
            where="--out",
            next_step=f"Use {', '.join(SUFFIXES)}, or say --format.",
        )
    return SUFFIXES[out.suffix.lower()]


def _write(content: bytes, form: BriefForm, out: Path | None) -> None:
    if out is not None:
        try:
            out.write_bytes(content)
        except OSError as error:
            raise file_unwritable("the brief", out, error) from error
        remark(f"Wrote {out}.")
    elif form is BriefForm.PDF:
        if sys.stdout.isatty():
            raise InputError("A PDF isn't for the screen.", next_step="Add --out brief.pdf")
        sys.stdout.buffer.write(content)
    else:
        text = content.decode()
        sys.stdout.write(text if form is BriefForm.JSON else printable(text))
    sys.stdout.flush()
