"""What an agent may ask of the ledger: what we owe, and what customers gave and got. Only read."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Annotated, Any, Final

from mcp.server import MCPServer
from mcp.types import ToolAnnotations
from pydantic import Field

from wellspent.jobs.draft_words import time_named
from wellspent.jobs.ledger_overview import ledger_overview
from wellspent.jobs.what_we_owe import what_we_owe as owed
from wellspent.records.ledger import Cut
from wellspent.serve.counted_from_one import debt_from_one
from wellspent.serve.mcp.records import known
from wellspent.serve.mcp.told import told
from wellspent.serve.plain_json import plain_json
from wellspent.wiring import Wellspent

MOST: Final = 100
FIRST: Final = 20
Word = Annotated[str, Field(max_length=500)]


def add_ledger_tools(
    server: MCPServer,
    wellspent: Wellspent | None,
    *,
    annotations: ToolAnnotations,
    clock: Callable[[], datetime],
    zone: tzinfo,
) -> None:
    """Add the tools `what_we_owe` and `ledger`; without records they say that there are none."""

    @server.tool(annotations=annotations, title="What we owe customers")
    def what_we_owe(
        rep: Annotated[Word, Field(description="Only what this rep owes.")] = "",
        account_id: Annotated[Word, Field(description="Only to this account, such as A17.")] = "",
    ) -> dict[str, Any]:
        """Return questions of customers that nobody answered, and promises of ours that are open.

        `owed` (kind, quote, since, due, is_overdue, contact, account, rep, conversation_id, turn):
        what is overdue first, then what is open longest, at most 100; `count` is of all. Answer
        what is owed before asking the customer for anything.
        """

        def ask() -> dict[str, Any]:
            store = known(wellspent).store
            found = owed(store, rep=rep, account_id=account_id, now=clock())
            return {
                "count": len(found),
                "owed": plain_json([debt_from_one(one) for one in found[:MOST]]),
            }

        return told(ask)

    @server.tool(annotations=annotations, title="The ledger of customers' minutes")
    def ledger(
        by: Annotated[Cut, Field(description="By what the statement is cut.")] = Cut.ACCOUNT,
        since: Annotated[Word, Field(description="From this time on, ISO 8601.")] = "",
        until: Annotated[Word, Field(description="Before this time, ISO 8601.")] = "",
    ) -> dict[str, Any]:
        """Return the minutes that customers gave us, and the evidence of what they got for them.

        `without_value` (conversations without any sign of value), `longest_without` (who got
        nothing from us for longest) and `statement` with `lines` (at most 100, most minutes without
        value first) and `total`. A line without a credit is one without evidence, not without
        value; minutes from `least` to `most` are estimates.
        """

        def ask() -> dict[str, Any]:
            store = known(wellspent).store
            begin = time_named(since, where="since", zone=zone) if since.strip() else None
            end = time_named(until, where="until", zone=zone) if until.strip() else None
            seen = ledger_overview(store, cut=by, since=begin, until=end, most=FIRST)
            stated = seen.statement
            return {
                "without_value": plain_json(seen.without_value),
                "longest_without": plain_json(seen.longest_without),
                "statement": {
                    "cut": stated.cut.value,
                    "count": len(stated.lines),
                    "lines": plain_json(stated.lines[:MOST]),
                    "total": plain_json(stated.total),
                },
            }

        return told(ask)

    # The decorator has taken them; nothing else calls them.
    del what_we_owe, ledger
