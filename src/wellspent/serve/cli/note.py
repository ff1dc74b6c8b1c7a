"""`wellspent note`: a call or a meeting, logged by hand in ten seconds."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from wellspent.errors import InputError
from wellspent.jobs.note_interaction import KINDS, note_interaction
from wellspent.records.activity import ActivityKind
from wellspent.records.taken_in import KeptConversation
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.period import moment_named, zone_of
from wellspent.serve.cli.show import say

EXAMPLES = """\
  wellspent note call --with ada@acme.example --minutes 12 --rep "Wilma Sample"
  wellspent note meeting --with C42 --with C43 --minutes 45 --at 2026-03-03T10:00
  wellspent note call --with C42 --minutes 20 --words "That saved me a day. What does it cost?"
"""


def run(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="call|meeting|event", help="What it was.")],
    with_whom: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="CONTACT", help="An id or an address; may be repeated."),
    ] = None,
    minutes: Annotated[float | None, typer.Option(help="How long it took them.")] = None,
    at: Annotated[str, typer.Option(metavar="TIME", help="When; left out: just now.")] = "",
    words: Annotated[
        str, typer.Option(help="What they said, word for word; the first one named.")
    ] = "",
    rep: Annotated[str, typer.Option(metavar="NAME", help="Who of us was there.")] = "",
    title: Annotated[str, typer.Option(help="What it was about.")] = "",
    once: Annotated[
        str, typer.Option(metavar="KEY", help="A key of yours: the same one is noted only once.")
    ] = "",
) -> None:
    """Note a call, a meeting or an event; its minutes go into the ledger as declared by hand.

    In the words that you give, reactions, questions and promises are heard as in any conversation.
    """
    parts = parts_of(ctx, fills=True)
    now = datetime.now(UTC)
    noted = note_interaction(
        parts.store,
        kind=_kind(kind),
        with_whom=tuple(with_whom or ()),
        minutes=0.0 if minutes is None else minutes,
        rep=rep,
        now=now,
        happened_at=moment_named(at, where="--at", zone=zone_of(parts.settings)),
        title=title,
        their_words=words,
        once=once,
    )
    _say(noted)


def _kind(text: str) -> ActivityKind:
    word = text.strip().lower()
    found = next((kind for kind in KINDS if word in (kind.value, kind.value.split()[0])), None)
    if found is None:
        raise InputError(
            f"A {text!r} isn't logged by hand.", next_step=f"Use one of {', '.join(KINDS)}."
        )
    return found


def _say(noted: KeptConversation) -> None:
    talk, heard = noted.conversation, noted.heard
    names = ", ".join(one.label for one in talk.speakers if not one.rep and one.label != "us")
    say(f"Noted as {talk.id}: {talk.kind}, {talk.minutes or 0:g} minutes with {names}.")
    for reaction in heard.reactions:
        say(f"  heard: {reaction.kind}: “{reaction.quote.text}”")
    for question in heard.questions:
        if question.answered_in is None:
            say(f"  we owe an answer: “{question.quote.text}”")
    if any(one.contact_id for one in talk.speakers):
        say(f"  {talk.activity_id}: ask them whether it was worth it: "
            f"wellspent feedback ask {talk.activity_id}")  # fmt: skip
