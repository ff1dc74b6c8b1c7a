"""`wellspent done`: note that an enquiry's next step was taken."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from wellspent.jobs.next_step_taken import next_step_taken, next_step_waits
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.routed import say_routed
from wellspent.serve.cli.which_lead import lead_id_of

EXAMPLES = """\
  wellspent done L42 --by Kim
  wellspent done L42 --back
"""


def run(
    ctx: typer.Context,
    lead: Annotated[str, typer.Argument(metavar="LEAD", help="Its id, or words that find it.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who took the step.")] = "",
    back: Annotated[bool, typer.Option("--back", help="Take it back: it waits again.")] = False,
) -> None:
    """Take an enquiry out of what waits, once its next step was taken."""
    parts = parts_of(ctx)
    lead_id = lead_id_of(parts, lead)
    if back:
        say_routed(next_step_waits(parts.store, lead_id))
    else:
        say_routed(next_step_taken(parts.store, lead_id, by=by, now=datetime.now(UTC)))
