"""`wellspent reach`: when and how can somebody be reached?"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from wellspent.jobs.reach_json import reachability_json
from wellspent.jobs.reachability import reachability_of
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.reach_shown import show_reach
from wellspent.serve.cli.sample_data import say_if_sample
from wellspent.serve.cli.show import show_json
from wellspent.serve.cli.which_person import WHO_HELP, person_named

EXAMPLES = """\
  wellspent reach "Ada Kunde"
  wellspent reach "+49 30 901820"
  wellspent reach Ada --account Acme
  wellspent reach C12 --format json
"""


class Form(StrEnum):
    """How it is written."""

    TEXT = "text"
    JSON = "json"


def run(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(metavar="WHO", help=WHO_HELP)],
    account: Annotated[
        str, typer.Option(metavar="ACCOUNT", help="Who is at this one, by id or words.")
    ] = "",
    form: Annotated[Form, typer.Option("--format", help="How to write it.")] = Form.TEXT,
) -> None:
    """Show how somebody answered so far, and the best times of the next seven days to reach them.

    From this team's own messages and calls only: what was sent, and what came back within 24
    hours. Nothing is tracked. Times are theirs, not yours. Opt-outs and quiet hours always win;
    where nothing is known it says so, with what the team's average says.
    """
    parts = parts_of(ctx)
    say_if_sample(parts)
    person = person_named(parts, who, account=account)
    reach = reachability_of(parts.store, person.id, now=datetime.now(UTC))
    if form is Form.JSON:
        show_json({"name": person.name, **reachability_json(reach)})
    else:
        show_reach(person, reach)
