"""`wellspent deciders`: who is likely to be able to say yes?"""

from datetime import UTC, datetime
from typing import Annotated

import typer

from wellspent.jobs.find_decision_makers import LEAST_POWER, find_decision_makers
from wellspent.jobs.roles_json import decision_maker_as_json
from wellspent.records.buying_role import DecisionMaker
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.role_shown import likeliest, power_in_words, role_in_words, sign_in_words
from wellspent.serve.cli.sample_data import say_if_sample
from wellspent.serve.cli.show import Cell, Format, say, show_json, show_rows
from wellspent.serve.cli.which_account import account_id_of

EXAMPLES = """\
  wellspent deciders
  wellspent deciders Bakery --limit 20
  wellspent deciders --industry "meat processing" --format csv
  wellspent deciders --account A17 --format json
"""
FOR_PEOPLE = ["id", "who", "title", "account", "role (likelihood)", "can say yes (90%)",
              "what says so"]  # fmt: skip
COLUMNS = ["contact id", "name", "title", "account id", "account", "role", "power", "low", "high",
           "sign", "quote", "record"]  # fmt: skip


def run(
    ctx: typer.Context,
    words: Annotated[
        str, typer.Argument(metavar="[WORDS]", help="Accounts whose name or domain begins so.")
    ] = "",
    industry: Annotated[str, typer.Option(metavar="WORDS", help="Accounts of this one.")] = "",
    account: Annotated[
        str, typer.Option(metavar="ACCOUNT", help="Only at this one, by id or words.")
    ] = "",
    limit: Annotated[int, typer.Option(help="So many at most, up to 50.")] = 10,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """List the people who are likely to be able to say yes, the likeliest first.

    With none of the conditions among all contacts; several hold together. Who is less likely than
    30% isn't named, so there may be none. Each comes with what says so: a quote or a record.
    """
    parts = parts_of(ctx)
    say_if_sample(parts)
    found = find_decision_makers(
        parts.store,
        account_id=account_id_of(parts, account),
        industry=industry,
        words=words,
        now=datetime.now(UTC),
        limit=limit,
    )
    if form is Format.JSON:
        show_json([decision_maker_as_json(one) for one in found])
    elif form is Format.CSV:
        show_rows(COLUMNS, [_row(one) for one in found], form)
    elif found:
        show_rows(FOR_PEOPLE, [_for_people(one) for one in found], form)
    else:
        say(
            f"Nobody known there is at least {LEAST_POWER:.0%} likely to be able to say yes. Whom "
            "others named, and who is missing: wellspent committee ACCOUNT"
        )


def _for_people(one: DecisionMaker) -> tuple[Cell, ...]:
    return (
        one.contact_id, one.name, one.title, f"{one.account_name} ({one.account_id})",
        role_in_words(one.judgement), power_in_words(one.judgement), _most(one),
    )  # fmt: skip


def _most(one: DecisionMaker) -> str:
    if one.judgement.correction is not None:
        return one.judgement.correction.reason
    return "".join(sign_in_words(each.sign) for each in likeliest(one.judgement, 1))


def _row(one: DecisionMaker) -> tuple[Cell, ...]:
    judged = one.judgement
    evidence = next((each.sign for each in likeliest(judged, 1)), None)
    sign = ("", "", "") if evidence is None else (
        evidence.kind.value, evidence.evidence.quote, evidence.evidence.record_id
    )  # fmt: skip
    return (
        one.contact_id, one.name, one.title, one.account_id, one.account_name, judged.role.value,
        round(judged.power, 4), round(judged.low, 4), round(judged.high, 4), *sign,
    )  # fmt: skip
