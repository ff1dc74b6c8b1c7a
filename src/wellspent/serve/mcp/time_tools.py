"""What an agent may ask of time: where it went, and where the next hour goes best. Only read."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Annotated, Any, Final

from mcp.server import MCPServer
from mcp.types import ToolAnnotations
from pydantic import Field

from wellspent.jobs.draft_words import time_named
from wellspent.jobs.next_hour import LARGEST_LIMIT
from wellspent.jobs.next_hour import next_hour as suggested
from wellspent.jobs.time_spent import time_spent as spent
from wellspent.serve.mcp.records import known
from wellspent.serve.mcp.told import told
from wellspent.serve.plain_json import plain_json
from wellspent.serve.time_cuts import TimeBy
from wellspent.wiring import Wellspent

MOST: Final = 100
Word = Annotated[str, Field(max_length=500)]
Rep = Annotated[Word, Field(description="Only this rep's own time.")]


def add_time_tools(
    server: MCPServer,
    wellspent: Wellspent | None,
    *,
    annotations: ToolAnnotations,
    clock: Callable[[], datetime],
    zone: tzinfo,
) -> None:
    """Add the tools `time_spent` and `next_hour`; without records they say that there are none."""

    @server.tool(annotations=annotations, title="Where time went")
    def time_spent(
        by: Annotated[TimeBy, Field(description="By what it is divided.")] = TimeBy.POWER,
        since: Annotated[Word, Field(description="From this time on, ISO 8601.")] = "",
        until: Annotated[Word, Field(description="Before this time, ISO 8601.")] = "",
        rep: Rep = "",
    ) -> dict[str, Any]:
        """Return our minutes and the customers', and how many with nobody who can say yes.

        `lines` (at most 100, `count` is of all) and `total`: our_minutes, their_minutes,
        without_power (with people of whom none is likely to be able to say yes), power_unknown
        (nobody can tell), people, activities. `notes` say how minutes were reckoned. Never use it
        to rank people.
        """

        def ask() -> dict[str, Any]:
            store = known(wellspent).store
            begin = time_named(since, where="since", zone=zone) if since.strip() else None
            end = time_named(until, where="until", zone=zone) if until.strip() else None
            found = spent(store, cut=by.cut, now=clock(), since=begin, until=end, rep=rep)
            return {
                "cut": found.cut.value,
                "count": len(found.lines),
                "lines": plain_json(found.lines[:MOST]),
                "total": plain_json(found.total),
                "notes": list(found.notes),
            }

        return told(ask)

    @server.tool(annotations=annotations, title="Where the next hour is worth most")
    def next_hour(
        rep: Annotated[Word, Field(description="Whose hour it is; left out: anybody's.")] = "",
        limit: Annotated[int, Field(ge=1, le=LARGEST_LIMIT, description="So many at most.")] = 5,
    ) -> dict[str, Any]:
        """Return what an hour could go to next, the best first, the others as alternatives.

        `suggestions`: act, contact, account, `reasons`, `evidence`, `best_at` (their time), and
        `protects`: it keeps a valuable customer; these come before everything else. `worth` is in
        the team's own money for one hour, null where it can't be said.
        """

        def ask() -> dict[str, Any]:
            found = suggested(known(wellspent).store, rep=rep, now=clock(), limit=limit)
            return {"suggestions": plain_json(found)}

        return told(ask)

    # The decorator has taken them; nothing else calls them.
    del time_spent, next_hour
