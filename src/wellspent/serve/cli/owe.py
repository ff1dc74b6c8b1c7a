"""`wellspent owe`: what we owe customers. What they owe us is nothing."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from wellspent.errors import InputError
from wellspent.jobs.what_we_owe import dismiss_debt, settle_debt, what_we_owe
from wellspent.records.ledger import Debt
from wellspent.serve.ages_and_counts import age
from wellspent.serve.cli.in_quotes import in_quotes
from wellspent.serve.cli.owe_shown import owed_in_words
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.sample_data import say_if_sample
from wellspent.serve.cli.show import Cell, Format, say, show_rows
from wellspent.serve.cli.which_account import account_id_of

EXAMPLES = """\
  wellspent owe
  wellspent owe --rep "Wilma Sample"
  wellspent owe --account Acme --format json
  wellspent owe settle F12 --reason "answered by telephone"
  wellspent owe dismiss F13 --reason "that was no promise"
"""
ACTIONS = ("list", "settle", "dismiss")
FOR_PEOPLE = ["id", "what", "to whom", "account", "rep", "since", "due", "their words, or ours"]
COLUMNS = ["id", "what", "contact id", "contact", "account id", "account", "rep", "since", "due",
           "overdue", "quote", "conversation", "turn"]  # fmt: skip


def run(
    ctx: typer.Context,
    action: Annotated[
        str, typer.Argument(metavar="[list|settle|dismiss]", help="What to do.")
    ] = "list",
    debt: Annotated[
        str, typer.Argument(metavar="[ID]", help="What is settled, or never was owed: F12.")
    ] = "",
    rep: Annotated[str, typer.Option(help="Only what this rep owes.")] = "",
    account: Annotated[
        str, typer.Option(metavar="ACCOUNT", help="Only to this one, by id or words.")
    ] = "",
    reason: Annotated[str, typer.Option(metavar="WORDS", help="How it was settled.")] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help="Who says that it is settled.")] = "",
    back: Annotated[bool, typer.Option("--back", help="It isn't settled after all.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """List questions of customers that nobody answered, and promises of ours that are open.

    What is overdue comes first, then what is open longest.
    """
    if action not in ACTIONS:
        raise InputError(f"there is no {action!r} here", next_step=f"Use {', '.join(ACTIONS)}.")
    if (action != "list") != bool(debt):
        raise InputError(
            "Say what is settled, or never was owed.",
            next_step='Write: wellspent owe settle F12 --reason "by mail"',
        )
    if action == "dismiss" and back:
        raise InputError("Open it again with: wellspent owe settle ID --back")
    parts = parts_of(ctx)
    now = datetime.now(UTC)
    if action == "settle":
        is_new = settle_debt(parts.store, debt, by=by, now=now, reason=reason, is_settled=not back)
        state = "open" if back else "settled"
        say(f"{debt} is {state}." if is_new else f"{debt} was {state} already; nothing changed.")
        return
    if action == "dismiss":
        is_new = dismiss_debt(parts.store, debt, by=by, now=now, reason=reason)
        say(f"{debt} is off the list." if is_new else f"{debt} was off the list already.")
        return
    if reason or by or back:
        raise InputError("--reason, --by and --back are for `wellspent owe settle ID`.")
    say_if_sample(parts)
    owed = what_we_owe(parts.store, rep=rep, account_id=account_id_of(parts, account), now=now)
    if form is not Format.TABLE:
        show_rows(COLUMNS, [_row(one) for one in owed], form)
        return
    say(f"We owe: {owed_in_words(owed)}.")
    if owed:
        show_rows(FOR_PEOPLE, [_for_people(one, now) for one in owed], form)


def _for_people(debt: Debt, now: datetime) -> tuple[Cell, ...]:
    due = "" if debt.due is None else debt.due.isoformat()
    return (
        debt.id, debt.kind.value, debt.contact_name or debt.contact_id or "not known",
        debt.account_name or debt.account_id, debt.rep, f"{age(debt.since, now)} ago",
        f"{due} (overdue)" if debt.is_overdue else due,
        f"{in_quotes(debt.quote)} ({debt.conversation_id}, turn {debt.turn + 1})",
    )  # fmt: skip


def _row(debt: Debt) -> tuple[Cell, ...]:
    return (
        debt.id, debt.kind.value, debt.contact_id, debt.contact_name, debt.account_id,
        debt.account_name, debt.rep, debt.since,
        debt.due and debt.due.isoformat(), debt.is_overdue, debt.quote, debt.conversation_id,
        debt.turn + 1,
    )  # fmt: skip
