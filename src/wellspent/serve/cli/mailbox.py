"""`wellspent mailbox`: mail becomes conversations and a ledger, read by IMAP and never changed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from wellspent.errors import InputError
from wellspent.jobs.our_side_named import our_side_named
from wellspent.jobs.read_mailbox import (
    ImapSource,
    Security,
    SignIn,
    folders_of,
    mailbox_password,
    read_mailbox,
)
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.progress import ProgressLine, stop_on_interrupt
from wellspent.serve.cli.show import Format, say
from wellspent.serve.cli.take_in_options import KeepOption, OurSideOption
from wellspent.serve.cli.taken_in_shown import show_taken_in

EXAMPLES = """\
  wellspent mailbox folders --host imap.example.com --user ada@example.com
  wellspent mailbox read --host imap.example.com --user ada@example.com --our-side example.com
  wellspent mailbox read --host imap.example.com --user ada@example.com --folder INBOX --folder Sent
"""
ACTIONS = ("read", "folders")


def run(
    ctx: typer.Context,
    action: Annotated[str, typer.Argument(metavar="[read|folders]", help="What to do.")] = "read",
    host: Annotated[str, typer.Option(metavar="HOST", help="The IMAP server.")] = "",
    user: Annotated[str, typer.Option(metavar="NAME", help="Who signs in there.")] = "",
    port: Annotated[int, typer.Option(help="0: the usual one, 993 or 143.", min=0, max=65535)] = 0,
    security: Annotated[Security, typer.Option(help="How it is protected.")] = Security.TLS,
    sign_in: Annotated[
        SignIn, typer.Option(help="With a password, or an OAuth access token in its place.")
    ] = SignIn.PASSWORD,
    password_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Its password; else WELLSPENT_MAILBOX_PASSWORD says it."),
    ] = None,
    certificates: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Authorities to trust in place of the system's."),
    ] = None,
    folder: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only this folder; may be repeated."),
    ] = None,
    source: Annotated[
        str, typer.Option(metavar="NAME", help="Its name here; by default user and host.")
    ] = "",
    keep: KeepOption = None,
    our_side: OurSideOption = None,
    from_beginning: Annotated[
        bool, typer.Option("--from-beginning", help="Read all of it again.")
    ] = False,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """Take in what came into a mailbox since the last time, or list its folders.

    Nothing is marked as read, moved or deleted there. Drafts, junk and what was thrown away are
    left out unless their folder is named. Internal mail and mail with people marked private is left
    out before anything is kept. Ctrl-C stops at the next batch; the same command goes on.
    """
    if action not in ACTIONS:
        raise InputError(f"there is no {action!r} here", next_step=f"Use {', '.join(ACTIONS)}.")
    if not host or not user:
        raise InputError(
            "Say which mailbox.", next_step="Give --host imap.example.com --user ada@example.com."
        )
    mailbox = ImapSource(
        host=host,
        user=user,
        password=mailbox_password(password_file),
        port=port,
        security=security,
        sign_in=sign_in,
        folders=tuple(folder or ()),
        certificates=certificates,
    )
    if action == "folders":
        for name in folders_of(mailbox):
            say(name)
        return
    side = our_side_named(our_side or (), where="--our-side")
    line = ProgressLine(source or mailbox.name, what="conversations")
    with stop_on_interrupt() as should_stop:
        done = read_mailbox(
            parts_of(ctx, fills=True).store,
            mailbox,
            now=datetime.now(UTC),
            our_side=side,
            name=source,
            keep=keep,
            from_beginning=from_beginning,
            on_progress=line,
            should_stop=should_stop,
        )
    line.clear()
    show_taken_in(done, form, again="wellspent mailbox read …")
