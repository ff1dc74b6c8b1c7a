"""`wellspent committee`: who at an account can say yes, what says so, and the way to them."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from wellspent.errors import InputError
from wellspent.jobs.buying_committee import buying_committee
from wellspent.jobs.buying_roles import buying_role
from wellspent.jobs.correct_role import correct_role, role_corrections, take_back_role_correction
from wellspent.jobs.find_account import find_account
from wellspent.jobs.roles_json import committee_as_json, judgement_as_json
from wellspent.records.buying_role import BuyingRole
from wellspent.serve.cli.committee_shown import show_committee
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.role_shown import show_role
from wellspent.serve.cli.sample_data import say_if_sample
from wellspent.serve.cli.show import say, show_json
from wellspent.serve.cli.which_account import account_id_of
from wellspent.serve.cli.which_person import in_a_line, person_named
from wellspent.wiring import Wellspent

EXAMPLES = """\
  wellspent committee Acme
  wellspent committee A17 --format json
  wellspent committee role "Ada Kunde"
  wellspent committee correct C12 --as champion --by Kim --reason "she told me"
  wellspent committee take-back C12 --by Kim
"""
ACTIONS = ("show", "role", "correct", "take-back")
ROLES = tuple(role for role in BuyingRole if role is not BuyingRole.UNKNOWN)


class Form(StrEnum):
    """How it is written."""

    TEXT = "text"
    JSON = "json"


def run(
    ctx: typer.Context,
    action: Annotated[
        str,
        typer.Argument(metavar=f"[{'|'.join(ACTIONS)}]", help="What to do; left out: show."),
    ] = "",
    named: Annotated[
        str,
        typer.Argument(metavar="ACCOUNT|WHO", help="An account, or whose role, by id or words."),
    ] = "",
    account: Annotated[
        str, typer.Option(metavar="ACCOUNT", help="Role, correct, take-back: who is at this one.")
    ] = "",
    role: Annotated[
        str, typer.Option("--as", metavar="ROLE", help=f"Correct: {', '.join(ROLES)}.")
    ] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help="Correct, take-back: who says so.")] = "",
    reason: Annotated[
        str, typer.Option(metavar="WORDS", help="Correct, take-back: how it is known.")
    ] = "",
    form: Annotated[Form, typer.Option("--format", help="How to write it.")] = Form.TEXT,
) -> None:
    """Show an account's people in a purchase: roles with likelihood, quotes, who is missing.

    `wellspent committee ACCOUNT` shows the account; `role WHO` one person's role with every reason.
    A role is told from what people said and did and from titles, never from names; unknown is an
    answer. What a person says of a role outranks that, is kept, and teaches.
    """
    action, named = _what(action, named)
    _check(action, account=account, role=role, said=bool(by or reason))
    parts = parts_of(ctx)
    if action == "show":
        say_if_sample(parts)
        _show(parts, named, form)
    elif action == "role":
        say_if_sample(parts)
        _show_role(parts, named, account, form)
    elif action == "correct":
        _correct(parts, named, account, _role_named(role), by=by, reason=reason)
    else:
        _take_back(parts, named, account, by=by, reason=reason)


def _what(action: str, named: str) -> tuple[str, str]:
    """Return what to do with whom: an account alone is shown."""
    if not named.strip() and action not in ACTIONS[1:]:
        named = "" if action == "show" else action
        action = "show"
    if action not in ACTIONS:
        raise InputError(
            f"there is no {action!r} here",
            next_step=f"Use {', '.join(ACTIONS)}; an account's name of several words in quotes.",
        )
    if not named.strip():
        raise InputError(
            "It doesn't say which account." if action == "show" else "It doesn't say who is meant.",
            next_step="Name an account or somebody: an id, or words that find exactly one.",
        )
    return action, named


def _check(action: str, *, account: str, role: str, said: bool) -> None:
    if action == "show" and account:
        raise InputError("--account is for a person: the account itself is named without it.")
    if (action == "correct") != bool(role):
        raise InputError(
            "Which role it is is missing." if action == "correct" else "--as is for corrections.",
            next_step='Write: wellspent committee correct C12 --as champion --reason "she said so"',
        )
    if said and action in {"show", "role"}:
        raise InputError("--by and --reason are for corrections and for taking them back.")


def _role_named(words: str) -> BuyingRole:
    asked = " ".join(words.replace("-", " ").replace("_", " ").lower().split())
    for one in ROLES:
        if one.value == asked:
            return one
    raise InputError(
        f"There is no role {words!r} that somebody can be said to have.",
        where="--as",
        next_step=f"Use one of: {', '.join(ROLES)}. If nobody knows: wellspent committee take-back",
    )


def _show(parts: Wellspent, words: str, form: Form) -> None:
    account_id = account_id_of(parts, words)
    found = buying_committee(parts.store, account_id, now=datetime.now(UTC))
    if form is Form.JSON:
        show_json(committee_as_json(found))
    else:
        show_committee(find_account(parts.store, account_id), found)


def _show_role(parts: Wellspent, who: str, account: str, form: Form) -> None:
    person = person_named(parts, who, account=account)
    judgement = buying_role(parts.store, person.id, now=datetime.now(UTC))
    if form is Form.JSON:
        show_json({"name": person.name, **judgement_as_json(judgement)})
    else:
        show_role(person, judgement, role_corrections(parts.store, person.id))


def _correct(
    parts: Wellspent, who: str, account: str, role: BuyingRole, *, by: str, reason: str
) -> None:
    person = person_named(parts, who, account=account, mistyped=False)
    now = datetime.now(UTC)
    correct_role(parts.store, person.id, role, by=by, reason=reason, now=now)
    say(f"Kept: {in_a_line(person)} is {role}, whatever the records say. It teaches.")
    say(f"To take it back: wellspent committee take-back {person.id}")


def _take_back(parts: Wellspent, who: str, account: str, *, by: str, reason: str) -> None:
    person = person_named(parts, who, account=account, mistyped=False)
    now = datetime.now(UTC)
    back = take_back_role_correction(parts.store, person.id, by=by, reason=reason, now=now)
    judged = buying_role(parts.store, person.id, now=now)
    say(f"Taken back: {in_a_line(person)} was said to be {back.role}; now it is {judged.role}.")
