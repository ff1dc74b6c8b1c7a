"""`wellspent release`: let an enquiry out of quarantine, or out of *ask*."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from wellspent.jobs.release_lead import release_lead
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.routed import say_routed
from wellspent.serve.cli.show import say
from wellspent.serve.cli.which_lead import lead_id_of

EXAMPLES = """\
  wellspent queue --route quarantine
  wellspent release L44 --by Kim
"""


def run(
    ctx: typer.Context,
    lead: Annotated[str, typer.Argument(metavar="LEAD", help="Its id, or words that find it.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who released it.")] = "",
) -> None:
    """Put an enquiry from a slow lane into the best quick route; it counts as genuine."""
    parts = parts_of(ctx)
    now = datetime.now(UTC)
    routed = release_lead(parts.store, lead_id_of(parts, lead), by=by, now=now)
    if routed.released_at != now:
        say(f"{routed.lead_id} lies in no slow lane; it stays where it is.")
    say_routed(routed)
