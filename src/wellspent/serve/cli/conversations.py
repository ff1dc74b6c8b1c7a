"""`wellspent conversations`: look at them, and say what was heard wrongly or who somebody is."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from wellspent.errors import InputError
from wellspent.jobs.conversation_json import kept_as_json
from wellspent.jobs.correct_heard import add_reaction, correct_heard, take_back_correction
from wellspent.jobs.find_conversations import find_conversations
from wellspent.jobs.name_speaker import name_speaker
from wellspent.jobs.private_people import list_private, mark_private, unmark_private
from wellspent.jobs.show_conversation import show_conversation
from wellspent.records.conversation import Side
from wellspent.records.heard import ReactionKind
from wellspent.records.taken_in import ConversationQuery
from wellspent.serve.cli.conversations_shown import show_conversations, show_kept, show_private
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.period import period_named, zone_of
from wellspent.serve.cli.sample_data import say_if_sample
from wellspent.serve.cli.show import Format, say, show_json
from wellspent.serve.cli.which_account import account_id_of
from wellspent.wiring import Wellspent

EXAMPLES = """\
  wellspent conversations --account Acme --since 2026-01-01
  wellspent conversations show K12
  wellspent conversations correct F31 --as "mere politeness" --reason "she says so to everybody"
  wellspent conversations correct F31 --as nothing
  wellspent conversations add K12 --turn 3 --quote "I never knew that" --as "learned something"
  wellspent conversations take-back 7
  wellspent conversations speaker K12 --number 2 --contact C42
  wellspent conversations private ada@acme.example --note "asked us to"
"""
ACTIONS = ("list", "show", "correct", "add", "take-back", "speaker", "private", "not-private")
NEEDS_ID = ("show", "correct", "add", "take-back", "speaker", "not-private")
NOTHING = "nothing"


def run(
    ctx: typer.Context,
    action: Annotated[
        str, typer.Argument(metavar=f"[{'|'.join(ACTIONS)}]", help="What to do.")
    ] = "list",
    named: Annotated[
        str,
        typer.Argument(
            metavar="[ID|PERSON]",
            help="A conversation (K12), a reaction (F31), a correction (7), or who is private: an "
            "address, @example.com, or a name.",
        ),
    ] = "",
    account: Annotated[
        str, typer.Option(metavar="ACCOUNT", help="List: with this one, by id or words.")
    ] = "",
    contact: Annotated[
        str, typer.Option(metavar="ID", help="List: with this contact. Speaker: who it is.")
    ] = "",
    rep: Annotated[str, typer.Option(help="List: of this rep. Speaker: which of us it is.")] = "",
    side: Annotated[
        Side, typer.Option(help="Speaker: at least on whose side they are.")
    ] = Side.UNKNOWN,
    number: Annotated[int, typer.Option(help="Speaker: which, counted from 1.")] = 0,
    source: Annotated[str, typer.Option(help="List: from this source.")] = "",
    words: Annotated[str, typer.Option(help="List: that hold these words.")] = "",
    reaction: Annotated[
        ReactionKind | None, typer.Option(help="List: in which this was heard.")
    ] = None,
    since: Annotated[str, typer.Option(metavar="DATE", help="List: since then.")] = "",
    until: Annotated[str, typer.Option(metavar="DATE", help="List: until then.")] = "",
    after: Annotated[str, typer.Option(metavar="PAGE", help="List: the next page.")] = "",
    limit: Annotated[int, typer.Option(help="List: so many a page.")] = 50,
    meant: Annotated[
        str,
        typer.Option("--as", metavar="KIND", help=f"Correct, add: what it is; {NOTHING} if none."),
    ] = "",
    turn: Annotated[int, typer.Option(help="Add: in which turn, counted from 1.")] = 0,
    quote: Annotated[
        str, typer.Option(metavar="WORDS", help="Add: their exact words, as they stand there.")
    ] = "",
    reason: Annotated[str, typer.Option(metavar="WORDS", help="Correct, add: why.")] = "",
    note: Annotated[str, typer.Option(metavar="WORDS", help="Private: why.")] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help="Who says so.")] = "",
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """List conversations or show one; correct a reaction, name a speaker, mark people private.

    Corrections are kept beside what was heard, the ledger follows them, and they teach. A speaker
    who was named once is known from then on. Who is private is left out of what is taken in.
    """
    _check(action, named, number)
    parts = parts_of(ctx)
    now = datetime.now(UTC)
    if action in {"list", "show"}:
        say_if_sample(parts)
    if action == "list":
        begin, end = period_named(since, until, zone=zone_of(parts.settings))
        query = ConversationQuery(
            account_id=account_id_of(parts, account),
            contact_id=contact,
            rep=rep,
            source=source,
            words=words,
            reaction=reaction.value if reaction else "",
            since=begin,
            until=end,
            after=after,
            limit=limit,
        )
        show_conversations(find_conversations(parts.store, query), form)
    elif action == "show":
        kept = show_conversation(parts.store, named)
        if form is Format.JSON:
            show_json(kept_as_json(kept))
        else:
            show_kept(kept)
    elif action == "correct":
        correct_heard(parts.store, named, kind=_kind(meant), by=by, now=now, reason=reason)
        say(f"{named} is {meant.strip().lower()}, as you say. It is kept, and taught.")
    elif action == "add":
        kind = _kind(meant)
        if kind is None:
            raise InputError("Which reaction was missed is missing.", where="--as")
        show_kept(
            add_reaction(parts.store, named, turn - 1, quote, kind, by=by, now=now, reason=reason)
        )
    elif action == "take-back":
        show_kept(take_back_correction(parts.store, named, by=by, now=now))
    elif action == "speaker":
        kept = name_speaker(
            parts.store,
            named,
            number - 1,
            contact_id=contact,
            rep=rep,
            side=side,
            by=by,
            now=now,
        )
        show_kept(kept)
    else:
        _private(parts, action, named, by=by, note=note, now=now, form=form)


def _check(action: str, named: str, number: int) -> None:
    if action not in ACTIONS:
        raise InputError(f"there is no {action!r} here", next_step=f"Use {', '.join(ACTIONS)}.")
    if action in NEEDS_ID and not named:
        raise InputError(
            "Which one is missing.", next_step=f"Write: wellspent conversations {action} ID …"
        )
    if action == "speaker" and number < 1:
        raise InputError(
            "Which speaker is missing.",
            where="--number",
            next_step=f"See them: wellspent conversations show {named}",
        )
    if action == "list" and named:
        raise InputError(
            f"There is no {named!r} in a list.",
            next_step=f"Write: wellspent conversations show {named}",
        )


def _kind(meant: str) -> ReactionKind | None:
    word = meant.strip().lower()
    if word == NOTHING:
        return None
    try:
        return ReactionKind(word)
    except ValueError as error:
        raise InputError(
            f"A reaction is never {meant!r}." if word else "What it is in truth is missing.",
            where="--as",
            next_step=f"Use one of {', '.join(ReactionKind)}, or {NOTHING}.",
        ) from error


def _private(
    parts: Wellspent,
    action: str,
    named: str,
    *,
    by: str,
    note: str,
    now: datetime,
    form: Format,
) -> None:
    if action == "not-private":
        unmark_private(parts.store, named)
        say(f"{named} isn't private any more.")
    elif named:
        marked = mark_private(parts.store, named, by=by, note=note, now=now)
        say(f"{marked.key} is private: conversations with them are left out from now on. "
            "Those that are here stay until they are erased.")  # fmt: skip
    else:
        show_private(list_private(parts.store), form)
