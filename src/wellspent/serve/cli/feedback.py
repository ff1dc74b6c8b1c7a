"""`wellspent feedback`: was this worth your time? Asked once, answered with one tap."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from wellspent.errors import InputError
from wellspent.jobs.ask_feedback import ask_feedback
from wellspent.jobs.feedback_results import CUTS, feedback_results
from wellspent.serve.cli.feedback_shown import show_asked, show_results
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.period import period_named, zone_of
from wellspent.serve.cli.sample_data import say_if_sample
from wellspent.serve.cli.show import Format, remark
from wellspent.serve.public_address import check_can_send, only_opens_here, public_address
from wellspent.wiring import Wellspent

EXAMPLES = """\
  wellspent feedback ask V17
  wellspent feedback ask V17 --contact C42 --send
  wellspent feedback results --by rep --since 2026-01-01
"""
ACTIONS = ("ask", "results")


def run(
    ctx: typer.Context,
    action: Annotated[str, typer.Argument(metavar="ask|results", help="What to do.")],
    activity: Annotated[
        str, typer.Argument(metavar="[ACTIVITY]", help="The interaction, such as V17.")
    ] = "",
    contact: Annotated[
        str, typer.Option(metavar="ID", help="Whom to ask; left out: the interaction's contact.")
    ] = "",
    send: Annotated[bool, typer.Option("--send", help="Send the message at once.")] = False,
    language: Annotated[str, typer.Option(help="en, de, fr or es; found if left out.")] = "",
    by: Annotated[
        str,
        typer.Option(metavar="NAME|CUT", help=f"Ask: who asks. Results: {', '.join(CUTS)}."),
    ] = "",
    since: Annotated[str, typer.Option(metavar="DATE", help="Results: asked since then.")] = "",
    until: Annotated[
        str, typer.Option(metavar="DATE", help="Results: asked until then; a day counts whole.")
    ] = "",
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """Ask a customer one thing after an interaction, or show what was answered.

    Nobody is asked who objected, who said never, or who was asked a short while ago. Silence is
    neither a yes nor a no.
    """
    if action not in ACTIONS:
        raise InputError(f"there is no {action!r} here", next_step=f"Use {', '.join(ACTIONS)}.")
    if (action == "ask") != bool(activity):
        raise InputError(
            "Say after which interaction." if action == "ask" else "Results take no interaction.",
            next_step="Write: wellspent feedback ask V17",
        )
    parts = parts_of(ctx)
    if action == "ask":
        _ask(parts, activity, contact=contact, send=send, language=language, by=by, form=form)
        return
    begin, end = period_named(since, until, zone=zone_of(parts.settings))
    say_if_sample(parts)
    show_results(feedback_results(parts.store, cut=by or "team", since=begin, until=end), form)


def _ask(
    parts: Wellspent,
    activity: str,
    *,
    contact: str,
    send: bool,
    language: str,
    by: str,
    form: Format,
) -> None:
    settings = parts.settings
    if send:
        check_can_send(parts)
    asked = ask_feedback(
        parts.store,
        activity,
        address=public_address(settings),
        now=datetime.now(UTC),
        contact_id=contact,
        language=language,
        by=by,
        server=parts.mail_server if send else None,
        sender=settings.mail_sender,
    )
    show_asked(asked, form)
    if only_opens_here(settings):
        remark(
            "Only this machine can open this link. Set public_address to this server's address as "
            "customers reach it, then ask again."
        )
