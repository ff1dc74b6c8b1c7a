"""`wellspent mail-gate`: a proxy before the mail server, that reviews what is sent."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from wellspent.errors import SettingsError
from wellspent.jobs.review_mail import review_mail
from wellspent.jobs.ruleset_in_use import ruleset_in_use
from wellspent.records.finding import Review
from wellspent.serve.cli.chosen import settings_of
from wellspent.serve.cli.parts import parts_if_there
from wellspent.serve.cli.show import remark, say
from wellspent.serve.loopback import is_loopback
from wellspent.serve.mail_gate.gate import Gate, WhenUnable
from wellspent.serve.mail_gate.run import read_certificate, serve_gate
from wellspent.serve.mail_gate.upstream import read_upstream

PATIENCE = 10.0
PATIENCE_WITH_MODEL = 10.0
"""Of the model: well within that of the review, which stands without it. A connection, the question
and the answer's beginning and end may each take so long."""

EXAMPLES = """\
  wellspent mail-gate --server smtp+starttls://mail.example.com
  wellspent mail-gate --server smtps://mail.example.com --when-unable shut
  wellspent mail-gate --server smtp://127.0.0.1:25 --port 2525 --no-store
"""


def run(
    ctx: typer.Context,
    server: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="The mail server that sends: smtp+starttls://HOST:PORT, smtps://… or smtp://…",
        ),
    ],
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0: any free one.")] = 2525,
    when_unable: Annotated[
        WhenUnable,
        typer.Option(
            help="A message that can't be reviewed in full: open lets it pass, shut keeps it."
        ),
    ] = WhenUnable.OPEN,
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Certificate (PEM): offers STARTTLS.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Its key, if it isn't in the same file.")
    ] = None,
    review_config: Annotated[
        str | None, typer.Option(metavar="FILE", help="The team's review.toml.")
    ] = None,
    no_store: Annotated[
        bool, typer.Option("--no-store", help="Only the words are reviewed, without records.")
    ] = False,
) -> None:
    """Stand between mail programs and the mail server, and review what is sent.

    A message with errors isn't sent: the mail program gets the findings as the answer. Any other
    passes, with a header that says what was found. It keeps nothing: what the mail server hasn't
    taken isn't acknowledged. Authentication and recipients go through as they are.
    """
    if not is_loopback(host) and certificate is None:
        raise SettingsError(
            f"The gate would take passwords over the network in clear, on {host}.",
            next_step="Give it a certificate (--certificate), or let it listen on 127.0.0.1.",
        )
    upstream = read_upstream(server)
    shown = read_certificate(certificate, key) if certificate else None
    ruleset = ruleset_in_use(settings_of(ctx, review_config=review_config).review_config)
    parts = None if no_store else parts_if_there(ctx)
    store = parts.store if parts else None
    model = parts.language_model if parts else None
    if model is not None:
        model = replace(model, patience=PATIENCE_WITH_MODEL)

    def judge(content: bytes, sender: str, recipients: list[str], deadline: float) -> Review:
        return review_mail(
            store,
            content,
            sender=sender,
            recipients=recipients,
            ruleset=ruleset,
            now=datetime.now(UTC),
            language_model=model,
            deadline=deadline,
        )

    gate = Gate(
        upstream=upstream,
        judge=judge,
        when_unable=when_unable,
        patience=PATIENCE if model is None else PATIENCE + 3 * PATIENCE_WITH_MODEL,
        certificate=shown,
    )
    if store is None:
        remark("No records are looked at: only rules about the words themselves speak.")
    asyncio.run(serve_gate(gate, host, port, ready=_say_where))


def _say_where(host: str, port: int) -> None:
    say(f"The mail gate listens at {host}:{port}. End it with Ctrl-C.")
