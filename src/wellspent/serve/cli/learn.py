"""`wellspent learn`: learn anew who can say yes, and when people answer."""

from datetime import UTC, datetime

import typer

from wellspent.jobs.learn_for_reach import learn_for_reach
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.show import remark, say

EXAMPLES = """\
  wellspent learn
"""


def run(ctx: typer.Context) -> None:
    """Learn anew what answers about people go by: buying roles, habits, what an hour is worth.

    Answers never wait for this: they go by what was learned last, and say how old it is where that
    matters. A running server learns by itself, and so does an import at its end; in a small store
    every answer does. This is for a large store without a server.
    """
    parts = parts_of(ctx)
    remark("Learning from what came; with a million activities it takes a minute or two.")
    learned = learn_for_reach(parts.store, now=datetime.now(UTC), at_once=True)
    say(f"Learned anew: {', '.join(learned)}." if learned else "All that could be learned is.")
