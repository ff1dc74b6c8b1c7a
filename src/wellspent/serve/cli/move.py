"""`wellspent move`: choose an enquiry's route, or give it back to the rule."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from wellspent.errors import InputError
from wellspent.jobs.move_lead import let_rule_decide, move_lead
from wellspent.records.route import Route
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.routed import say_routed
from wellspent.serve.cli.which_lead import lead_id_of

EXAMPLES = """\
  wellspent move L42 "call now" --by Kim
  wellspent move L42 --back
"""


def run(
    ctx: typer.Context,
    lead: Annotated[str, typer.Argument(metavar="LEAD", help="Its id, or words that find it.")],
    route: Annotated[Route | None, typer.Argument(help="Where it goes.")] = None,
    back: Annotated[bool, typer.Option("--back", help="Let the rule decide again.")] = False,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who chose it.")] = "",
) -> None:
    """Put an enquiry into the route that you choose; rules leave it there until `--back`."""
    if back == (route is not None):
        raise InputError("Name a route, or give --back: one of them.", where="move")
    parts = parts_of(ctx)
    lead_id, now = lead_id_of(parts, lead), datetime.now(UTC)
    if route is None:
        say_routed(let_rule_decide(parts.store, lead_id, now=now))
    else:
        say_routed(move_lead(parts.store, lead_id, route, by=by, now=now))
