"""`wellspent mark`: say what an enquiry turned out to be."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from wellspent.jobs.learn_authenticity import learn_what_is_new
from wellspent.jobs.mark_lead import mark_lead
from wellspent.records.authenticity import EnquiryKind, Mark, MarkKind
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.routed import say_routed
from wellspent.serve.cli.show import say
from wellspent.serve.cli.which_lead import lead_id_of

EXAMPLES = """\
  wellspent mark L42 genuine --by Kim
  wellspent mark L43 time-waster --kind "vendor pitch"
  wellspent mark L44 bot --learn
"""


def run(
    ctx: typer.Context,
    lead: Annotated[str, typer.Argument(metavar="LEAD", help="Its id, or words that find it.")],
    mark: Annotated[MarkKind, typer.Argument(help="What it turned out to be.")],
    kind: Annotated[EnquiryKind | None, typer.Option(help="What it was about.")] = None,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who says so.")] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help="Why.")] = "",
    learn: Annotated[bool, typer.Option("--learn", help="Learn from it at once.")] = False,
) -> None:
    """Keep what an enquiry turned out to be; authenticity is learned from it."""
    parts = parts_of(ctx)
    now = datetime.now(UTC)
    said = Mark(
        lead_id=lead_id_of(parts, lead),
        mark=mark,
        marked_at=now,
        marked_by=by,
        kind=kind,
        note=note,
    )
    routed = mark_lead(parts.store, said)
    say(f"{said.lead_id} is marked {mark}.")
    if routed is not None:
        say_routed(routed)
    if learn and learn_what_is_new(parts.store, now=datetime.now(UTC)):
        say("Learned from it, and routed the open enquiries again.")
