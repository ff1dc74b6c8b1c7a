"""`wellspent consent`: what somebody said about being contacted."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from wellspent.errors import InputError
from wellspent.jobs.note_consent import consents_of, note_consent
from wellspent.jobs.unknown_recipient import refuse_unknown
from wellspent.records.activity import ActivityKind
from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.show import Format, say, show_rows

EXAMPLES = """\
  wellspent consent ada@acme.example
  wellspent consent ada@acme.example --channel email --given --source "sign-up form"
  wellspent consent C42 --channel call --withdrawn --source "by telephone"
  wellspent consent ada@acme.example --objected --source "mail of 3 March"
"""
COLUMNS = ["said (UTC)", "what", "channel", "source", "note", "noted by", "id"]


def run(
    ctx: typer.Context,
    person: Annotated[
        str, typer.Argument(metavar="ADDRESS", help="An e-mail address, or a contact's id or key.")
    ],
    given: Annotated[bool, typer.Option("--given", help="They agreed to this channel.")] = False,
    withdrawn: Annotated[
        bool, typer.Option("--withdrawn", help="They opted out; no channel: out of all.")
    ] = False,
    objected: Annotated[
        bool, typer.Option("--objected", help="They asked us never to contact them.")
    ] = False,
    channel: Annotated[
        str, typer.Option(help="email, call, sms or social message.", metavar="CHANNEL")
    ] = "",
    source: Annotated[str, typer.Option(help="Where they said it.")] = "",
    note: Annotated[str, typer.Option(help="Their words.")] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help="Who notes it.")] = "",
    at: Annotated[
        datetime | None, typer.Option(help="When they said it (UTC if it names no zone).")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """Note what somebody said about being contacted; without --given and so on, list it.

    Entries are added and never changed: the latest counts.
    """
    said = {
        ConsentKind.GIVEN: given,
        ConsentKind.WITHDRAWN: withdrawn,
        ConsentKind.OBJECTED: objected,
    }
    kinds = [kind for kind, is_said in said.items() if is_said]
    if not kinds and (channel or source or note or by or at):
        raise InputError(
            "It doesn't say what they said.",
            next_step="Add --given, --withdrawn or --objected; to list entries, name only whose.",
        )
    store = parts_of(ctx, fills=bool(kinds)).store
    if not kinds:
        entries = consents_of(store, person)
        if not entries:
            refuse_unknown(store, person, where="ADDRESS")
        show_rows(COLUMNS, [_row(entry) for entry in entries], form)
        return
    if len(kinds) > 1:
        raise InputError("Say one thing: --given, --withdrawn or --objected.")
    entry = note_consent(
        store,
        person,
        kind=kinds[0],
        channel=_channel(channel),
        source=source,
        note=note,
        by=by,
        said_at=None if at is None else at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC),
        now=datetime.now(UTC),
    )
    of = f" for {entry.channel}" if entry.channel else " for every channel"
    say(f"Noted as {entry.id}: {entry.kind}{of}. Earlier entries stay; the latest counts.")


def _channel(text: str) -> ActivityKind | None:
    if not text:
        return None
    try:
        return ActivityKind(text.strip().lower())
    except ValueError as error:
        raise InputError(
            f"There is no channel {text!r}.",
            where="--channel",
            next_step="Use email, call, sms or social message.",
        ) from error


def _row(entry: ConsentEntry) -> tuple[str, ...]:
    return (
        f"{entry.said_at:%Y-%m-%d %H:%M}",
        entry.kind.value,
        entry.channel.value if entry.channel else "every",
        entry.attribute or entry.source,
        entry.note,
        entry.noted_by,
        entry.id,
    )
